/// When a shop is open, and until when something can be ordered for which day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/shop.h"
#include "settings/settings.h"

namespace market {

/// Minutes from an order to the earliest collection, where a shop has no order windows.
inline constexpr settings::Definition kLeadMinutes{
    .key = "market.lead_minutes", .value = "60", .unit = "minute", .minimum = 0, .maximum = 10'080};
/// Days ahead for which something can be ordered or booked.
inline constexpr settings::Definition kOrderDaysAhead{
    .key = "market.order_days_ahead", .value = "14", .unit = "day", .minimum = 1, .maximum = 90};

/// A span of a weekday in which the shop is open; minutes since midnight in Korea.
struct Opening {
  std::int64_t weekday = 1;  ///< 1 = Monday … 7 = Sunday
  std::int64_t opens_minute = 0;
  std::int64_t closes_minute = 0;

  static std::span<const base::Rule> rules();
  bool operator==(const Opening&) const = default;
};
BOOST_DESCRIBE_STRUCT(Opening, (), (weekday, opens_minute, closes_minute))

struct ClosedDay {
  base::Date closed_on;
  std::string reason;

  static std::span<const base::Rule> rules();
  bool operator==(const ClosedDay&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClosedDay, (), (closed_on, reason))

/// `order until Thursday 18:00 for Friday 14:00 – 18:00`. The day of collection is the first such
/// weekday after the end of the window, the same day when the collection begins later on it.
struct OrderWindow {
  std::int64_t closes_weekday = 1;
  std::int64_t closes_minute = 0;
  std::int64_t ready_weekday = 1;
  std::int64_t from_minute = 0;
  std::int64_t to_minute = 0;

  static std::span<const base::Rule> rules();
  bool operator==(const OrderWindow&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrderWindow, (),
                      (closes_weekday, closes_minute, ready_weekday, from_minute, to_minute))

/// A shop without openings has not said when it is open: it is asked by phone and takes no orders.
struct ShopHours {
  std::vector<Opening> openings;
  std::vector<ClosedDay> closed_days;
  std::vector<OrderWindow> order_windows;

  static std::span<const base::Rule> rules();
  bool operator==(const ShopHours&) const = default;
};
BOOST_DESCRIBE_STRUCT(ShopHours, (), (openings, closed_days, order_windows))

enum class HoursRefusal {
  shop_not_found,
  hours_reversed,  ///< ends before it begins
  hours_overlap,   ///< two openings of one weekday share a minute
  closed_day_twice,
};
BOOST_DESCRIBE_ENUM(HoursRefusal, shop_not_found, hours_reversed, hours_overlap, closed_day_twice)

/// Refuses openings that end before they begin, or share a minute. Pure.
[[nodiscard]] base::Result<void, HoursRefusal> check_openings(std::vector<Opening> openings);
/// Replaces all of a shop's hours.
[[nodiscard]] base::Result<void, HoursRefusal> set_hours(db::Transaction& tx, RegionId region_id,
                                                         OrganisationId shop_id,
                                                         const ShopHours& hours);
/// Openings by weekday and time, closed days ascending, windows in the shop's order.
[[nodiscard]] ShopHours hours_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id);

/// The openings of a day, none when the shop is closed on it. Pure.
[[nodiscard]] std::vector<Opening> openings_on(const ShopHours& hours, base::Date day);
/// Whether somebody who comes at `now` finds the door open. Pure.
[[nodiscard]] bool is_open_at(const ShopHours& hours, base::Instant now);

/// When an order can be collected, and until when it can be placed for that.
struct Collection {
  base::Date collect_on;
  std::int64_t from_minute = 0;
  std::int64_t to_minute = 0;
  base::Instant order_until;

  bool operator==(const Collection&) const = default;
};
BOOST_DESCRIBE_STRUCT(Collection, (), (collect_on, from_minute, to_minute, order_until))

struct CollectionTerms {
  std::int64_t lead_minutes = 60;
  std::int64_t days_ahead = 14;
};

/// The collections that an order placed at `now` may choose, the earliest first, each once. With
/// order windows: theirs; without: every opening that `lead_minutes` leave room for. Pure.
/// Cost: O(days_ahead · (openings + windows)).
[[nodiscard]] std::vector<Collection> collections(const ShopHours& hours, base::Instant now,
                                                  const CollectionTerms& terms);
/// The present terms of the region.
[[nodiscard]] CollectionTerms collection_terms(db::Transaction& tx, RegionId region_id,
                                               base::Date today);

}  // namespace market
