// The unified home health care instances (github.com/iolab-uniud/uhhc): depots, shifts, lunches,
// several windows, optional patients, weights of each file's own. See docs/formats/plan.md.
#pragma once

#include "json/tree.h"
#include "plan_case.h"

namespace olive {

// True for a file of this family.
bool is_uhhc(const json::Node& root);
PlanCaseRead read_uhhc(json::Tree& tree);

}  // namespace olive
