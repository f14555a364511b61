// Names for ids. Lists show masked names; who needs the whole one asks for it and is logged.
#include "names.h"

#include <algorithm>

#include "base/text.h"

namespace care {

Persons::Persons(db::Transaction& tx, RegionId region_id, std::vector<PersonId> ids) {
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  std::erase(ids, PersonId{});
  for (people::Person& person : people::find_persons(tx, region_id, ids)) {
    const PersonId id = person.id;
    persons_.emplace(id, std::move(person));
  }
}

const people::Person* Persons::find(PersonId id) const {
  const auto found = persons_.find(id);
  return found == persons_.end() ? nullptr : &found->second;
}

std::string Persons::name(PersonId id) const {
  const people::Person* person = find(id);
  return person ? person->name : std::string();
}

std::string Persons::masked_name(PersonId id) const { return base::mask_name(name(id)); }

const std::string& OrganisationNames::operator()(OrganisationId id) {
  const auto [place, is_new] = names_.try_emplace(id);
  if (!is_new || !id) return place->second;
  if (const auto organisation = people::find_organisation(tx_, region_id_, id))
    place->second = organisation->name;
  return place->second;
}

}  // namespace care
