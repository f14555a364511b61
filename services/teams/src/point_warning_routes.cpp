#include "people/person.h"
#include "routes.h"
#include "teams/point_warning.h"

namespace teams {
namespace {

struct WarningQuery {
  std::optional<OrganisationId> centre_id;
};
BOOST_DESCRIBE_STRUCT(WarningQuery, (), (centre_id))

/// A warning with whom to call, masked.
struct NamedWarning {
  PointWarning warning;
  std::string name;
  std::string phone;
};
BOOST_DESCRIBE_STRUCT(NamedWarning, (), (warning, name, phone))

struct NamedWarningList {
  std::vector<NamedWarning> items;
};
BOOST_DESCRIBE_STRUCT(NamedWarningList, (), (items))

struct ToldForm {
  PersonId person_id;
  base::Date expires_on;
};
BOOST_DESCRIBE_STRUCT(ToldForm, (), (person_id, expires_on))

enum class WarningRefusal { point_warning_not_found };
BOOST_DESCRIBE_ENUM(WarningRefusal, point_warning_not_found)

NamedWarningList named(db::Transaction& tx, RegionId region_id,
                       const std::vector<PointWarning>& warnings) {
  std::vector<PersonId> ids;
  for (const PointWarning& warning : warnings) ids.push_back(warning.person_id);
  std::map<PersonId, people::Person> persons;
  for (people::Person& person : people::find_persons(tx, region_id, ids))
    persons.emplace(person.id, people::masked(std::move(person)));
  NamedWarningList list;
  for (const PointWarning& warning : warnings)
    list.items.push_back(
        {warning, persons.at(warning.person_id).name, persons.at(warning.person_id).phone});
  return list;
}

/// The caller's own centre; the metropolitan centre may ask for all.
std::vector<PointWarning> covered(db::Transaction& tx, const api::Context& context,
                                  OrganisationId centre_id) {
  if (!context.scope.covers(centre_id)) return {};
  return open_warnings(tx, context.region_id(), centre_id, context.today());
}

api::Answer<NamedWarningList> get_warnings(db::Transaction& tx, const api::Context& context,
                                           const WarningQuery& in) {
  return named(tx, context.region_id(),
               covered(tx, context, in.centre_id.value_or(OrganisationId{})));
}

api::Answer<NamedWarningList> post_told(db::Transaction& tx, const api::Context& context,
                                        const ToldForm& in) {
  const OrganisationId centre_id = context.path_id<OrganisationId>("id");
  const auto open = covered(tx, context, centre_id);
  const bool is_known = std::ranges::count(open, in.person_id, &PointWarning::person_id) > 0;
  if (!is_known || !record_told(tx, context.region_id(), in.person_id, in.expires_on,
                                context.principal.person_id, context.now))
    return api::refused(WarningRefusal::point_warning_not_found, "/person_id");
  return named(tx, context.region_id(), covered(tx, context, centre_id));
}

}  // namespace

std::vector<api::Route> point_warning_routes() {
  return {
      api::get<WarningQuery, NamedWarningList>("/api/v1/point-warnings",
                                               {.operation = "list_point_warnings",
                                                .permission = "teams.view",
                                                .tag = "teams",
                                                .summary = "Whose points expire soon, of a centre"},
                                               get_warnings),
      api::post<ToldForm, NamedWarningList>(
          "/api/v1/centres/{id}/point-warnings/told",
          {.operation = "record_point_told",
           .permission = "teams.tell",
           .tag = "teams",
           .summary = "Somebody has told the person about the expiry"},
          post_told),
  };
}

}  // namespace teams
