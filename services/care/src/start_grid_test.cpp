// Round starts: never at the price of a window, a neighbour, a link or the end of a shift.
#include "start_grid.h"

#include <random>

#include "optimiser/evaluate.h"
#include "problem_fixture.h"

namespace care {
namespace {

class StartGrid : public CareProblem {
 protected:
  /// One worker's route of visits 0, 1, … at these minutes, without ways between them.
  void route(std::vector<std::int32_t> minutes) {
    model_ = model_of(day_, travel_, Planning::anew);
    optimiser::Route route{.worker = 1};
    std::vector<optimiser::Time> starts;
    for (std::size_t i = 0; i < minutes.size(); ++i) {
      optimiser::Visit stop{.activity = static_cast<optimiser::Index>(i)};
      stop.start = minutes[i] * 60;
      stop.finish = stop.start + day_.visits[i].length_min * 60;
      route.visits.push_back(stop);
      starts.push_back(stop.start);
    }
    solution_.routes = {route};
    starts_ = {starts};
  }
  std::vector<std::int32_t> snapped(Planning planning = Planning::anew) {
    put_on_grid(day_, model_, solution_, planning, starts_);
    std::vector<std::int32_t> out;
    for (const optimiser::Time start : starts_[0])
      out.push_back(static_cast<std::int32_t>(start / 60));
    return out;
  }
  /// A visit that was agreed for 10:00 and may begin until then + `slack`.
  void visit(std::int32_t start_min, std::int32_t length_min, std::int32_t slack_min) {
    add_visit(ServiceKind::housekeeping, start_min, length_min).latest_min += slack_min;
  }

  DayModel model_;
  optimiser::Solution solution_;
  RouteStarts starts_;
};

using Minutes = std::vector<std::int32_t>;

TEST_F(StartGrid, GoesUpToTheNextRoundMinute) {
  visit(600, 60, 60);
  route({633});
  EXPECT_EQ(snapped(), Minutes{635});
}

TEST_F(StartGrid, WhatWasAgreedIsLeftAlone) {
  visit(603, 60, 60);
  route({603});
  EXPECT_EQ(snapped(), Minutes{603});
}

TEST_F(StartGrid, GoesDownWhereTheWindowEnds) {
  visit(600, 60, 34);
  route({633});
  EXPECT_EQ(snapped(), Minutes{630});
}

TEST_F(StartGrid, KeepsTheExactStartWhereNothingElseFits) {
  visit(600, 32, 0);
  visit(600, 60, 60);
  visit(697, 60, 0);
  route({600, 632, 697});  // 632 + 60 + 5 = 697
  EXPECT_EQ(snapped(), (Minutes{600, 635, 697}));
  day_.visits[1].length_min = 65;
  route({600, 632, 697});  // not a minute left, before or after
  EXPECT_EQ(snapped(), (Minutes{600, 632, 697}));
}

TEST_F(StartGrid, TheLastOneEndsWithinTheShift) {
  visit(1'000, 57, 60);
  route({1'022});
  EXPECT_EQ(snapped(), Minutes{1'020});
}

TEST_F(StartGrid, LinkedVisitsGoTogetherOrNot) {
  add_worker(13, people::Certificate::housekeeping);
  visit(600, 60, 60);
  visit(600, 60, 34);
  day_.links = {{{1},
                 LinkKind::double_staffing,
                 day_.visits[0].id,
                 day_.visits[1].id,
                 0,
                 0,
                 optimiser::WorkerRelation::different}};
  route({633});
  optimiser::Route second{.worker = 2};
  second.visits.push_back({.activity = 1, .start = 633 * 60, .finish = 693 * 60});
  solution_.routes.push_back(second);
  starts_.push_back({633 * 60});
  EXPECT_EQ(snapped(), Minutes{630});  // the second one may not begin after 634
  EXPECT_EQ(starts_[1][0], 630 * 60);
}

TEST_F(StartGrid, ARepairTellsNobodyOfAFewMinutes) {
  visit(600, 60, 60);
  route({603});
  EXPECT_EQ(snapped(Planning::repair), Minutes{603});
  EXPECT_TRUE(is_start_kept(day_.visits[0], 604 * 60, Planning::repair));
  EXPECT_FALSE(is_start_kept(day_.visits[0], 605 * 60, Planning::repair));
  EXPECT_FALSE(is_start_kept(day_.visits[0], 604 * 60, Planning::anew));
}

TEST_F(StartGrid, AGridOfAMinuteChangesNothing) {
  day_.rules.start_grid_min = 1;
  visit(600, 60, 60);
  route({633});
  EXPECT_EQ(snapped(), Minutes{633});
}

/// Whatever the day looks like, the plan stays as valid as the engine made it.
TEST_F(StartGrid, BreaksNothingOnRandomDays) {
  std::size_t told = 0;
  std::size_t round = 0;
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    const auto between = [&](std::int32_t low, std::int32_t high) {
      return low + static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(high - low + 1));
    };
    day_.visits.clear();
    day_.links.clear();
    day_.workers.clear();
    for (int i = 0; i < 3; ++i) add_worker(11 + i, people::Certificate::housekeeping);
    for (int i = 0; i < 12; ++i) {
      Visit& visit = add_visit(ServiceKind::housekeeping, between(540, 900), between(20, 90));
      visit.latest_min += between(0, 120);
      day_.homes[visit.client_id].lat_e6 = 35'100'000 + between(0, 40'000);
    }
    day_.links = {{{1},
                   LinkKind::double_staffing,
                   day_.visits[0].id,
                   day_.visits[1].id,
                   0,
                   0,
                   optimiser::WorkerRelation::different}};
    const DayModel model = model_of(day_, travel_, Planning::anew);
    const auto solution = optimiser::solve(
        model.problem, {.seed = seed, .iterations_max = 200, .weights = model.weights});
    optimiser::Plan plan = optimiser::plan_of(solution);
    for (const PlannedAssignment& one : assignments_from(day_, model, solution, Planning::anew)) {
      const Visit& visit = *find_in(day_, one.visit_id);
      if (!one.worker_id) continue;
      EXPECT_TRUE(one.start_min >= visit.earliest_min && one.start_min <= visit.latest_min);
      if (one.start_min != visit.start_min) {
        ++told;
        round += one.start_min % 5 == 0 ? 1 : 0;
      }
      for (optimiser::PlannedRoute& route : plan.routes)
        for (optimiser::PlannedVisit& stop : route.visits)
          if (stop.activity == &visit - day_.visits.data()) stop.start = one.start_min * 60;
    }
    // A proposal keeps no starts of breaks; they are judged by what is left of the day.
    for (optimiser::PlannedRoute& route : plan.routes)
      std::erase_if(route.visits, [&](const optimiser::PlannedVisit& stop) {
        return std::cmp_greater_equal(stop.activity, day_.visits.size());
      });
    for (const optimiser::Violation& broken : optimiser::validate(model.problem, plan))
      // Ways are counted in seconds and told in whole minutes, rounded up.
      if (std::cmp_less(broken.activity, day_.visits.size()))
        EXPECT_LT(broken.excess, 60) << "seed " << seed << ": " << base::name_of(broken.kind);
  }
  EXPECT_GT(told, 40u);
  EXPECT_GT(round * 10, told * 8) << round << " of " << told;
}

}  // namespace
}  // namespace care
