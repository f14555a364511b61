#include "way_memory.h"

#include <array>

#include "base/text.h"
#include "people/organisation.h"

namespace care {
namespace {

constexpr std::size_t kWaysMax = 200'000;  // some 20 MB; then it starts anew

}  // namespace

geo::Place place_of(const people::Place& home) {
  const auto district =
      static_cast<std::int32_t>(base::parse_integer(home.district_code).value_or(0));
  if (home.lat_e6 != 0)
    return {{static_cast<std::int32_t>(home.lat_e6), static_cast<std::int32_t>(home.lng_e6)},
            district};
  // Without coordinates the district's office stands for the home: right to a few kilometres.
  if (const people::District* office = people::find_district(home.district_code))
    return {{static_cast<std::int32_t>(office->lat_e6), static_cast<std::int32_t>(office->lng_e6)},
            district};
  // City hall: an unknown home somewhere in Busan is better planned than not at all.
  return {{35'179'816, 129'075'022}, 0};
}

std::int32_t WayMemory::minutes(const geo::Place& from, const geo::Place& to, geo::Mode mode) {
  const Key key{from.point, from.district, to.point, to.district, mode};
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
  }
  // Not under the lock: a router at the other end of the network may take its time.
  const std::array<geo::Place, 2> places{from, to};
  const geo::TravelTimes times = source_(places, mode);
  const std::int32_t minutes = (times.duration_at(0, 1) + 59) / 60;
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kWaysMax) known_.clear();
  known_[key] = minutes;
  return minutes;
}

}  // namespace care
