/// Routes of the module.
#pragma once

#include <vector>

#include "api/route.h"
#include "insight/district.h"

namespace insight {

[[nodiscard]] std::vector<api::Route> loop_routes(Sources sources);

}  // namespace insight
