#include "optimiser/suggest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "optimiser/evaluate.h"
#include "optimiser/solve.h"
#include "sample.h"

namespace optimiser {
namespace {

Problem two_on_a_line() {
  Problem problem = line_problem(6);
  problem.workers = {{.start_place = 0, .end_place = 0, .shift_end = 20'000},
                     {.start_place = 0, .end_place = 0, .shift_end = 20'000}};
  problem.activities = {{.place = 3, .duration = 600, .windows = {{1'000, 2'000}}},
                        {.place = 4, .duration = 600}};
  return problem;
}

TEST(SuggestSlots, NamesTheCheapestPlaceAndWhatItAdds) {
  const Problem problem = two_on_a_line();
  Weights weights = default_weights();
  weights[Term::workload_spread] = 0;
  const Plan plan{{{0, kNone, {{0, 1'000}}}}};
  const Index asked[] = {1};
  const auto slots = suggest_slots(problem, weights, plan, asked, {.count = 3, .spacing = 60});
  ASSERT_FALSE(slots.empty());
  EXPECT_EQ(slots[0].placements, (std::vector<Placement>{{1, 0, kNone, 1'660}}));
  EXPECT_EQ(slots[0].added[Term::travel], 120) << "one place farther and back";
  EXPECT_EQ(slots[0].added[Term::unassigned], 0);
  EXPECT_EQ(slots[0].cost_added, total_of(slots[0].added, weights));
  EXPECT_TRUE(slots[0].moved.empty());
  for (std::size_t i = 1; i < slots.size(); ++i)
    EXPECT_LE(slots[i - 1].cost_added, slots[i].cost_added);
}

TEST(SuggestSlots, KeepsStartsApart) {
  const Problem problem = two_on_a_line();
  const Index asked[] = {1};
  const Plan plan{{{0, kNone, {{0, 1'000}}}}};
  const auto slots =
      suggest_slots(problem, default_weights(), plan, asked, {.count = 9, .spacing = 1'000});
  ASSERT_EQ(slots.size(), 2u);
  EXPECT_GE(std::abs(slots[0].placements[0].start - slots[1].placements[0].start), 1'000);
}

TEST(SuggestSlots, OffersNothingWhereNothingFits) {
  Problem problem = two_on_a_line();
  problem.activities[1].windows = {{0, 100}};
  const Index asked[] = {1};
  EXPECT_TRUE(suggest_slots(problem, default_weights(), {}, asked, {}).empty());
  problem.activities[1].windows.clear();
  problem.activities[1].skills = 1;
  EXPECT_TRUE(suggest_slots(problem, default_weights(), {}, asked, {}).empty());
}

std::int64_t omission_of(const Problem& problem, const Weights& weights,
                         const std::vector<Index>& activities) {
  std::int64_t cost = 0;
  for (const Index a : activities) {
    const Activity& activity = problem.activities[static_cast<std::size_t>(a)];
    cost += activity.priority * weights[activity.is_optional ? Term::skipped : Term::unassigned];
  }
  return cost;
}

class SuggestProperty : public testing::TestWithParam<std::uint64_t> {};

// Every slot, made by hand, gives a valid plan that costs what was said.
TEST_P(SuggestProperty, EverySlotIsValidAndCostsWhatItSays) {
  Problem problem = sample_problem(
      {.workers = 6, .activities = 24, .vehicles = 1, .linked_percent = 50}, GetParam());
  const Weights weights = default_weights();
  const Solution solution = solve(problem, {.seed = GetParam(), .iterations_max = 200});
  for (Index first = 0; first + 1 < 24; first += 2) {
    const bool is_tied =
        std::ranges::any_of(problem.links, [&](const Link& link) { return link.from == first; });
    std::vector<Index> asked = {first};
    if (is_tied) asked.push_back(first + 1);
    Plan plan = plan_of(solution);
    for (PlannedRoute& route : plan.routes)
      std::erase_if(route.visits, [&](const PlannedVisit& visit) {
        return std::ranges::find(asked, visit.activity) != asked.end();
      });
    std::erase_if(plan.routes, [](const PlannedRoute& route) { return route.visits.empty(); });
    const auto earliest = schedule(problem, plan);
    // Without the visit that it was taken at, a break may come too late.
    if (!earliest) continue;
    const Solution before = evaluate(problem, weights, *earliest);
    std::int64_t cost_before = std::numeric_limits<std::int64_t>::min();
    for (const Slot& slot :
         suggest_slots(problem, weights, *earliest, asked, {.count = 4, .spacing = 600})) {
      ASSERT_EQ(slot.placements.size(), asked.size());
      ASSERT_GE(slot.cost_added, cost_before);
      cost_before = slot.cost_added;
      // The same activities at the same workers, ordered by the starts that were named.
      Plan after = *earliest;
      for (const Placement& placement : slot.placements) {
        auto route = std::ranges::find(after.routes, placement.worker, &PlannedRoute::worker);
        if (route == after.routes.end()) {
          after.routes.push_back({placement.worker, placement.vehicle, {}});
          route = std::prev(after.routes.end());
        }
        route->vehicle = placement.vehicle;
        route->visits.push_back({placement.activity, placement.start});
      }
      for (const PlannedVisit& visit : slot.moved)
        for (PlannedRoute& route : after.routes)
          for (PlannedVisit& other : route.visits)
            if (other.activity == visit.activity) other.start = visit.start;
      for (PlannedRoute& route : after.routes)
        std::ranges::sort(route.visits, {}, &PlannedVisit::start);
      const auto violations = validate(problem, after);
      ASSERT_TRUE(violations.empty()) << base::name_of(violations.front().kind);
      ASSERT_EQ(evaluate(problem, weights, after).total,
                before.total + slot.cost_added - omission_of(problem, weights, asked));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SuggestProperty, testing::Range<std::uint64_t>(1, 6));

}  // namespace
}  // namespace optimiser
