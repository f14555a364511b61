#include "geo/estimate.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/check.h"

namespace geo {

namespace {

std::size_t index_of(Mode mode) { return static_cast<std::size_t>(mode); }

// Integers throughout: the same seed must give the same plan on every machine.
std::int64_t divide_rounded(std::int64_t a, std::int64_t b) { return (a + b / 2) / b; }

bool holds(const std::vector<std::int32_t>& districts, std::int32_t district) {
  return std::ranges::find(districts, district) != districts.end();
}

// A district in both lists stands on the first side.
enum class Side { neither, first, other };

Side side_of(const Barrier& barrier, std::int32_t district) {
  // Unknown: without a district nobody knows which bank of the river it is on.
  if (district == 0) return Side::neither;
  if (holds(barrier.side, district)) return Side::first;
  const bool is_other = barrier.other_side.empty() || holds(barrier.other_side, district);
  return is_other ? Side::other : Side::neither;
}

bool separates(const Barrier& barrier, std::int32_t a, std::int32_t b) {
  const Side side_a = side_of(barrier, a);
  const Side side_b = side_of(barrier, b);
  return side_a != Side::neither && side_b != Side::neither && side_a != side_b;
}

std::int64_t hill_percent(const EstimateOptions& options, std::int32_t district, Mode mode) {
  for (const Hills& hills : options.hills)
    if (hills.district == district) return hills.percent[index_of(mode)];
  return 100;
}

void check_options(const EstimateOptions& options) {
  for (const ModePace& pace : options.pace) {
    CHECK(pace.speed_m_per_h > 0);
    // A road shorter than the great circle would break the bound that planners may rely on.
    CHECK(pace.road_percent >= 100);
    CHECK(pace.fixed_s >= 0);
  }
  for (const Barrier& barrier : options.barriers) CHECK(barrier.extra_m >= 0);
}

std::int32_t narrow(std::int64_t value) {
  CHECK(value >= 0 && value <= std::numeric_limits<std::int32_t>::max());
  return static_cast<std::int32_t>(value);
}

}  // namespace

Way estimate_way(const EstimateOptions& options, const Place& from, const Place& to, Mode mode) {
  // Also the fixed seconds fall away: two visits in one house need no parking.
  if (from.point == to.point) return {};
  const ModePace& pace = options.pace[index_of(mode)];
  CHECK(pace.speed_m_per_h > 0);
  Way way{pace.fixed_s, divide_rounded(distance_m(from.point, to.point) * pace.road_percent, 100)};
  for (const Barrier& barrier : options.barriers) {
    if (!separates(barrier, from.district, to.district)) continue;
    // Barriers add up: from 강서 to 영도 one crosses the river and the strait.
    way.distance_m += barrier.extra_m;
    way.duration_s += barrier.extra_s[index_of(mode)];
  }
  const std::int64_t two_hills =
      hill_percent(options, from.district, mode) + hill_percent(options, to.district, mode);
  // × 200 and not × 100: the percents of both ends are summed, which makes their mean.
  way.duration_s += divide_rounded(way.distance_m * 3'600 * two_hills, pace.speed_m_per_h * 200);
  return way;
}

TravelTimes estimate_travel(const EstimateOptions& options, std::span<const Place> places,
                            Mode mode) {
  check_options(options);
  const auto size = static_cast<std::int32_t>(places.size());
  TravelTimes times = make_travel_times(size);
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = i + 1; j < places.size(); ++j) {
      const Way way = estimate_way(options, places[i], places[j], mode);
      const std::size_t there = i * places.size() + j;
      const std::size_t back = j * places.size() + i;
      // Both ways alike: an estimate cannot know one-way streets.
      times.duration_s[there] = times.duration_s[back] = narrow(way.duration_s);
      times.distance_m[there] = times.distance_m[back] = narrow(way.distance_m);
    }
  }
  return times;
}

TravelSource estimate_source(EstimateOptions options) {
  check_options(options);
  return [options = std::move(options)](std::span<const Place> places, Mode mode) {
    return estimate_travel(options, places, mode);
  };
}

}  // namespace geo
