#include "balance.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "random.h"

namespace optimiser {
namespace {

Balance one_route(Time tardiness, Time waiting, Time workload, Time idle, Time occupied) {
  return {.tardiness_max = tardiness,
          .waiting_max = waiting,
          .longest = workload,
          .shortest = workload,
          .idle_max = idle,
          .occupied = occupied};
}

Balance drawn(Random& random) {
  const auto time = [&] { return Time{random.between(0, 20)}; };  // few values: ties are the rule
  return one_route(time(), time(), time(), time(), time());
}

class TournamentProperty : public testing::TestWithParam<std::size_t> {};

// Sorting is the plain way to the two shortest and the two idlest.
TEST_P(TournamentProperty, AgreesWithSortingAfterEveryChange) {
  const std::size_t count = GetParam();
  Random random(count);
  std::vector<Balance> routes(count);
  Tournament tournament(count);
  for (std::size_t i = 0; i < count; ++i) tournament.set(i, routes[i] = drawn(random));
  for (int round = 0; round < 300; ++round) {
    const std::size_t i = random.below(static_cast<std::uint32_t>(count));
    tournament.set(i, routes[i] = drawn(random));
    std::vector<Time> workloads, idles;
    Time tardiness = 0, waiting = 0, occupied = 0;
    for (const Balance& route : routes) {
      workloads.push_back(route.longest);
      idles.push_back(route.idle_max);
      tardiness = std::max(tardiness, route.tardiness_max);
      waiting = std::max(waiting, route.waiting_max);
      occupied += route.occupied;
    }
    std::ranges::sort(workloads);
    std::ranges::sort(idles, std::ranges::greater());
    const Balance& all = tournament.winner();
    ASSERT_EQ(all.shortest, workloads.front());
    ASSERT_EQ(all.longest, workloads.back());
    ASSERT_EQ(all.second_shortest, count > 1 ? workloads[1] : kForever);
    ASSERT_EQ(all.idle_max, idles.front());
    ASSERT_EQ(all.idle_second, count > 1 ? idles[1] : 0);
    ASSERT_EQ(all.tardiness_max, tardiness);
    ASSERT_EQ(all.waiting_max, waiting);
    ASSERT_EQ(all.occupied, occupied);
  }
}

INSTANTIATE_TEST_SUITE_P(Routes, TournamentProperty, testing::Values(1, 2, 3, 5, 8, 13, 600));

TEST(Tournament, OfNobodyHasNoSpread) {
  const Tournament nobody(0);
  EXPECT_EQ(nobody.winner(), Balance{});
  EXPECT_EQ(nobody.winner().spread(), 0);
}

}  // namespace
}  // namespace optimiser
