// The module's routes by topic. Each function returns plain data for the manifest.
#pragma once

#include <vector>

#include "api/route.h"
#include "care/care.h"

namespace care {

using Routes = std::vector<api::Route>;

[[nodiscard]] Routes service_routes(const Dependencies& dependencies);
[[nodiscard]] Routes referral_routes(const Dependencies& dependencies);
[[nodiscard]] Routes referral_step_routes(const Dependencies& dependencies);
[[nodiscard]] Routes visit_routes(const Dependencies& dependencies);
[[nodiscard]] Routes visit_step_routes(const Dependencies& dependencies);
[[nodiscard]] Routes day_plan_routes(const Dependencies& dependencies);
[[nodiscard]] Routes my_care_routes(const Dependencies& dependencies);

}  // namespace care
