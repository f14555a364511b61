/// The history of access rights: who gave which role to whom, from when to when, and why. Kept for
/// three years (안전성 확보조치 기준 제5조); read by auditors.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/organisation.h"
#include "settings/settings.h"

namespace people {

/// How long the history is kept. The notice's minimum cannot be undercut.
inline constexpr settings::Definition kRightHistoryDays{.key = "people.right_history_days",
                                                        .value = "1096",
                                                        .unit = "day",
                                                        .minimum = 1'096,
                                                        .maximum = 36'500};

enum class RightAction { granted, ended };
BOOST_DESCRIBE_ENUM(RightAction, granted, ended)

/// One change of somebody's rights.
struct RightChange {
  base::Id<struct RightChangeTag> id;
  PersonId person_id;
  OrganisationId organisation_id;
  Role role = Role::citizen;
  RightAction action = RightAction::granted;
  base::Date valid_from;
  std::optional<base::Date> valid_to;  ///< last day, included
  PersonId actor_id;                   ///< 0: the system
  std::string reason;
  base::Instant at;
};
BOOST_DESCRIBE_STRUCT(RightChange, (),
                      (id, person_id, organisation_id, role, action, valid_from, valid_to, actor_id,
                       reason, at))

/// Records how `membership` stands now. Called by join() and leave() in their own transaction, so
/// that no right exists without its record.
void log_right(db::Transaction& tx, RegionId region_id, const Membership& membership,
               RightAction action, const RightBy& by);
/// The newest changes before `before_id` (0: from the newest on), of one person unless it is 0.
[[nodiscard]] std::vector<RightChange> right_changes(db::Transaction& tx, RegionId region_id,
                                                     PersonId person_id,
                                                     base::Id<struct RightChangeTag> before_id,
                                                     int limit);
/// Deletes what is older than kRightHistoryDays on `today`; returns how many. For a nightly job.
std::int64_t forget_right_changes(db::Transaction& tx, RegionId region_id, base::Date today);

}  // namespace people
