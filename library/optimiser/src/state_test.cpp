#include "state.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "candidate.h"
#include "sample.h"

namespace optimiser {
namespace {

Problem two_workers() {
  Problem problem = line_problem(5);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 5'000},
                     {.start_place = 0, .end_place = 0, .shift_end = 5'000, .can_drive = true}};
  for (Index place = 1; place <= 4; ++place)
    problem.activities.push_back({.place = place, .duration = 100});
  return problem;
}

std::vector<Index> route_of(const State& state, Index worker) {
  std::vector<Index> route;
  for (Index a = state.first_of(worker); a != kNone; a = state.next_of(a)) route.push_back(a);
  return route;
}

TEST(State, InsertsBehindAndInFront) {
  const Problem problem = two_workers();
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(1, 0, kNone));
  ASSERT_TRUE(state.insert(0, 0, kNone));
  ASSERT_TRUE(state.insert(3, 0, 1));
  ASSERT_TRUE(state.insert(2, 0, 1));
  EXPECT_EQ(route_of(state, 0), (std::vector<Index>{0, 1, 2, 3}));
  EXPECT_EQ(state.start_of(0), 60);
  EXPECT_EQ(state.start_of(1), 220);
  EXPECT_EQ(state.start_of(3), 540);
  EXPECT_EQ(state.finish_of(0), 880);
  EXPECT_EQ(state.terms()[Term::travel], 480);
  EXPECT_EQ(state.terms()[Term::unassigned], 0);
}

TEST(State, ListsWhatIsLeftOut) {
  const Problem problem = two_workers();
  const Model model(problem, default_weights());
  State state(model);
  const auto left_out = [&state] {
    std::vector<Index> sorted = state.left_out();
    std::ranges::sort(sorted);
    return sorted;
  };
  EXPECT_EQ(left_out(), (std::vector<Index>{0, 1, 2, 3}));
  ASSERT_TRUE(state.insert(1, 0, kNone));
  ASSERT_TRUE(state.insert(3, 1, kNone));
  EXPECT_EQ(left_out(), (std::vector<Index>{0, 2}));
  state.remove(1);
  ASSERT_TRUE(state.settle());
  EXPECT_EQ(left_out(), (std::vector<Index>{0, 1, 2}));
  state.undo_to(0);
  EXPECT_EQ(left_out(), (std::vector<Index>{0, 1, 2, 3}));
}

// A break before an inserted stop is taken there, so that the way to it is the break's.
TEST(State, LetsAStopFallWhenADetourBehindABreakIsShorter) {
  Problem problem = line_problem(3);
  problem.travel[0].duration = {0, 10, 1'000, 10, 0, 10, 1'000, 10, 0};
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 50'000}};
  problem.activities = {
      {.place = 1, .duration = 5}, {.place = 2, .duration = 5}, {.is_break = true}};
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(1, 0, kNone));
  ASSERT_TRUE(state.insert(2, 0, kNone));
  EXPECT_EQ(state.start_of(1), 1'000);
  ASSERT_TRUE(state.insert(0, 0, 2));
  EXPECT_EQ(state.start_of(0), 10);
  EXPECT_EQ(state.start_of(1), 25) << "10 there, 5 of work, 10 onward";
}

// Two ends of a link hold each other in a late window; both come back once nothing pushes them.
TEST(State, ForgetsAJumpThatALinkHeld) {
  Problem problem = line_problem(1);
  problem.workers.assign(2, {.start_place = 0, .end_place = 0, .shift_end = 100'000});
  problem.activities = {{.place = 0, .duration = 2'000},
                        {.place = 0, .duration = 100},
                        {.place = 0, .duration = 100, .windows = {{1'000, 3'000}, {9'000, 9'500}}}};
  problem.links = {{1, 2, 1'500, 6'500, WorkerRelation::any}};
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(1, 0, kNone));
  ASSERT_TRUE(state.insert(2, 1, kNone));
  EXPECT_EQ(state.start_of(2), 1'500);
  ASSERT_TRUE(state.insert(0, 0, kNone));
  EXPECT_EQ(state.start_of(1), 2'500) << "held back to be no more than 6,500 before";
  EXPECT_EQ(state.start_of(2), 9'000) << "3,500 lies between the windows";
  state.remove(0);
  ASSERT_TRUE(state.settle());
  EXPECT_EQ(state.start_of(1), 0);
  EXPECT_EQ(state.start_of(2), 1'500);
}

TEST(State, RaisesStartsThroughLinks) {
  Problem problem = two_workers();
  problem.activities[0].windows = {{1'000, 1'500}};
  problem.links = {{0, 1, 0, 0, WorkerRelation::different}, {1, 3, 300, 400, WorkerRelation::any}};
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(1, 1, kNone));
  EXPECT_EQ(state.start_of(1), 120);
  EXPECT_FALSE(state.insert(0, 1, 1)) << "the link asks for two workers";
  ASSERT_TRUE(state.insert(0, 0, kNone));
  EXPECT_EQ(state.start_of(0), 1'000);
  EXPECT_EQ(state.start_of(1), 1'000);
  ASSERT_TRUE(state.insert(3, 0, 0));
  EXPECT_EQ(state.start_of(3), 1'300);
}

// 3 → 1 by link, 1 → 3 by route: no start satisfies both, without any window to stop the climb.
TEST(State, RefusesCircles) {
  Problem problem = two_workers();
  for (Worker& worker : problem.workers) worker.shift_end = kForever;
  problem.links = {{3, 1, 0, kForever, WorkerRelation::any}};
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(1, 0, kNone));
  EXPECT_FALSE(state.insert(3, 0, 1));
  EXPECT_EQ(route_of(state, 0), (std::vector<Index>{1}));
  EXPECT_EQ(state.start_of(1), 120);
}

TEST(State, RefusesWindowsAndShiftsThatBreak) {
  Problem problem = two_workers();
  problem.activities[1].windows = {{0, 150}};
  problem.workers[0].shift_end = 500;
  problem.workers[0].overtime_max = 80;
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(1, 0, kNone));
  EXPECT_FALSE(state.insert(0, 0, kNone)) << "would start at 220";
  EXPECT_FALSE(state.insert(3, 0, 1)) << "would finish at 680";
  ASSERT_TRUE(state.insert(2, 0, 1)) << "finishes at 560, within allowed overtime";
  EXPECT_EQ(state.terms()[Term::overtime], 60);
}

TEST(State, UndoesEverything) {
  Problem problem = two_workers();
  problem.links = {{0, 1, 0, 0, WorkerRelation::different}};
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(0, 0, kNone));
  ASSERT_TRUE(state.insert(1, 1, kNone));
  ASSERT_TRUE(state.insert(2, 1, 1));
  const Plan plan = state.plan();
  const Terms terms = state.terms();
  const State::Mark mark = state.mark();
  state.remove(0);
  state.remove(1);
  ASSERT_TRUE(state.settle());
  EXPECT_EQ(state.start_of(2), 180);
  ASSERT_TRUE(state.insert(3, 0, kNone));
  state.undo_to(mark);
  EXPECT_EQ(state.plan(), plan);
  EXPECT_EQ(state.terms(), terms);
}

TEST(State, TakesAVehicleForTraitsAndReturnsItWithTheLastVisit) {
  Problem problem = two_workers();
  TravelMatrix car = problem.travel[0];
  for (std::int32_t& duration : car.duration) duration /= 2;
  problem.travel.push_back(car);
  problem.vehicles = {{.mode = 1, .traits = 2}, {.mode = 1, .traits = 3}};
  problem.activities[2].traits = 1;
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(0, 1, kNone));
  EXPECT_EQ(state.start_of(0), 60);
  ASSERT_TRUE(state.insert(2, 1, 0));
  EXPECT_EQ(state.vehicle_of(1), 1) << "the first has not the trait";
  EXPECT_EQ(state.start_of(0), 30) << "the whole route goes by car now";
  state.remove(2);
  EXPECT_EQ(state.vehicle_of(1), 1);
  state.remove(0);
  EXPECT_EQ(state.vehicle_of(1), kNone);
  ASSERT_TRUE(state.settle());
}

TEST(State, KeepsLoadsWithinCapacity) {
  Problem problem = two_workers();
  problem.load_dimensions = 1;
  problem.workers[0].capacity = {2};
  for (Activity& activity : problem.activities) activity.loads = {1};
  problem.activities[3].loads = {};
  problem.activities[3].empties_load = true;
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(0, 0, kNone));
  ASSERT_TRUE(state.insert(1, 0, 0));
  EXPECT_FALSE(state.insert(2, 0, 1));
  ASSERT_TRUE(state.insert(3, 0, 1));
  EXPECT_FALSE(state.insert(2, 0, 1)) << "before the reload";
  EXPECT_TRUE(state.insert(2, 0, 3)) << "after it";
}

TEST(State, WatchesTheFinishBehindATrailingBreak) {
  Problem problem = two_workers();
  problem.workers[0].shift_end = 1'000;
  problem.activities.push_back({.place = kNone, .duration = 10, .windows = {{800, 850}}});
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(0, 0, kNone));
  ASSERT_TRUE(state.insert(4, 0, 0));
  EXPECT_FALSE(state.insert(3, 0, 0)) << "the way home would begin four places away";
  EXPECT_TRUE(state.insert(1, 0, 0));
}

TEST(StateDeathTest, RequiresSettlingAndKnownActivities) {
  const Problem problem = two_workers();
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(0, 0, kNone));
  EXPECT_DEATH(static_cast<void>(state.insert(0, 0, kNone)), "CHECK failed");
  EXPECT_DEATH(state.remove(1), "CHECK failed");
  state.remove(0);
  EXPECT_DEATH(static_cast<void>(state.insert(0, 0, kNone)), "CHECK failed");
}

// Without links and vehicles the estimate is exact but for the terms of the whole plan.
TEST(BestCandidates, EstimatesWhatTheInsertionCosts) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Problem problem =
        sample_problem({.workers = 4, .activities = 16, .vehicles = 0, .linked_percent = 0}, seed);
    Weights weights = default_weights();
    weights[Term::tardiness_max] = weights[Term::waiting] = 0;
    const Model model(problem, weights);
    State state(model);
    for (Index a = 0; a < model.activity_count(); ++a) {
      const Activity& activity = problem.activities[static_cast<std::size_t>(a)];
      const Term omission = activity.is_break      ? Term::missed_break
                            : activity.is_optional ? Term::skipped
                                                   : Term::unassigned;
      const auto candidates = best_candidates(state, a, 50, nullptr);
      for (const Candidate& candidate : candidates) {
        const std::int64_t before = state.total();
        const State::Mark mark = state.mark();
        ASSERT_TRUE(state.insert(a, candidate.worker, candidate.after)) << seed << ' ' << a;
        const std::int64_t saved = weights[omission] * activity.priority;
        EXPECT_EQ(state.total() - before + saved, candidate.cost) << seed << ' ' << a;
        state.undo_to(mark);
      }
      if (!candidates.empty()) {
        ASSERT_TRUE(state.insert(a, candidates[0].worker, candidates[0].after));
      }
    }
  }
}

}  // namespace
}  // namespace optimiser
