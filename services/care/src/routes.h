// The module's routes by topic. Each function returns plain data for the manifest.
#pragma once

#include <memory>
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
[[nodiscard]] Routes my_care_routes(const Dependencies& dependencies);

/// What the routes of dispatching share; see dispatch.h.
struct DispatchTools;
[[nodiscard]] Routes board_routes(const std::shared_ptr<DispatchTools>& tools);
[[nodiscard]] Routes proposal_routes(const std::shared_ptr<DispatchTools>& tools);
[[nodiscard]] Routes disruption_routes(const std::shared_ptr<DispatchTools>& tools);
[[nodiscard]] Routes move_routes(const std::shared_ptr<DispatchTools>& tools);
[[nodiscard]] Routes slot_routes(const std::shared_ptr<DispatchTools>& tools);
[[nodiscard]] Routes what_if_routes(const std::shared_ptr<DispatchTools>& tools);

}  // namespace care
