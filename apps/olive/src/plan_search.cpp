#include "plan_search.h"

#include <time.h>

#include <chrono>
#include <thread>
#include <vector>

#include "base/check.h"
#include "optimiser/solve.h"

namespace olive {

namespace {

constexpr std::int64_t kNoLimit = 1'000'000'000'000;
constexpr int kThousandths = 1'000;

optimiser::Solution search_once(const PlanCase& plan_case, const PlanBudget& budget, int thread,
                                const std::function<void(int)>& progress) {
  optimiser::Options options;
  options.seed = budget.seed + static_cast<std::uint64_t>(thread);
  options.weights = plan_case.weights;
  if (budget.iterations > 0) options.iterations_max = budget.iterations;
  else options.iterations_max = budget.seconds > 0 ? kNoLimit : 0;
  if (budget.seconds <= 0) return optimiser::solve(plan_case.problem, options);
  return optimiser::solve(plan_case.problem, options, [&budget, &progress, thread] {
    // The clock of the process runs as fast as there are threads.
    const double spent = cpu_seconds() / budget.threads / budget.seconds;
    const auto thousandths = static_cast<std::int32_t>(std::min(1.0, spent) * kThousandths);
    if (thread == 0 && progress) progress(thousandths);
    return thousandths;
  });
}

}  // namespace

double cpu_seconds() {
  timespec now{};
  CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

PlanSearch search_plan(const PlanCase& plan_case, const PlanBudget& budget,
                       const std::function<void(int)>& progress) {
  CHECK(budget.threads >= 1 && budget.seconds >= 0 && budget.iterations >= 0);
  const auto begin = std::chrono::steady_clock::now();
  std::vector<optimiser::Solution> found(static_cast<std::size_t>(budget.threads));
  {
    std::vector<std::jthread> others;
    for (int thread = 1; thread < budget.threads; ++thread)
      others.emplace_back([&, thread] {
        found[static_cast<std::size_t>(thread)] = search_once(plan_case, budget, thread, progress);
      });
    found[0] = search_once(plan_case, budget, 0, progress);
  }
  PlanSearch search;
  std::size_t best = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    search.iterations += found[i].iterations;
    if (found[i].total < found[best].total) best = i;
  }
  search.best = std::move(found[best]);
  search.cpu_seconds = cpu_seconds();
  search.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return search;
}

}  // namespace olive
