#include "people/module.h"

#include <iterator>

#include "routes.h"

OLIVE_EMBEDDED(people)

namespace people {

manifest::Module module() {
  manifest::Module module{
      .name = "people", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"people.search",
       {"coordinator", "case_manager", "centre_director", "dong_officer", "district_officer",
        "metro_centre", "auditor", "administrator"}},
      {"people.unmask",
       {"coordinator", "case_manager", "centre_director", "dong_officer", "district_officer"}},
      {"people.import", {"centre_director", "metro_centre", "administrator"}},
      {"people.accesses", {"auditor", "administrator"}},
  };
  module.routes = person_routes();
  std::ranges::move(organisation_routes(), std::back_inserter(module.routes));
  return module;
}

}  // namespace people
