/// Routes of the module, by subject.
#pragma once

#include <vector>

#include "api/route.h"

namespace people {

[[nodiscard]] std::vector<api::Route> person_routes();
[[nodiscard]] std::vector<api::Route> organisation_routes();
[[nodiscard]] std::vector<api::Route> right_routes();

}  // namespace people
