#include "market/booking.h"

#include <algorithm>
#include <set>

#include "base/check.h"

namespace market {
namespace {

constexpr std::int64_t kSecondsPerMinute = 60;

/// A place that somebody has.
struct Taken {
  std::int64_t place = 0;
  base::Instant starts_at;
  base::Instant ends_at;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (place, starts_at, ends_at))

std::vector<Taken> taken_between(db::Transaction& tx, RegionId region_id, ProductId product_id,
                                 base::Instant from, base::Instant to) {
  return tx.query<Taken>(
      "SELECT place, starts_at, ends_at FROM market_booking WHERE region_id = $1 "
      "AND product_id = $2 AND starts_at < $4 AND ends_at > $3 ORDER BY starts_at, place",
      region_id, product_id, from, to);
}

std::int64_t free_places(const Product& product, const std::vector<Taken>& taken,
                         base::Instant starts_at, base::Instant ends_at) {
  const auto overlapping = std::ranges::count_if(taken, [&](const Taken& each) {
    return each.starts_at < ends_at && each.ends_at > starts_at;
  });
  return std::max<std::int64_t>(product.capacity - overlapping, 0);
}

bool is_offered(db::Transaction& tx, RegionId region_id, const Product& product,
                base::Instant starts_at, base::Instant now) {
  const base::Date day = base::korean_date(starts_at);
  const base::Date today = base::korean_date(now);
  const auto ahead = collection_terms(tx, region_id, today).days_ahead;
  if (starts_at <= now || day > today.plus_days(static_cast<std::int32_t>(ahead))) return false;
  const ShopHours hours = hours_of(tx, region_id, product.shop_id);
  return std::ranges::count(slot_starts(hours, product.duration_minutes, day), starts_at) > 0;
}

}  // namespace

std::vector<base::Instant> slot_starts(const ShopHours& hours, std::int64_t duration_minutes,
                                       base::Date day) {
  CHECK_REQUEST(duration_minutes > 0);
  std::vector<base::Instant> starts;
  for (const Opening& each : openings_on(hours, day))
    for (std::int64_t minute = each.opens_minute; minute + duration_minutes <= each.closes_minute;
         minute += duration_minutes)
      starts.push_back(
          base::korean_instant(day, static_cast<std::int32_t>(minute * kSecondsPerMinute)));
  return starts;
}

std::vector<Slot> slots_of(db::Transaction& tx, RegionId region_id, const Product& product,
                           base::Date from, base::Date to, base::Instant now) {
  std::vector<Slot> slots;
  if (product.duration_minutes == 0) return slots;
  const ShopHours hours = hours_of(tx, region_id, product.shop_id);
  const auto taken = taken_between(tx, region_id, product.id, base::korean_instant(from, 0),
                                   base::korean_instant(to.plus_days(1), 0));
  for (base::Date day = from; day <= to; day = day.plus_days(1))
    for (const base::Instant starts_at : slot_starts(hours, product.duration_minutes, day)) {
      if (starts_at <= now) continue;
      const base::Instant ends_at =
          starts_at.plus_seconds(product.duration_minutes * kSecondsPerMinute);
      slots.push_back({starts_at, ends_at, free_places(product, taken, starts_at, ends_at)});
    }
  return slots;
}

base::Result<void, BookingRefusal> book(db::Transaction& tx, RegionId region_id,
                                        const Product& product, base::Instant starts_at,
                                        ParcelId parcel_id, std::int64_t line, base::Instant now) {
  if (product.duration_minutes == 0 || !is_offered(tx, region_id, product, starts_at, now))
    return base::refuse(BookingRefusal::slot_not_offered);
  const base::Instant ends_at =
      starts_at.plus_seconds(product.duration_minutes * kSecondsPerMinute);
  const auto taken = taken_between(tx, region_id, product.id, starts_at, ends_at);
  if (free_places(product, taken, starts_at, ends_at) == 0)
    return base::refuse(BookingRefusal::slot_not_free);
  std::set<std::int64_t> places;
  for (const Taken& each : taken) places.insert(each.place);
  std::int64_t place = 1;
  while (places.contains(place)) ++place;
  tx.execute(
      "INSERT INTO market_booking (region_id, product_id, starts_at, place, ends_at, parcel_id, "
      "line) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, product.id, starts_at, place, ends_at, parcel_id, line);
  return {};
}

void release_booking(db::Transaction& tx, RegionId region_id, ParcelId parcel_id,
                     std::int64_t line) {
  tx.execute("DELETE FROM market_booking WHERE region_id = $1 AND parcel_id = $2 AND line = $3",
             region_id, parcel_id, line);
}

}  // namespace market
