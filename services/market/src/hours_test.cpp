#include "market/hours.h"

#include "market_fixture.h"

namespace market {
namespace {

constexpr std::int64_t kHour = 60;
const base::Date kMonday = *base::make_date(2026, 11, 30);

base::Instant at(base::Date day, std::int64_t minute) {
  return base::korean_instant(day, static_cast<std::int32_t>(minute * 60));
}

/// Monday and Friday, with a break on Monday.
ShopHours weekly() {
  return {.openings = {{1, 9 * kHour, 12 * kHour},
                       {1, 13 * kHour, 18 * kHour},
                       {5, 10 * kHour, 16 * kHour}},
          .closed_days = {{kMonday.plus_days(7), "정기휴무"}},
          .order_windows = {}};
}

TEST(OpenAt, Table) {
  struct Case {
    std::int32_t days;
    std::int64_t minute;
    bool is_open;
  };
  const std::vector<Case> cases{
      {0, 9 * kHour, true},       // the first minute
      {0, 9 * kHour - 1, false},  // not yet
      {0, 12 * kHour, false},     // the break has begun
      {0, 13 * kHour, true},      //
      {0, 18 * kHour - 1, true},  // the last minute
      {0, 18 * kHour, false},     //
      {1, 10 * kHour, false},     // no opening on Tuesday
      {4, 10 * kHour, true},      // Friday
      {7, 10 * kHour, false},     // a closed Monday
      {14, 10 * kHour, true},     // the Monday after
  };
  for (const Case& each : cases)
    EXPECT_EQ(is_open_at(weekly(), at(kMonday.plus_days(each.days), each.minute)), each.is_open)
        << each.days << " " << each.minute;
}

TEST(Collections, WithoutWindowsAreTheOpenings) {
  const auto found = collections(weekly(), at(kMonday, 11 * kHour), {60, 7});
  ASSERT_EQ(found.size(), 2u);  // the morning ends too soon, next Monday is closed
  EXPECT_EQ(found[0], (Collection{kMonday, 13 * kHour, 18 * kHour, at(kMonday, 17 * kHour)}));
  EXPECT_EQ(found[1].collect_on, kMonday.plus_days(4));
}

TEST(Collections, LeadTimeReachesOverMidnight) {
  const auto found = collections(weekly(), at(kMonday, 17 * kHour), {5 * 24 * kHour, 14});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].collect_on, kMonday.plus_days(11));
}

TEST(Collections, WindowsEndBeforeTheirDay) {
  ShopHours hours = weekly();
  hours.order_windows = {{4, 18 * kHour, 5, 14 * kHour, 18 * kHour}};  // Thu 18:00 for Friday
  const base::Date thursday = kMonday.plus_days(3);
  const auto before = collections(hours, at(thursday, 18 * kHour - 1), {60, 13});
  ASSERT_EQ(before.size(), 2u);
  EXPECT_EQ(before[0],
            (Collection{thursday.plus_days(1), 14 * kHour, 18 * kHour, at(thursday, 18 * kHour)}));
  const auto after = collections(hours, at(thursday, 18 * kHour), {60, 13});
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].collect_on, thursday.plus_days(8));
}

TEST(Collections, ReadyDayOfAWindow) {
  struct Case {
    OrderWindow window;
    std::int32_t days;  ///< from the window's last day
  };
  const std::vector<Case> cases{
      {{1, 9 * kHour, 1, 12 * kHour, 14 * kHour}, 0},   // the same day, later
      {{1, 15 * kHour, 1, 12 * kHour, 14 * kHour}, 7},  // the same weekday, a week on
      {{1, 9 * kHour, 3, 12 * kHour, 14 * kHour}, 2},
      {{5, 9 * kHour, 1, 12 * kHour, 14 * kHour}, 3},  // over the end of the week
  };
  for (const Case& each : cases) {
    ShopHours hours;
    hours.order_windows = {each.window};
    const auto found = collections(hours, at(kMonday, 0), {0, 6});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].collect_on, base::korean_date(found[0].order_until).plus_days(each.days));
  }
}

TEST(Collections, TwoWindowsForOneCollectionAreOne) {
  ShopHours hours;
  hours.order_windows = {{3, 600, 5, 840, 1'080}, {4, 600, 5, 840, 1'080}};
  const auto found = collections(hours, at(kMonday, 0), {0, 6});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(base::weekday(base::korean_date(found[0].order_until)), 4);
}

TEST(Collections, AShopWithoutHoursTakesNoOrders) {
  EXPECT_TRUE(collections({}, kNow, {0, 90}).empty());
}

using HoursTest = MarketTest;
OLIVE_ON_BOTH_DATABASES(HoursTest);

TEST_P(HoursTest, AreReplacedAsAWhole) {
  const auto set = [&](const ShopHours& hours, OrganisationId shop) {
    return write([&](auto& tx) { return set_hours(tx, kBusan, shop, hours); });
  };
  const auto get = [&] {
    return database_->read([&](auto& tx) { return hours_of(tx, kBusan, shop_); });
  };
  ShopHours hours = weekly();
  hours.order_windows = {{4, 1'080, 5, 840, 1'080}};
  ASSERT_TRUE(set(hours, shop_).has_value());
  EXPECT_EQ(get(), hours);
  ASSERT_TRUE(set(weekly(), shop_).has_value());
  EXPECT_EQ(get(), weekly());
  EXPECT_EQ(set(weekly(), OrganisationId{5}).error(), HoursRefusal::shop_not_found);
}

TEST_P(HoursTest, RefuseWhatCannotBe) {
  const std::vector<std::pair<ShopHours, HoursRefusal>> bad{
      {{{{1, 600, 600}}, {}, {}}, HoursRefusal::hours_reversed},
      {{{{1, 600, 540}}, {}, {}}, HoursRefusal::hours_reversed},
      {{{{1, 700, 800}, {1, 600, 701}}, {}, {}}, HoursRefusal::hours_overlap},
      {{{}, {{kMonday, ""}, {kMonday, "a"}}, {}}, HoursRefusal::closed_day_twice},
      {{{}, {}, {{1, 0, 2, 900, 800}}}, HoursRefusal::hours_reversed},
  };
  for (const auto& [hours, refusal] : bad)
    EXPECT_EQ(write([&](auto& tx) { return set_hours(tx, kBusan, shop_, hours); }).error(),
              refusal);
  EXPECT_EQ(database_->read([&](auto& tx) { return hours_of(tx, kBusan, shop_); }), ShopHours{});
}

TEST_P(HoursTest, TermsAreSettings) {
  const auto terms =
      database_->read([&](auto& tx) { return collection_terms(tx, kBusan, kToday); });
  EXPECT_EQ(terms.lead_minutes, 60);
  EXPECT_EQ(terms.days_ahead, 14);
}

}  // namespace
}  // namespace market
