// Bringing a plan from outside into a state.
#pragma once

#include "optimiser/solution.h"
#include "state.h"

namespace optimiser {

// Puts what is valid in `plan` into the empty `state`, in its order; linked activities whole or not
// at all. The trail is forgotten.
void load_plan(State& state, const Plan& plan);

}  // namespace optimiser
