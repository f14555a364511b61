#include "geo/projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/check.h"

namespace geo {

namespace {

constexpr std::int64_t kMicro = 1'000'000;
constexpr std::int64_t kMetresPerDegree = 111'195;  // of latitude, on the mean sphere

std::int64_t divide_rounded(std::int64_t a, std::int64_t b) {
  CHECK(b > 0);
  // Symmetric about zero: a point east and one west of the middle land alike.
  return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b);
}

std::int64_t cosine_e6(std::int32_t lat_e6) {
  return std::llround(std::cos(lat_e6 * (std::numbers::pi / 180e6)) * static_cast<double>(kMicro));
}

}  // namespace

Bounds bounds_of(std::span<const Point> points) {
  CHECK(!points.empty());
  Bounds bounds{points.front(), points.front()};
  for (const Point& point : points) {
    bounds.south_west.lat_e6 = std::min(bounds.south_west.lat_e6, point.lat_e6);
    bounds.south_west.lng_e6 = std::min(bounds.south_west.lng_e6, point.lng_e6);
    bounds.north_east.lat_e6 = std::max(bounds.north_east.lat_e6, point.lat_e6);
    bounds.north_east.lng_e6 = std::max(bounds.north_east.lng_e6, point.lng_e6);
  }
  return bounds;
}

Projection::Projection(const Bounds& bounds, const Canvas& canvas) {
  const std::int64_t width = canvas.width - 2 * std::int64_t{canvas.margin};
  const std::int64_t height = canvas.height - 2 * std::int64_t{canvas.margin};
  CHECK(width > 0 && height > 0);
  const std::int64_t lat_span = bounds.north_east.lat_e6 - std::int64_t{bounds.south_west.lat_e6};
  const std::int64_t lng_span = bounds.north_east.lng_e6 - std::int64_t{bounds.south_west.lng_e6};
  // A box across the date line is not drawn: no city of ours lies there.
  CHECK(lat_span >= 0 && lng_span >= 0);
  centre_.lat_e6 = static_cast<std::int32_t>(bounds.south_west.lat_e6 + lat_span / 2);
  centre_.lng_e6 = static_cast<std::int32_t>(bounds.south_west.lng_e6 + lng_span / 2);
  middle_ = {canvas.width / 2, canvas.height / 2};
  // One degree of longitude is shorter by the cosine; at Busan by 18 %.
  cos_e6_ = cosine_e6(centre_.lat_e6);
  // At least one: a single point has no extent and must not divide by zero.
  const std::int64_t east_west = std::max<std::int64_t>(1, lng_span * cos_e6_ / kMicro);
  const std::int64_t north_south = std::max<std::int64_t>(1, lat_span);
  // The axis that is the fuller of the two sets the scale.
  const bool is_wide = width * north_south < height * east_west;
  scale_num_ = is_wide ? width : height;
  scale_den_ = is_wide ? east_west : north_south;
}

Pixel Projection::project(Point point) const {
  const std::int64_t east =
      divide_rounded((std::int64_t{point.lng_e6} - centre_.lng_e6) * cos_e6_, kMicro);
  const std::int64_t north = std::int64_t{point.lat_e6} - centre_.lat_e6;
  return {static_cast<std::int32_t>(middle_.x + divide_rounded(east * scale_num_, scale_den_)),
          static_cast<std::int32_t>(middle_.y - divide_rounded(north * scale_num_, scale_den_))};
}

std::int64_t Projection::metres_per_100_pixels() const {
  return divide_rounded(100 * scale_den_ * kMetresPerDegree, scale_num_ * kMicro);
}

}  // namespace geo
