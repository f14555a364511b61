/// The terms of which every cost consists, their amounts and their weights.
#pragma once

#include <array>
#include <cstdint>

#include "base/describe.h"

namespace optimiser {

/// What a plan may cost. Times are in the problem's unit. Terms ending in `_max`, `_spread` or
/// `_deviation` belong to the whole plan, the others to one visit or route each, so that any cost
/// can be explained.
enum class Term {
  travel,           ///< time on the way
  distance,         ///< length of the way
  tardiness,        ///< starts after a soft due time, summed
  tardiness_max,    ///< the largest of them
  waiting,          ///< between arriving and starting, from the first visit (no break) on
  waiting_max,      ///< the largest sum of one route
  overtime,         ///< after the end of the shift
  workload_spread,  ///< longest minus shortest time spent in activities, over all workers
  preference,       ///< see Activity::preferences
  change_worker,    ///< see Published
  change_time,
  unassigned,  ///< priority of what must be done and is not
  skipped,     ///< priority of what may be left out and is
  missed_break,
  worker_used,  ///< 1 for each worker with something to do
  idle_max,     ///< largest part of a worker's shift (overtime included) neither on the way nor in
                ///< an activity; somebody without visits idles the whole shift
  workload_deviation,  ///< Σ over workers of |ways and visits − their mean|, each rounded up
};
BOOST_DESCRIBE_ENUM(Term, travel, distance, tardiness, tardiness_max, waiting, waiting_max,
                    overtime, workload_spread, preference, change_worker, change_time, unassigned,
                    skipped, missed_break, worker_used, idle_max, workload_deviation)

inline constexpr std::size_t kTermCount = 17;
static_assert(static_cast<std::size_t>(Term::workload_deviation) + 1 == kTermCount);

/// One integer for each term: amounts of a plan, or weights.
struct Terms {
  std::array<std::int64_t, kTermCount> values{};

  [[nodiscard]] constexpr std::int64_t& operator[](Term term) {
    return values[static_cast<std::size_t>(term)];
  }
  [[nodiscard]] constexpr std::int64_t operator[](Term term) const {
    return values[static_cast<std::size_t>(term)];
  }
  constexpr Terms& operator+=(const Terms& other) {
    for (std::size_t i = 0; i < kTermCount; ++i) values[i] += other.values[i];
    return *this;
  }
  constexpr Terms& operator-=(const Terms& other) {
    for (std::size_t i = 0; i < kTermCount; ++i) values[i] -= other.values[i];
    return *this;
  }
  constexpr bool operator==(const Terms&) const = default;
};

/// What one unit of each term costs. None may be negative.
using Weights = Terms;

/// Weights for a day measured in seconds: an assigned visit always comes first, lateness counts
/// three times travel, a change of worker like 20 minutes of travel.
[[nodiscard]] Weights default_weights();

/// Σ amount × weight.
[[nodiscard]] constexpr std::int64_t total_of(const Terms& amounts, const Weights& weights) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < kTermCount; ++i) total += amounts.values[i] * weights.values[i];
  return total;
}

}  // namespace optimiser
