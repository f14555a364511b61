#include "model.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sample.h"

namespace optimiser {
namespace {

using Indices = std::vector<Index>;

Problem five_activities() {
  Problem problem = line_problem(6);
  problem.workers = {{.start_place = 0, .skills = 1},
                     {.start_place = 0, .skills = 3, .can_drive = true},
                     {.start_place = 1, .skills = 3, .traits = 4, .can_drive = true}};
  problem.vehicles = {{.home = 0, .traits = 1}, {.home = kNone, .traits = 2}};
  for (Index place = 1; place <= 5; ++place) problem.activities.push_back({.place = place});
  return problem;
}

TEST(Model, GroupsWhatLinksConnect) {
  Problem problem = five_activities();
  problem.links = {{4, 2, 10, 20, WorkerRelation::any}, {2, 0, 0, 0, WorkerRelation::different}};
  const Model model(problem, default_weights());
  ASSERT_EQ(model.groups.size(), 3u);
  EXPECT_EQ(model.groups[0], (Indices{0, 4, 2})) << "4 starts before 2, 0 with it";
  EXPECT_EQ(model.groups[1], (Indices{1}));
  EXPECT_EQ(model.group_of[2], 0);
  EXPECT_EQ(model.group_of[3], 2);
}

TEST(Model, SeesALinkFromBothEnds) {
  Problem problem = five_activities();
  problem.links = {{1, 3, 10, 20, WorkerRelation::same}};
  const Model model(problem, default_weights());
  ASSERT_EQ(model.ties[1].size(), 1u);
  EXPECT_EQ(model.ties[1][0].other, 3);
  EXPECT_EQ(model.ties[1][0].gap_min, 10);
  EXPECT_EQ(model.ties[1][0].gap_max, 20);
  EXPECT_EQ(model.ties[3][0].other, 1);
  EXPECT_EQ(model.ties[3][0].gap_min, -20);
  EXPECT_EQ(model.ties[3][0].gap_max, -10);
  EXPECT_EQ(model.ties[3][0].relation, WorkerRelation::same);
}

TEST(Model, OrdersEvenAContradiction) {
  Problem problem = five_activities();
  problem.links = {{0, 1, 10, 20, WorkerRelation::any}, {1, 0, 10, 20, WorkerRelation::any}};
  const Model model(problem, default_weights());
  EXPECT_EQ(model.groups[0], (Indices{0, 1}));
}

TEST(Model, KnowsWhoMayDoWhat) {
  Problem problem = five_activities();
  problem.activities[0].skills = 2;
  problem.activities[1].excluded_workers = {0, 2};
  problem.activities[2].pin = Pin{2, {}};
  problem.activities[3].traits = 1;
  problem.activities[4].traits = 6;
  const Model model(problem, default_weights());
  EXPECT_EQ(model.workers_of[0], (Indices{1, 2}));
  EXPECT_EQ(model.workers_of[1], (Indices{1}));
  EXPECT_EQ(model.workers_of[2], (Indices{2}));
  EXPECT_EQ(model.workers_of[3], (Indices{1})) << "the vehicle waits at place 0";
  EXPECT_EQ(model.workers_of[4], (Indices{2})) << "half of it by the worker's own car";
}

TEST(Model, KnowsWhichVehicleMayBeTaken) {
  const Problem problem = five_activities();
  const Model model(problem, default_weights());
  EXPECT_FALSE(model.may_take(0, 1)) << "does not drive";
  EXPECT_TRUE(model.may_take(1, 0));
  EXPECT_FALSE(model.may_take(2, 0)) << "starts elsewhere";
  EXPECT_TRUE(model.may_take(2, 1));
  EXPECT_TRUE(model.can_have_traits(0, 0));
  EXPECT_FALSE(model.can_have_traits(1, 3)) << "one vehicle at a time";
}

TEST(Model, GivesUpGroupsWithAMemberThatNobodyCanDo) {
  Problem problem = five_activities();
  problem.links = {{0, 1, 0, 0, WorkerRelation::any}};
  problem.activities[1].skills = 8;
  const Model model(problem, default_weights());
  EXPECT_TRUE(model.is_hopeless[0]);
  EXPECT_FALSE(model.is_hopeless[1]);
}

TEST(Model, ListsTheNearestFirst) {
  const Problem problem = five_activities();
  const Model model(problem, default_weights());
  EXPECT_EQ(model.near[0], (Indices{0, 1, 2, 3, 4}));
  EXPECT_EQ(model.near[2], (Indices{2, 1, 3, 0, 4}));
  EXPECT_EQ(model.near[4].front(), 4);
}

TEST(Model, WeighsTheWorkersThatAnActivityNames) {
  Problem problem = five_activities();
  problem.activities[1].preferences = {{2, 0}, {0, 3}};
  problem.activities[1].preference_default = 1;
  problem.activities[2].published = Published{.worker = 1, .start = 0, .tolerance = 0};
  problem.activities[2].preferences = {{1, 2}};
  Weights weights;
  weights[Term::preference] = 10;
  weights[Term::change_worker] = 100;
  const Model model(problem, weights);
  EXPECT_EQ(model.cost_of_worker(0, 0), 0);
  EXPECT_EQ(model.cost_of_worker(1, 0), 30);
  EXPECT_EQ(model.cost_of_worker(1, 1), 10) << "named nowhere";
  EXPECT_EQ(model.cost_of_worker(1, 2), 0);
  EXPECT_EQ(model.cost_of_worker(2, 0), 100) << "another worker than told";
  EXPECT_EQ(model.cost_of_worker(2, 1), 20) << "the one told, named once";
}

TEST(Model, KnowsWhoCanTakeWhat) {
  const Problem problem = sample_problem({.workers = 70, .activities = 40, .vehicles = 2}, 3);
  const Model model(problem, default_weights());
  for (Index a = 0; a < model.activity_count(); ++a)
    for (Index w = 0; w < model.worker_count(); ++w)
      EXPECT_EQ(model.can_take(a, w),
                std::ranges::binary_search(model.workers_of[static_cast<std::size_t>(a)], w));
}

// Breaks lie nowhere: counted as near to everything they would hide all real neighbours.
TEST(Model, FindsNothingNearWhatHasNoPlace) {
  Problem problem = five_activities();
  problem.activities.push_back({.is_break = true});
  problem.activities.push_back({.is_break = true});
  const Model model(problem, default_weights());
  EXPECT_EQ(model.near[0], (Indices{0, 1, 2, 3, 4}));
  EXPECT_EQ(model.near[5], (Indices{5}));
}

TEST(Model, BoundsTheNeighbours) {
  const Problem problem = sample_problem({.workers = 4, .activities = 300, .has_breaks = false}, 1);
  const Model model(problem, default_weights());
  for (const Indices& near : model.near) EXPECT_EQ(near.size(), 121u);
}

}  // namespace
}  // namespace optimiser
