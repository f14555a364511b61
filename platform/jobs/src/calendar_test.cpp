// Due times over two years, day by day, against a calendar that asks every minute.
#include <algorithm>
#include <set>

#include "gtest/gtest.h"
#include "jobs/schedule.h"

namespace jobs {
namespace {

const base::Date kStart = *base::make_date(2027, 1, 1);  // up to a leap year's end
constexpr int kDays = 731;

// Every due time of the two years, as next_after() walks through them.
std::vector<base::Instant> walk(const Schedule& schedule) {
  std::vector<base::Instant> times;
  const base::Instant end = base::korean_instant(kStart.plus_days(kDays), 0);
  base::Instant at{base::korean_instant(kStart, 0).micros - 1};
  for (at = next_after(schedule, at); at < end; at = next_after(schedule, at)) times.push_back(at);
  return times;
}

TEST(CalendarTest, daily_work_is_due_once_on_each_day) {
  const auto times = walk(daily_at(3, 30));
  ASSERT_EQ(times.size(), static_cast<std::size_t>(kDays));
  for (int d = 0; d < kDays; ++d)
    EXPECT_EQ(times[static_cast<std::size_t>(d)],
              base::korean_instant(kStart.plus_days(d), 3 * 3'600 + 30 * 60));
}

TEST(CalendarTest, monthly_work_is_due_once_in_each_month) {
  for (const int day : {1, 15, 28, 29, 30, 31}) {
    const auto times = walk(monthly_on(day, 4, 0));
    ASSERT_EQ(times.size(), 24U) << day;
    std::set<base::Date> month_ends;
    for (const base::Instant time : times) {
      const base::Date on = base::korean_date(time);
      const base::Date last = base::last_of_month(on);
      EXPECT_TRUE(month_ends.insert(last).second) << day;
      // On its day, or on the last one of a month that does not have it.
      const base::Date previous_end = base::last_of_month(last.plus_days(-31));
      EXPECT_EQ(on.days - previous_end.days, std::min(day, last.days - previous_end.days)) << day;
    }
    EXPECT_EQ(month_ends.size(), 24U);
  }
}

TEST(CalendarTest, minutes_divide_the_day_evenly) {
  for (const int n : {1, 5, 15, 60, 720, 1'440}) {
    base::Instant at{base::korean_instant(kStart, 0).micros - 1};
    for (int i = 0; i < 3 * 1'440 / n; ++i) {
      at = next_after(every_minutes(n), at);
      ASSERT_EQ(at, base::korean_instant(kStart, 0).plus_seconds(std::int64_t{60} * n * i)) << n;
    }
  }
}

TEST(CalendarDeathTest, times_that_do_not_exist_are_bugs) {
  EXPECT_DEATH((void)every_minutes(0), "n >= 1");
  EXPECT_DEATH((void)every_minutes(7), "kMinutesPerDay");
  EXPECT_DEATH((void)daily_at(24, 0), "hour");
  EXPECT_DEATH((void)daily_at(3, 60), "minute");
  EXPECT_DEATH((void)monthly_on(0, 3, 0), "day");
  EXPECT_DEATH((void)monthly_on(32, 3, 0), "day");
}

}  // namespace
}  // namespace jobs
