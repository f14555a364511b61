// Following a worker from place to place.
#pragma once

#include <vector>

#include "base/check.h"
#include "optimiser/problem.h"

namespace optimiser {

// Element `index` of `items`. Requires: in range.
template <class T>
T& at(std::vector<T>& items, Index index) {
  CHECK(index >= 0 && static_cast<std::size_t>(index) < items.size());
  return items[static_cast<std::size_t>(index)];
}
template <class T>
const T& at(const std::vector<T>& items, Index index) {
  CHECK(index >= 0 && static_cast<std::size_t>(index) < items.size());
  return items[static_cast<std::size_t>(index)];
}

struct Way {
  Time duration = 0;
  std::int64_t distance = 0;
};

// The way between two places; none when either is kNone.
inline Way way_between(const TravelMatrix& matrix, Index from, Index to) {
  if (from == kNone || to == kNone || from == to) return {};
  CHECK(from >= 0 && from < matrix.size);
  CHECK(to >= 0 && to < matrix.size);
  const auto cell = static_cast<std::size_t>(from) * static_cast<std::size_t>(matrix.size) +
                    static_cast<std::size_t>(to);
  CHECK(cell < matrix.duration.size());
  CHECK(matrix.distance.empty() || cell < matrix.distance.size());
  return {matrix.duration[cell], matrix.distance.empty() ? 0 : matrix.distance[cell]};
}

// Where a worker is, beginning at the start place. A place of kNone is wherever the worker is.
class Walk {
 public:
  Walk(const Problem& problem, Index worker, Index vehicle)
      : matrix_(at(problem.travel, vehicle == kNone ? at(problem.workers, worker).mode
                                                    : at(problem.vehicles, vehicle).mode)),
        place_(at(problem.workers, worker).start_place) {
    CHECK(place_ >= kNone && place_ < matrix_.size);
  }

  Way go_to(Index place) {
    const Way way = way_between(matrix_, place_, place);
    CHECK(way.duration >= 0 && way.distance >= 0);
    if (place != kNone) place_ = place;
    return way;
  }

 private:
  const TravelMatrix& matrix_;
  Index place_;
};

}  // namespace optimiser
