// The problem prepared for the search.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "optimiser/problem.h"
#include "optimiser/terms.h"
#include "rules.h"

namespace optimiser {

// One end of a link seen from the other: gap_min ≤ start[other] − start[self] ≤ gap_max.
struct Tie {
  Index other = kNone;
  Time gap_min = 0;
  Time gap_max = 0;
  WorkerRelation relation = WorkerRelation::any;
};

// What the search reads of an activity all the time, side by side.
struct Facts {
  Time earliest = -kForever;
  Time latest = kNever;  // of the start, without overdue
  Time due = kNever;     // later starts may be tardy
  Time duration = 0;
  Index place = kNone;
  bool has_one_window = true;  // else `earliest` and `latest` only enclose the windows
  bool is_tied = false;
  bool is_published = false;
};

// A travel matrix that can be read along both of its sides: column `i` lies in one piece as well.
struct Ways {
  Index size = 0;
  const std::int32_t* duration_from = nullptr;
  const std::int32_t* duration_to = nullptr;
  const std::int32_t* distance_from = nullptr;  // null: distances are not counted
  const std::int32_t* distance_to = nullptr;

  Time duration(Index from, Index to) const {
    if (from == kNone || to == kNone) return 0;
    return duration_from[cell(from, to)];
  }
  std::int64_t distance(Index from, Index to) const {
    if (from == kNone || to == kNone || distance_from == nullptr) return 0;
    return distance_from[cell(from, to)];
  }
  // OPTIMIZATION: brings the ways from and to a place into the cache while other work goes on; read
  // one by one they are most of what an insertion waits for. The first pages of a large matrix do.
  void prefetch(Index place) const {
    constexpr Index kCells = 2'048;
    constexpr Index kCellsPerLine = 16;
    if (place == kNone) return;
    for (Index i = 0; i < std::min(size, kCells); i += kCellsPerLine) {
      __builtin_prefetch(duration_to + cell(place, i));
      if (duration_from != duration_to) __builtin_prefetch(duration_from + cell(place, i));
    }
  }
  std::size_t cell(Index from, Index to) const {
    return static_cast<std::size_t>(from) * static_cast<std::size_t>(size) +
           static_cast<std::size_t>(to);
  }
};

// How loads are kept within capacity.
enum class LoadRule {
  none,
  sums,   // nobody puts down or reloads: the sum of a route says it all
  walks,  // counted along the route
};

// Whether a model lists which activities lie near each other: n² work that only a search needs.
enum class Neighbours { none, listed };

struct Model {
  Model(const Problem& problem_in, const Weights& weights_in,
        Neighbours neighbours = Neighbours::listed);
  Model(const Model&) = delete;  // `ways` points into `columns`
  Model& operator=(const Model&) = delete;

  Index activity_count() const { return static_cast<Index>(problem.activities.size()); }
  Index worker_count() const { return static_cast<Index>(problem.workers.size()); }
  Index group_count() const { return static_cast<Index>(groups.size()); }

  // The worker alone or with some vehicle of the pool has the traits.
  bool can_have_traits(Index worker, BitSet traits) const;
  bool may_take(Index worker, Index vehicle) const;
  // The worker is one of workers_of(activity).
  bool can_take(Index activity, Index worker) const {
    const std::size_t bit = static_cast<std::size_t>(activity) * problem.workers.size() +
                            static_cast<std::size_t>(worker);
    return (able_[bit / 64] >> (bit % 64) & 1) != 0;
  }

  // The earliest allowed start at or after `time`, or kNever.
  Time start_for(Index activity, Time time) const {
    const Facts& fact = facts[static_cast<std::size_t>(activity)];
    if (!fact.has_one_window)
      return earliest_start(problem.activities[static_cast<std::size_t>(activity)], time);
    const Time start = time > fact.earliest ? time : fact.earliest;
    return start > fact.latest ? kNever : start;
  }
  // Weighted preference and change of worker.
  std::int64_t cost_of_worker(Index activity, Index worker) const {
    const auto a = static_cast<std::size_t>(activity);
    for (std::uint32_t i = named_from_[a]; i < named_from_[a + 1]; ++i)
      if (named_[i].worker == worker) return named_[i].cost;
    return unnamed_costs_[a];
  }
  // What leaving it out costs.
  std::int64_t omission_cost(Index activity) const {
    return omission_costs[static_cast<std::size_t>(activity)];
  }

  const Problem& problem;
  Weights weights;
  std::vector<Facts> facts;                    // by activity
  std::vector<std::vector<Tie>> ties;          // by activity
  std::vector<Index> group_of;                 // by activity
  std::vector<std::vector<Index>> groups;      // linked activities, earlier ones first
  std::vector<std::uint8_t> is_hopeless;       // by group: some member has no worker at all
  std::vector<std::vector<Index>> workers_of;  // by activity: who is allowed and able
  std::vector<std::vector<Index>> near;        // by activity: itself, then the closest others
  std::vector<Index> person;                   // by worker
  std::vector<Index> twin_of;  // by worker: the first who is no different, itself included
  std::vector<Ways> ways;      // by travel matrix
  std::vector<std::int64_t> omission_costs;  // by activity
  LoadRule load_rule = LoadRule::none;
  bool has_links = false;
  bool has_jumps = false;       // whether some activity has several windows
  bool has_late_costs = false;  // whether any cost depends on when a visit starts
  bool balances = false;        // whether waiting or terms of balance cost anything
  bool compares = false;        // whether a term looks at all routes together
  bool postpones = false;       // whether a later start than the earliest may save waiting

 private:
  void prepare_costs();
  void prepare_ways();
  void find_twins();

  struct Named {
    Index worker = kNone;
    std::int64_t cost = 0;
  };

  std::vector<std::int64_t> unnamed_costs_;         // by activity: of workers whom it does not name
  std::vector<Named> named_;                        // by activity: of those whom it does
  std::vector<std::uint32_t> named_from_;           // by activity: where its part of named_ begins
  std::vector<std::uint64_t> able_;                 // activity × worker, one bit each
  std::vector<std::vector<std::int32_t>> columns_;  // matrices that are not symmetric, transposed
};

}  // namespace optimiser
