// Small days whose right answer can be worked out by hand, one rule at a time.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "optimiser/evaluate.h"
#include "optimiser/solve.h"
#include "sample.h"

namespace optimiser {
namespace {

Solution plan_day(const Problem& problem, const Weights& weights = default_weights()) {
  const Solution solution = solve(problem, {.iterations_max = 600, .weights = weights});
  EXPECT_TRUE(validate(problem, plan_of(solution)).empty());
  return solution;
}

// `workers` people who start and end at place 0 of a line of five places, 60 apart.
Problem team_of(Index workers) {
  Problem problem = line_problem(5);
  for (Index w = 0; w < workers; ++w)
    problem.workers.push_back({.start_place = 0, .end_place = 0, .shift_end = 10'000});
  return problem;
}

// Start and worker of each planned activity.
std::map<Index, std::pair<Index, Time>> where(const Solution& solution) {
  std::map<Index, std::pair<Index, Time>> out;
  for (const Route& route : solution.routes)
    for (const Visit& visit : route.visits) out[visit.activity] = {route.worker, visit.start};
  return out;
}

std::vector<LeftOutReason> reasons(const Solution& solution) {
  std::vector<LeftOutReason> out;
  for (const LeftOut& left : solution.left_out) out.push_back(left.reason);
  return out;
}

TEST(Links, AreKeptOrTheirActivitiesLeftOut) {
  using enum WorkerRelation;
  const struct {
    std::string_view name;
    Time gap_min, gap_max;
    WorkerRelation relation;
    Index workers;
    bool is_possible;
  } kCases[] = {
      {"together, one person", 0, 0, any, 1, false},
      {"together, two people", 0, 0, any, 2, true},
      {"together, but one person", 0, 0, same, 2, false},
      {"together, different", 0, 0, different, 2, true},
      {"after the first ends", 300, 300, same, 1, true},
      {"while the first lasts", 299, 299, same, 1, false},
      {"while the first lasts, another person", 299, 299, different, 2, true},
      {"beyond the day", 10'000, 12'000, any, 2, false},
      {"the later one first", -500, -400, same, 1, true},
  };
  for (const auto& test : kCases) {
    Problem problem = team_of(test.workers);
    problem.activities = {{.place = 1, .duration = 300}, {.place = 1, .duration = 300}};
    problem.links = {{0, 1, test.gap_min, test.gap_max, test.relation}};
    const Solution solution = plan_day(problem);
    ASSERT_EQ(solution.left_out.empty(), test.is_possible) << test.name;
    if (!test.is_possible) {
      EXPECT_EQ(solution.left_out.size(), 2u) << test.name;
      continue;
    }
    const auto places = where(solution);
    const Time gap = places.at(1).second - places.at(0).second;
    EXPECT_GE(gap, test.gap_min) << test.name;
    EXPECT_LE(gap, test.gap_max) << test.name;
  }
}

TEST(Links, OfAChainAreAllKept) {
  Problem problem = team_of(2);
  for (Index i = 0; i < 4; ++i) problem.activities.push_back({.place = 1, .duration = 200});
  for (Index i = 0; i < 3; ++i) problem.links.push_back({i, i + 1, 250, 260});
  const Solution solution = plan_day(problem);
  ASSERT_TRUE(solution.left_out.empty());
  const auto places = where(solution);
  EXPECT_GE(places.at(3).second - places.at(0).second, 750);
  EXPECT_LE(places.at(3).second - places.at(0).second, 780);
  // One member that cannot be done takes the whole chain with it, each under the reason it has.
  problem.activities[2].skills = 1;
  const Solution none = plan_day(problem);
  ASSERT_EQ(none.left_out.size(), 4u);
  EXPECT_EQ(none.left_out[2].reason, LeftOutReason::no_skilled_worker);
  EXPECT_EQ(none.left_out[0].reason, LeftOutReason::no_reachable_window);
}

TEST(Cars, OneCarServesOneRouteAfterAnother) {
  Problem problem = team_of(2);
  for (Worker& worker : problem.workers) worker.can_drive = true;
  problem.vehicles = {{.home = 0, .mode = 0, .traits = 1}};
  problem.activities = {{.place = 1, .duration = 500, .windows = {{100, 200}}, .traits = 1},
                        {.place = 2, .duration = 500, .windows = {{100, 200}}, .traits = 1}};
  EXPECT_EQ(reasons(plan_day(problem)), std::vector{LeftOutReason::no_free_worker});
  problem.activities[1].windows = {{900, 1'000}};
  const Solution both = plan_day(problem);
  EXPECT_TRUE(both.left_out.empty());
  ASSERT_EQ(both.routes.size(), 1u);
  EXPECT_EQ(both.routes[0].vehicle, 0);
}

TEST(Cars, NeedADriverWhoStartsWhereTheCarStands) {
  const struct {
    std::string_view name;
    bool can_drive;
    Index home;
    bool is_possible;
  } kCases[] = {
      {"driver at the car", true, 0, true},
      {"driver, car anywhere", true, kNone, true},
      {"driver elsewhere", true, 3, false},
      {"no driver", false, 0, false},
  };
  for (const auto& test : kCases) {
    Problem problem = team_of(1);
    problem.workers[0].can_drive = test.can_drive;
    problem.vehicles = {{.home = test.home, .mode = 0, .traits = 1}};
    problem.activities = {{.place = 1, .duration = 100, .traits = 1}};
    const Solution solution = plan_day(problem);
    EXPECT_EQ(solution.left_out.empty(), test.is_possible) << test.name;
    if (!test.is_possible)
      EXPECT_EQ(reasons(solution), std::vector{LeftOutReason::no_suitable_vehicle}) << test.name;
  }
}

TEST(Cars, AWorkersOwnTraitsNeedNoCarOfThePool) {
  Problem problem = team_of(1);
  problem.workers[0].traits = 1;
  problem.activities = {{.place = 1, .duration = 100, .traits = 1}};
  const Solution solution = plan_day(problem);
  ASSERT_EQ(solution.routes.size(), 1u);
  EXPECT_EQ(solution.routes[0].vehicle, kNone);
}

TEST(Loads, AreFetchedAgainWhenTheBagIsEmpty) {
  Problem problem = team_of(1);
  problem.load_dimensions = 1;
  problem.workers[0].capacity = {2};
  for (Index i = 0; i < 4; ++i)
    problem.activities.push_back({.place = 1 + i, .duration = 10, .loads = {1}});
  EXPECT_EQ(plan_day(problem).left_out.size(), 2u) << "two meals fit the bag";
  problem.activities.push_back({.place = 0, .duration = 10, .empties_load = true});
  const Solution reloaded = plan_day(problem);
  EXPECT_TRUE(reloaded.left_out.empty());
  ASSERT_EQ(reloaded.routes.size(), 1u);
  EXPECT_EQ(reloaded.routes[0].visits[2].activity, 4) << "between the second and the third";
}

TEST(Loads, OfTwoKindsAreCountedApart) {
  Problem problem = team_of(1);
  problem.load_dimensions = 2;
  problem.workers[0].capacity = {1, 2};
  problem.activities = {{.place = 1, .duration = 10, .loads = {1, 0}},
                        {.place = 1, .duration = 10, .loads = {0, 2}},
                        {.place = 1, .duration = 10, .loads = {0, 1}}};
  const Solution solution = plan_day(problem);
  ASSERT_EQ(solution.left_out.size(), 1u);
  EXPECT_NE(solution.left_out[0].activity, 0);
}

TEST(Breaks, AreKeptInTheirWindowAndGivenUpForAVisit) {
  Problem problem = team_of(1);
  problem.activities = {
      {.place = 1, .duration = 1'000, .windows = {{1'000, 1'000}}},
      {.duration = 500, .windows = {{1'500, 2'500}}, .is_break = true, .pin = Pin{0, {}}}};
  const Solution with = plan_day(problem);
  EXPECT_TRUE(with.left_out.empty());
  EXPECT_EQ(where(with).at(1).second, 2'000) << "as soon as the visit ends";
  problem.activities[0].duration = 2'000;  // over the whole window: somebody waits for help
  const Solution without = plan_day(problem);
  ASSERT_EQ(without.left_out.size(), 1u);
  EXPECT_EQ(without.left_out[0].activity, 1);
  EXPECT_EQ(without.terms[Term::missed_break], 1);
}

TEST(Overtime, IsTakenWhenAllowedAndPaidFor) {
  Problem problem = team_of(1);
  problem.workers[0].shift_end = 1'000;
  problem.activities = {{.place = 1, .duration = 1'000}};
  EXPECT_EQ(reasons(plan_day(problem)), std::vector{LeftOutReason::no_reachable_window});
  problem.workers[0].overtime_max = 120;
  const Solution solution = plan_day(problem);
  EXPECT_TRUE(solution.left_out.empty());
  EXPECT_EQ(solution.terms[Term::overtime], 120);
  problem.workers[0].overtime_max = 119;
  EXPECT_EQ(plan_day(problem).left_out.size(), 1u);
}

TEST(Fairness, EqualVisitsAreSharedEqually) {
  Weights weights = default_weights();
  weights[Term::workload_spread] = 100;
  for (const Index workers : {2, 3, 4}) {
    Problem problem = team_of(workers);
    for (Index i = 0; i < workers * 3; ++i)
      problem.activities.push_back({.place = 1, .duration = 600});
    const Solution solution = plan_day(problem, weights);
    EXPECT_TRUE(solution.left_out.empty());
    EXPECT_EQ(solution.terms[Term::workload_spread], 0) << workers;
    EXPECT_EQ(solution.routes.size(), static_cast<std::size_t>(workers));
  }
}

TEST(Fairness, CostsNothingWhenNobodyAsksForIt) {
  Weights weights = default_weights();
  weights[Term::workload_spread] = 0;
  weights[Term::worker_used] = 1'000;
  Problem problem = team_of(3);
  for (Index i = 0; i < 6; ++i) problem.activities.push_back({.place = 1, .duration = 600});
  EXPECT_EQ(plan_day(problem, weights).routes.size(), 1u) << "one person does it all";
}

TEST(LeftOut, TheLowestPriorityGoesFirst) {
  Problem problem = team_of(1);
  for (const std::int64_t priority : {3, 1, 2})
    problem.activities.push_back({.place = 1, .duration = 4'500, .priority = priority});
  const Solution solution = plan_day(problem);
  ASSERT_EQ(solution.left_out.size(), 1u);
  EXPECT_EQ(solution.left_out[0].activity, 1);
  EXPECT_EQ(solution.terms[Term::unassigned], 1);
}

TEST(LeftOut, PreferencesNeverCostAVisit) {
  Problem problem = team_of(1);
  problem.activities = {{.place = 1, .duration = 100, .preference_default = 50}};
  EXPECT_TRUE(plan_day(problem).left_out.empty()) << "a stranger is better than nobody";
}

TEST(Travel, TheShorterWayIsTakenByWhoIsNear) {
  Problem problem = team_of(2);
  problem.workers[1].start_place = problem.workers[1].end_place = 4;
  problem.activities = {{.place = 1, .duration = 100}, {.place = 3, .duration = 100}};
  Weights weights = default_weights();
  weights[Term::workload_spread] = 0;
  const Solution solution = plan_day(problem, weights);
  EXPECT_EQ(where(solution).at(0).first, 0);
  EXPECT_EQ(where(solution).at(1).first, 1);
  EXPECT_EQ(solution.terms[Term::travel], 240);
}

}  // namespace
}  // namespace optimiser
