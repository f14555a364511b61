// The calendar as an official would check it: due days, month ends, Korean midnights.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/time.h"

namespace base {
namespace {

Date any_day() {
  const Date first = *make_date(1900, 1, 1);
  const Date last = *make_date(2199, 12, 31);
  return {*rc::gen::inRange(first.days, last.days + 1)};
}

TEST(Calendar, KnowsTheseDays) {
  const struct {
    std::string_view date;
    int weekday;
    std::string_view first, last;
  } kCases[] = {
      {"2026-01-01", 4, "2026-01-01", "2026-01-31"},  // New Year
      {"2026-02-17", 2, "2026-02-01", "2026-02-28"},  // 설날
      {"2026-03-27", 5, "2026-03-01", "2026-03-31"},  // 돌봄통합지원법 in force
      {"2026-09-25", 5, "2026-09-01", "2026-09-30"},  // 추석
      {"2028-02-29", 2, "2028-02-01", "2028-02-29"}, {"2000-02-29", 2, "2000-02-01", "2000-02-29"},
      {"2100-02-28", 7, "2100-02-01", "2100-02-28"}, {"1945-08-15", 3, "1945-08-01", "1945-08-31"},
  };
  for (const auto& test : kCases) {
    const auto date = parse_date(test.date);
    ASSERT_TRUE(date.has_value()) << test.date;
    EXPECT_EQ(weekday(*date), test.weekday) << test.date;
    EXPECT_EQ(format_date(first_of_month(*date)), test.first);
    EXPECT_EQ(format_date(last_of_month(*date)), test.last);
  }
}

TEST(Calendar, CountsStatutoryPeriods) {
  const struct {
    std::string_view from;
    int days;
    std::string_view to;
  } kCases[] = {
      {"2026-11-23", 30, "2026-12-23"},  // a decision after thirty days
      {"2026-11-23", 90, "2027-02-21"},  // an appeal within ninety
      {"2027-12-01", 90, "2028-02-29"}, {"2026-12-31", 1, "2027-01-01"},
      {"2026-03-01", -1, "2026-02-28"}, {"2028-03-01", -1, "2028-02-29"},
  };
  for (const auto& test : kCases)
    EXPECT_EQ(format_date(parse_date(test.from)->plus_days(test.days)), test.to) << test.from;
}

RC_GTEST_PROP(Calendar, MonthsFollowWithoutGapOrOverlap, ()) {
  const Date day = any_day();
  const Date first = first_of_month(day);
  const Date last = last_of_month(day);
  RC_ASSERT(first <= day && day <= last);
  RC_ASSERT(split_date(first).day == 1);
  RC_ASSERT(last.plus_days(1) == plus_months(first, 1));
  RC_ASSERT(first_of_month(last) == first);
}

RC_GTEST_PROP(Calendar, MonthArithmeticKeepsMonthAndNearlyTheDay, ()) {
  const Date day = any_day();
  const int n = *rc::gen::inRange(-1'200, 1'201);
  const Date moved = plus_months(day, n);
  const YearMonthDay from = split_date(day);
  const YearMonthDay to = split_date(moved);
  RC_ASSERT((to.year * 12 + to.month) - (from.year * 12 + from.month) == n);
  RC_ASSERT(to.day <= from.day);
  RC_ASSERT(to.day == from.day || moved == last_of_month(moved));
}

RC_GTEST_PROP(Calendar, WeekdaysRepeatAfterSevenDays, ()) {
  const Date day = any_day();
  RC_ASSERT(weekday(day.plus_days(7)) == weekday(day));
  RC_ASSERT(weekday(day.plus_days(1)) == weekday(day) % 7 + 1);
}

RC_GTEST_PROP(Calendar, OneWrongCharacterIsNoDate, ()) {
  std::string text = format_date(any_day());
  RC_ASSERT(parse_date(text).has_value());
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  text[at] = *rc::gen::element(' ', '/', 'x', '+', '\0');
  RC_ASSERT(!parse_date(text).has_value());
}

RC_GTEST_PROP(Instants, TheSameMomentInEveryZone, ()) {
  const Date day = any_day();
  const auto second = *rc::gen::inRange<std::int32_t>(0, 86'400);
  const std::string local = format_instant(korean_instant(day, second).plus_seconds(9 * 3'600));
  const std::string korean = local.substr(0, local.size() - 1) + "+09:00";
  RC_ASSERT(parse_instant(korean) == korean_instant(day, second));
}

TEST(Instants, MidnightBelongsToTheNewDay) {
  const Date day = *make_date(2026, 11, 23);
  EXPECT_EQ(korean_date(korean_instant(day, 0)), day);
  EXPECT_EQ(korean_date({korean_instant(day, 0).micros - 1}), day.plus_days(-1));
  EXPECT_EQ(korean_instant(day, 86'400), korean_instant(day.plus_days(1), 0));
}

}  // namespace
}  // namespace base
