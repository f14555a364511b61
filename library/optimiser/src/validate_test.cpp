#include <gtest/gtest.h>

#include <functional>

#include "optimiser/evaluate.h"
#include "sample.h"

namespace optimiser {
namespace {

// A valid plan with every kind of rule in it, to be broken one rule at a time.
struct Case {
  Problem problem;
  Plan plan;
};

Case valid() {
  Problem problem = line_problem(4);
  problem.load_dimensions = 1;
  problem.workers = {
      {.start_place = 0, .end_place = 0, .shift_end = 1'000, .skills = 3, .can_drive = true},
      {.start_place = 0, .end_place = 0, .shift_end = 1'000, .skills = 1, .capacity = {2}}};
  problem.vehicles = {{.home = 0, .mode = 0, .traits = 1, .capacity = {2}},
                      {.home = 1, .mode = 0, .traits = 1, .capacity = {2}}};
  problem.activities = {
      {.place = 1, .duration = 100, .windows = {{100, 150}, {200, 300}}, .skills = 2, .loads = {1}},
      {.place = 2, .duration = 100, .traits = 1, .loads = {1}},
      {.place = 1, .duration = 100, .excluded_workers = {0}},
      {.place = 3, .duration = 50, .pin = Pin{1, 500}}};
  problem.links = {{0, 2, 0, 0, WorkerRelation::different}, {0, 1, 100, 400, WorkerRelation::same}};
  return {problem, {{{0, 0, {{0, 200}, {1, 360}}}, {1, kNone, {{2, 200}, {3, 500}}}}}};
}

TEST(Validate, AcceptsAValidPlan) {
  const Case good = valid();
  EXPECT_TRUE(validate(good.problem, good.plan).empty());
  EXPECT_TRUE(validate(good.problem, {}).empty()) << "leaving out is no violation";
}

TEST(Validate, FindsEachBrokenRule) {
  using enum ViolationKind;
  const struct {
    ViolationKind kind;
    Time excess;
    std::function<void(Case&)> spoil;
  } kCases[] = {
      {worker_repeated, 0, [](Case& c) { c.plan.routes[1].worker = 0; }},
      {activity_repeated, 0, [](Case& c) { c.plan.routes[1].visits.push_back({3, 560}); }},
      {skill_missing, 0, [](Case& c) { c.problem.activities[2].skills = 2; }},
      {worker_excluded, 0, [](Case& c) { c.problem.activities[1].excluded_workers = {0}; }},
      {pin_ignored, 0, [](Case& c) { c.problem.activities[3].pin->worker = 0; }},
      {pin_ignored, 1, [](Case& c) { c.plan.routes[1].visits[1].start = 501; }},
      {vehicle_repeated, 0, [](Case& c) { c.plan.routes[1].vehicle = 0; }},
      {vehicle_not_allowed, 0, [](Case& c) { c.problem.workers[0].can_drive = false; }},
      {vehicle_not_allowed, 0, [](Case& c) { c.plan.routes[0].vehicle = 1; }},
      {trait_missing, 0, [](Case& c) { c.plan.routes[0].vehicle = kNone; }},
      {load_exceeded, 0, [](Case& c) { c.problem.activities[1].loads = {2}; }},
      {load_exceeded, 0, [](Case& c) { c.problem.activities[0].loads = {-1}; }},
      {window_missed, 20, [](Case& c) { c.plan.routes[0].visits[0].start = 180; }},
      {window_missed, 1, [](Case& c) { c.plan.routes[0].visits[0].start = 301; }},
      {travel_too_short, 5, [](Case& c) { c.plan.routes[0].visits[1].start = 355; }},
      {shift_exceeded, 1, [](Case& c) { c.problem.workers[0].shift_end = 579; }},
      {link_gap_broken, 1, [](Case& c) { c.plan.routes[1].visits[0].start = 201; }},
      {link_gap_broken, 1, [](Case& c) { c.plan.routes[0].visits[1].start = 601; }},
      {link_workers_wrong, 0, [](Case& c) { c.problem.links[0].relation = WorkerRelation::same; }},
      {link_workers_wrong, 0,
       [](Case& c) { c.problem.workers[0].person = c.problem.workers[1].person = 4; }},
      {partner_missing, 0,
       [](Case& c) { c.plan.routes[1].visits.erase(c.plan.routes[1].visits.begin()); }},
  };
  int line = 0;
  for (const auto& test : kCases) {
    Case broken = valid();
    test.spoil(broken);
    bool is_found = false;
    for (const Violation& violation : validate(broken.problem, broken.plan))
      is_found |= violation.kind == test.kind && violation.excess == test.excess;
    EXPECT_TRUE(is_found) << "case " << line << ' ' << base::name_of(test.kind);
    ++line;
  }
}

TEST(Validate, AllowsReloading) {
  Case reload = valid();
  reload.problem.activities[1].loads = {2};
  reload.problem.activities[1].empties_load = true;
  EXPECT_TRUE(validate(reload.problem, reload.plan).empty());
}

TEST(Validate, AllowsSoftDueTimesToPass) {
  Case late = valid();
  late.problem.activities[0].is_due_soft = true;
  late.problem.links.clear();
  late.plan.routes[0].visits = {{0, 301}, {1, 461}};
  EXPECT_TRUE(validate(late.problem, late.plan).empty());
}

TEST(Validate, NamesBothEndsOfABrokenLink) {
  Case apart = valid();
  apart.plan.routes[1].visits[0].start = 210;
  const auto violations = validate(apart.problem, apart.plan);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].activity, 0);
  EXPECT_EQ(violations[0].other_activity, 2);
  EXPECT_EQ(violations[0].excess, 10);
}

TEST(Schedule, FindsTheEarliestStarts) {
  const Case good = valid();
  Plan late = good.plan;
  late.routes[0].visits[0].start = 99'999;
  const auto plan = schedule(good.problem, late);
  ASSERT_TRUE(plan.has_value());
  EXPECT_TRUE(validate(good.problem, *plan).empty());
  EXPECT_EQ(plan->routes[0].visits[0].start, 100);
  EXPECT_EQ(plan->routes[0].visits[1].start, 260);
  EXPECT_EQ(plan->routes[1].visits[0].start, 100);
  EXPECT_EQ(plan->routes[1].visits[1].start, 500);
}

TEST(Schedule, RefusesWhatCannotBeTimed) {
  Case cross = valid();
  cross.problem.links = {{0, 1, 0, 10, WorkerRelation::any}};  // 160 apart by duration and way
  EXPECT_FALSE(schedule(cross.problem, cross.plan).has_value());
  Case circle = valid();
  circle.problem.links.push_back({1, 0, 0, kForever, WorkerRelation::any});
  EXPECT_FALSE(schedule(circle.problem, circle.plan).has_value());
  Case tight = valid();
  tight.problem.workers[0].shift_end = 450;
  EXPECT_FALSE(schedule(tight.problem, tight.plan).has_value());
}

TEST(ScheduleDeathTest, RequiresActivitiesOnce) {
  Case twice = valid();
  twice.plan.routes[1].visits.push_back({0, 0});
  EXPECT_DEATH(static_cast<void>(schedule(twice.problem, twice.plan)), "CHECK failed");
}

}  // namespace
}  // namespace optimiser
