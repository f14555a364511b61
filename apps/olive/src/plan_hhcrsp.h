// The home health care routing and scheduling instances of Mankowska, Kummer and the Italian cities
// (github.com/iolab-uniud/hhcrsp). See docs/formats/plan.md.
#pragma once

#include "json/tree.h"
#include "plan_case.h"

namespace olive {

// True for a file of this family.
bool is_hhcrsp(const json::Node& root);
PlanCaseRead read_hhcrsp(json::Tree& tree);

}  // namespace olive
