// Where an activity might go, ranked by an estimate of what that costs.
#pragma once

#include <cstdint>
#include <vector>

#include "random.h"
#include "state.h"

namespace optimiser {

// Behind `after` in the route of `worker`; `cost` is weighted and local: it follows the delay along
// this route but not through links into others.
struct Candidate {
  std::int64_t cost = 0;
  Index worker = kNone;
  Index after = kNone;
};

// The up to `count` cheapest insertions of `activity`, cheapest first; ties by worker and position.
// With `random`, one position in a hundred is passed over (blinks), which keeps the search from
// building the same routes again. Cost: O(positions × delay length).
std::vector<Candidate> best_candidates(State& state, Index activity, std::size_t count,
                                       Random* random);

}  // namespace optimiser
