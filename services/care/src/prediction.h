// What a worker's day will come to, by what has happened so far. Pure.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "board_dto.h"
#include "plan_settings.h"

namespace care {

/// What the prediction of one worker's day knows.
struct DayClock {
  base::Date on;
  std::int32_t now_min = 0;  // 0 before the day, 24 h after it
  LateLimits limits;
};
[[nodiscard]] DayClock day_clock(base::Date on, base::Instant now, LateLimits limits);

/// Minutes from one visit's end to the next one's start, at the door.
using WayMinutes = std::function<std::int32_t(const Visit& from, const Visit& to)>;
using OverrunMinutes = std::function<std::int32_t(const Visit& visit)>;

struct Prediction {
  std::int32_t position = 0;
  std::int32_t travel_min = 0;
  std::int32_t wait_min = 0;
  std::int32_t start_min = 0;
  std::int32_t end_min = 0;
  std::optional<DispatchAlert> alert;
  std::int32_t late_min = 0;
};

/// One line for each of `visits`, which are one worker's by start; cancelled and missed ones take
/// no time.
[[nodiscard]] std::vector<Prediction> predict(const std::vector<const Visit*>& visits,
                                              const DayClock& clock, const WayMinutes& way,
                                              const OverrunMinutes& overrun);

/// Shifts without absences; half-open, ascending.
[[nodiscard]] std::vector<DaySpan> present_spans(const std::vector<DaySpan>& shifts,
                                                 const std::vector<DaySpan>& absences);

/// 근로기준법 §54: an hour of rest in eight hours of work.
inline constexpr std::int32_t kRestMin = 60;
inline constexpr std::int32_t kRestShiftMin = 8 * 60;
inline constexpr std::int32_t kRestEarliestMin = 11 * 60;
inline constexpr std::int32_t kRestLatestMin = 14 * 60;

/// Where an hour of rest fits between the visits; nullopt when there is no room.
[[nodiscard]] std::optional<DaySpan> rest_between(const std::vector<Prediction>& day,
                                                  const DaySpan& shift);

}  // namespace care
