/// Points on Earth in integers, and the distance between them.
#pragma once

#include <compare>
#include <cstdint>

namespace geo {

/// WGS 84 latitude and longitude in millionths of a degree (11 cm at most). Busan's city hall is
/// {35'179'816, 129'075'022}.
struct Point {
  std::int32_t lat_e6 = 0;  ///< −90,000,000 … 90,000,000, north positive
  std::int32_t lng_e6 = 0;  ///< −180,000,000 … 180,000,000, east positive

  constexpr auto operator<=>(const Point&) const = default;
};

/// True when latitude and longitude are within their ranges.
[[nodiscard]] bool is_valid(Point point);

/// Great-circle distance in metres, rounded; symmetric, 0 between equal points.
/// Requires: both points valid. See: R. W. Sinnott, "Virtues of the Haversine", Sky & Telescope
/// 68(2):159, 1984; mean Earth radius 6,371,008.8 m (IUGG).
[[nodiscard]] std::int64_t distance_m(Point a, Point b);

}  // namespace geo
