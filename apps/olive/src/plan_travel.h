// Ways that a road router has computed, in place of those of the problem.
#pragma once

#include "plan_case.h"

namespace olive {

// Replaces the matrix of mode 0 by the file `text`: CSV `from,to,duration_s,distance_m` by the
// names of places, or OSRM's `/table/v1` answer with sources and destinations in their order, where
// ways that OSRM lacks stay as they were. Returns what is wrong with it, nothing when all is well.
PlanFaults replace_travel(PlanCase& plan_case, std::string_view text);

}  // namespace olive
