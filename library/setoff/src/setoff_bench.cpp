#include <benchmark/benchmark.h>

#include <numeric>

#include "setoff/setoff.h"

namespace setoff {
namespace {

/// Deals as they happen: few large suppliers, many small buyers, amounts over four orders.
std::vector<Obligation> sample(std::int64_t count, std::int64_t parties) {
  std::uint64_t state = 1;
  const auto below = [&state](std::int64_t limit) {
    state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<std::int64_t>((state >> 33U) % static_cast<std::uint64_t>(limit));
  };
  std::vector<Obligation> obligations;
  while (std::ssize(obligations) < count) {
    const std::int64_t debtor = below(parties);
    const std::int64_t creditor = below(below(parties) + 1);
    if (debtor != creditor)
      obligations.push_back({debtor, creditor, 1'000 * (1 + below(1 + below(10'000)))});
  }
  return obligations;
}

void clear(benchmark::State& state) {
  const auto obligations = sample(state.range(0), state.range(1));
  std::int64_t owed = 0;
  for (const Obligation& each : obligations) owed += each.amount;
  std::vector<std::int64_t> cleared;
  for (auto _ : state) cleared = set_off(obligations);
  const auto total = std::accumulate(cleared.begin(), cleared.end(), std::int64_t{0});
  state.counters["cleared_percent"] =
      100.0 * static_cast<double>(total) / static_cast<double>(owed);
}
BENCHMARK(clear)
    ->Args({1'000, 100})
    ->Args({10'000, 300})
    ->Args({100'000, 2'000})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace setoff

BENCHMARK_MAIN();
