/// Points to pixels, for maps drawn as SVG.
#pragma once

#include <cstdint>
#include <span>

#include "geo/point.h"

namespace geo {

/// The smallest box around some points.
struct Bounds {
  Point south_west;
  Point north_east;
};

/// Requires: at least one point.
[[nodiscard]] Bounds bounds_of(std::span<const Point> points);

/// x grows to the east, y to the south, as in SVG.
struct Pixel {
  std::int32_t x = 0;
  std::int32_t y = 0;

  constexpr auto operator<=>(const Pixel&) const = default;
};

struct Canvas {
  std::int32_t width = 1'000;
  std::int32_t height = 1'000;
  std::int32_t margin = 20;  ///< kept free on every side
};

/// Equirectangular projection, true to scale at the middle latitude of the box; over one city the
/// error is below 0.3 %. Fits the box into the canvas, centred, both axes at one scale.
class Projection {
 public:
  /// Requires: canvas larger than its margins.
  Projection(const Bounds& bounds, const Canvas& canvas);

  /// Points outside the box land outside the margin, never anywhere unexpected.
  [[nodiscard]] Pixel project(Point point) const;

  /// Metres that a length of one hundred pixels stands for, for the scale bar.
  [[nodiscard]] std::int64_t metres_per_100_pixels() const;

 private:
  Point centre_;
  Pixel middle_;
  std::int64_t cos_e6_ = 1'000'000;  // of the middle latitude
  std::int64_t scale_num_ = 1;       // pixels …
  std::int64_t scale_den_ = 1;       // … per millionth of a degree of latitude
};

}  // namespace geo
