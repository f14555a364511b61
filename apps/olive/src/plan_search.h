// Runs the engine against the clock, on one or several threads.
#pragma once

#include <cstdint>
#include <functional>

#include "optimiser/solution.h"
#include "plan_case.h"

namespace olive {

struct PlanBudget {
  double seconds = 0;           // CPU seconds of the process for each thread; 0: no limit
  std::int64_t iterations = 0;  // of each thread; 0: no limit, 0 seconds too: the first plan only
  std::uint64_t seed = 1;
  int threads = 1;
};

struct PlanSearch {
  optimiser::Solution best;
  std::int64_t iterations = 0;  // of all threads together
  double cpu_seconds = 0;       // of the process since it began
  double wall_seconds = 0;      // of the search
};

// CPU seconds that this process has used so far.
double cpu_seconds();

// Searches with the seeds `seed`, `seed` + 1, … at once and takes the cheapest plan, of equals the
// one of the lowest seed: with a budget of iterations the result does not depend on the clock.
// `progress` hears now and then how much of the budget is spent, in thousandths, on some thread.
PlanSearch search_plan(const PlanCase& plan_case, const PlanBudget& budget,
                       const std::function<void(int)>& progress = {});

}  // namespace olive
