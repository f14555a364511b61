#include "market/hours.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace market {
namespace {

constexpr std::int64_t kMinutesPerDay = 1'440;
constexpr std::int64_t kDaysPerWeek = 7;

base::Instant at(base::Date day, std::int64_t minute) {
  return base::korean_instant(day, static_cast<std::int32_t>(minute * 60));
}

bool is_before(const Opening& a, const Opening& b) {
  return std::pair(a.weekday, a.opens_minute) < std::pair(b.weekday, b.opens_minute);
}

base::Result<void, HoursRefusal> check_hours(const ShopHours& hours) {
  OLIVE_TRY_VOID(check_openings(hours.openings));
  for (const OrderWindow& window : hours.order_windows)
    if (window.to_minute <= window.from_minute) return base::refuse(HoursRefusal::hours_reversed);
  std::vector<ClosedDay> days = hours.closed_days;
  std::ranges::sort(days, {}, &ClosedDay::closed_on);
  if (std::ranges::adjacent_find(days, {}, &ClosedDay::closed_on) != days.end())
    return base::refuse(HoursRefusal::closed_day_twice);
  return {};
}

void clear(db::Transaction& tx, RegionId region_id, OrganisationId shop_id) {
  for (const std::string_view table :
       {"market_opening", "market_closed_day", "market_order_window"})
    tx.execute("DELETE FROM " + std::string(table) + " WHERE region_id = $1 AND shop_id = $2",
               region_id, shop_id);
}

void insert(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
            const ShopHours& hours) {
  for (const Opening& each : hours.openings)
    tx.execute(
        "INSERT INTO market_opening (region_id, shop_id, weekday, opens_minute, closes_minute) "
        "VALUES ($1, $2, $3, $4, $5)",
        region_id, shop_id, each.weekday, each.opens_minute, each.closes_minute);
  for (const ClosedDay& each : hours.closed_days)
    tx.execute(
        "INSERT INTO market_closed_day (region_id, shop_id, closed_on, reason) "
        "VALUES ($1, $2, $3, $4)",
        region_id, shop_id, each.closed_on, each.reason);
  std::int64_t place = 0;
  for (const OrderWindow& each : hours.order_windows)
    tx.execute(
        "INSERT INTO market_order_window (region_id, shop_id, place, closes_weekday, "
        "closes_minute, ready_weekday, from_minute, to_minute) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        region_id, shop_id, ++place, each.closes_weekday, each.closes_minute, each.ready_weekday,
        each.from_minute, each.to_minute);
}

bool is_closed_on(const ShopHours& hours, base::Date day) {
  return std::ranges::count(hours.closed_days, day, &ClosedDay::closed_on) > 0;
}

// The day on which what a window took is handed over, counted from the window's last day.
base::Date ready_day(const OrderWindow& window, base::Date closes_on) {
  const std::int64_t days =
      (window.ready_weekday - window.closes_weekday + kDaysPerWeek) % kDaysPerWeek;
  const bool is_week_later = days == 0 && window.from_minute < window.closes_minute;
  return closes_on.plus_days(static_cast<std::int32_t>(is_week_later ? kDaysPerWeek : days));
}

void add_windows(std::vector<Collection>& found, const ShopHours& hours, base::Instant now,
                 base::Date day) {
  for (const OrderWindow& window : hours.order_windows) {
    if (base::weekday(day) != window.closes_weekday) continue;
    const base::Instant until = at(day, window.closes_minute);
    const base::Date collect_on = ready_day(window, day);
    if (until <= now || is_closed_on(hours, collect_on)) continue;
    found.push_back({collect_on, window.from_minute, window.to_minute, until});
  }
}

void add_openings(std::vector<Collection>& found, const ShopHours& hours, base::Instant now,
                  base::Date day, std::int64_t lead_minutes) {
  for (const Opening& each : openings_on(hours, day)) {
    const base::Instant until = at(day, each.closes_minute).plus_seconds(-lead_minutes * 60);
    if (until <= now) continue;
    found.push_back({day, each.opens_minute, each.closes_minute, until});
  }
}

}  // namespace

base::Result<void, HoursRefusal> check_openings(std::vector<Opening> openings) {
  std::ranges::sort(openings, is_before);
  for (std::size_t i = 0; i < openings.size(); ++i) {
    if (openings[i].closes_minute <= openings[i].opens_minute)
      return base::refuse(HoursRefusal::hours_reversed);
    if (i > 0 && openings[i - 1].weekday == openings[i].weekday &&
        openings[i].opens_minute < openings[i - 1].closes_minute)
      return base::refuse(HoursRefusal::hours_overlap);
  }
  return {};
}

