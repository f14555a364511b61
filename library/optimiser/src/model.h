// The problem prepared for the search.
#pragma once

#include <cstdint>
#include <vector>

#include "optimiser/problem.h"
#include "optimiser/terms.h"

namespace optimiser {

// One end of a link seen from the other: gap_min ≤ start[other] − start[self] ≤ gap_max.
struct Tie {
  Index other = kNone;
  Time gap_min = 0;
  Time gap_max = 0;
  WorkerRelation relation = WorkerRelation::any;
};

struct Model {
  Model(const Problem& problem_in, const Weights& weights_in);

  Index activity_count() const { return static_cast<Index>(problem.activities.size()); }
  Index worker_count() const { return static_cast<Index>(problem.workers.size()); }
  Index group_count() const { return static_cast<Index>(groups.size()); }

  // The worker alone or with some vehicle of the pool has the traits.
  bool can_have_traits(Index worker, BitSet traits) const;
  bool may_take(Index worker, Index vehicle) const;

  const Problem& problem;
  Weights weights;
  std::vector<std::vector<Tie>> ties;          // by activity
  std::vector<Index> group_of;                 // by activity
  std::vector<std::vector<Index>> groups;      // linked activities, earlier ones first
  std::vector<std::uint8_t> is_hopeless;       // by group: some member has no worker at all
  std::vector<std::vector<Index>> workers_of;  // by activity: who is allowed and able
  std::vector<std::vector<Index>> near;        // by activity: itself, then the closest others
  std::vector<Index> person;                   // by worker
};

}  // namespace optimiser
