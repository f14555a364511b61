#include "optimiser/solve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "optimiser/evaluate.h"
#include "sample.h"

namespace optimiser {
namespace {

Solution solve_quickly(const Problem& problem, const Weights& weights = default_weights(),
                       const Plan& start = {}) {
  return solve(problem, {.seed = 1, .iterations_max = 2'000, .weights = weights, .start = start});
}

// One worker at place 0 of a line of five places.
Problem one_worker() {
  Problem problem = line_problem(5);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 10'000, .skills = 1}};
  return problem;
}

LeftOutReason only_reason(const Problem& problem) {
  const Solution solution = solve_quickly(problem);
  EXPECT_EQ(solution.left_out.size(), 1u);
  return solution.left_out.empty() ? LeftOutReason{} : solution.left_out.front().reason;
}

class SolveProperty : public testing::TestWithParam<std::uint64_t> {};

TEST_P(SolveProperty, ReturnsAValidPlanWithTheEvaluatorsCost) {
  const Problem problem = sample_problem(
      {.workers = 5, .activities = 25, .vehicles = 1, .linked_percent = 30}, GetParam());
  const Solution solution = solve_quickly(problem);
  const Plan plan = plan_of(solution);
  EXPECT_TRUE(validate(problem, plan).empty());
  EXPECT_EQ(evaluate(problem, default_weights(), plan).total, solution.total);
  std::size_t planned = 0;
  for (const Route& route : solution.routes) planned += route.visits.size();
  EXPECT_EQ(planned + solution.left_out.size(), problem.activities.size());
  EXPECT_EQ(solution.iterations, 2'000);
}

TEST_P(SolveProperty, IsDeterministic) {
  const Problem problem = sample_problem({.linked_percent = 40}, GetParam());
  const Options options{.seed = GetParam(), .iterations_max = 500};
  const Solution once = solve(problem, options);
  const Solution again = solve(problem, options);
  EXPECT_EQ(plan_of(once), plan_of(again));
  EXPECT_EQ(once.total, again.total);
}

TEST_P(SolveProperty, SearchingDoesNotWorsenTheFirstPlan) {
  const Problem problem = sample_problem({.linked_percent = 40}, GetParam());
  const Solution first = solve(problem, {.iterations_max = 0});
  const Solution later = solve(problem, {.iterations_max = 1'000});
  EXPECT_LE(later.total, first.total);
  EXPECT_EQ(first.iterations, 0);
}

// The cheapest order of one route, tried one by one.
std::int64_t best_of_all_orders(const Problem& problem, const Weights& weights) {
  std::vector<Index> order;
  for (Index a = 0; static_cast<std::size_t>(a) < problem.activities.size(); ++a)
    order.push_back(a);
  std::int64_t best = evaluate(problem, weights, {}).total;
  do {
    PlannedRoute route{0, kNone, {}};
    for (const Index a : order) route.visits.push_back({a, 0});
    if (const auto plan = schedule(problem, {{route}}))
      best = std::min(best, evaluate(problem, weights, postpone(problem, *plan)).total);
  } while (std::ranges::next_permutation(order).found);
  return best;
}

TEST_P(SolveProperty, FindsTheBestOrderOfASmallDay) {
  Random random(GetParam());
  Problem problem = line_problem(8);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 9'000}};
  for (Index i = 0; i < 6; ++i) {
    const Time due = random.between(500, 4'000);
    problem.activities.push_back({.place = static_cast<Index>(random.between(1, 7)),
                                  .duration = 300,
                                  .windows = {{due - 300, due}},
                                  .is_due_soft = true});
  }
  Weights weights = default_weights();
  weights[Term::waiting] = 2;
  EXPECT_EQ(solve_quickly(problem, weights).total, best_of_all_orders(problem, weights));
}

// Names of workers and activities must not matter: the same problem in another order costs the same
// within the noise of a heuristic.
TEST_P(SolveProperty, DoesNotDependOnTheOrderOfTheInput) {
  const Problem problem = sample_problem(
      {.workers = 4, .activities = 14, .vehicles = 0, .linked_percent = 30, .has_breaks = false},
      GetParam());
  Problem turned = problem;
  const auto count = static_cast<Index>(problem.activities.size());
  const auto workers = static_cast<Index>(problem.workers.size());
  std::ranges::reverse(turned.activities);
  std::ranges::reverse(turned.workers);
  for (Link& link : turned.links) {
    link.from = count - 1 - link.from;
    link.to = count - 1 - link.to;
  }
  for (Activity& activity : turned.activities) {
    for (Index& worker : activity.excluded_workers) worker = workers - 1 - worker;
    for (WorkerPreference& preference : activity.preferences)
      preference.worker = workers - 1 - preference.worker;
    if (activity.published) activity.published->worker = workers - 1 - activity.published->worker;
  }
  const Options options{.iterations_max = 4'000};
  const std::int64_t total = solve(problem, options).total;
  const std::int64_t other = solve(turned, options).total;
  EXPECT_NEAR(static_cast<double>(other), static_cast<double>(total),
              0.06 * static_cast<double>(total));
}

INSTANTIATE_TEST_SUITE_P(Seeds, SolveProperty, testing::Range<std::uint64_t>(1, 7));

TEST(Solve, AcceptsNothingToDo) {
  const Solution solution = solve_quickly(one_worker());
  EXPECT_TRUE(solution.routes.empty());
  EXPECT_EQ(solution.total, 0);
}

TEST(Solve, TellsWhySomethingIsLeftOut) {
  const struct {
    LeftOutReason reason;
    Activity activity;
  } kCases[] = {
      {LeftOutReason::no_skilled_worker, {.place = 1, .skills = 2}},
      {LeftOutReason::all_workers_excluded, {.place = 1, .skills = 1, .excluded_workers = {0}}},
      {LeftOutReason::no_suitable_vehicle, {.place = 1, .traits = 1}},
      {LeftOutReason::no_reachable_window, {.place = 4, .windows = {{0, 239}}}},
      {LeftOutReason::no_reachable_window, {.place = 4, .duration = 10'000}},
      {LeftOutReason::costs_more_than_skipping, {.place = 4, .is_optional = true, .priority = 0}},
  };
  for (const auto& test : kCases) {
    Problem problem = one_worker();
    problem.activities = {test.activity};
    EXPECT_EQ(only_reason(problem), test.reason) << base::name_of(test.reason);
  }
}

TEST(Solve, TellsWhenTheDayIsFull) {
  Problem problem = one_worker();
  problem.activities = {{.place = 1, .duration = 6'000, .priority = 2},
                        {.place = 1, .duration = 6'000}};
  const Solution solution = solve_quickly(problem);
  ASSERT_EQ(solution.left_out.size(), 1u);
  EXPECT_EQ(solution.left_out[0].activity, 1) << "the lower priority";
  EXPECT_EQ(solution.left_out[0].reason, LeftOutReason::no_free_worker);
}

TEST(Solve, PlansLinkedActivitiesTogetherOrNotAtAll) {
  Problem problem = one_worker();
  problem.activities = {{.place = 1, .duration = 100}, {.place = 1, .duration = 100}};
  problem.links = {{0, 1, 0, 0, WorkerRelation::different}};
  const Solution alone = solve_quickly(problem);
  EXPECT_EQ(alone.left_out.size(), 2u);
  EXPECT_EQ(alone.left_out[0].reason, LeftOutReason::no_reachable_window);
  problem.workers.push_back(problem.workers[0]);
  const Solution both = solve_quickly(problem);
  ASSERT_EQ(both.routes.size(), 2u);
  EXPECT_EQ(both.routes[0].visits[0].start, both.routes[1].visits[0].start);
  problem.workers[0].person = problem.workers[1].person = 7;
  EXPECT_EQ(solve_quickly(problem).left_out.size(), 2u) << "two shifts of one person";
}

// Home → hospital → home: one car, the same escort on both ways, 1,000 of treatment between.
TEST(Solve, PlansAHospitalTrip) {
  Problem problem = one_worker();
  problem.workers[0].can_drive = true;
  problem.workers.push_back(problem.workers[0]);
  problem.workers.push_back({.start_place = 0, .end_place = 0, .skills = 1});
  problem.vehicles = {{.home = 0, .mode = 0, .traits = 1, .capacity = {}}};
  problem.activities = {{.place = 1, .duration = 300, .windows = {{1'000, 2'000}}, .traits = 1},
                        {.place = 4, .duration = 300, .traits = 1}};
  problem.links = {{0, 1, 1'300, 2'500, WorkerRelation::same}};
  const Solution solution = solve_quickly(problem);
  EXPECT_TRUE(solution.left_out.empty());
  ASSERT_EQ(solution.routes.size(), 1u);
  EXPECT_EQ(solution.routes[0].vehicle, 0);
  EXPECT_TRUE(validate(problem, plan_of(solution)).empty());
}

TEST(Solve, KeepsPinsAndPublishedStartsAndPreferences) {
  Problem problem = one_worker();
  problem.workers.push_back(problem.workers[0]);
  problem.activities = {
      {.place = 1, .duration = 100, .pin = Pin{1, 3'000}},
      {.place = 1, .duration = 100, .preferences = {{0, 0}}, .preference_default = 3},
      {.place = 1, .duration = 100, .windows = {{0, 9'000}}, .published = Published{1, 60, 0}}};
  Weights weights = default_weights();
  weights[Term::waiting] = 0;  // nobody minds the time between 160 and 3,000
  const Solution solution = solve_quickly(problem, weights);
  std::map<Index, PlannedRoute> places;
  for (const Route& route : solution.routes)
    for (const Visit& visit : route.visits)
      places[visit.activity] = {route.worker, kNone, {{visit.activity, visit.start}}};
  EXPECT_EQ(places[0].worker, 1);
  EXPECT_EQ(places[0].visits[0].start, 3'000);
  EXPECT_EQ(places[1].worker, 0);
  EXPECT_EQ(places[2].worker, 1);
  EXPECT_EQ(solution.terms[Term::change_worker], 0);
  EXPECT_EQ(solution.terms[Term::preference], 0);
}

TEST(Solve, GivesBreaksAndSharesWork) {
  Problem problem = one_worker();
  problem.workers.push_back(problem.workers[0]);
  for (Index i = 0; i < 4; ++i)
    problem.activities.push_back({.place = 1, .duration = 1'000, .windows = {{0, 9'000}}});
  problem.activities.push_back({.duration = 500,
                                .windows = {{2'000, 3'000}},
                                .is_break = true,
                                .pin = Pin{0, std::nullopt}});
  Weights weights = default_weights();
  weights[Term::workload_spread] = 10;
  const Solution solution = solve_quickly(problem, weights);
  EXPECT_TRUE(solution.left_out.empty());
  EXPECT_EQ(solution.terms[Term::workload_spread], 500);
}

TEST(Solve, UsesTheSecondWindowWhenTheFirstIsTaken) {
  Problem problem = one_worker();
  problem.activities = {{.place = 1, .duration = 900, .windows = {{60, 100}}},
                        {.place = 1, .duration = 900, .windows = {{60, 100}, {2'000, 2'100}}}};
  const Solution solution = solve_quickly(problem);
  ASSERT_EQ(solution.routes.size(), 1u);
  EXPECT_EQ(solution.routes[0].visits[1].start, 2'000);
}

TEST(Solve, StaysCloseToThePublishedPlan) {
  Problem problem = sample_problem({.workers = 5, .activities = 20, .linked_percent = 20}, 3);
  const Solution published = solve_quickly(problem);
  for (const Route& route : published.routes)
    for (const Visit& visit : route.visits)
      problem.activities[static_cast<std::size_t>(visit.activity)].published =
          Published{route.worker, visit.start, 600};
  for (const LeftOut& left_out : published.left_out)
    problem.activities[static_cast<std::size_t>(left_out.activity)].published.reset();
  const Solution again = solve_quickly(problem, default_weights(), plan_of(published));
  EXPECT_LE(again.terms[Term::change_worker], 1);
}

TEST(Solve, StopsWhenTold) {
  const Problem problem = sample_problem({}, 1);
  int calls = 0;
  const Solution solution =
      solve(problem, {.iterations_max = 1'000'000}, [&] { return ++calls * 100; });
  EXPECT_EQ(calls, 10);
  EXPECT_EQ(solution.iterations, 9 * 16);
  EXPECT_TRUE(validate(problem, plan_of(solution)).empty());
}

TEST(SolveDeathTest, RequiresASoundProblemAndOptions) {
  Problem broken = one_worker();
  broken.travel.clear();
  EXPECT_DEATH(static_cast<void>(solve(broken, {})), "CHECK failed");
  Options negative;
  negative.weights[Term::travel] = -1;
  EXPECT_DEATH(static_cast<void>(solve(one_worker(), negative)), "CHECK failed");
}

}  // namespace
}  // namespace optimiser
