#include "settings/holidays.h"

#include <gtest/gtest.h>

#include "db/testing.h"

OLIVE_EMBEDDED(settings)

namespace settings {
namespace {

constexpr base::RegionId kBusan{1};

base::Date date(std::string_view text) { return *base::parse_date(text); }

HolidayList announced() { return *json::read<HolidayList>(holiday_definition().value); }

TEST(Holidays, AnnouncedListIsARightValue) {
  EXPECT_TRUE(holiday_definition().is_right(holiday_definition().value));
  for (std::int32_t year = 2024; year <= 2027; ++year)
    EXPECT_GE(Calendar(announced()).of_year(year).size(), 15U) << year;
}

struct DayCase {
  const char* on;
  bool is_holiday;
  bool is_working_day;
};

// One day a row; looked up in the official calendars.
const DayCase kDays[] = {
    {"2025-10-06", true, false},   // 추석
    {"2025-10-08", true, false},   // its substitute
    {"2025-10-10", false, true},   // the Friday after
    {"2026-02-17", true, false},   // 설날
    {"2026-03-01", true, false},   // a Sunday
    {"2026-03-02", true, false},   // its substitute
    {"2026-06-03", true, false},   // local elections
    {"2026-11-27", false, true},   // a Friday
    {"2026-11-28", false, false},  // a Saturday
    {"2026-12-25", true, false},   // Christmas
    {"2027-12-27", true, false},   // its substitute
};

TEST(Holidays, CalendarFollowsTheTable) {
  const Calendar calendar{announced()};
  for (const DayCase& each : kDays) {
    EXPECT_EQ(calendar.is_holiday(date(each.on)), each.is_holiday) << each.on;
    EXPECT_EQ(calendar.is_working_day(date(each.on)), each.is_working_day) << each.on;
  }
}

TEST(Holidays, LastWorkingDayOfAMonth) {
  const Calendar calendar{announced()};
  EXPECT_EQ(calendar.last_working_day(date("2026-11-03")), date("2026-11-30"));
  EXPECT_EQ(calendar.last_working_day(date("2026-05-01")), date("2026-05-29"));  // ends on a Sunday
  EXPECT_EQ(Calendar().last_working_day(date("2025-01-01")), date("2025-01-31"));
  HolidayList february;
  for (base::Date on = date("2026-02-01"); on <= date("2026-02-28"); on = on.plus_days(1))
    february.days.push_back({on, "rest"});
  EXPECT_EQ(Calendar(february).last_working_day(date("2026-02-10")), date("2026-02-28"));
}

TEST(Holidays, DaysAreAddedAndTakenOffInOrder) {
  const auto added = with_holiday(announced(), {date("2026-11-27"), "임시공휴일"});
  ASSERT_TRUE(added.has_value());
  EXPECT_TRUE(holiday_definition().is_right(json::write(*added)));
  EXPECT_EQ(with_holiday(*added, {date("2026-11-27"), "again"}).error(),
            HolidayRefusal::holiday_already_known);
  const auto taken = without_holiday(*added, date("2026-11-27"));
  EXPECT_EQ(json::write(*taken), json::write(announced()));
  EXPECT_EQ(without_holiday(*taken, date("2026-11-27")).error(), HolidayRefusal::holiday_not_found);
}

TEST(Holidays, WrongListsAreNoValues) {
  for (const char* wrong :
       {R"({"days":[{"on":"2026-02-30","name":"x"}]})",
        R"({"days":[{"on":"2026-01-01","name":" "}]})",
        R"({"days":[{"on":"2026-01-02","name":"b"},{"on":"2026-01-01","name":"a"}]})",
        R"({"days":[{"on":"2026-01-01","name":"a"},{"on":"2026-01-01","name":"b"}]})"})
    EXPECT_FALSE(holiday_definition().is_right(wrong)) << wrong;
}

class HolidayTest : public ::testing::TestWithParam<db::Dialect> {};
INSTANTIATE_TEST_SUITE_P(Db, HolidayTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(HolidayTest, AnAddedDayIsKnownFromTheDayOfTheChangeOn) {
  db::testing::TemporaryDatabase database{GetParam()};
  const db::ModuleSchema schemas[] = {{"settings", embedded::schema()}};
  db::migrate(*database, schemas);
  const base::Date today = date("2026-11-20");
  const base::Date extra = date("2026-11-27");
  const std::string list = json::write(*with_holiday(announced(), {extra, "임시공휴일"}));
  ASSERT_TRUE(database
                  ->write([&](db::Transaction& tx) {
                    return set(tx, kBusan, holiday_definition(),
                               {.valid_from = today,
                                .value = list,
                                .set_at = base::korean_instant(today, 60),
                                .reason = "announced"});
                  })
                  .has_value());
  database->read([&](db::Transaction& tx) {
    EXPECT_TRUE(calendar(tx, kBusan, today).is_holiday(extra));
    EXPECT_FALSE(calendar(tx, kBusan, today.plus_days(-1)).is_holiday(extra));
    EXPECT_FALSE(calendar(tx, {2}, today).is_holiday(extra));  // another region's office
  });
}

}  // namespace
}  // namespace settings
