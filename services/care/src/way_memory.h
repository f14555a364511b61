// Ways between two places, remembered: a board asks for the same thousand all day long.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <tuple>

#include "geo/travel.h"
#include "people/person.h"

namespace care {

/// A home, or the next best place for one that is not known.
[[nodiscard]] geo::Place place_of(const people::Place& home);

/// Thread-safe. Whole minutes, rounded up.
class WayMemory {
 public:
  explicit WayMemory(geo::TravelSource source) : source_(std::move(source)) {}
  [[nodiscard]] std::int32_t minutes(const geo::Place& from, const geo::Place& to, geo::Mode mode);

 private:
  using Key = std::tuple<geo::Point, std::int32_t, geo::Point, std::int32_t, geo::Mode>;

  geo::TravelSource source_;
  std::mutex mutex_;
  std::map<Key, std::int32_t> known_;
};

}  // namespace care
