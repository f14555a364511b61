// The four-eyes rule: who proposes a step does not decide it.
#pragma once

#include "base/check.h"
#include "base/result.h"
#include "funds/programme.h"

namespace funds {

// Refuses `settled` when somebody has decided already, `own` when the same person would.
template <class R>
base::Result<void, R> check_step(StepState state, PersonId proposed_by, PersonId decided_by,
                                 R settled, R own) {
  CHECK_REQUEST(static_cast<bool>(decided_by));
  if (state != StepState::proposed) return base::refuse(settled);
  if (proposed_by == decided_by) return base::refuse(own);
  return {};
}

}  // namespace funds
