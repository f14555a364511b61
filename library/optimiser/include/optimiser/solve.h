/// The engine: a problem in, a good plan out.
#pragma once

#include <cstdint>
#include <functional>

#include "optimiser/problem.h"
#include "optimiser/solution.h"

namespace optimiser {

/// How to search. Equal problem and options give an equal solution on every machine, unless the
/// stop condition ends the search.
struct Options {
  std::uint64_t seed = 1;
  std::int64_t iterations_max = 20'000;  ///< 0: the first complete plan only
  Weights weights = default_weights();
  Plan start;  ///< a plan to begin with (the published one); what is invalid in it is dropped
};

/// How much of the time is spent, in thousandths: 0 … 999 go on, 1,000 or more stop. Time enters
/// here only, since this library reads no clock; the search cools down along with it. An empty
/// function never stops.
using StopCondition = std::function<std::int32_t()>;

/// Finds a plan by ruin and recreate with simulated annealing: valid, whatever the stop condition
/// says, and with a reason for everything left out. Deterministic; one thread; no global state.
/// Requires: find_fault(problem) is nullopt, weights ≥ 0, iterations_max ≥ 0.
/// See: J. Christiaens, G. Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing
/// Problems", Transportation Science 54(2):417-433, 2020; the temporal graph with links follows the
/// least fixed point of difference constraints.
[[nodiscard]] Solution solve(const Problem& problem, const Options& options,
                             const StopCondition& stop = {});

}  // namespace optimiser
