// One run of ruin and recreate with simulated annealing, step by step.
#pragma once

#include <cstdint>

#include "annealing.h"
#include "model.h"
#include "optimiser/solve.h"
#include "random.h"
#include "recreate.h"
#include "ruin.h"
#include "state.h"

namespace optimiser {

class Search {
 public:
  // Makes the first complete plan, beginning with `start`.
  Search(const Model& model, std::uint64_t seed, const Plan& start);

  enum class Outcome { rejected, accepted, improved };
  Outcome step();
  // Takes the spent part of the budget, in thousandths.
  void set_progress(std::int32_t permille);

  std::int64_t temperature() const { return annealing_.temperature(); }
  State& current() { return current_; }
  State& best() { return best_; }

 private:
  std::int64_t first_temperature();

  const Model& model_;
  Random random_;
  Recreate recreate_;
  Ruin ruin_;
  State current_;
  State best_;
  std::int64_t current_total_ = 0;
  std::int64_t best_total_ = 0;
  Annealing annealing_;
};

}  // namespace optimiser
