// How the answer must change, or must not, when the question changes in a known way. Needs no best
// plan to compare with (T. Y. Chen et al., "Metamorphic Testing", ACM Comput. Surv. 51(1), 2018).
#include <gtest/gtest.h>

#include <algorithm>

#include "optimiser/evaluate.h"
#include "optimiser/solve.h"
#include "random.h"
#include "sample.h"

namespace optimiser {
namespace {

constexpr std::int64_t kIterations = 300;

class Metamorphic : public testing::TestWithParam<std::uint64_t> {
 protected:
  Metamorphic()
      : problem_(
            sample_problem({.workers = 4, .activities = 16, .linked_percent = 30}, GetParam())) {}

  static Solution run(const Problem& problem, const Plan& start = {}) {
    return solve(problem, {.iterations_max = kIterations, .start = start});
  }
  Activity& activity(Index index) {
    return problem_.activities.at(static_cast<std::size_t>(index));
  }

  Problem problem_;
};
INSTANTIATE_TEST_SUITE_P(Seeds, Metamorphic, testing::Range<std::uint64_t>(1, 7));

TEST_P(Metamorphic, AnHourLaterIsTheSameDay) {
  constexpr Time kLater = 3'600;
  Problem later = problem_;
  for (Worker& worker : later.workers) {
    worker.shift_start += kLater;
    worker.shift_end += kLater;
  }
  for (Activity& one : later.activities) {
    for (Window& window : one.windows) {
      window.earliest += kLater;
      window.latest += kLater;
    }
    if (one.published) one.published->start += kLater;
  }
  const Solution now = run(problem_);
  const Solution then = run(later);
  EXPECT_EQ(now.total, then.total);
  ASSERT_EQ(now.routes.size(), then.routes.size());
  for (std::size_t r = 0; r < now.routes.size(); ++r) {
    ASSERT_EQ(now.routes[r].visits.size(), then.routes[r].visits.size());
    for (std::size_t v = 0; v < now.routes[r].visits.size(); ++v)
      EXPECT_EQ(now.routes[r].visits[v].start + kLater, then.routes[r].visits[v].start);
  }
}

TEST_P(Metamorphic, TermsOfThePartsAddUpToTheWhole) {
  const Solution solution = run(problem_);
  Terms sum;
  for (const Route& route : solution.routes) {
    Terms of_visits;
    for (const Visit& visit : route.visits) of_visits += visit.terms;
    for (const Term term :
         {Term::tardiness, Term::preference, Term::change_worker, Term::change_time, Term::waiting})
      EXPECT_EQ(of_visits[term], route.terms[term]) << base::name_of(term);
    EXPECT_LE(of_visits[Term::travel], route.terms[Term::travel]) << "the way back comes on top";
    sum += route.terms;
  }
  for (const Term term : {Term::travel, Term::distance, Term::tardiness, Term::waiting,
                          Term::overtime, Term::preference, Term::worker_used})
    EXPECT_EQ(sum[term], solution.terms[term]) << base::name_of(term);
}

TEST_P(Metamorphic, TheOrderOfRoutesDoesNotMatter) {
  const Solution solution = run(problem_);
  Plan plan = plan_of(solution);
  std::ranges::reverse(plan.routes);
  EXPECT_TRUE(validate(problem_, plan).empty());
  EXPECT_EQ(evaluate(problem_, default_weights(), plan).total, solution.total);
}

TEST_P(Metamorphic, LeavingOutAWholeRouteBreaksNoOtherButItsPartners) {
  const Plan whole = plan_of(run(problem_));
  for (std::size_t r = 0; r < whole.routes.size(); ++r) {
    Plan part = whole;
    part.routes.erase(part.routes.begin() + static_cast<std::ptrdiff_t>(r));
    for (const Violation& violation : validate(problem_, part))
      EXPECT_EQ(violation.kind, ViolationKind::partner_missing);
  }
}

TEST_P(Metamorphic, PinnedVisitsStayWhereTheyAre) {
  const Solution before = run(problem_);
  Random random(GetParam());
  std::vector<std::pair<Index, Visit>> pinned;
  for (const Route& route : before.routes) {
    for (const Visit& visit : route.visits) {
      if (!random.one_in(3) || activity(visit.activity).is_break) continue;
      activity(visit.activity).pin = Pin{route.worker, visit.start};
      pinned.emplace_back(route.worker, visit);
    }
  }
  const Solution after = run(problem_, plan_of(before));
  EXPECT_TRUE(validate(problem_, plan_of(after)).empty());
  for (const auto& [worker, visit] : pinned) {
    for (const Route& route : after.routes) {
      for (const Visit& other : route.visits) {
        if (other.activity != visit.activity) continue;
        EXPECT_EQ(route.worker, worker);
        EXPECT_EQ(other.start, visit.start);
      }
    }
  }
}

TEST_P(Metamorphic, WhatNobodyCanDoIsNamedAndSpoilsNothingElse) {
  const auto impossible = static_cast<Index>(problem_.activities.size());
  problem_.activities.push_back({.place = 1, .duration = 600, .skills = BitSet{1} << 63});
  const Solution solution = run(problem_);
  EXPECT_TRUE(validate(problem_, plan_of(solution)).empty());
  ASSERT_FALSE(solution.left_out.empty());
  EXPECT_EQ(solution.left_out.back().activity, impossible);
  EXPECT_EQ(solution.left_out.back().reason, LeftOutReason::no_skilled_worker);
  EXPECT_FALSE(solution.routes.empty());
}

TEST_P(Metamorphic, AnExcludedWorkerNeverComes) {
  const Solution before = run(problem_);
  ASSERT_FALSE(before.routes.empty());
  const Index worker = before.routes.front().worker;
  for (Activity& one : problem_.activities)
    if (!one.pin) one.excluded_workers.push_back(worker);
  const Solution after = run(problem_, plan_of(before));
  EXPECT_TRUE(validate(problem_, plan_of(after)).empty());
  for (const Route& route : after.routes) {
    if (route.worker != worker) continue;
    for (const Visit& visit : route.visits) EXPECT_TRUE(activity(visit.activity).is_break);
  }
}

TEST_P(Metamorphic, SeedsDifferButEveryAnswerIsValid) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Solution solution = solve(problem_, {.seed = seed, .iterations_max = 100});
    EXPECT_TRUE(validate(problem_, plan_of(solution)).empty()) << seed;
    for (const LeftOut& left : solution.left_out)
      for (const Route& route : solution.routes)
        for (const Visit& visit : route.visits) EXPECT_NE(visit.activity, left.activity);
  }
}

TEST_P(Metamorphic, ScheduledStartsAreTheEarliest) {
  const Solution solution = run(problem_);
  const auto scheduled = schedule(problem_, plan_of(solution));
  ASSERT_TRUE(scheduled.has_value());
  for (std::size_t r = 0; r < scheduled->routes.size(); ++r)
    for (std::size_t v = 0; v < scheduled->routes[r].visits.size(); ++v)
      EXPECT_LE(scheduled->routes[r].visits[v].start, solution.routes[r].visits[v].start);
  EXPECT_EQ(schedule(problem_, *scheduled), scheduled);  // nothing is earlier than the earliest
}

}  // namespace
}  // namespace optimiser
