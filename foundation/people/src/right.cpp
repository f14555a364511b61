#include "people/right.h"

#include "base/check.h"

namespace people {

void log_right(db::Transaction& tx, RegionId region_id, const Membership& membership,
               RightAction action, const RightBy& by) {
  CHECK_REQUEST(membership.id && membership.person_id && membership.organisation_id);
  CHECK_REQUEST(action != RightAction::ended || membership.valid_to);
  tx.execute(
      "INSERT INTO people_right_change (region_id, id, person_id, organisation_id, role, action, "
      "valid_from, valid_to, actor_id, reason, at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      region_id, tx.make_id<base::Id<struct RightChangeTag>>(), membership.person_id,
      membership.organisation_id, membership.role, action, membership.valid_from,
      membership.valid_to, by.actor_id, by.reason, by.at);
}

std::vector<RightChange> right_changes(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                       base::Id<struct RightChangeTag> before_id, int limit) {
  return tx.query<RightChange>(
      "SELECT id, person_id, organisation_id, role, action, valid_from, valid_to, actor_id, "
      "reason, at FROM people_right_change WHERE region_id = $1 AND (person_id = $2 OR $2 = 0) "
      "AND (id < $3 OR $3 = 0) ORDER BY id DESC LIMIT $4",
      region_id, person_id, before_id, limit);
}

std::int64_t forget_right_changes(db::Transaction& tx, RegionId region_id, base::Date today) {
  const std::int64_t days = settings::integer(tx, region_id, kRightHistoryDays, today);
  const base::Date oldest = today.plus_days(-static_cast<std::int32_t>(days));
  return tx.execute("DELETE FROM people_right_change WHERE region_id = $1 AND at < $2", region_id,
                    base::korean_instant(oldest, 0));
}

}  // namespace people
