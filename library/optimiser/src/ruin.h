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

 private:
  Index draw_seed(const State& state);
  // A string of `length` visits that holds `activity`; with `kept` others left standing inside it.
  void remove_string(State& state, Index activity, Index length, Index kept);
  void remove_group(State& state, Index activity);

  const Model& model_;
  Random& random_;
  std::vector<Index> doomed_;
};

}  // namespace optimiser
