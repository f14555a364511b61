/// Times of services that are booked: a visit at the clinic, a cleaning.
#pragma once

#include <string>
#include <vector>

#include "market/hours.h"
#include "market/sale.h"

namespace market {

/// A time that a service offers, with how many more may book it.
struct Slot {
  base::Instant starts_at;
  base::Instant ends_at;
  std::int64_t free = 0;
};
BOOST_DESCRIBE_STRUCT(Slot, (), (starts_at, ends_at, free))

/// The starts that a service of `duration_minutes` has on `day`: one after the other from the
/// beginning of each opening, as long as it ends before the shop closes. Pure.
/// Requires: duration_minutes > 0.
[[nodiscard]] std::vector<base::Instant> slot_starts(const ShopHours& hours,
                                                     std::int64_t duration_minutes, base::Date day);

/// The times from `from` to `to` that have not begun at `now`, full ones included. None for what is
/// not booked. Cost: two statements.
[[nodiscard]] std::vector<Slot> slots_of(db::Transaction& tx, RegionId region_id,
                                         const Product& product, base::Date from, base::Date to,
                                         base::Instant now);

enum class BookingRefusal {
  slot_not_offered,  ///< not a time of this service, over already, or too far ahead
  slot_not_free,
};
BOOST_DESCRIBE_ENUM(BookingRefusal, slot_not_offered, slot_not_free)

/// Takes a place of a time for a line of a parcel. Times that overlap share the product's capacity,
/// also after its duration was changed. No two lines get one place: the table's key says so.
[[nodiscard]] base::Result<void, BookingRefusal> book(db::Transaction& tx, RegionId region_id,
                                                      const Product& product,
                                                      base::Instant starts_at, ParcelId parcel_id,
                                                      std::int64_t line, base::Instant now);
/// Gives the times of a parcel's line back.
void release_booking(db::Transaction& tx, RegionId region_id, ParcelId parcel_id,
                     std::int64_t line);

}  // namespace market
