#include "candidate.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "load_plan.h"
#include "optimiser/evaluate.h"
#include "optimiser/solve.h"
#include "recreate.h"
#include "sample.h"

namespace optimiser {
namespace {

Problem line_day(Index workers, Index activities) {
  Problem problem = line_problem(activities + 1);
  problem.workers.assign(static_cast<std::size_t>(workers),
                         {.start_place = 0, .end_place = 0, .shift_end = 100'000});
  for (Index i = 0; i < activities; ++i)
    problem.activities.push_back({.place = i + 1, .duration = 300});
  return problem;
}

TEST(Candidates, TryOneOfSeveralFreeTwins) {
  const Problem problem = line_day(5, 2);
  const Model model(problem, default_weights());
  State state(model);
  const auto found = best_candidates(state, 0, 10, nullptr);
  ASSERT_EQ(found.size(), 1u) << "five workers alike stand for one";
  EXPECT_EQ(found[0].worker, 0);
  ASSERT_TRUE(state.insert(0, 0, kNone));
  const auto more = best_candidates(state, 1, 10, nullptr);
  EXPECT_EQ(more.size(), 3u) << "before, behind, or somebody else";
}

TEST(Candidates, NameNobodyAboveTheCostAllowed) {
  const Problem problem = line_day(2, 1);
  Weights weights;
  weights[Term::travel] = 1;
  const Model model(problem, weights);
  State state(model);
  Candidates candidates(model);
  EXPECT_TRUE(candidates.best(state, 0, 3, 119, nullptr).empty());
  ASSERT_EQ(candidates.best(state, 0, 3, 120, nullptr).size(), 1u);
  EXPECT_EQ(candidates.best(state, 0, 3, 120, nullptr)[0].cost, 120) << "60 there and 60 back";
}

TEST(Candidates, OfAPairNeedTwoPeople) {
  Problem problem = line_day(1, 2);
  problem.links = {{0, 1, 0, 0, WorkerRelation::different}};
  const Model alone(problem, default_weights());
  State nobody(alone);
  Candidates none(alone);
  EXPECT_TRUE(none.best_pair(nobody, 0, 1, 3, kImpossible, nullptr).empty());
  problem.workers.push_back(problem.workers.front());
  const Model model(problem, default_weights());
  State state(model);
  Candidates candidates(model);
  const auto pairs = candidates.best_pair(state, 0, 1, 3, kImpossible, nullptr);
  ASSERT_FALSE(pairs.empty());
  EXPECT_NE(pairs[0].first.worker, pairs[0].second.worker);
}

TEST(Candidates, WithinReachAreThoseWhoPassByOrAreFree) {
  const Index workers = 60;
  Problem problem = line_day(workers, 200);
  const Model model(problem, default_weights());
  State state(model);
  // Everybody has three visits side by side; the last one is asked for.
  for (Index w = 0; w < workers; ++w)
    for (Index i = 0; i < 3; ++i)
      ASSERT_TRUE(state.insert(3 * w + i, w, i == 0 ? kNone : 3 * w + i - 1));
  Candidates candidates(model);
  const auto workers_in = [&](Reach reach) {
    candidates.set_reach(reach);
    std::vector<Index> found;
    for (const Candidate& candidate : candidates.best(state, 199, 2'000, kImpossible, nullptr))
      found.push_back(candidate.worker);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  };
  EXPECT_EQ(workers_in(Reach::all).size(), 60u);
  const auto near = workers_in(Reach::near);
  EXPECT_LT(near.size(), 30u);
  EXPECT_EQ(near.back(), 59) << "whose last visit is the nearest";
}

class PairProperty : public testing::TestWithParam<std::uint64_t> {};

// Where nothing else hangs on the two, the estimate of a pair is what it costs.
TEST_P(PairProperty, CostsWhatTheEstimateSays) {
  Problem problem = sample_problem(
      {.workers = 5, .activities = 20, .vehicles = 0, .linked_percent = 0, .has_breaks = false},
      GetParam());
  for (Activity& activity : problem.activities) activity.published.reset();
  problem.links = {{18, 19, 0, 600, WorkerRelation::different}};
  problem.activities[19].windows = problem.activities[18].windows;
  Weights weights = default_weights();
  weights[Term::tardiness_max] = weights[Term::waiting] = weights[Term::workload_spread] = 0;
  const Model model(problem, weights);
  State state(model);
  for (Index a = 0; a < 18; ++a) {
    const auto found = best_candidates(state, a, 1, nullptr);
    if (!found.empty()) {
      ASSERT_TRUE(state.insert(a, found[0].worker, found[0].after));
    }
  }
  Candidates candidates(model);
  const auto pairs = candidates.best_pair(state, 18, 19, 20, kImpossible, nullptr);
  for (std::size_t i = 1; i < pairs.size(); ++i) EXPECT_LE(pairs[i - 1].cost, pairs[i].cost);
  const std::int64_t saved = model.omission_cost(18) + model.omission_cost(19);
  for (const PairCandidate pair : std::vector(pairs.begin(), pairs.end())) {
    const std::int64_t before = state.total();
    const State::Mark mark = state.mark();
    ASSERT_TRUE(state.insert(18, pair.first.worker, pair.first.after));
    ASSERT_TRUE(state.insert(19, pair.second.worker, pair.second.after));
    EXPECT_EQ(state.total() - before + saved, pair.cost);
    state.undo_to(mark);
    EXPECT_EQ(state.total(), before);
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, PairProperty, testing::Range<std::uint64_t>(1, 13));

// A trip of three parts, of which the cheapest beginning leaves nobody for the rest.
TEST(Recreate, LooksFartherForGroupsThatFindNoPlace) {
  Problem problem = line_day(9, 3);
  for (std::size_t w = 0; w < 8; ++w) problem.workers[w].shift_end = 900;
  for (Index i = 0; i < 2; ++i)
    problem.links.push_back({i, i + 1, 400, 2'000, WorkerRelation::same});
  problem.workers[8].start_place = problem.workers[8].end_place = 3;
  const Model model(problem, default_weights());
  State state(model);
  Random random(1);
  Recreate(model, random).run_plainly(state);
  for (Index a = 0; a < 3; ++a) EXPECT_EQ(state.worker_of(a), 8);
}

TEST(LoadPlan, KeepsWhatIsValidAndDropsTheRest) {
  Problem problem = line_day(2, 4);
  problem.activities[1].skills = 1;
  problem.links = {{2, 3, 0, 0, WorkerRelation::different}};
  const Model model(problem, default_weights());
  State state(model);
  load_plan(state, {{{0, kNone, {{0, 60}, {1, 500}, {2, 1'000}}}}});
  EXPECT_TRUE(state.is_planned(0));
  EXPECT_FALSE(state.is_planned(1)) << "the skill is missing";
  EXPECT_FALSE(state.is_planned(2)) << "its partner is in no route";
  EXPECT_EQ(state.mark(), 0u);
}

}  // namespace
}  // namespace optimiser
