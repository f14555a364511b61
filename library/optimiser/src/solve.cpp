#include "optimiser/solve.h"

#include <algorithm>

#include "left_out.h"
#include "optimiser/evaluate.h"
#include "search.h"

namespace optimiser {

namespace {

constexpr std::int64_t kPollEvery = 16;  // iterations between two looks at the stop condition
constexpr std::int32_t kSpent = 1'000;
static_assert(kPollEvery > 0);

std::int32_t progress_of(std::int64_t iteration, const Options& options,
                         const StopCondition& stop) {
  CHECK(iteration < options.iterations_max);
  const auto counted = static_cast<std::int32_t>(iteration * kSpent / options.iterations_max);
  return stop ? std::max(counted, stop()) : counted;
}

std::int64_t run(Search& search, const Options& options, const StopCondition& stop) {
  for (std::int64_t i = 0; i < options.iterations_max; ++i) {
    if (i % kPollEvery == 0) {
      const std::int32_t progress = progress_of(i, options, stop);
      if (progress >= kSpent) return i;
      search.set_progress(progress);
    }
    search.step();
  }
  return options.iterations_max;
}

}  // namespace

Solution solve(const Problem& problem, const Options& options, const StopCondition& stop) {
  CHECK(!find_fault(problem).has_value());
  CHECK(options.iterations_max >= 0);
  for (const std::int64_t weight : options.weights.values) CHECK(weight >= 0);
  const Model model(problem, options.weights);
  Search search(model, options.seed, options.start);
  const std::int64_t iterations = run(search, options, stop);
  CHECK(iterations <= options.iterations_max);
  State& best = search.best();
  Solution solution = evaluate(problem, options.weights, best.plan());
  // The search counts in increments; the evaluator has just counted from nothing.
  CHECK(solution.terms == best.terms());
  CHECK(solution.total == best.total());
  for (LeftOut& left_out : solution.left_out)
    left_out.reason = reason_of(model, best, left_out.activity);
  CHECK(solution.terms == best.terms());
  CHECK(validate(problem, plan_of(solution)).empty());
  solution.iterations = iterations;
  return solution;
}

}  // namespace optimiser
