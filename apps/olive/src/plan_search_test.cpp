// Searching against a budget: what threads add, and that chance comes out the same.
#include "plan_search.h"

#include <set>

#include "plan_fixture.h"

namespace olive {
namespace {

using plan_testing::case_of;

// Twelve customers on two rings, so that one plan is not like the other.
std::unique_ptr<PlanCase> rings() {
  constexpr std::array<std::pair<int, int>, 12> kPlaces{{{10, 0},
                                                         {7, 7},
                                                         {0, 10},
                                                         {-7, 7},
                                                         {-10, 0},
                                                         {-7, -7},
                                                         {0, -10},
                                                         {7, -7},
                                                         {25, 3},
                                                         {-24, 5},
                                                         {3, 26},
                                                         {-2, -25}}};
  std::string text =
      "rings\nVEHICLE\nNUMBER CAPACITY\n4 40\nCUSTOMER\nCUST NO. X Y\n0 0 0 0 0 900 0\n";
  for (std::size_t i = 0; i < kPlaces.size(); ++i)
    text += std::to_string(i + 1) + " " + std::to_string(kPlaces[i].first) + " " +
            std::to_string(kPlaces[i].second) + " 10 0 800 10\n";
  return case_of(text, PlanFormat::solomon);
}

TEST(PlanSearchTest, SameSeedSameBytes) {
  const auto given = rings();
  for (const int threads : {1, 3}) {
    const PlanBudget budget{.iterations = 150, .seed = 7, .threads = threads};
    const std::string once = given->write(search_plan(*given, budget).best);
    EXPECT_EQ(given->write(search_plan(*given, budget).best), once);
  }
}

TEST(PlanSearchTest, WhatIsFoundIsValidAndComplete) {
  const auto given = rings();
  const PlanSearch search = search_plan(*given, {.iterations = 100});
  EXPECT_TRUE(optimiser::validate(given->problem, optimiser::plan_of(search.best)).empty());
  EXPECT_EQ(search.best.terms[optimiser::Term::unassigned], 0);
  EXPECT_GE(search.best.routes.size(), 3u);  // 120 of load, 40 each
  EXPECT_GT(search.cpu_seconds, 0);
  EXPECT_GE(search.wall_seconds, 0);
}

TEST(PlanSearchTest, WithoutABudgetTheFirstPlanIsTaken) {
  const auto given = rings();
  const PlanSearch first = search_plan(*given, {});
  EXPECT_EQ(first.iterations, 0);
  EXPECT_FALSE(first.best.routes.empty());
  const PlanSearch longer = search_plan(*given, {.iterations = 500});
  EXPECT_EQ(longer.iterations, 500);
  EXPECT_LE(longer.best.total, first.best.total);
}

TEST(PlanSearchTest, EachThreadHasTheBudgetOfIterations) {
  const auto given = rings();
  for (const int threads : {1, 2, 4}) {
    const PlanSearch search = search_plan(*given, {.iterations = 60, .threads = threads});
    EXPECT_EQ(search.iterations, 60 * threads);
  }
}

TEST(PlanSearchTest, ThreadsAreSearchesOfTheNextSeeds) {
  const auto given = rings();
  std::vector<PlanSearch> alone;
  for (std::uint64_t seed = 11; seed < 14; ++seed)
    alone.push_back(search_plan(*given, {.iterations = 20, .seed = seed}));
  const auto cheapest =
      std::ranges::min_element(alone, {}, [](const PlanSearch& each) { return each.best.total; });
  const PlanSearch together = search_plan(*given, {.iterations = 20, .seed = 11, .threads = 3});
  EXPECT_EQ(together.best.total, cheapest->best.total);
  // Of equals the one of the lowest seed, which min_element finds too.
  EXPECT_EQ(given->write(together.best), given->write(cheapest->best));
}

TEST(PlanSearchTest, OtherSeedsGoOtherWays) {
  const auto given = rings();
  std::set<std::string> plans;
  for (std::uint64_t seed = 1; seed <= 8; ++seed)
    plans.insert(given->write(search_plan(*given, {.iterations = 3, .seed = seed}).best));
  EXPECT_GT(plans.size(), 1u);
}

TEST(PlanSearchTest, ABudgetOfTimeEndsAndIsToldInThousandths) {
  const auto given = rings();
  std::vector<int> heard;
  const PlanSearch search = search_plan(*given, {.seconds = cpu_seconds() + 0.2},
                                        [&](int spent) { heard.push_back(spent); });
  EXPECT_GT(search.iterations, 0);
  ASSERT_FALSE(heard.empty());
  EXPECT_TRUE(std::ranges::is_sorted(heard));
  EXPECT_GE(heard.front(), 0);
  EXPECT_LE(heard.back(), 1'000);
  EXPECT_LT(search.wall_seconds, 30);
}

TEST(PlanSearchTest, TimeSpentBeforeLeavesTheFirstPlan) {
  const auto given = rings();
  const PlanSearch search = search_plan(*given, {.seconds = 1e-9, .threads = 2});
  EXPECT_EQ(search.best.terms[optimiser::Term::unassigned], 0);
  EXPECT_LT(search.iterations, 1'000);
}

TEST(PlanSearchTest, BothBudgetsEndASearchTheFirstThatIsSpent) {
  const auto given = rings();
  const PlanSearch search = search_plan(*given, {.seconds = 1'000, .iterations = 25});
  EXPECT_EQ(search.iterations, 25);
}

TEST(PlanSearchTest, TheClockOfTheProcessRuns) {
  const double before = cpu_seconds();
  std::uint64_t sum = 0;
  while (cpu_seconds() - before < 0.001) sum += 1;
  EXPECT_GT(sum, 0u);
  EXPECT_GT(cpu_seconds(), before);
}

}  // namespace
}  // namespace olive
