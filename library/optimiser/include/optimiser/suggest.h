/// Where a request could still go into a plan that otherwise stays as it is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "optimiser/problem.h"
#include "optimiser/solution.h"
#include "optimiser/terms.h"

namespace optimiser {

/// What to offer.
struct SlotOptions {
  std::size_t count = 3;
  Time spacing = 1'800;  ///< starts of the first activity differ by at least this much
};

/// One activity of a slot.
struct Placement {
  Index activity = kNone;
  Index worker = kNone;
  Index vehicle = kNone;
  Time start = 0;

  constexpr bool operator==(const Placement&) const = default;
};

/// One way to take the request on: every rule holds, nobody's worker or order of visits changes.
struct Slot {
  std::vector<Placement> placements;  ///< in the order of the activities asked for
  Terms added;                        ///< what it adds to the plan's cost
  std::int64_t cost_added = 0;        ///< the same, weighted
  std::vector<PlannedVisit> moved;    ///< visits of others that start at another time then
};

/// The cheapest ways to add `activities` to `plan`, cheapest first, at most `options.count`; empty
/// when there is none. What is invalid in `plan` is left out of account. Starts are the earliest
/// that the plan allows. Deterministic.
/// Requires: find_fault(problem) is nullopt; `activities` is one group tied by links (or a single
/// activity), whole, and not in the plan. Cost: O(positions × length of the delays); 95 of
/// 100 took at most 29 ms on a city's day of 3,600 activities (benchmarks/optimiser).
[[nodiscard]] std::vector<Slot> suggest_slots(const Problem& problem, const Weights& weights,
                                              const Plan& plan, std::span<const Index> activities,
                                              const SlotOptions& options);

}  // namespace optimiser
