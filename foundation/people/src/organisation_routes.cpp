#include "people/organisation.h"
#include "routes.h"

namespace people {
namespace {

struct OrganisationQuery {
  OrganisationKind kind = OrganisationKind::regional_centre;
};
BOOST_DESCRIBE_STRUCT(OrganisationQuery, (), (kind))

struct OrganisationList {
  std::vector<Organisation> items;
};
BOOST_DESCRIBE_STRUCT(OrganisationList, (), (items))

struct DistrictInfo {
  std::string code;
  std::string name_ko;
  std::string name_en;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  std::int64_t population = 0;
};
BOOST_DESCRIBE_STRUCT(DistrictInfo, (), (code, name_ko, name_en, lat_e6, lng_e6, population))

struct DistrictList {
  std::vector<DistrictInfo> items;
};
BOOST_DESCRIBE_STRUCT(DistrictList, (), (items))

api::Answer<OrganisationList> list_organisations(db::Transaction& tx, const api::Context& context,
                                                 const OrganisationQuery& in) {
  return OrganisationList{organisations_of_kind(tx, context.region_id(), in.kind)};
}

api::Answer<DistrictList> list_districts(db::Transaction&, const api::Context&,
                                         const base::Nothing&) {
  DistrictList list;
  for (const District& district : districts())
    list.items.push_back({std::string(district.code), std::string(district.name_ko),
                          std::string(district.name_en), district.lat_e6, district.lng_e6,
                          district.population});
  return list;
}

}  // namespace

std::vector<api::Route> organisation_routes() {
  return {
      api::get<OrganisationQuery, OrganisationList>("/api/v1/organisations",
                                                    {.operation = "list_organisations",
                                                     .tag = "people",
                                                     .summary = "Organisations of a kind, by name"},
                                                    list_organisations),
      api::get<base::Nothing, DistrictList>(
          "/api/v1/districts",
          {.operation = "list_districts",
           .tag = "people",
           .summary = "The districts of the region with their office coordinates"},
          list_districts, http::Run::in_place),
  };
}

}  // namespace people
