// Where an activity might go, ranked by an estimate of what that costs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "estimate.h"
#include "positions.h"
#include "random.h"
#include "state.h"

namespace optimiser {

// Behind `after` in the route of `worker`; `cost` is weighted and follows the delay along routes
// and links, but not into terms of the whole plan other than tardiness_max.
struct Candidate {
  std::int64_t cost = 0;
  Index worker = kNone;
  Index after = kNone;
};

// Places for both ends of a link, in two routes.
struct PairCandidate {
  std::int64_t cost = 0;
  Candidate first;
  Candidate second;
};

// Whose routes are looked at.
enum class Reach {
  near,  // those that pass close by, of workers whom the activity knows, and of one who is free
  all,
};

class Candidates {
 public:
  explicit Candidates(const Model& model)
      : model_(model),
        estimate_(model),
        seen_stamps_(model.problem.workers.size(), 0),
        idle_counts_(model.problem.workers.size(), 0) {}

  // Reach::near counts where there are many workers, as most of them are far away then.
  void set_reach(Reach reach) { reach_ = reach; }

  // The up to `count` cheapest insertions of `activity` below `cost_max`, cheapest first; ties by
  // worker and position. With `random`, one position in a hundred is passed over (blinks), which
  // keeps the search from building the same routes again. Valid until the next call.
  // Cost: O(positions), and the length of the delay for those that look cheap.
  std::span<const Candidate> best(State& state, Index activity, std::size_t count,
                                  std::int64_t cost_max, Random* random);

  // The same for the two ends of one link of different workers, `first` being the earlier one.
  // Requires: neither is planned, no other link ties them.
  std::span<const PairCandidate> best_pair(State& state, Index first, Index second,
                                           std::size_t count, std::int64_t cost_max,
                                           Random* random);

 private:
  void list_workers(const State& state, Index activity, Index twins_max);
  void list_near(const State& state, Index activity);
  // A position and what is known of it before the delays that it causes.
  struct Position {
    std::int64_t cost = 0;
    Index worker = kNone;
    Index after = kNone;
    Time start = 0;          // when no partner holds it up
    Time onward = 0;         // duration of the way to the next stop
    std::int64_t timed = 0;  // the part of `cost` that hangs on `start`
    std::int64_t delay = 0;  // what it adds to others: exact when below delay_max
    std::int64_t delay_max = 0;
    std::uint32_t room = 0;  // of the list of rooms, counted from 1; 0: not needed
  };

  void scan(State& state, Index activity, Index worker, std::size_t count, Random* random);
  void scan_trials(State& state, Index activity, Index worker, std::size_t count);
  void keep(const Candidate& candidate, std::size_t count);
  std::int64_t cost_of_worker(const State& state, Index activity, Index worker) const;
  Index person_asked_for(const State& state, Index activity) const;
  Time bound_by_ties(const State& state, Index activity) const;
  std::int64_t cutoff(std::size_t count) const;

  struct Positioned {
    std::vector<Position> positions;  // cheapest first
    std::vector<Room> rooms;
  };

  void list_positions(State& state, Index activity, Random* random, Positioned& out);
  std::int64_t delay_of(const State& state, Index activity, Position& position,
                        std::int64_t cost_max);
  std::int64_t leave(const State& state, Index activity, const Position& position, Time start,
                     std::int64_t cost_max);
  std::int64_t cost_of_pair(const State& state, Index first, const Position& p, Index second,
                            const Position& q, const Tie& tie, std::int64_t cost_max);
  void match(State& state, Index first, Index second, const Tie& tie, std::size_t count);

  const Model& model_;
  Estimate estimate_;
  std::int64_t cost_max_ = 0;
  std::vector<Candidate> best_;
  std::vector<PairCandidate> best_pairs_;
  Positioned first_, second_;
  RouteRoom room_;
  Reach reach_ = Reach::all;
  std::vector<Index> workers_;              // whose routes are looked at
  std::vector<std::uint32_t> seen_stamps_;  // by worker: in workers_ when equal to seen_stamp_
  std::uint32_t seen_stamp_ = 0;
  std::vector<Index> idle_counts_;  // by worker: twins of this one in workers_ without visits
};

// Candidates::best() as a list of its own.
std::vector<Candidate> best_candidates(State& state, Index activity, std::size_t count,
                                       Random* random);

}  // namespace optimiser
