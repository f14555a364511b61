/// Who asks, and what they may do where.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace api {

/// One role of the caller in one organisation; no organisation: in the whole region.
struct Grant {
  std::string role;
  base::OrganisationId organisation_id{};
};

/// A permission and the roles that hold it. Services list theirs in the manifest.
struct Permission {
  std::string_view name;                ///< `care.dispatch`
  std::vector<std::string_view> roles;  ///< `coordinator`, `metro_centre` …
};

/// Scope of a permission for one caller.
struct Scope {
  bool everywhere = false;                            ///< in the whole region
  std::vector<base::OrganisationId> organisations{};  ///< sorted; meaningful unless everywhere

  [[nodiscard]] bool covers(base::OrganisationId organisation_id) const;
  [[nodiscard]] bool is_empty() const { return !everywhere && organisations.empty(); }
};

/// The signed-in caller, or nobody (person_id 0) on public routes.
struct Principal {
  base::RegionId region_id{};
  base::PersonId person_id{};
  base::Id<struct SessionTag> session_id{};
  std::vector<Grant> grants;

  [[nodiscard]] bool is_signed_in() const { return static_cast<bool>(person_id); }
  [[nodiscard]] bool has_role(std::string_view role) const;
};

}  // namespace api
