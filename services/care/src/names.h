// Names for ids: loaded together, masked unless the reader works with the person.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "people/organisation.h"

namespace care {

using base::OrganisationId;
using base::PersonId;
using base::RegionId;

/// Persons by id. Cost: one statement per 500.
class Persons {
 public:
  Persons(db::Transaction& tx, RegionId region_id, std::vector<PersonId> ids);
  /// nullptr for an unknown id and for 0.
  [[nodiscard]] const people::Person* find(PersonId id) const;
  [[nodiscard]] std::string name(PersonId id) const;         ///< empty when unknown
  [[nodiscard]] std::string masked_name(PersonId id) const;  ///< rule R4

 private:
  std::map<PersonId, people::Person> persons_;
};

/// Organisation names, each looked up once.
class OrganisationNames {
 public:
  OrganisationNames(db::Transaction& tx, RegionId region_id) : tx_(tx), region_id_(region_id) {}
  const std::string& operator()(OrganisationId id);

 private:
  db::Transaction& tx_;
  RegionId region_id_;
  std::map<OrganisationId, std::string> names_;
};

/// `1, 2, 3` for IN lists; `0` when there are none. The ids are integers of ours.
template <class Id>
[[nodiscard]] std::string id_list(const std::vector<Id>& ids) {
  std::string out;
  for (const Id id : ids) out += (out.empty() ? "" : ", ") + std::to_string(id.value);
  return out.empty() ? "0" : out;
}

/// About 100 m: enough to plan by, not to find a door.
[[nodiscard]] constexpr std::int64_t coarse_e6(std::int64_t degrees_e6) {
  return (degrees_e6 + 500) / 1000 * 1000;
}

}  // namespace care
