#include "jobs/schedule.h"

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace jobs {
namespace {

base::Instant at(const char* text) {
  const auto instant = base::parse_instant(text);
  EXPECT_TRUE(instant.has_value()) << text;
  return instant.value_or(base::Instant{});
}

TEST(ScheduleTest, next_due_times_in_korean_time) {
  struct Case {
    Schedule schedule;
    const char* now;
    const char* next;
  };
  const Case cases[] = {
      {daily_at(3, 0), "2026-11-22T02:59:59+09:00", "2026-11-22T03:00:00+09:00"},
      {daily_at(3, 0), "2026-11-22T03:00:00+09:00", "2026-11-23T03:00:00+09:00"},
      {daily_at(3, 0), "2026-11-22T17:59:00Z", "2026-11-22T18:00:00Z"},
      {daily_at(0, 0), "2026-12-31T23:59:59+09:00", "2027-01-01T00:00:00+09:00"},
      {every_minutes(10), "2026-11-22T10:00:00+09:00", "2026-11-22T10:10:00+09:00"},
      {every_minutes(10), "2026-11-22T10:09:59+09:00", "2026-11-22T10:10:00+09:00"},
      {every_minutes(10), "2026-11-22T23:55:00+09:00", "2026-11-23T00:00:00+09:00"},
      {every_minutes(1440), "2026-11-22T00:00:00+09:00", "2026-11-23T00:00:00+09:00"},
      {monthly_on(1, 4, 30), "2026-11-22T10:00:00+09:00", "2026-12-01T04:30:00+09:00"},
      {monthly_on(25, 4, 30), "2026-11-22T10:00:00+09:00", "2026-11-25T04:30:00+09:00"},
      {monthly_on(31, 0, 0), "2026-11-22T10:00:00+09:00", "2026-11-30T00:00:00+09:00"},
      {monthly_on(31, 0, 0), "2027-01-31T00:00:00+09:00", "2027-02-28T00:00:00+09:00"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(base::format_instant(next_after(c.schedule, at(c.now))),
              base::format_instant(at(c.next)))
        << describe(c.schedule) << " after " << c.now;
}

TEST(ScheduleTest, descriptions_tell_schedules_apart) {
  EXPECT_EQ(describe(every_minutes(10)), "every 10 min");
  EXPECT_EQ(describe(daily_at(3, 5)), "daily 03:05");
  EXPECT_EQ(describe(monthly_on(1, 4, 30)), "monthly 1 04:30");
}

RC_GTEST_PROP(ScheduleTest, the_next_time_is_later_and_within_one_period, ()) {
  const base::Instant now{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000'000)};
  const Schedule schedule = *rc::gen::element(every_minutes(15), daily_at(3, 0), daily_at(23, 59),
                                              monthly_on(1, 0, 0), monthly_on(30, 12, 0));
  const base::Instant next = next_after(schedule, now);
  RC_ASSERT(next > now);
  RC_ASSERT(next <= now.plus_seconds(31 * base::kSecondsPerDay));
  RC_ASSERT(next_after(schedule, base::Instant{next.micros - 1}) == next);
}

}  // namespace
}  // namespace jobs
