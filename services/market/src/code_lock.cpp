#include "market/code_lock.h"

#include "base/check.h"
#include "base/text.h"
#include "market/notice.h"
#include "observe/log.h"

namespace market {
namespace {

void insert_lock(db::Transaction& tx, RegionId region_id, ParcelId parcel_id, PersonId tried_by,
                 base::Instant now, base::Instant until) {
  CHECK_REQUEST(until > now);
  tx.execute(
      "INSERT INTO market_code_lock (region_id, id, parcel_id, locked_at, locked_until, tried_by, "
      "unlocked_by) VALUES ($1, $2, $3, $4, $5, $6, 0)",
      region_id, tx.make_id<CodeLockId>(), parcel_id, now, until, tried_by);
  announce(tx, region_id, parcel_id, MarketNoticeKind::code_locked, now);
  observe::log(observe::Level::warning, "market.code_locked",
               {{"parcel", parcel_id.value}, {"tried_by", tried_by.value}});
}

}  // namespace

std::optional<base::Instant> code_locked_until(db::Transaction& tx, RegionId region_id,
                                               ParcelId parcel_id, base::Instant now) {
  const auto until = tx.integer(
      "SELECT MAX(locked_until) FROM market_code_lock WHERE region_id = $1 AND parcel_id = $2 "
      "AND unlocked_at IS NULL AND locked_until > $3",
      region_id, parcel_id, now);
  return until ? std::optional(base::Instant{*until}) : std::nullopt;
}

std::optional<base::Instant> count_wrong_code(db::Transaction& tx, RegionId region_id,
                                              ParcelId parcel_id, PersonId tried_by,
                                              base::Instant now) {
  CHECK_REQUEST(!code_locked_until(tx, region_id, parcel_id, now));
  const base::Date today = base::korean_date(now);
  const auto before =
      tx.integer("SELECT wrong_codes FROM market_parcel WHERE region_id = $1 AND id = $2",
                 region_id, parcel_id);
  CHECK_REQUEST(before.has_value());
  const bool is_last = *before + 1 >= settings::integer(tx, region_id, kCodeTriesMax, today);
  // Whoever comes after the lock begins at the first try again.
  tx.execute("UPDATE market_parcel SET wrong_codes = $3 WHERE region_id = $1 AND id = $2",
             region_id, parcel_id, is_last ? 0 : *before + 1);
  if (!is_last) return std::nullopt;
  const std::int64_t minutes = settings::integer(tx, region_id, kCodeLockMinutes, today);
  const base::Instant until = now.plus_seconds(minutes * 60);
  insert_lock(tx, region_id, parcel_id, tried_by, now, until);
  return until;
}

ParcelResult<void> unlock_code(db::Transaction& tx, RegionId region_id, ParcelId parcel_id,
                               PersonId unlocked_by, base::Instant now) {
  if (!find_parcel(tx, region_id, parcel_id)) return base::refuse(ParcelRefusal::parcel_not_found);
  const std::int64_t ended = tx.execute(
      "UPDATE market_code_lock SET unlocked_at = $3, unlocked_by = $4 WHERE region_id = $1 "
      "AND parcel_id = $2 AND unlocked_at IS NULL AND locked_until > $3",
      region_id, parcel_id, now, unlocked_by);
  if (ended == 0) return base::refuse(ParcelRefusal::parcel_not_locked);
  observe::log(observe::Level::info, "market.code_unlocked",
               {{"parcel", parcel_id.value}, {"unlocked_by", unlocked_by.value}});
  return {};
}

std::vector<CodeLock> code_locks(db::Transaction& tx, RegionId region_id, base::Instant now) {
  auto locks = tx.query<CodeLock>(
      "SELECT l.id, l.parcel_id, p.shop_id, o.name AS shop_name, o.phone AS shop_phone, "
      "b.name AS buyer_name, l.locked_at, l.locked_until FROM market_code_lock l "
      "JOIN market_parcel p ON p.region_id = l.region_id AND p.id = l.parcel_id "
      "JOIN people_organisation o ON o.region_id = p.region_id AND o.id = p.shop_id "
      "JOIN people_person b ON b.region_id = p.region_id AND b.id = p.buyer_id "
      "WHERE l.region_id = $1 AND l.locked_until > $2 AND l.unlocked_at IS NULL "
      "ORDER BY l.locked_at, l.id",
      region_id, now);
  for (CodeLock& each : locks) each.buyer_name = base::mask_name(each.buyer_name);
  return locks;
}

}  // namespace market
