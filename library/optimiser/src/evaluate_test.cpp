#include "optimiser/evaluate.h"

#include <gtest/gtest.h>

#include "sample.h"

namespace optimiser {
namespace {

// Two workers at place 0; activities at places 1, 2 and 3 of a line, 60 apart.
Problem small() {
  Problem problem = line_problem(4);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 1'000, .overtime_max = 500},
                     {.start_place = 0, .end_place = kNone}};
  problem.activities = {{.place = 1, .duration = 100, .windows = {{200, 300}}},
                        {.place = 2,
                         .duration = 100,
                         .windows = {{0, 400}},
                         .is_due_soft = true,
                         .priority = 5,
                         .preferences = {{0, 7}},
                         .preference_default = 2,
                         .published = Published{1, 450, 20}},
                        {.place = 3, .duration = 500, .is_optional = true, .priority = 3}};
  return problem;
}

Weights ones() {
  Weights weights;
  weights.values.fill(1);
  return weights;
}

TEST(Evaluate, AccountsForEveryTermOfARoute) {
  const Plan plan{{{0, kNone, {{0, 250}, {1, 450}, {2, 700}}}}};
  const Solution solution = evaluate(small(), ones(), plan);
  ASSERT_EQ(solution.routes.size(), 1u);
  const Route& route = solution.routes[0];
  EXPECT_EQ(route.departure, 190);
  EXPECT_EQ(route.finish, 1'380);
  EXPECT_EQ(route.visits[0].arrival, 250);
  EXPECT_EQ(route.visits[1].arrival, 410);
  EXPECT_EQ(route.visits[1].terms[Term::waiting], 40);
  EXPECT_EQ(route.visits[2].terms[Term::waiting], 90);
  EXPECT_EQ(route.terms[Term::travel], 360);
  EXPECT_EQ(route.terms[Term::distance], 360);
  EXPECT_EQ(route.terms[Term::tardiness], 50);
  EXPECT_EQ(route.terms[Term::overtime], 380);
  EXPECT_EQ(route.terms[Term::preference], 7);
  EXPECT_EQ(route.terms[Term::change_worker], 1);
  EXPECT_EQ(route.terms[Term::change_time], 0);
  EXPECT_EQ(route.terms[Term::worker_used], 1);
  EXPECT_EQ(solution.terms[Term::tardiness_max], 50);
  EXPECT_EQ(solution.terms[Term::waiting_max], 130);
  EXPECT_EQ(solution.terms[Term::workload_spread], 700);
  EXPECT_EQ(solution.total, total_of(solution.terms, ones()));
  EXPECT_EQ(plan_of(solution), plan);
}

TEST(Evaluate, ChargesWhatIsLeftOut) {
  const Solution solution = evaluate(small(), ones(), {});
  EXPECT_EQ(solution.terms[Term::unassigned], 6);
  EXPECT_EQ(solution.terms[Term::skipped], 3);
  EXPECT_EQ(solution.left_out.size(), 3u);
  EXPECT_EQ(solution.total, 9 + solution.terms[Term::idle_max]);
}

TEST(Evaluate, CountsChangesBeyondTolerance) {
  const Plan plan{{{1, kNone, {{1, 500}}}}};
  const Solution solution = evaluate(small(), ones(), plan);
  EXPECT_EQ(solution.terms[Term::change_worker], 0);
  EXPECT_EQ(solution.terms[Term::change_time], 30);
  EXPECT_EQ(solution.terms[Term::preference], 2);
  EXPECT_EQ(solution.terms[Term::travel], 120) << "the second worker ends anywhere";
}

TEST(Evaluate, TakesBreaksOnArrivalAtTheNextPlace) {
  Problem problem = small();
  problem.activities.push_back({.place = kNone, .duration = 30, .is_break = true});
  const Plan plan{{{0, kNone, {{0, 250}, {3, 410}, {1, 440}}}}};
  const Solution solution = evaluate(problem, ones(), plan);
  EXPECT_EQ(solution.routes[0].visits[1].terms[Term::travel], 60);
  EXPECT_EQ(solution.routes[0].visits[2].terms[Term::travel], 0);
  EXPECT_EQ(solution.routes[0].terms[Term::waiting], 0);
  EXPECT_EQ(solution.terms[Term::missed_break], 0);
  EXPECT_EQ(evaluate(problem, ones(), {}).terms[Term::missed_break], 1);
}

TEST(Evaluate, WaitsFromTheFirstVisitOnOrFromTheStartOfTheShift) {
  Problem problem = line_problem(3);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_start = 0, .shift_end = 2'000}};
  problem.activities = {{.place = 1, .duration = 100},
                        {.place = 2, .duration = 100},
                        {.place = kNone, .duration = 50, .is_break = true}};
  const Plan plan{{{0, kNone, {{2, 150}, {0, 300}, {1, 500}}}}};
  EXPECT_EQ(evaluate(problem, ones(), plan).terms[Term::waiting], 40)
      << "after a break at the very beginning the day has not begun either";
  problem.workers[0].is_present_from_start = true;
  EXPECT_EQ(evaluate(problem, ones(), plan).terms[Term::waiting], 90 + 100 + 40);
}

// Two workers of 1,000 each; one has 120 of ways and 300 of visits, the other nothing.
TEST(Evaluate, ComparesShiftsAndWork) {
  Problem problem = line_problem(2);
  problem.workers.assign(2, {.start_place = 0, .end_place = 0, .shift_end = 1'000});
  problem.activities = {{.place = 1, .duration = 300},
                        {.place = kNone, .duration = 51, .is_break = true}};
  const Plan plan{{{0, kNone, {{1, 60}, {0, 111}}}}};
  const Terms terms = evaluate(problem, ones(), plan).terms;
  EXPECT_EQ(terms[Term::idle_max], 1'000) << "who has nothing to do idles all day";
  EXPECT_EQ(terms[Term::workload_deviation], 210 + 210) << "breaks are no work";
  problem.workers.pop_back();
  EXPECT_EQ(evaluate(problem, ones(), plan).terms[Term::idle_max], 1'000 - 120 - 300 - 51);
  problem.workers[0].shift_end = 400;
  EXPECT_EQ(evaluate(problem, ones(), plan).terms[Term::idle_max], 0) << "overrun counts as shift";
}

TEST(Evaluate, ChargesAStartBetweenWindowsToTheEarlierOne) {
  Problem problem = line_problem(2);
  problem.workers = {{.start_place = 0, .end_place = 0}};
  problem.activities = {
      {.place = 1, .duration = 10, .windows = {{100, 200, 30}, {300, 400}}, .is_due_soft = true}};
  const auto tardiness = [&](Time start) {
    return evaluate(problem, ones(), {{{0, kNone, {{0, start}}}}}).terms[Term::tardiness];
  };
  EXPECT_EQ(tardiness(230), 30);
  EXPECT_EQ(tardiness(299), 99);
  EXPECT_EQ(tardiness(300), 0);
  EXPECT_EQ(tardiness(410), 10);
  EXPECT_TRUE(validate(problem, {{{0, kNone, {{0, 230}}}}}).empty());
  EXPECT_FALSE(validate(problem, {{{0, kNone, {{0, 231}}}}}).empty()) << "beyond the grace";
}

TEST(Evaluate, TravelsByTheVehicleOfTheRoute) {
  Problem problem = small();
  TravelMatrix car = problem.travel[0];
  for (std::int32_t& duration : car.duration) duration /= 3;
  problem.travel.push_back(car);
  problem.vehicles = {{.mode = 1}};
  const Plan plan{{{0, 0, {{0, 250}, {1, 370}}}}};
  EXPECT_EQ(evaluate(problem, ones(), plan).terms[Term::travel], 80);
}

TEST(Evaluate, ListsRoutesByWorkerAndDropsEmptyOnes) {
  const Plan plan{{{1, kNone, {{0, 200}}}, {0, kNone, {}}}};
  const Solution solution = evaluate(small(), ones(), plan);
  ASSERT_EQ(solution.routes.size(), 1u);
  EXPECT_EQ(solution.routes[0].worker, 1);
}

TEST(EvaluateDeathTest, RequiresIndicesInRange) {
  EXPECT_DEATH(static_cast<void>(evaluate(small(), ones(), {{{0, kNone, {{9, 0}}}}})), "CHECK");
  EXPECT_DEATH(static_cast<void>(evaluate(small(), ones(), {{{5, kNone, {{0, 0}}}}})), "CHECK");
}

TEST(Terms, AddAndSubtract) {
  Terms a;
  a[Term::travel] = 5;
  Terms b;
  b[Term::travel] = 2;
  b[Term::waiting] = 1;
  a += b;
  EXPECT_EQ(a[Term::travel], 7);
  a -= b;
  a -= b;
  EXPECT_EQ(a[Term::travel], 3);
  EXPECT_EQ(a[Term::waiting], -1);
  EXPECT_GT(default_weights()[Term::unassigned], default_weights()[Term::skipped]);
}

}  // namespace
}  // namespace optimiser
