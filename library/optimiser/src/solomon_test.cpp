// The classic vehicle routing problem with time windows, as a special case of ours. Reads instances
// of Solomon (1987) from ../shared beside the project and skips where they are not.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "optimiser/evaluate.h"
#include "optimiser/solve.h"

namespace optimiser {
namespace {

struct Customer {
  std::int64_t number = 0, x = 0, y = 0, demand = 0, ready = 0, due = 0, service = 0;
};

struct Instance {
  Index vehicles = 0;
  std::int64_t capacity = 0;
  std::vector<Customer> customers;  // the first is the depot
};

Instance read_instance(const std::filesystem::path& path) {
  std::ifstream file(path);
  Instance instance;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream numbers(line);
    std::int64_t first = 0;
    std::int64_t second = 0;
    if (!(numbers >> first >> second)) continue;
    Customer customer{.number = first, .x = second};
    if (numbers >> customer.y >> customer.demand >> customer.ready >> customer.due >>
        customer.service)
      instance.customers.push_back(customer);
    else instance.vehicles = static_cast<Index>(first), instance.capacity = second;
  }
  return instance;
}

// Times and distances in tenths, cut off as in the DIMACS challenge.
Problem problem_of(const Instance& instance) {
  Problem problem;
  const auto count = static_cast<Index>(instance.customers.size());
  TravelMatrix matrix{count, {}, {}};
  for (const Customer& a : instance.customers)
    for (const Customer& b : instance.customers)
      matrix.duration.push_back(static_cast<std::int32_t>(
          10 * std::hypot(static_cast<double>(a.x - b.x), static_cast<double>(a.y - b.y))));
  matrix.distance = matrix.duration;
  problem.travel = {matrix};
  problem.load_dimensions = 1;
  const Time horizon = 10 * instance.customers.front().due;
  for (Index v = 0; v < instance.vehicles; ++v)
    problem.workers.push_back(
        {.start_place = 0, .end_place = 0, .shift_end = horizon, .capacity = {instance.capacity}});
  for (Index i = 1; i < count; ++i) {
    const Customer& customer = instance.customers[static_cast<std::size_t>(i)];
    problem.activities.push_back({.place = i,
                                  .duration = 10 * customer.service,
                                  .windows = {{10 * customer.ready, 10 * customer.due}},
                                  .loads = {customer.demand}});
  }
  return problem;
}

// The distance of a plan, counted apart from the evaluator.
std::int64_t distance_of(const Problem& problem, const Plan& plan) {
  const TravelMatrix& matrix = problem.travel.front();
  std::int64_t distance = 0;
  for (const PlannedRoute& route : plan.routes) {
    Index here = 0;
    for (const PlannedVisit& visit : route.visits) {
      const Index there = problem.activities[static_cast<std::size_t>(visit.activity)].place;
      distance += matrix.distance[static_cast<std::size_t>(here * matrix.size + there)];
      here = there;
    }
    distance += matrix.distance[static_cast<std::size_t>(here * matrix.size)];
  }
  return distance;
}

class Solomon : public testing::TestWithParam<std::pair<const char*, std::int64_t>> {};

// Far from what the engine reaches in seconds; enough to notice when it no longer works.
TEST_P(Solomon, ComesWithinSevenPercentInTwoThousandIterations) {
  const auto [name, best_known_tenths] = GetParam();
  const std::filesystem::path path = std::filesystem::path(OLIVE_ROOT_DIR) /
                                     "../shared/data/optimiser/vrptw" /
                                     (std::string(name) + ".txt");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
  const Problem problem = problem_of(read_instance(path));
  ASSERT_EQ(problem.activities.size(), 100u);
  Weights weights;
  weights[Term::distance] = 1;
  weights[Term::unassigned] = 1'000'000;
  const Solution solution = solve(problem, {.iterations_max = 2'000, .weights = weights});
  EXPECT_TRUE(solution.left_out.empty());
  EXPECT_TRUE(validate(problem, plan_of(solution)).empty());
  EXPECT_EQ(solution.total, distance_of(problem, plan_of(solution)));
  EXPECT_LE(solution.total, best_known_tenths * 107 / 100);
  EXPECT_GE(solution.total, best_known_tenths) << "nobody beats a proven optimum";
  RecordProperty("gap_permille",
                 static_cast<int>(1'000 * solution.total / best_known_tenths - 1'000));
}

INSTANTIATE_TEST_SUITE_P(Instances, Solomon,
                         testing::Values(std::pair("C102", 8'273), std::pair("R102", 14'666),
                                         std::pair("R103", 12'087), std::pair("R110", 10'680)),
                         [](const auto& info) { return std::string(info.param.first); });

}  // namespace
}  // namespace optimiser
