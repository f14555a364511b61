// The plan formats by name.
#pragma once

#include "plan_case.h"

namespace olive {

enum class PlanFormat { hhcrsp, solomon, olive };
BOOST_DESCRIBE_ENUM(PlanFormat, hhcrsp, solomon, olive)

// By the first character and the fields: a text that is no JSON object is taken for Solomon's.
PlanFormat guess_plan_format(std::string_view text);
// Reads an instance. `hhcrsp` tells the families of home health care apart by itself.
PlanCaseRead read_plan_case(std::string_view text, PlanFormat format);

}  // namespace olive
