#include <benchmark/benchmark.h>

#include "optimiser/solve.h"
#include "sample.h"

namespace optimiser {
namespace {

void first_plan(benchmark::State& state) {
  const auto workers = static_cast<Index>(state.range(0));
  const Problem problem =
      sample_problem({.workers = workers, .activities = 4 * workers, .vehicles = workers / 10}, 1);
  Solution solution;
  for (auto _ : state) solution = solve(problem, {.iterations_max = 0});
  state.counters["left_out"] = static_cast<double>(solution.left_out.size());
}
BENCHMARK(first_plan)->Arg(25)->Arg(100)->Arg(400)->Unit(benchmark::kMillisecond);

void thousand_iterations(benchmark::State& state) {
  const auto workers = static_cast<Index>(state.range(0));
  const Problem problem =
      sample_problem({.workers = workers, .activities = 4 * workers, .vehicles = workers / 10}, 1);
  Solution solution;
  for (auto _ : state) solution = solve(problem, {.iterations_max = 1'000});
  state.counters["total"] = static_cast<double>(solution.total);
}
BENCHMARK(thousand_iterations)->Arg(25)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace optimiser

BENCHMARK_MAIN();
