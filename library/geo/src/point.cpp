#include "geo/point.h"

#include <cmath>
#include <numbers>

#include "base/check.h"

namespace geo {

namespace {

constexpr double kEarthRadiusM = 6'371'008.8;
constexpr double kRadiansPerE6 = std::numbers::pi / 180e6;

double sine_squared(double angle) {
  const double sine = std::sin(angle);
  return sine * sine;
}

}  // namespace

bool is_valid(Point point) {
  return point.lat_e6 >= -90'000'000 && point.lat_e6 <= 90'000'000 &&
         point.lng_e6 >= -180'000'000 && point.lng_e6 <= 180'000'000;
}

std::int64_t distance_m(Point a, Point b) {
  CHECK(is_valid(a) && is_valid(b));
  // Exactly zero, whatever the rounding of sine and cosine says.
  if (a == b) return 0;
  const double lat_a = a.lat_e6 * kRadiansPerE6;
  const double lat_b = b.lat_e6 * kRadiansPerE6;
  // Differences are taken in integers, so that exchanging the points changes signs only.
  const double half_lat = (a.lat_e6 - b.lat_e6) * kRadiansPerE6 / 2;
  const double half_lng = (a.lng_e6 - b.lng_e6) * kRadiansPerE6 / 2;
  const double haversine =
      sine_squared(half_lat) + std::cos(lat_a) * std::cos(lat_b) * sine_squared(half_lng);
  // fmin: at antipodes rounding may carry the haversine beyond one, where asin is undefined.
  return std::llround(2 * kEarthRadiusM * std::asin(std::sqrt(std::fmin(1.0, haversine))));
}

}  // namespace geo
