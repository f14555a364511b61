// Plans written down as numbers, so that no compiler, library or machine may differ unnoticed.
#include <gtest/gtest.h>

#include "optimiser/solve.h"
#include "sample.h"

namespace optimiser {
namespace {

// FNV-1a over every number of a plan.
std::uint64_t fingerprint(const Solution& solution) {
  std::uint64_t hash = 14'695'981'039'346'656'037u;
  const auto take = [&](std::int64_t value) {
    for (int byte = 0; byte < 8; ++byte) {
      hash ^= static_cast<std::uint64_t>(value >> (8 * byte)) & 0xFF;
      hash *= 1'099'511'628'211u;
    }
  };
  for (const Route& route : solution.routes) {
    take(route.worker);
    take(route.vehicle);
    take(route.finish);
    for (const Visit& visit : route.visits) {
      take(visit.activity);
      take(visit.start);
    }
  }
  for (const LeftOut& left_out : solution.left_out) {
    take(left_out.activity);
    take(static_cast<std::int64_t>(left_out.reason));
  }
  take(solution.total);
  return hash;
}

TEST(Golden, EqualInputGivesEqualBytesEverywhere) {
  const struct {
    std::uint64_t seed;
    std::uint64_t fingerprint;
  } kCases[] = {{1, 14'028'336'767'084'729'142u},
                {2, 2'160'194'401'423'862'993u},
                {3, 3'829'297'984'001'397'099u},
                {4, 7'853'871'400'893'713'401u}};
  for (const auto& test : kCases) {
    const Problem problem = sample_problem(
        {.workers = 6, .activities = 30, .vehicles = 2, .linked_percent = 30}, test.seed);
    const Solution solution = solve(problem, {.seed = test.seed, .iterations_max = 400});
    EXPECT_EQ(fingerprint(solution), test.fingerprint) << "seed " << test.seed;
  }
}

}  // namespace
}  // namespace optimiser
