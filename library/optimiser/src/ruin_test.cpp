#include "ruin.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "recreate.h"
#include "sample.h"

namespace optimiser {
namespace {

std::set<Index> planned(const State& state) {
  std::set<Index> activities;
  for (Index a = 0; a < state.model().activity_count(); ++a)
    if (state.is_planned(a)) activities.insert(a);
  return activities;
}

class RuinProperty : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RuinProperty, RemovesWholeGroupsInBoundedNumber) {
  const Problem problem =
      sample_problem({.workers = 8, .activities = 60, .linked_percent = 40}, GetParam());
  const Model model(problem, default_weights());
  Random random(GetParam());
  State state(model);
  Recreate recreate(model, random);
  recreate.run_plainly(state);
  state.forget_trail();
  const std::set<Index> before = planned(state);
  const Plan plan = state.plan();
  Ruin ruin(model, random);
  std::size_t removed_sum = 0;
  for (int round = 0; round < 100; ++round) {
    ruin.run(state);
    ASSERT_TRUE(state.settle());
    const std::set<Index> left = planned(state);
    ASSERT_LE(left.size(), before.size());
    removed_sum += before.size() - left.size();
    for (const std::vector<Index>& members : model.groups)
      for (const Index a : members)
        ASSERT_EQ(state.is_planned(a), state.is_planned(members.front()));
    state.undo_to(0);
    ASSERT_EQ(state.plan(), plan);
  }
  // About ten by strings, more for partners that must go along.
  EXPECT_GT(removed_sum, 100u * 3);
  EXPECT_LT(removed_sum, 100u * 30);
}

TEST_P(RuinProperty, KeepsTheOrderOfWhatStays) {
  const Problem problem =
      sample_problem({.workers = 3, .activities = 30, .linked_percent = 0}, GetParam());
  const Model model(problem, default_weights());
  Random random(GetParam());
  State state(model);
  Recreate(model, random).run_plainly(state);
  state.forget_trail();
  const Plan before = state.plan();
  Ruin(model, random).run(state);
  ASSERT_TRUE(state.settle());
  for (const PlannedRoute& route : before.routes) {
    Index a = state.first_of(route.worker);
    for (const PlannedVisit& visit : route.visits) {
      if (!state.is_planned(visit.activity)) continue;
      ASSERT_EQ(a, visit.activity);
      ASSERT_LE(state.start_of(a), visit.start) << "with fewer visits nothing starts later";
      a = state.next_of(a);
    }
    ASSERT_EQ(a, kNone);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RuinProperty, testing::Range<std::uint64_t>(1, 6));

// A break lies nowhere; when it is drawn, the visits around its worker leave with it.
TEST(Ruin, GoesAroundThePlaceWhereABreakIsTaken) {
  Problem problem = line_problem(4);
  problem.workers.assign(1, {.start_place = 0, .end_place = 0, .shift_end = 50'000});
  for (Index place = 1; place <= 3; ++place) problem.activities.push_back({.place = place});
  for (int i = 0; i < 40; ++i) problem.activities.push_back({.is_break = true});
  const Model model(problem, default_weights());
  Random random(1);
  State state(model);
  for (Index a = 0; a < model.activity_count(); ++a)
    ASSERT_TRUE(state.insert(a, 0, state.last_of(0)));
  state.forget_trail();
  Ruin ruin(model, random);
  int rounds_with_visits = 0;
  for (int round = 0; round < 50; ++round) {
    ruin.run(state);
    EXPECT_FALSE(ruin.removed().empty()) << "forty of 43 seeds are breaks";
    rounds_with_visits += std::ranges::any_of(
        ruin.removed(), [](const Ruin::Removed& each) { return each.activity < 3; });
    state.undo_to(0);
  }
  EXPECT_GT(rounds_with_visits, 20);
}

TEST(Ruin, HasNothingToDoInAnEmptyPlan) {
  const Problem problem = sample_problem({}, 1);
  const Model model(problem, default_weights());
  Random random(1);
  State state(model);
  Ruin(model, random).run(state);
  EXPECT_EQ(state.mark(), 0u);
}

TEST(Ruin, TellsWhatItTookAndFromWhom) {
  const Problem problem = sample_problem({.workers = 6, .activities = 40}, 3);
  const Model model(problem, default_weights());
  Random random(3);
  State state(model);
  Recreate(model, random).run_plainly(state);
  const State before = state;
  Ruin ruin(model, random);
  ruin.run(state);
  std::set<Index> told;
  for (const Ruin::Removed& each : ruin.removed()) {
    EXPECT_EQ(before.worker_of(each.activity), each.worker);
    EXPECT_TRUE(told.insert(each.activity).second) << "told once";
  }
  for (Index a = 0; a < model.activity_count(); ++a)
    EXPECT_EQ(told.contains(a), before.is_planned(a) && !state.is_planned(a));
}

// One car, and somebody holds it for a visit that somebody else could do as well.
TEST(Ruin, FreesAVehicleForWhatWasLeftOut) {
  Problem problem = line_problem(3);
  for (int i = 0; i < 2; ++i)
    problem.workers.push_back({.start_place = 0, .end_place = 0, .can_drive = true});
  problem.vehicles = {{.home = kNone, .mode = 0, .traits = 1}};
  problem.activities = {{.place = 1, .traits = 1}, {.place = 2, .traits = 1}};
  problem.activities[1].excluded_workers = {0};
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(0, 0, kNone));
  ASSERT_EQ(state.driver_of(0), 0);
  Random random(1);
  Ruin ruin(model, random);
  bool is_freed = false;
  for (int i = 0; i < 50 && !is_freed; ++i) {
    state.forget_trail();
    ruin.run(state);
    ASSERT_TRUE(state.settle());
    is_freed = state.driver_of(0) == kNone;
    state.undo_to(0);
  }
  EXPECT_TRUE(is_freed);
}

// Somebody far away still holds the car although what it was for has gone elsewhere: visits that
// need none fill the day.
TEST(Ruin, FreesAVehicleThatNothingNeedsAnyMore) {
  Problem problem = line_problem(40);
  problem.workers.assign(12, {.start_place = 0, .end_place = 0});
  problem.workers[0].can_drive = true;
  problem.vehicles = {{.home = kNone, .mode = 0, .traits = 1}};
  problem.activities = {{.place = 1, .traits = 1}, {.place = 39, .traits = 1}, {.place = 39}};
  for (int i = 0; i < 60; ++i) problem.activities.push_back({.place = 1});
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(1, 0, kNone));
  ASSERT_TRUE(state.insert(2, 0, 1));
  state.remove(1);
  ASSERT_TRUE(state.settle());
  for (Index a = 3; a < model.activity_count(); ++a)
    ASSERT_TRUE(state.insert(a, 1 + a % 11, kNone));
  ASSERT_EQ(state.driver_of(0), 0);
  Random random(1);
  Ruin ruin(model, random);
  int freed = 0;
  for (int i = 0; i < 200; ++i) {
    state.forget_trail();
    ruin.run(state);
    ASSERT_TRUE(state.settle());
    freed += state.driver_of(0) == kNone && !state.is_planned(2);
    state.undo_to(0);
  }
  EXPECT_GT(freed, 15) << "one ruin in eight is for a duty left out, half of those for this one";
}

// Workers may have a trait of their own where nobody has a car.
TEST(Ruin, DoesWithoutVehicles) {
  Problem problem = line_problem(2);
  problem.workers = {{.start_place = 0, .end_place = 0, .traits = 1}};
  problem.activities = {{.place = 1, .traits = 1}, {.place = 1, .traits = 1}};
  const Model model(problem, default_weights());
  State state(model);
  ASSERT_TRUE(state.insert(0, 0, kNone));
  Random random(1);
  Ruin ruin(model, random);
  for (int i = 0; i < 50; ++i) {
    state.forget_trail();
    ruin.run(state);
    ASSERT_TRUE(state.settle());
    state.undo_to(0);
    ASSERT_TRUE(state.is_planned(0));
  }
}

TEST(Recreate, TriesAgainOnlyWhereRoomWasMade) {
  Problem problem = line_problem(2);
  problem.workers = {{.start_place = 0, .end_place = 0}, {.start_place = 0, .end_place = 0}};
  problem.activities = {{.place = 1}, {.place = 1}, {.is_break = true}};
  problem.activities[2].pin = Pin{.worker = 1, .start = std::nullopt};
  const Model model(problem, default_weights());
  Random random(1);
  State state(model);
  Recreate recreate(model, random);
  recreate.run(state, {});
  EXPECT_EQ(state.planned_count(), 0) << "nothing was taken out, so nothing has gained room";
  const Ruin::Removed elsewhere[] = {{1, 0}};
  recreate.run(state, elsewhere);
  EXPECT_TRUE(state.is_planned(0) && state.is_planned(1)) << "both lie at one place";
  EXPECT_FALSE(state.is_planned(2)) << "the break is the other worker's";
  const Ruin::Removed of_worker[] = {{1, 1}};
  recreate.run(state, of_worker);
  EXPECT_TRUE(state.is_planned(2));
}

TEST(Recreate, GivesTheOnlyCarToTheFirstPlanBeforeEarlierVisits) {
  Problem problem = line_problem(2);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 1'000, .can_drive = true}};
  problem.vehicles = {{.home = kNone, .mode = 0, .traits = 1}};
  problem.activities = {{.place = 1, .duration = 800, .windows = {{0, 100}}},
                        {.place = 1, .duration = 800, .windows = {{0, 900}}, .traits = 1}};
  const Model model(problem, default_weights());
  Random random(1);
  State state(model);
  Recreate(model, random).run_plainly(state);
  EXPECT_TRUE(state.is_planned(1)) << "due later, but only one car is there for it";
  EXPECT_FALSE(state.is_planned(0));
}

TEST(Recreate, LeavesOutWhatCostsMoreThanSkipping) {
  Problem problem = line_problem(3);
  problem.workers = {{.start_place = 0, .end_place = 0}};
  problem.activities = {{.place = 1, .is_optional = true}, {.place = 2, .is_optional = true}};
  Weights weights;
  weights[Term::travel] = 1;
  weights[Term::skipped] = 121;  // the first is 120 of travel away and back, the second 240
  const Model model(problem, weights);
  Random random(1);
  State state(model);
  Recreate(model, random).run_plainly(state);
  EXPECT_TRUE(state.is_planned(0));
  EXPECT_TRUE(state.is_planned(1)) << "on top of the first it is 120 only";
  weights[Term::skipped] = 119;
  const Model cheaper(problem, weights);
  State empty(cheaper);
  Recreate(cheaper, random).run_plainly(empty);
  EXPECT_EQ(empty.planned_count(), 0);
}

TEST(Recreate, PlansWhatMustBeDoneBeforeWhatMayBeLeftOut) {
  Problem problem = line_problem(2);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 1'000}};
  problem.activities = {{.place = 1, .duration = 800, .windows = {{0, 100}}, .is_optional = true},
                        {.place = 1, .duration = 800, .windows = {{0, 900}}}};
  const Model model(problem, default_weights());
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    State state(model);
    const Ruin::Removed removed[] = {{0, 0}, {1, 0}};
    Recreate(model, random).run(state, removed);
    EXPECT_FALSE(state.is_planned(0));
  }
}

TEST(Recreate, TriesSeveralPlacesForTheFirstOfAPair) {
  Problem problem = line_problem(4);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 4'000, .skills = 1},
                     {.start_place = 3, .end_place = 3, .shift_end = 4'000, .skills = 3}};
  // The nearer worker is the better one for the first part, but the only one for the second.
  problem.activities = {{.place = 3, .duration = 500, .skills = 1},
                        {.place = 3, .duration = 500, .skills = 2}};
  problem.links = {{0, 1, 0, 0, WorkerRelation::different}};
  const Model model(problem, default_weights());
  Random random(1);
  State state(model);
  Recreate(model, random).run_plainly(state);
  EXPECT_EQ(state.worker_of(0), 0);
  EXPECT_EQ(state.worker_of(1), 1);
  EXPECT_EQ(state.start_of(1), 180);
}

}  // namespace
}  // namespace optimiser
