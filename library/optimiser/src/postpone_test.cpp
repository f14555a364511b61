// Starts that are put off so that nobody waits for no reason.
#include <gtest/gtest.h>

#include "optimiser/evaluate.h"
#include "optimiser/solve.h"
#include "sample.h"

namespace optimiser {
namespace {

Time start_in(const Plan& plan, Index activity) {
  for (const PlannedRoute& route : plan.routes)
    for (const PlannedVisit& visit : route.visits)
      if (visit.activity == activity) return visit.start;
  return -1;
}

Problem day_of_two() {
  Problem problem = line_problem(4);
  problem.workers.assign(2, {.start_place = 0, .end_place = 0, .shift_end = 10'000});
  problem.activities = {{.place = 1, .duration = 100, .windows = {{0, 700}}},
                        {.place = 2, .duration = 100, .windows = {{1'000, 2'000}}},
                        {.place = 3, .duration = 100, .windows = {{0, 900}}}};
  return problem;
}

TEST(Postpone, MovesWaitingBeforeTheFirstVisit) {
  const Problem problem = day_of_two();
  const Plan plan = postpone(problem, {{{0, kNone, {{0, 60}, {1, 1'000}}}}});
  EXPECT_EQ(start_in(plan, 0), 700) << "as late as its window allows";
  EXPECT_EQ(start_in(plan, 1), 1'000) << "the last one stays";
}

TEST(Postpone, StopsWhereThePartnerIsNeeded) {
  Problem problem = day_of_two();
  problem.links = {{0, 2, 0, 50, WorkerRelation::different}};
  // The partner is the last of its route, and so may not move at all.
  const Plan plan =
      postpone(problem, {{{0, kNone, {{0, 180}, {1, 1'000}}}, {1, kNone, {{2, 200}}}}});
  EXPECT_EQ(start_in(plan, 0), 200);
  EXPECT_EQ(start_in(plan, 2), 200);
}

TEST(Postpone, KeepsWhatWasPublishedWithinItsTolerance) {
  Problem problem = day_of_two();
  problem.activities[0].published = {0, 60, 120};
  const Plan plan = postpone(problem, {{{0, kNone, {{0, 60}, {1, 1'000}}}}});
  EXPECT_EQ(start_in(plan, 0), 180);
}

TEST(Postpone, AddsNoTardiness) {
  Problem problem = day_of_two();
  problem.activities[0].is_due_soft = true;
  EXPECT_EQ(start_in(postpone(problem, {{{0, kNone, {{0, 60}, {1, 1'000}}}}}), 0), 700);
  // Late already: not a second later.
  EXPECT_EQ(start_in(postpone(problem, {{{0, kNone, {{0, 750}, {1, 1'000}}}}}), 0), 750);
}

TEST(Postpone, LeavesAPinnedStartAlone) {
  Problem problem = day_of_two();
  problem.activities[0].pin = Pin{0, 300};
  EXPECT_EQ(start_in(postpone(problem, {{{0, kNone, {{0, 300}, {1, 1'000}}}}}), 0), 300);
}

class PostponeProperty : public testing::TestWithParam<std::uint64_t> {};

TEST_P(PostponeProperty, NeverCostsMoreAndStaysValid) {
  const Problem problem = sample_problem(
      {.workers = 6, .activities = 30, .vehicles = 1, .linked_percent = 40}, GetParam());
  const Weights weights = default_weights();
  const auto earliest = schedule(problem, plan_of(solve(problem, {.iterations_max = 150})));
  ASSERT_TRUE(earliest.has_value());
  const Plan late = postpone(problem, *earliest);
  EXPECT_TRUE(validate(problem, late).empty());
  const Solution before = evaluate(problem, weights, *earliest);
  const Solution after = evaluate(problem, weights, late);
  EXPECT_LE(after.total, before.total);
  EXPECT_LE(after.terms[Term::waiting], before.terms[Term::waiting]);
  EXPECT_EQ(after.terms[Term::tardiness], before.terms[Term::tardiness]);
  EXPECT_EQ(after.terms[Term::overtime], before.terms[Term::overtime]);
  EXPECT_EQ(postpone(problem, late), late) << "there is nothing left to put off";
}

// What solve() returns is put off already, and somebody there from the start gains nothing by it.
TEST_P(PostponeProperty, IsWhatTheEngineReturns) {
  Problem problem =
      sample_problem({.workers = 5, .activities = 24, .linked_percent = 30}, GetParam());
  const Plan plan = plan_of(solve(problem, {.iterations_max = 150}));
  EXPECT_EQ(postpone(problem, plan), plan);
  for (Worker& worker : problem.workers) worker.is_present_from_start = true;
  const Solution solution = solve(problem, {.iterations_max = 150});
  const auto earliest = schedule(problem, plan_of(solution));
  ASSERT_TRUE(earliest.has_value());
  EXPECT_EQ(evaluate(problem, default_weights(), *earliest).total, solution.total);
}
INSTANTIATE_TEST_SUITE_P(Seeds, PostponeProperty, testing::Range<std::uint64_t>(1, 9));

}  // namespace
}  // namespace optimiser