std::span<const base::Rule> Opening::rules() {
  static constexpr std::array<base::Rule, 3> kRules{{
      {.field = "weekday", .minimum = 1, .maximum = kDaysPerWeek},
      {.field = "opens_minute", .minimum = 0, .maximum = kMinutesPerDay},
      {.field = "closes_minute", .minimum = 0, .maximum = kMinutesPerDay},
  }};
  return kRules;
}

std::span<const base::Rule> ClosedDay::rules() {
  static constexpr std::array<base::Rule, 1> kRules{{{.field = "reason", .max_length = 80}}};
  return kRules;
}

std::span<const base::Rule> OrderWindow::rules() {
  static constexpr std::array<base::Rule, 5> kRules{{
      {.field = "closes_weekday", .minimum = 1, .maximum = kDaysPerWeek},
      {.field = "closes_minute", .minimum = 0, .maximum = kMinutesPerDay},
      {.field = "ready_weekday", .minimum = 1, .maximum = kDaysPerWeek},
      {.field = "from_minute", .minimum = 0, .maximum = kMinutesPerDay},
      {.field = "to_minute", .minimum = 0, .maximum = kMinutesPerDay},
  }};
  return kRules;
}

std::span<const base::Rule> ShopHours::rules() {
  static constexpr std::array<base::Rule, 3> kRules{{
      {.field = "openings", .max_length = 28},
      {.field = "closed_days", .max_length = 100},
      {.field = "order_windows", .max_length = 14},
  }};
  return kRules;
}

base::Result<void, HoursRefusal> set_hours(db::Transaction& tx, RegionId region_id,
                                           OrganisationId shop_id, const ShopHours& hours) {
  if (!find_shop(tx, region_id, shop_id)) return base::refuse(HoursRefusal::shop_not_found);
  OLIVE_TRY_VOID(check_hours(hours));
  clear(tx, region_id, shop_id);
  insert(tx, region_id, shop_id, hours);
  return {};
}

ShopHours hours_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id) {
  ShopHours hours;
  hours.openings = tx.query<Opening>(
      "SELECT weekday, opens_minute, closes_minute FROM market_opening WHERE region_id = $1 "
      "AND shop_id = $2 ORDER BY weekday, opens_minute",
      region_id, shop_id);
  hours.closed_days = tx.query<ClosedDay>(
      "SELECT closed_on, reason FROM market_closed_day WHERE region_id = $1 AND shop_id = $2 "
      "ORDER BY closed_on",
      region_id, shop_id);
  hours.order_windows = tx.query<OrderWindow>(
      "SELECT closes_weekday, closes_minute, ready_weekday, from_minute, to_minute "
      "FROM market_order_window WHERE region_id = $1 AND shop_id = $2 ORDER BY place",
      region_id, shop_id);
  return hours;
}

std::vector<Opening> openings_on(const ShopHours& hours, base::Date day) {
  std::vector<Opening> found;
  if (is_closed_on(hours, day)) return found;
  for (const Opening& each : hours.openings)
    if (each.weekday == base::weekday(day)) found.push_back(each);
  return found;
}

bool is_open_at(const ShopHours& hours, base::Instant now) {
  const std::int64_t minute = base::korean_second_of_day(now) / 60;
  return std::ranges::any_of(openings_on(hours, base::korean_date(now)), [&](const Opening& each) {
    return each.opens_minute <= minute && minute < each.closes_minute;
  });
}

std::vector<Collection> collections(const ShopHours& hours, base::Instant now,
                                    const CollectionTerms& terms) {
  CHECK_REQUEST(terms.lead_minutes >= 0 && terms.days_ahead > 0);
  std::vector<Collection> found;
  const base::Date today = base::korean_date(now);
  for (std::int64_t n = 0; n <= terms.days_ahead; ++n) {
    const base::Date day = today.plus_days(static_cast<std::int32_t>(n));
    if (hours.order_windows.empty()) add_openings(found, hours, now, day, terms.lead_minutes);
    else add_windows(found, hours, now, day);
  }
  const auto time_of = [](const Collection& each) {
    return std::tuple(each.collect_on, each.from_minute, each.to_minute, -each.order_until.micros);
  };
  // Two windows for one collection: the later end holds.
  std::ranges::sort(found, {}, time_of);
  const auto again = std::ranges::unique(found, {}, [](const Collection& each) {
    return std::tuple(each.collect_on, each.from_minute, each.to_minute);
  });
  found.erase(again.begin(), again.end());
  return found;
}

CollectionTerms collection_terms(db::Transaction& tx, RegionId region_id, base::Date today) {
  return {settings::integer(tx, region_id, kLeadMinutes, today),
          settings::integer(tx, region_id, kOrderDaysAhead, today)};
}

}  // namespace market
