// The meaning of single activities, shared by evaluator and search: when one may start and what its
// start and worker cost. Everything else the two compute apart from each other.
#pragma once

#include <algorithm>

#include "base/check.h"
#include "optimiser/problem.h"

namespace optimiser {

inline constexpr Time kNever = 2 * kForever;  // later than any time in a problem
static_assert(kNever > kForever + 86'400);
static_assert(kNever < (Time{1} << 52), "sums and weighted costs of times stay within 63 bits");

// The earliest allowed start at or after `time`, or kNever.
inline Time earliest_start(const Activity& activity, Time time) {
  CHECK(time > -kNever);
  if (activity.pin && activity.pin->start)
    return time <= *activity.pin->start ? *activity.pin->start : kNever;
  if (activity.windows.empty()) return time;
  for (const Window& window : activity.windows)
    if (time <= window.latest + window.grace) return std::max(time, window.earliest);
  return activity.is_due_soft ? std::max(time, activity.windows.back().earliest) : kNever;
}

// By the last window that has begun: a start between two windows is late for the earlier one.
inline Time tardiness_of(const Activity& activity, Time start) {
  if (activity.windows.empty()) return 0;
  if (activity.pin && activity.pin->start) return 0;
  const Window* begun = &activity.windows.front();
  for (const Window& window : activity.windows)
    if (window.earliest <= start) begun = &window;
  if (begun == &activity.windows.back() && !activity.is_due_soft && begun->grace == 0) return 0;
  const Time tardiness = std::max<Time>(0, start - begun->latest);
  CHECK(tardiness < kNever);
  return tardiness;
}

// The latest start that costs no more tardiness or change of time than `start` does.
inline Time latest_as_good(const Activity& activity, Time start) {
  if (activity.pin && activity.pin->start) return start;
  Time latest = kForever;
  for (const Window& window : activity.windows)
    if (window.earliest <= start) latest = std::max(start, window.latest);
  if (activity.published)
    latest = std::min(latest, activity.published->start + activity.published->tolerance);
  return std::max(latest, start);
}

inline std::int64_t preference_of(const Activity& activity, Index worker) {
  for (const WorkerPreference& preference : activity.preferences)
    if (preference.worker == worker) return preference.amount;
  return activity.preference_default;
}

inline std::int64_t worker_change_of(const Activity& activity, Index worker) {
  return activity.published && activity.published->worker != worker ? 1 : 0;
}

inline Time time_change_of(const Activity& activity, Time start) {
  if (!activity.published) return 0;
  const Time shift = start - activity.published->start;
  CHECK(shift < kNever && shift > -kNever);
  CHECK(activity.published->tolerance >= 0);
  return std::max<Time>(0, (shift < 0 ? -shift : shift) - activity.published->tolerance);
}

// The term that leaving the activity out adds its priority to.
inline Term omission_term(const Activity& activity) {
  if (activity.is_break) return Term::missed_break;
  return activity.is_optional ? Term::skipped : Term::unassigned;
}

inline Index person_of(const Problem& problem, Index worker) {
  CHECK(worker >= 0 && static_cast<std::size_t>(worker) < problem.workers.size());
  const Index person = problem.workers[static_cast<std::size_t>(worker)].person;
  // Negative numbers keep workers who are persons of their own apart from those who are named.
  return person == kNone ? -2 - worker : person;
}

}  // namespace optimiser
