/// When recurring work is due, in Korean time. Pure.
#pragma once

#include <string>

#include "base/time.h"

namespace jobs {

/// Every n minutes of the day, daily, or monthly. Make one with the functions below.
struct Schedule {
  enum class Rhythm { minutes, daily, monthly } rhythm = Rhythm::daily;
  int minutes = 0;        ///< minutes
  int day = 1;            ///< monthly; a month that is shorter is served on its last day
  int second_of_day = 0;  ///< daily, monthly

  bool operator==(const Schedule&) const = default;
};

/// At every full multiple of `n` minutes after midnight. Requires: n divides a day (1440).
[[nodiscard]] Schedule every_minutes(int n);
[[nodiscard]] Schedule daily_at(int hour, int minute);
[[nodiscard]] Schedule monthly_on(int day, int hour, int minute);

/// The first due time after `now`.
[[nodiscard]] base::Instant next_after(const Schedule& schedule, base::Instant now);
/// `every 10 min`, `daily 03:00`, `monthly 1 04:30`; for logs and to notice a changed schedule.
[[nodiscard]] std::string describe(const Schedule& schedule);

}  // namespace jobs
