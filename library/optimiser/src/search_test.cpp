#include "search.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "optimiser/evaluate.h"
#include "sample.h"

namespace optimiser {
namespace {

Weights varied_weights() {
  Weights weights = default_weights();
  weights[Term::waiting_max] = 2;
  weights[Term::distance] = 1;
  weights[Term::worker_used] = 500;
  weights[Term::idle_max] = 3;
  weights[Term::workload_deviation] = 2;
  return weights;
}

// The search's own figures against the evaluator, the validator and the plain scheduler.
void expect_exact(const Problem& problem, State& state) {
  const Plan plan = state.plan();
  const Solution solution = evaluate(problem, state.model().weights, plan);
  ASSERT_EQ(solution.terms, state.terms());
  ASSERT_EQ(solution.total, state.total());
  const auto violations = validate(problem, plan);
  ASSERT_TRUE(violations.empty()) << base::name_of(violations.front().kind);
  const auto earliest = schedule(problem, plan);
  ASSERT_TRUE(earliest.has_value());
  for (std::size_t r = 0; r < plan.routes.size(); ++r)
    for (std::size_t i = 0; i < plan.routes[r].visits.size(); ++i)
      ASSERT_EQ(state.start_of(plan.routes[r].visits[i].activity),
                earliest->routes[r].visits[i].start)
          << "activity " << plan.routes[r].visits[i].activity << " worker "
          << plan.routes[r].worker;
  ASSERT_EQ(plan, postpone(problem, *earliest));
  // Putting starts off saves waiting and costs nothing.
  ASSERT_LE(solution.total, evaluate(problem, state.model().weights, *earliest).total);
}

// A detour may be shorter than the direct way.
void break_triangles(Problem& problem, Random& random) {
  for (TravelMatrix& matrix : problem.travel)
    for (std::int32_t& duration : matrix.duration)
      if (duration != 0) duration = static_cast<std::int32_t>(random.between(60, 3'600));
}

class SearchProperty : public testing::TestWithParam<std::uint64_t> {};

TEST_P(SearchProperty, IncrementalCostIsTheRecomputedCostAfterEveryAcceptedMove) {
  const Problem problem = sample_problem(
      {.workers = 6, .activities = 30, .vehicles = 2, .linked_percent = 40}, GetParam());
  const Model model(problem, varied_weights());
  Search search(model, GetParam(), {});
  expect_exact(problem, search.current());
  for (int i = 0; i < 400; ++i) {
    search.set_progress(i * 1'000 / 400);
    if (search.step() == Search::Outcome::rejected) continue;
    expect_exact(problem, search.current());
    if (HasFatalFailure()) return;
  }
  expect_exact(problem, search.best());
}

TEST_P(SearchProperty, ARejectedMoveLeavesNoTrace) {
  const Problem problem = sample_problem(
      {.workers = 4, .activities = 24, .vehicles = 2, .linked_percent = 50}, GetParam());
  const Model model(problem, varied_weights());
  Search search(model, GetParam(), {});
  search.set_progress(1'000);
  for (int i = 0; i < 300; ++i) {
    const Plan before = search.current().plan();
    const std::int64_t total = search.current().total();
    if (search.step() != Search::Outcome::rejected) continue;
    ASSERT_EQ(search.current().plan(), before);
    ASSERT_EQ(search.current().total(), total);
  }
}

TEST_P(SearchProperty, NeverLosesItsBestPlan) {
  const Problem problem = sample_problem({}, GetParam());
  const Model model(problem, default_weights());
  Search search(model, GetParam(), {});
  std::int64_t best = search.best().total();
  for (int i = 0; i < 300; ++i) {
    const Search::Outcome outcome = search.step();
    ASSERT_EQ(outcome == Search::Outcome::improved, search.best().total() < best);
    best = search.best().total();
  }
}

TEST_P(SearchProperty, StaysExactWithoutTheTriangleInequality) {
  Problem problem =
      sample_problem({.workers = 4, .activities = 18, .linked_percent = 40}, GetParam());
  Random random(GetParam());
  break_triangles(problem, random);
  const Model model(problem, varied_weights());
  Search search(model, 1, {});
  for (int i = 0; i < 300; ++i) {
    if (search.step() == Search::Outcome::rejected) continue;
    expect_exact(problem, search.current());
    if (HasFatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SearchProperty, testing::Range<std::uint64_t>(1, 41));

std::int64_t setting(const char* name, std::int64_t fallback) {
  const char* value = std::getenv(name);
  return value == nullptr ? fallback : std::atoll(value);
}

// Days of every size and kind, one after another: `./dev soak moves` is the long form.
TEST(SearchWalk, StaysExactOverManyDays) {
  auto seed = static_cast<std::uint64_t>(setting("OLIVE_SEED", 1));
  const std::int64_t moves_max = setting("OLIVE_MOVES", 3'000);
  std::int64_t checked = 0;
  for (std::int64_t moves = 0; moves < moves_max; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    Problem problem = sample_problem({.workers = Index(random.between(2, 60)),
                                      .activities = Index(random.between(6, 90)),
                                      .vehicles = Index(random.between(0, 4)),
                                      .linked_percent = random.below(70),
                                      .has_breaks = random.one_in(2)},
                                     seed);
    if (random.one_in(4)) break_triangles(problem, random);
    const Model model(problem, random.one_in(2) ? varied_weights() : default_weights());
    Search search(model, seed, {});
    for (int i = 0; i < 300 && moves < moves_max; ++i, ++moves) {
      search.set_progress(i * 1'000 / 300);
      if (search.step() == Search::Outcome::rejected) continue;
      ++checked;
      expect_exact(problem, search.current());
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(checked, moves_max / 10);
  RecordProperty("accepted_moves", std::to_string(checked));
}

TEST(Search, KeepsWhatIsValidInTheStartPlan) {
  const Problem problem = sample_problem({}, 5);
  const Model model(problem, default_weights());
  Search first(model, 1, {});
  for (int i = 0; i < 500; ++i) first.step();
  Search again(model, 2, first.best().plan());
  EXPECT_EQ(again.current().total(), first.best().total());
}

TEST(Search, DropsWhatIsInvalidInTheStartPlan) {
  Problem problem = sample_problem({}, 6);
  const Model before(problem, default_weights());
  Search first(before, 1, {});
  const Plan plan = first.best().plan();
  for (Worker& worker : problem.workers) worker.skills = 1;
  problem.workers[0].shift_end = problem.workers[0].shift_start;
  const Model model(problem, default_weights());
  Search search(model, 1, plan);
  expect_exact(problem, search.current());
}

TEST(Search, HeatsASmallDayAgainAndCoolsALargeOneOnce) {
  const auto temperatures = [](Index activities) {
    const Problem problem = sample_problem({.activities = activities, .has_breaks = false}, 1);
    const Model model(problem, default_weights());
    Search search(model, 1, {});
    std::vector<std::int64_t> at;
    for (const std::int32_t permille : {0, 240, 260, 490, 510, 1'000}) {
      search.set_progress(permille);
      at.push_back(search.temperature());
    }
    return at;
  };
  const auto small = temperatures(20);
  EXPECT_GT(small[2], 10 * small[1]) << "a second cooling begins after a quarter";
  EXPECT_GT(small[4], 10 * small[3]);
  EXPECT_LT(small[5], small[0] / 50) << "the last one ends cold";
  const auto large = temperatures(200);
  for (std::size_t i = 1; i < large.size(); ++i) EXPECT_LT(large[i], large[i - 1]);
}

}  // namespace
}  // namespace optimiser
