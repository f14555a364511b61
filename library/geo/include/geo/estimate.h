/// Travel times without a road network: great circle × road factor, barriers and hills.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/travel.h"

namespace geo {

/// How one mode moves. All figures are estimates that an operator may set.
struct ModePace {
  std::int64_t speed_m_per_h = 1;   ///< along the road, stops included; positive
  std::int64_t road_percent = 100;  ///< road length as percent of the great circle; ≥ 100
  std::int64_t fixed_s = 0;         ///< each way, wherever it leads: parking, the way to the stop
};

/// A river, strait or mountain that few roads cross. It lies between the districts of `side` and
/// those of `other_side`; an empty `other_side` stands for every district not in `side`.
struct Barrier {
  std::string name;
  std::vector<std::int32_t> side;
  std::vector<std::int32_t> other_side;
  std::int64_t extra_m = 0;               ///< detour to the crossing, for every mode
  std::array<std::int64_t, 3> extra_s{};  ///< queue and change, indexed by Mode
};

/// A district of steep roads: percent of the time that the same way takes on level ground.
/// A way between two districts takes the mean of both.
struct Hills {
  std::int32_t district = 0;
  std::array<std::int64_t, 3> percent{100, 100, 100};  ///< indexed by Mode; ≥ 100
};

/// Everything that `estimate_travel` assumes.
struct EstimateOptions {
  std::array<ModePace, 3> pace{{{4'000, 125, 0}, {14'000, 135, 480}, {24'000, 130, 180}}};
  std::vector<Barrier> barriers;
  std::vector<Hills> hills;
};

/// One way, the same in both directions.
struct Way {
  std::int64_t duration_s = 0;
  std::int64_t distance_m = 0;
};

/// The way between two places; zero when the points are equal. Requires: valid points, paces > 0.
[[nodiscard]] Way estimate_way(const EstimateOptions& options, const Place& from, const Place& to,
                               Mode mode);

/// The matrix of all ways. Cost: O(n² · barriers).
[[nodiscard]] TravelTimes estimate_travel(const EstimateOptions& options,
                                          std::span<const Place> places, Mode mode);

/// The estimate as a port; keeps its own copy of `options`.
[[nodiscard]] TravelSource estimate_source(EstimateOptions options);

}  // namespace geo
