// Takes strings of visits out of routes that lie close to each other.
#pragma once

#include <vector>

#include "random.h"
#include "state.h"

namespace optimiser {

class Ruin {
 public:
  Ruin(const Model& model, Random& random) : model_(model), random_(random) {}

  // Removes some visits around a drawn seed, together with everything linked to them. The state is
  // not settled yet. See: Christiaens and Vanden Berghe 2020, §5.2 (adjacent string removal).
  void run(State& state);
  // What the last run took out, and of whose routes.
  struct Removed {
    Index activity = kNone;
    Index worker = kNone;
  };
  const std::vector<Removed>& removed() const { return removed_; }

 private:
  Index draw_seed(const State& state);
  // Something left out, a duty before what may be left out; kNone when nothing is.
  Index draw_left_out(const State& state, Index from, bool is_duty) const;
  Index placed_near(const State& state, Index activity) const;
  // Clears the route of one driver, so that `activity` may have the vehicle.
  void free_vehicle_for(State& state, Index activity);
  Index draw_below(Index count);
  // A string of `length` visits that holds `activity`; with `kept` others left standing inside it.
  void remove_string(State& state, Index activity, Index length, Index kept);
  void remove_group(State& state, Index activity);

  const Model& model_;
  Random& random_;
  std::vector<Index> doomed_;
  std::vector<Removed> removed_;
};

}  // namespace optimiser
