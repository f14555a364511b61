#include "api/principal.h"

#include <algorithm>

#include "api/api.h"

namespace api {

// The organisations are sorted by scope_of.
bool Scope::covers(base::OrganisationId organisation_id) const {
  return everywhere || std::ranges::binary_search(organisations, organisation_id);
}

bool Principal::has_role(std::string_view role) const {
  return std::ranges::any_of(grants, [&](const Grant& grant) { return grant.role == role; });
}

// Several roles may carry the permission; the caller may act wherever any of them is held.
Scope scope_of(const Principal& principal, const Permission& permission) {
  Scope scope;
  for (const Grant& grant : principal.grants) {
    if (std::ranges::find(permission.roles, grant.role) == permission.roles.end()) continue;
    if (!grant.organisation_id) scope.everywhere = true;
    else scope.organisations.push_back(grant.organisation_id);
  }
  std::ranges::sort(scope.organisations);
  const auto repeated = std::ranges::unique(scope.organisations);
  scope.organisations.erase(repeated.begin(), repeated.end());
  return scope;
}

}  // namespace api
