// Following a worker from place to place.
#pragma once

#include <span>
#include <vector>

#include "base/check.h"
#include "optimiser/problem.h"
#include "optimiser/solution.h"

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

// The ways of a planned route, in its order and at last to the end place.
class Walk {
 public:
  Walk(const Problem& problem, const PlannedRoute& route)
      : problem_(problem),
        visits_(route.visits),
        matrix_(at(problem.travel, route.vehicle == kNone
                                       ? at(problem.workers, route.worker).mode
                                       : at(problem.vehicles, route.vehicle).mode)),
        place_(at(problem.workers, route.worker).start_place),
        end_(at(problem.workers, route.worker).end_place) {
    CHECK(place_ >= kNone && place_ < matrix_.size);
  }

  // To the next visit, or behind the last one to the end place.
  Way go_on() {
    const Index to = next_ < visits_.size() ? place_ahead() : end_;
    const Way way = way_between(matrix_, place_, to);
    CHECK(way.duration >= 0 && way.distance >= 0);
    if (to != kNone) place_ = to;
    ++next_;
    return way;
  }

 private:
  // A break is taken on arrival at the next place; behind all of them the worker stays.
  Index place_ahead() const {
    for (std::size_t i = next_; i < visits_.size(); ++i) {
      const Index place = at(problem_.activities, visits_[i].activity).place;
      if (place != kNone) return place;
    }
    return kNone;
  }

  const Problem& problem_;
  std::span<const PlannedVisit> visits_;
  const TravelMatrix& matrix_;
  Index place_;
  Index end_;
  std::size_t next_ = 0;
};

}  // namespace optimiser
