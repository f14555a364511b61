// A circulation of least cost. C++17: the only header that the source with LEMON reads.
#pragma once

#include <cstdint>
#include <vector>

namespace setoff {

struct Arc {
  int from = 0;
  int to = 0;
  std::int64_t capacity = 0;  // >= 0; flow is between 0 and this
  std::int64_t cost = 0;      // of each unit
};

// The flow on each arc: what enters a node leaves it, and no such flow costs less.
std::vector<std::int64_t> cheapest_circulation(int nodes, const std::vector<Arc>& arcs);

}  // namespace setoff
