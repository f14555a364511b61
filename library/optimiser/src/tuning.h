// The few numbers of the search that measurements chose; see benchmarks/optimiser.
#pragma once

#include <cstdint>

#include "optimiser/problem.h"

namespace optimiser::tuning {

// Temperature: from this many thousandths of what a visit costs in the first plan …
inline constexpr std::int64_t kFirstTemperaturePermille = 2'000;
// … down to one hundredth of it: log₂ 100 · 2¹⁶. Days with more than so many activities get few
// iterations for each and have to end colder, at one three-hundredth: log₂ 300 · 2¹⁶. A city's day
// gains 2 %; 1,000 customers lose 0.4 % once there are 800 iterations for each.
inline constexpr std::int64_t kCoolingQ16 = 435'412;
inline constexpr Index kLargeActivities = 2'000;
inline constexpr std::int64_t kLargeCoolingQ16 = 539'284;

// Coolings in one run: as many as go into this many activities, at most so many.
inline constexpr Index kCycleActivities = 200;
inline constexpr std::int32_t kCyclesMax = 4;

// Ruin as in the paper: about ten visits leave, in strings of at most ten.
inline constexpr Index kRemovedMean = 10;
inline constexpr Index kStringMax = 10;
static_assert(kStringMax >= 1 && kRemovedMean >= 1);
static_assert(4 * kRemovedMean > 1 + kStringMax, "at least one string is taken out");

}  // namespace optimiser::tuning
