#include "balance.h"

#include <algorithm>

#include "base/check.h"

namespace optimiser {

Balance combine(const Balance& one, const Balance& other) {
  Balance both;
  both.tardiness_max = std::max(one.tardiness_max, other.tardiness_max);
  both.waiting_max = std::max(one.waiting_max, other.waiting_max);
  both.longest = std::max(one.longest, other.longest);
  both.shortest = std::min(one.shortest, other.shortest);
  both.second_shortest = std::min(std::max(one.shortest, other.shortest),
                                  std::min(one.second_shortest, other.second_shortest));
  both.idle_max = std::max(one.idle_max, other.idle_max);
  both.idle_second = std::max(std::min(one.idle_max, other.idle_max),
                              std::max(one.idle_second, other.idle_second));
  both.occupied = one.occupied + other.occupied;
  CHECK(both.shortest <= both.second_shortest && both.idle_second <= both.idle_max);
  return both;
}

void Tournament::set(std::size_t route, const Balance& balance) {
  CHECK(route < first_);
  std::size_t i = first_ + route;
  nodes_[i] = balance;
  for (i /= 2; i > 0; i /= 2) {
    const Balance both = combine(nodes_[2 * i], nodes_[2 * i + 1]);
    if (both == nodes_[i]) return;
    nodes_[i] = both;
  }
}

}  // namespace optimiser
