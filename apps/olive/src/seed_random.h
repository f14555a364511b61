// Chance that comes out the same on every machine: integers only, SplitMix64.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/check.h"

namespace olive::seed {

inline constexpr std::int64_t kMillion = 1'000'000;

// One stream of chance. Streams of different names are independent, so that a change in one part
// of the city leaves the others as they are.
class Random {
 public:
  Random(std::uint64_t seed, std::string_view stream) : state_(seed) {
    for (const char c : stream) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }

  // SplitMix64 (Steele, Lea, Flood 2014).
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  // 0 … n−1. Requires: n > 0.
  std::int64_t below(std::int64_t n) {
    CHECK(n > 0);
    using Wide = unsigned __int128;
    return static_cast<std::int64_t>((Wide{next()} * static_cast<std::uint64_t>(n)) >> 64U);
  }
  // from … to, both included.
  std::int64_t between(std::int64_t from, std::int64_t to) { return from + below(to - from + 1); }
  bool chance(std::int64_t ppm) { return below(kMillion) < ppm; }

  template <class T>
  const T& pick(std::span<const T> items) {
    return items[static_cast<std::size_t>(below(static_cast<std::int64_t>(items.size())))];
  }
  // An index, as often as its weight says. Requires: the weights are not negative nor all zero.
  std::size_t weighted(std::span<const std::int64_t> weights) {
    std::int64_t sum = 0;
    for (const std::int64_t weight : weights) sum += weight;
    std::int64_t rest = below(sum);
    std::size_t i = 0;
    while (rest >= weights[i]) rest -= weights[i++];
    return i;
  }

 private:
  std::uint64_t state_;
};

}  // namespace olive::seed
