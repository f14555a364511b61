// Olive's own planning problems and plans as JSON: everything the engine knows, by name. See
// docs/formats/plan.md.
#pragma once

#include "plan_case.h"

namespace olive {

PlanCaseRead read_olive_plan(std::string_view text);

// The file of a problem, with the names `p1`, `a1`, `w1`, `v1` …; for problems made by a program.
std::string write_olive_problem(const optimiser::Problem& problem,
                                const optimiser::Weights& weights);

}  // namespace olive
