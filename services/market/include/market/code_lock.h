/// Wrong handover codes: six digits stand up to a few tries, so a parcel locks itself after them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/parcel.h"

namespace market {

using CodeLockId = base::Id<struct CodeLockTag>;

/// Wrong codes in a row after which a parcel is locked, and for how long. Five tries each half hour
/// leave whoever guesses a chance below 1 in 1 000 over the three days that a parcel waits.
inline constexpr settings::Definition kCodeTriesMax{
    .key = "market.code_tries_max", .value = "5", .unit = "count", .minimum = 1, .maximum = 20};
inline constexpr settings::Definition kCodeLockMinutes{.key = "market.code_lock_minutes",
                                                       .value = "30",
                                                       .unit = "minute",
                                                       .minimum = 1,
                                                       .maximum = 1'440};

/// A lock that holds at the moment, as the centre sees it.
struct CodeLock {
  CodeLockId id;
  ParcelId parcel_id;
  OrganisationId shop_id;
  std::string shop_name;
  std::string shop_phone;
  std::string buyer_name;  ///< masked
  base::Instant locked_at;
  base::Instant locked_until;
};
BOOST_DESCRIBE_STRUCT(CodeLock, (),
                      (id, parcel_id, shop_id, shop_name, shop_phone, buyer_name, locked_at,
                       locked_until))

/// Until when the code of a parcel is not looked at; none: it may be tried.
[[nodiscard]] std::optional<base::Instant> code_locked_until(db::Transaction& tx,
                                                             RegionId region_id, ParcelId parcel_id,
                                                             base::Instant now);
/// Counts a wrong code, and locks the parcel with the last try that the setting allows. Returns the
/// end of a lock that begins with it. Kept although the handover refuses: see counted_deed.h.
/// Requires: the parcel exists and is not locked.
std::optional<base::Instant> count_wrong_code(db::Transaction& tx, RegionId region_id,
                                              ParcelId parcel_id, PersonId tried_by,
                                              base::Instant now);
/// Ends the lock of a parcel before its time: somebody at the centre knows who stands there. The
/// code can be tried as often as at first. Refuses `parcel_not_found`, `parcel_not_locked`.
[[nodiscard]] ParcelResult<void> unlock_code(db::Transaction& tx, RegionId region_id,
                                             ParcelId parcel_id, PersonId unlocked_by,
                                             base::Instant now);
/// All parcels that are locked at `now`, the longest first. Cost: one statement.
[[nodiscard]] std::vector<CodeLock> code_locks(db::Transaction& tx, RegionId region_id,
                                               base::Instant now);

}  // namespace market
