#include "state.h"

namespace auth {

namespace {

// The name spares the client a second request for the menu of roles.
SessionRole view_role(db::Transaction& tx, const Directory& directory, base::RegionId region_id,
                      const api::Grant& grant) {
  SessionRole role{.role = grant.role};
  if (grant.organisation_id) {
    role.organisation_id = grant.organisation_id;
    role.organisation_name = directory.organisation_name(tx, region_id, grant.organisation_id);
  }
  return role;
}

}  // namespace

SessionView view_session(db::Transaction& tx, const Directory& directory,
                         const api::Principal& principal, std::string_view token,
                         base::Instant expires_at, i18n::Language language) {
  SessionView view{.person_id = principal.person_id,
                   .name = directory.display_name(tx, principal.region_id, principal.person_id),
                   .csrf_token = csrf_of(token),
                   .expires_at = expires_at,
                   .language = language == i18n::Language::en ? "en" : "ko"};
  for (const api::Grant& grant : principal.grants)
    view.roles.push_back(view_role(tx, directory, principal.region_id, grant));
  return view;
}

}  // namespace auth
