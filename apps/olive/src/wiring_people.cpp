#include <algorithm>

#include "people/organisation.h"
#include "people/person.h"
#include "wiring.h"

namespace olive {

namespace {

// A worker's phone or a till would ask for the password all day with the short idle time.
bool is_on_the_move(const std::vector<api::Grant>& grants) {
  static constexpr std::string_view kRoles[] = {"care_worker", "participant", "shop_keeper"};
  return std::ranges::all_of(grants, [](const api::Grant& grant) {
    return std::ranges::find(kRoles, grant.role) != std::end(kRoles);
  });
}

// Whole, not masked: it is shown to its owner.
std::string display_name(db::Transaction& tx, base::RegionId region_id, base::PersonId person_id) {
  const auto person = people::find_person(tx, region_id, person_id);
  return person ? person->name : std::string();
}

std::string organisation_name(db::Transaction& tx, base::RegionId region_id,
                              base::OrganisationId organisation_id) {
  const auto organisation = people::find_organisation(tx, region_id, organisation_id);
  return organisation ? organisation->name : std::string();
}

}  // namespace

auth::Directory directory() {
  return {.grants_of = people::grants_of,
          .display_name = display_name,
          .organisation_name = organisation_name,
          .is_on_the_move = is_on_the_move};
}

}  // namespace olive
