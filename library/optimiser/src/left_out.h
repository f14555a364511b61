// Why something is in no route.
#pragma once

#include "optimiser/solution.h"
#include "state.h"

namespace optimiser {

// The reason for `activity`, which `state` leaves out. Tries its group in an empty plan and in
// `state`, which is unchanged afterwards. Cost: a few insertions.
LeftOutReason reason_of(const Model& model, State& state, Index activity);

}  // namespace optimiser
