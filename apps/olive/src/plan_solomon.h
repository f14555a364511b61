// The vehicle routing instances with time windows of Solomon and of Gehring and Homberger, as text.
// Distances and times count in tenths, each way cut off at 0.1 (DIMACS challenge). See
// docs/formats/plan.md.
#pragma once

#include "plan_case.h"

namespace olive {

PlanCaseRead read_solomon(std::string_view text);

}  // namespace olive
