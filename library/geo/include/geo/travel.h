/// The travel-time matrix and the port through which planners ask for one.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "geo/point.h"

namespace geo {

/// How somebody gets from one place to the next.
enum class Mode { walk, transit, car };

/// A place to visit. `district` is the five-digit administrative code (행정구역코드, 강서구 26440);
/// 0 when unknown, which passes no barrier and climbs no hill.
struct Place {
  Point point;
  std::int32_t district = 0;
};

/// Seconds and metres between `size` places: row-major `[from][to]`, diagonal 0, none negative.
/// Not symmetric in general.
struct TravelTimes {
  std::int32_t size = 0;
  std::vector<std::int32_t> duration_s;  ///< size × size
  std::vector<std::int32_t> distance_m;  ///< size × size

  /// Requires: `from` and `to` in 0 … size − 1.
  [[nodiscard]] std::int32_t duration_at(std::int32_t from, std::int32_t to) const;
  [[nodiscard]] std::int32_t distance_at(std::int32_t from, std::int32_t to) const;
};

/// All zero, for `size` places.
[[nodiscard]] TravelTimes make_travel_times(std::int32_t size);

/// True when the vectors have size × size entries, the diagonal is 0 and nothing is negative.
[[nodiscard]] bool is_well_formed(const TravelTimes& times);

/// The port: whoever knows the roads answers with a matrix in the order of `places`.
using TravelSource = std::function<TravelTimes(std::span<const Place> places, Mode mode)>;

}  // namespace geo
