// Who may do what in care, and the check against a visit's or a referral's organisation.
#pragma once

#include <vector>

#include "api/api.h"
#include "care/visit.h"

namespace care {

[[nodiscard]] const std::vector<api::Permission>& permissions();
/// Where the caller holds the permission called `name`.
[[nodiscard]] api::Scope scope_for(const api::Principal& principal, std::string_view name);

/// The worker of the visit, or somebody who dispatches for its centre.
[[nodiscard]] bool may_carry_out(const api::Context& context, const Visit& visit);
/// The same, and those who may read the centre's visits.
[[nodiscard]] bool may_read(const api::Context& context, const Visit& visit);

}  // namespace care
