// The positions of a route, one after another, and what an activity adds at each.
#pragma once

#include <cstdint>
#include <vector>

#include "state.h"

namespace optimiser {

// What waiting and balance at one position depend on, besides the start of the activity.
struct Room {
  Time travel = 0;       // added ways
  Time onward = 0;       // from the activity
  Time next_start = 0;   // of the stop behind; kNever when none
  Time next_late = 0;    // the same, put off as far as the end of the route allows
  Time last_start = 0;   // of the last stop
  Time first_late = 0;   // the latest that the first stop can be put off for what lies before
  Time ways_before = 0;  // from the first stop's start to the activity without any waiting
  Time ways = 0;         // from the first stop's start to the last one's, after the insertion
  Time waiting = 0;      // of the route so far
  Time end_finish = 0;   // when the end place is reached so far, or behind the activity
  bool is_first = false;
  bool is_present = false;  // waiting counts from the start of the shift

  // Weighted change of waiting and of the terms of balance when `activity` starts at `start`.
  std::int64_t balance_change(const State& state, Index activity, Index worker, Time start) const;
};

// What the room at all positions of one route rests on: a scratch that they share.
struct RouteRoom {
  std::vector<Time> late;        // by stop: put off as far as the route alone allows
  std::vector<Time> first_late;  // by position: of the first stop, for what lies before
  std::vector<Time> ways;        // by position: from the first stop's start to the last one before
};

class Positions {
 public:
  // Requires: `scratch` outlives it and is used by one at a time.
  Positions(const State& state, Index activity, Index worker, RouteRoom& scratch);

  // Moves behind the next stop; false at the end of the route.
  bool advance();
  // Reads the ways: `arrival`, `onward`, `added` and all below hold from then until advance().
  void measure();

  // Whether the next stop would have left when the activity, which lasts `duration` and begins at
  // `earliest` or later, is over.
  bool is_gone(Time earliest, Time duration) const {
    return next != kNone && earliest + duration > state_.stop(next).latest;
  }
  // Whether the worker comes free after `latest` here and behind.
  bool is_over(Time latest) const { return free_at_ > latest; }

  // The weighted change of waiting and balance when the activity starts at `start`. Cost: O(1), and
  // O(route) for the first position of the route that is asked.
  std::int64_t balance_change(Time start) {
    return room().balance_change(state_, activity_, worker_, start);
  }
  // What balance_change() cannot fall below, whatever the start; 0 where nothing balances. O(1).
  std::int64_t balance_floor() const;
  Room room();

  Index after = kNone;
  Index next = kNone;
  Time arrival = 0;        // at the activity
  Time onward = 0;         // duration of the way from it to the next stop, or to the end place
  std::int64_t added = 0;  // weighted ways
  const bool is_balancing;

 private:
  void prepare_room();
  void prepare_late();
  void prepare_first_late();

  const State& state_;
  const Model& model_;
  const Ways& ways_;
  RouteRoom& scratch_;
  Index activity_;
  Index worker_;
  Index end_;
  Index place_;
  Index from_;          // where the worker comes from
  Index gate_ = kNone;  // first of the breaks right before, taken where the activity is
  Time free_at_;
  Time travel_ = 0;  // added ways
  Time there_ = 0;

  std::size_t order_ = 0;  // stops before the position
  bool is_prepared_ = false;
  Time ways_in_all_ = 0;  // from the first stop's start to the last one's
  Time last_start_ = 0;
  Time waiting_ = 0;
};

}  // namespace optimiser
