// Plans spoilt at random, judged by the validator and, apart from it, by the plainest reading of
// the rules that can be written down.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "optimiser/evaluate.h"
#include "optimiser/solve.h"
#include "random.h"
#include "sample.h"

namespace optimiser {
namespace {

template <class T>
const T& pick(const std::vector<T>& items, Index index) {
  return items.at(static_cast<std::size_t>(index));
}

bool is_within_windows(const Activity& activity, Time start) {
  if (activity.windows.empty()) return true;
  for (const Window& window : activity.windows)
    if (start >= window.earliest && start <= window.latest) return true;
  return activity.is_due_soft && start > activity.windows.back().latest;
}

bool is_person_fit(const Problem& problem, const PlannedRoute& route, const Activity& activity) {
  const Worker& worker = pick(problem.workers, route.worker);
  BitSet traits = worker.traits;
  if (route.vehicle != kNone) traits |= pick(problem.vehicles, route.vehicle).traits;
  return (activity.skills & worker.skills) == activity.skills &&
         (activity.traits & traits) == activity.traits &&
         !std::ranges::count(activity.excluded_workers, route.worker) &&
         (!activity.pin || activity.pin->worker == route.worker);
}

bool is_route_right(const Problem& problem, const PlannedRoute& route) {
  const Worker& worker = pick(problem.workers, route.worker);
  if (route.vehicle != kNone && !worker.can_drive) return false;
  const Index mode =
      route.vehicle == kNone ? worker.mode : pick(problem.vehicles, route.vehicle).mode;
  const auto& capacity =
      route.vehicle == kNone ? worker.capacity : pick(problem.vehicles, route.vehicle).capacity;
  const TravelMatrix& matrix = pick(problem.travel, mode);
  const auto way = [&](Index a, Index b) { return pick(matrix.duration, a * matrix.size + b); };
  Index place = worker.start_place;
  Time free_at = worker.shift_start;
  std::int64_t load = 0;
  for (std::size_t i = 0; i < route.visits.size(); ++i) {
    const PlannedVisit& visit = route.visits[i];
    const Activity& activity = pick(problem.activities, visit.activity);
    // A break is taken at the next place that has one.
    std::size_t ahead = i;
    while (ahead < route.visits.size() &&
           pick(problem.activities, route.visits[ahead].activity).place == kNone)
      ++ahead;
    if (ahead < route.visits.size()) {
      const Index next = pick(problem.activities, route.visits[ahead].activity).place;
      free_at += way(place, next);
      place = next;
    }
    if (visit.start < free_at || !is_within_windows(activity, visit.start)) return false;
    if (!is_person_fit(problem, route, activity)) return false;
    if (!activity.loads.empty()) load += activity.loads[0];
    if (load > capacity.at(0)) return false;
    free_at = visit.start + activity.duration;
  }
  return free_at + way(place, worker.end_place) <= worker.shift_end + worker.overtime_max;
}

bool is_right(const Problem& problem, const Plan& plan) {
  std::map<Index, std::pair<Index, Time>> where;
  std::map<Index, int> uses_of_vehicle;
  for (const PlannedRoute& route : plan.routes) {
    if (route.visits.empty()) continue;
    if (!is_route_right(problem, route)) return false;
    if (route.vehicle != kNone && ++uses_of_vehicle[route.vehicle] > 1) return false;
    for (const PlannedVisit& visit : route.visits)
      if (!where.emplace(visit.activity, std::pair(route.worker, visit.start)).second) return false;
  }
  return std::ranges::all_of(problem.links, [&](const Link& link) {
    if (where.count(link.from) != where.count(link.to)) return false;
    if (!where.count(link.from)) return true;
    const auto [worker, start] = where[link.from];
    const auto [other, other_start] = where[link.to];
    const bool is_gap = other_start >= start + link.gap_min && other_start <= start + link.gap_max;
    const bool is_same_wrong = link.relation == WorkerRelation::same && worker != other;
    const bool is_different_wrong = link.relation == WorkerRelation::different && worker == other;
    return is_gap && !is_same_wrong && !is_different_wrong;
  });
}

// One small change of the kind that people make by hand.
void spoil(Plan& plan, const Problem& problem, Random& random) {
  const auto route_index = random.below(static_cast<std::uint32_t>(plan.routes.size()));
  PlannedRoute& route = plan.routes[route_index];
  const auto at = random.below(static_cast<std::uint32_t>(route.visits.size()));
  switch (random.below(6)) {
    case 0: route.visits[at].start += random.between(-1'200, 1'200); break;
    case 1: route.visits.erase(route.visits.begin() + at); break;
    case 2: std::swap(route.visits[at], route.visits.front()); break;
    case 3: {
      const auto other = random.below(static_cast<std::uint32_t>(plan.routes.size()));
      std::swap(route.worker, plan.routes[other].worker);
      break;
    }
    case 4:
      route.vehicle = static_cast<Index>(
          random.between(-1, static_cast<std::int64_t>(problem.vehicles.size()) - 1));
      break;
    default: route.visits.push_back(route.visits[at]); break;
  }
}

class Oracle : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Oracle, AgreesWithTheValidatorOnSpoiltPlans) {
  const Problem problem = sample_problem(
      {.workers = 5, .activities = 20, .vehicles = 2, .linked_percent = 40}, GetParam());
  const Plan plan = plan_of(solve(problem, {.iterations_max = 200}));
  ASSERT_TRUE(is_right(problem, plan));
  Random random(GetParam());
  int right = 0;
  for (int i = 0; i < 400; ++i) {
    Plan spoilt = plan;
    spoil(spoilt, problem, random);
    const bool is_valid = validate(problem, spoilt).empty();
    ASSERT_EQ(is_valid, is_right(problem, spoilt)) << "change " << i;
    right += is_valid ? 1 : 0;
  }
  EXPECT_GT(right, 10) << "some changes do no harm";
  EXPECT_LT(right, 300) << "most do";
}

// The scheduler against trying: no start can be one unit earlier.
TEST_P(Oracle, FindsNoEarlierStart) {
  const Problem problem = sample_problem(
      {.workers = 4, .activities = 16, .vehicles = 1, .linked_percent = 40}, GetParam());
  const auto earliest = schedule(problem, plan_of(solve(problem, {.iterations_max = 100})));
  ASSERT_TRUE(earliest.has_value());
  for (std::size_t r = 0; r < earliest->routes.size(); ++r) {
    for (std::size_t i = 0; i < earliest->routes[r].visits.size(); ++i) {
      Plan earlier = *earliest;
      const Index activity = earlier.routes[r].visits[i].activity;
      --earlier.routes[r].visits[i].start;
      // Partners at exactly the same time would have to move along; they are no counter-example.
      const bool is_tied = std::ranges::any_of(problem.links, [&](const Link& link) {
        return link.from == activity || link.to == activity;
      });
      if (!is_tied) {
        EXPECT_FALSE(is_right(problem, earlier)) << "activity " << activity;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Oracle, testing::Range<std::uint64_t>(1, 11));

}  // namespace
}  // namespace optimiser
