#include "geo/travel.h"

#include <algorithm>

#include "base/check.h"

namespace geo {

namespace {

std::size_t cell(std::int32_t size, std::int32_t from, std::int32_t to) {
  CHECK(from >= 0 && from < size && to >= 0 && to < size);
  // In size_t before multiplying: 50,000 places squared do not fit 32 bits.
  return static_cast<std::size_t>(from) * static_cast<std::size_t>(size) +
         static_cast<std::size_t>(to);
}

}  // namespace

std::int32_t TravelTimes::duration_at(std::int32_t from, std::int32_t to) const {
  return duration_s[cell(size, from, to)];
}

std::int32_t TravelTimes::distance_at(std::int32_t from, std::int32_t to) const {
  return distance_m[cell(size, from, to)];
}

TravelTimes make_travel_times(std::int32_t size) {
  CHECK(size >= 0);
  const auto cells = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
  return {size, std::vector<std::int32_t>(cells), std::vector<std::int32_t>(cells)};
}

bool is_well_formed(const TravelTimes& times) {
  if (times.size < 0) return false;
  // Sizes first: the diagonal is read only from vectors that have one.
  const auto cells = static_cast<std::size_t>(times.size) * static_cast<std::size_t>(times.size);
  if (times.duration_s.size() != cells || times.distance_m.size() != cells) return false;
  for (std::int32_t i = 0; i < times.size; ++i)
    if (times.duration_at(i, i) != 0 || times.distance_at(i, i) != 0) return false;
  const auto is_negative = [](std::int32_t value) { return value < 0; };
  return std::ranges::none_of(times.duration_s, is_negative) &&
         std::ranges::none_of(times.distance_m, is_negative);
}

}  // namespace geo
