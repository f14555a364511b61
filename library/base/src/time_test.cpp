#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace base {
namespace {

Date date(std::string_view text) {
  const auto value = parse_date(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(Date{});
}

TEST(MakeDate, RefusesDaysThatDoNotExist) {
  EXPECT_EQ(make_date(1970, 1, 1), Date{0});
  EXPECT_TRUE(make_date(2024, 2, 29));
  EXPECT_TRUE(make_date(2000, 2, 29));
  EXPECT_FALSE(make_date(1900, 2, 29));
  EXPECT_FALSE(make_date(2023, 2, 29));
  EXPECT_FALSE(make_date(2026, 4, 31));
  EXPECT_FALSE(make_date(2026, 13, 1));
  EXPECT_FALSE(make_date(2026, 0, 1));
  EXPECT_FALSE(make_date(2026, 1, 0));
  EXPECT_FALSE(make_date(2'000'000, 1, 1));
}

RC_GTEST_PROP(Date, AgreesWithTheStandardLibrary, ()) {
  namespace chrono = std::chrono;
  const auto days = *rc::gen::inRange<std::int32_t>(-700'000, 2'900'000);
  const chrono::year_month_day expected{chrono::sys_days{chrono::days{days}}};
  const YearMonthDay parts = split_date(Date{days});
  RC_ASSERT(parts.year == static_cast<int>(expected.year()));
  RC_ASSERT(parts.month == static_cast<int>(static_cast<unsigned>(expected.month())));
  RC_ASSERT(parts.day == static_cast<int>(static_cast<unsigned>(expected.day())));
  RC_ASSERT(make_date(parts.year, parts.month, parts.day) == Date{days});
  const chrono::weekday expected_weekday{chrono::sys_days{chrono::days{days}}};
  RC_ASSERT(weekday(Date{days}) == static_cast<int>(expected_weekday.iso_encoding()));
}

TEST(Weekday, IsIso) {
  EXPECT_EQ(weekday(date("2026-11-22")), 7);
  EXPECT_EQ(weekday(date("2026-11-23")), 1);
  EXPECT_EQ(weekday(date("1969-12-31")), 3);
}

TEST(PlusMonths, StaysInTheMonth) {
  const struct {
    std::string_view from;
    int months;
    std::string_view to;
  } kCases[] = {
      {"2026-01-31", 1, "2026-02-28"},   {"2024-01-31", 1, "2024-02-29"},
      {"2026-11-22", 2, "2027-01-22"},   {"2026-03-31", -1, "2026-02-28"},
      {"2026-01-15", -1, "2025-12-15"},  {"2026-05-05", 0, "2026-05-05"},
      {"2026-05-05", -12, "2025-05-05"}, {"2024-02-29", 12, "2025-02-28"},
  };
  for (const auto& test : kCases)
    EXPECT_EQ(format_date(plus_months(date(test.from), test.months)), test.to) << test.from;
}

TEST(Month, FirstAndLast) {
  EXPECT_EQ(format_date(first_of_month(date("2026-11-22"))), "2026-11-01");
  EXPECT_EQ(format_date(last_of_month(date("2026-11-22"))), "2026-11-30");
  EXPECT_EQ(format_date(last_of_month(date("2024-02-01"))), "2024-02-29");
}

TEST(Korea, DayChangesAtFifteenUtc) {
  const auto before = parse_instant("2026-11-22T14:59:59.999999Z");
  const auto after = parse_instant("2026-11-22T15:00:00Z");
  ASSERT_TRUE(before && after);
  EXPECT_EQ(format_date(korean_date(*before)), "2026-11-22");
  EXPECT_EQ(korean_second_of_day(*before), 86'399);
  EXPECT_EQ(format_date(korean_date(*after)), "2026-11-23");
  EXPECT_EQ(korean_second_of_day(*after), 0);
}

RC_GTEST_PROP(Korea, InstantAndDateAgree, ()) {
  const Date day{*rc::gen::inRange<std::int32_t>(-50'000, 100'000)};
  const auto second = *rc::gen::inRange<std::int32_t>(0, 86'400);
  const Instant instant = korean_instant(day, second);
  RC_ASSERT(korean_date(instant) == day);
  RC_ASSERT(korean_second_of_day(instant) == second);
}

TEST(ParseDate, RefusesAllElse) {
  for (const auto* text :
       {"", "2026-11-2", "2026-11-22 ", " 2026-11-22", "2026/11/22", "20261122", "2026-02-30",
        "2026-1-22", "+026-11-22", "2026-11-222", "２０２６-11-22"})
    EXPECT_FALSE(parse_date(text)) << text;
  EXPECT_EQ(date("0001-01-01").days, -719'162);
}

TEST(FormatDate, PadsAndSigns) {
  EXPECT_EQ(format_date(*make_date(5, 3, 9)), "0005-03-09");
  EXPECT_EQ(format_date(*make_date(-5, 3, 9)), "-0005-03-09");
}

TEST(FormatInstant, ShowsMicrosecondsOnlyWhenThereAreAny) {
  EXPECT_EQ(format_instant({0}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_instant({1}), "1970-01-01T00:00:00.000001Z");
  EXPECT_EQ(format_instant({-1}), "1969-12-31T23:59:59.999999Z");
}

TEST(ParseInstant, Table) {
  const struct {
    std::string_view text;
    std::string_view utc;  // empty: refused
  } kCases[] = {
      {"2026-11-22T05:32:33Z", "2026-11-22T05:32:33Z"},
      {"2026-11-22t05:32:33z", "2026-11-22T05:32:33Z"},
      {"2026-11-22T05:32:33+09:00", "2026-11-21T20:32:33Z"},
      {"2026-11-22T05:32:33-03:30", "2026-11-22T09:02:33Z"},
      {"2026-11-22T05:32:33.5Z", "2026-11-22T05:32:33.500000Z"},
      {"2026-11-22T05:32:33.1234567Z", "2026-11-22T05:32:33.123456Z"},
      {"2026-11-22T05:32:33", ""},
      {"2026-11-22 05:32:33Z", ""},
      {"2026-11-22T24:00:00Z", ""},
      {"2026-11-22T05:60:00Z", ""},
      {"2026-11-22T05:32:60Z", ""},
      {"2026-11-22T05:32:33.Z", ""},
      {"2026-11-22T05:32:33+0900", ""},
      {"2026-11-22T05:32:33+24:00", ""},
      {"2026-11-22T05:32:33ZZ", ""},
      {"2026-02-30T00:00:00Z", ""},
  };
  for (const auto& test : kCases) {
    const auto instant = parse_instant(test.text);
    EXPECT_EQ(instant ? format_instant(*instant) : "", test.utc) << test.text;
  }
}

RC_GTEST_PROP(Instant, IsReadBack, ()) {
  const Instant instant{
      *rc::gen::inRange<std::int64_t>(-60'000'000'000'000'000, 200'000'000'000'000'000)};
  RC_ASSERT(parse_instant(format_instant(instant)) == instant);
}

}  // namespace
}  // namespace base
