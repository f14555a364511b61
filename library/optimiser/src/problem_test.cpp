#include "optimiser/problem.h"

#include <gtest/gtest.h>

#include <functional>

#include "sample.h"

namespace optimiser {
namespace {

Problem sound() {
  Problem problem = line_problem(3);
  problem.load_dimensions = 1;
  problem.workers = {{.start_place = 0, .end_place = 0, .capacity = {3}}, {}};
  problem.vehicles = {{.home = 0, .mode = 0, .traits = 1, .capacity = {3}}};
  problem.activities = {{.place = 1, .duration = 60, .windows = {{0, 10}, {20, 30}}, .loads = {1}},
                        {.place = 2, .duration = 60}};
  problem.links = {{0, 1, 0, 100, WorkerRelation::any}};
  return problem;
}

TEST(FindFault, AcceptsASoundProblem) {
  EXPECT_EQ(find_fault(sound()), std::nullopt);
  EXPECT_EQ(find_fault(line_problem(0)), std::nullopt);
  EXPECT_EQ(find_fault(sample_problem({}, 1)), std::nullopt);
}

TEST(FindFault, Table) {
  const struct {
    ProblemFault fault;
    std::function<void(Problem&)> spoil;
  } kCases[] = {
      {ProblemFault::no_travel_matrix, [](Problem& p) { p.travel.clear(); }},
      {ProblemFault::bad_travel_matrix, [](Problem& p) { p.travel[0].duration[0] = 1; }},
      {ProblemFault::bad_travel_matrix, [](Problem& p) { p.travel[0].duration[1] = -1; }},
      {ProblemFault::bad_travel_matrix, [](Problem& p) { p.travel[0].duration.pop_back(); }},
      {ProblemFault::bad_travel_matrix, [](Problem& p) { p.travel[0].distance.pop_back(); }},
      {ProblemFault::bad_travel_matrix, [](Problem& p) { p.travel[0].distance[4] = 2; }},
      {ProblemFault::bad_travel_matrix, [](Problem& p) { p.travel.push_back({}); }},
      {ProblemFault::bad_place, [](Problem& p) { p.activities[0].place = 3; }},
      {ProblemFault::bad_place, [](Problem& p) { p.workers[0].end_place = -2; }},
      {ProblemFault::bad_place, [](Problem& p) { p.vehicles[0].home = 9; }},
      {ProblemFault::bad_mode, [](Problem& p) { p.workers[1].mode = 1; }},
      {ProblemFault::bad_mode, [](Problem& p) { p.vehicles[0].mode = -1; }},
      {ProblemFault::bad_windows, [](Problem& p) { p.activities[0].windows[0] = {11, 10}; }},
      {ProblemFault::bad_windows, [](Problem& p) { p.activities[0].windows[0].latest = 20; }},
      {ProblemFault::bad_windows,
       [](Problem& p) { p.activities[1].windows = {{0, kForever + 1}}; }},
      {ProblemFault::bad_duration, [](Problem& p) { p.activities[1].duration = -1; }},
      {ProblemFault::bad_shift, [](Problem& p) { p.workers[0].shift_start = kForever + 1; }},
      {ProblemFault::bad_shift, [](Problem& p) { p.workers[0].shift_end = -1; }},
      {ProblemFault::bad_shift, [](Problem& p) { p.workers[0].overtime_max = -1; }},
      {ProblemFault::bad_worker, [](Problem& p) { p.workers[0].person = -5; }},
      {ProblemFault::bad_worker, [](Problem& p) { p.activities[0].excluded_workers = {2}; }},
      {ProblemFault::bad_worker, [](Problem& p) { p.activities[0].preferences = {{-1, 1}}; }},
      {ProblemFault::bad_worker, [](Problem& p) { p.activities[0].pin = Pin{2, {}}; }},
      {ProblemFault::bad_worker, [](Problem& p) { p.activities[0].published = {7, 0, 0}; }},
      {ProblemFault::bad_link, [](Problem& p) { p.links[0].to = 0; }},
      {ProblemFault::bad_link, [](Problem& p) { p.links[0].to = 2; }},
      {ProblemFault::bad_link, [](Problem& p) { p.links[0].gap_min = 101; }},
      {ProblemFault::bad_loads, [](Problem& p) { p.activities[0].loads = {1, 2}; }},
      {ProblemFault::bad_loads, [](Problem& p) { p.workers[0].capacity = {1, 2}; }},
      {ProblemFault::bad_loads, [](Problem& p) { p.load_dimensions = -1; }},
      {ProblemFault::bad_priority, [](Problem& p) { p.activities[0].priority = -1; }},
  };
  int line = 0;
  for (const auto& test : kCases) {
    Problem problem = sound();
    test.spoil(problem);
    EXPECT_EQ(find_fault(problem), test.fault) << "case " << line;
    ++line;
  }
}

}  // namespace
}  // namespace optimiser
