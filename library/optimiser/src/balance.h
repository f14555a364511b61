// The extremes over all routes, kept in a tournament so that one changed route costs O(log routes).
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "optimiser/problem.h"

namespace optimiser {

// What the terms of the whole plan ask of one route, or of several together.
struct Balance {
  Time tardiness_max = 0;
  Time waiting_max = 0;
  Time longest = 0;  // workload of one worker
  Time shortest = kForever, second_shortest = kForever;
  Time idle_max = 0, idle_second = 0;
  Time occupied = 0;  // sum

  Time spread() const { return std::max<Time>(0, longest - shortest); }  // 0 without routes
  bool operator==(const Balance&) const = default;
};

Balance combine(const Balance& one, const Balance& other);

class Tournament {
 public:
  explicit Tournament(std::size_t routes)
      : first_(routes), nodes_(2 * std::max<std::size_t>(routes, 1)) {}

  // Cost: O(log routes), less where nothing changes further up.
  void set(std::size_t route, const Balance& balance);
  // Of all routes together. Cost: O(1).
  const Balance& winner() const { return nodes_[1]; }

 private:
  std::size_t first_;           // of the leaves; node i combines 2i and 2i + 1
  std::vector<Balance> nodes_;  // node 0 is not used
};

}  // namespace optimiser
