#include "jobs/schedule.h"

#include <cstdio>

#include "base/check.h"

namespace jobs {

namespace {

constexpr int kSecondsPerMinute = 60;
constexpr int kMinutesPerDay = 1'440;

int second_of_day(int hour, int minute) {
  CHECK(hour >= 0 && hour < 24);
  CHECK(minute >= 0 && minute < 60);
  return (hour * 60 + minute) * kSecondsPerMinute;
}

base::Instant next_minutes(const Schedule& schedule, base::Instant now) {
  const int step_s = schedule.minutes * kSecondsPerMinute;
  const int due_s = (base::korean_second_of_day(now) / step_s + 1) * step_s;
  // The last step of a day ends at the next midnight, which a whole number of steps reaches.
  return base::korean_instant(base::korean_date(now), due_s);
}

base::Instant next_daily(const Schedule& schedule, base::Instant now) {
  const base::Date today = base::korean_date(now);
  const base::Instant due = base::korean_instant(today, schedule.second_of_day);
  return due > now ? due : base::korean_instant(today.plus_days(1), schedule.second_of_day);
}

base::Date day_in_month(base::Date first, int day) {
  return std::min(first.plus_days(day - 1), base::last_of_month(first));
}

base::Instant next_monthly(const Schedule& schedule, base::Instant now) {
  const base::Date first = base::first_of_month(base::korean_date(now));
  const auto due_in = [&](base::Date month) {
    return base::korean_instant(day_in_month(month, schedule.day), schedule.second_of_day);
  };
  const base::Instant due = due_in(first);
  return due > now ? due : due_in(base::plus_months(first, 1));
}

}  // namespace

Schedule every_minutes(int n) {
  CHECK(n >= 1 && kMinutesPerDay % n == 0);
  return {.rhythm = Schedule::Rhythm::minutes, .minutes = n};
}

Schedule daily_at(int hour, int minute) {
  return {.rhythm = Schedule::Rhythm::daily, .second_of_day = second_of_day(hour, minute)};
}

Schedule monthly_on(int day, int hour, int minute) {
  CHECK(day >= 1 && day <= 31);
  return {.rhythm = Schedule::Rhythm::monthly,
          .day = day,
          .second_of_day = second_of_day(hour, minute)};
}

base::Instant next_after(const Schedule& schedule, base::Instant now) {
  switch (schedule.rhythm) {
    case Schedule::Rhythm::minutes: return next_minutes(schedule, now);
    case Schedule::Rhythm::daily: return next_daily(schedule, now);
    case Schedule::Rhythm::monthly: return next_monthly(schedule, now);
  }
  CHECK(false);
}

std::string describe(const Schedule& schedule) {
  if (schedule.rhythm == Schedule::Rhythm::minutes)
    return "every " + std::to_string(schedule.minutes) + " min";
  char clock[8];
  const int minutes = schedule.second_of_day / kSecondsPerMinute;
  std::snprintf(clock, sizeof(clock), "%02d:%02d", minutes / 60 % 24, minutes % 60);
  if (schedule.rhythm == Schedule::Rhythm::daily) return std::string("daily ") + clock;
  return "monthly " + std::to_string(schedule.day) + " " + clock;
}

}  // namespace jobs
