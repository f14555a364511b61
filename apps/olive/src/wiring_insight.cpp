#include <map>

#include "care/figures.h"
#include "market/shop.h"
#include "people/organisation.h"
#include "teams/team.h"
#include "wiring.h"

namespace olive {

namespace {

// insight keeps no list of districts with nothing in them, so a map by code is all it takes.
using Counted = std::map<std::string, std::int64_t>;

std::vector<insight::DistrictCount> as_list(const Counted& counted) {
  std::vector<insight::DistrictCount> list;
  for (const auto& [district_code, count] : counted) list.push_back({district_code, count});
  return list;
}

std::vector<insight::DistrictCare> care_in(db::Transaction& tx, base::RegionId region_id,
                                           base::Date from, base::Date to) {
  std::vector<insight::DistrictCare> list;
  for (const care::DistrictFigures& each : care::figures(tx, region_id, from, to))
    list.push_back({each.district_code, each.visits, each.billed_min, each.clients});
  return list;
}

std::vector<insight::DistrictCount> shops_in(db::Transaction& tx, base::RegionId region_id,
                                             base::Date on) {
  Counted counted;
  for (const market::Shop& shop : market::list_shops(tx, region_id))
    if (shop.is_open && shop.opened_on <= on) ++counted[shop.place.district_code];
  return as_list(counted);
}

// Where each team works.
std::map<base::OrganisationId, std::string> team_districts(db::Transaction& tx,
                                                           base::RegionId region_id) {
  std::map<base::OrganisationId, std::string> districts;
  for (const auto& team :
       people::organisations_of_kind(tx, region_id, people::OrganisationKind::team))
    districts[team.id] = team.place.district_code;
  return districts;
}

std::vector<insight::DistrictCount> teams_in(db::Transaction& tx, base::RegionId region_id,
                                             base::Date on) {
  Counted counted;
  const auto districts = team_districts(tx, region_id);
  for (const teams::Team& team : teams::list_teams(tx, region_id, {}, on))
    if (const auto found = districts.find(team.id); found != districts.end())
      ++counted[found->second];
  return as_list(counted);
}

// People count where their team works, not where they live: homes are nobody's business here.
std::vector<insight::DistrictCount> participants_in(db::Transaction& tx, base::RegionId region_id,
                                                    base::Date on) {
  Counted counted;
  const auto districts = team_districts(tx, region_id);
  for (const teams::Member& member : teams::placements_between(tx, region_id, on, on))
    if (const auto found = districts.find(member.team_id); found != districts.end())
      ++counted[found->second];
  return as_list(counted);
}

}  // namespace

insight::Sources insight_sources() {
  return {.care = care_in, .shops = shops_in, .teams = teams_in, .participants = participants_in};
}

}  // namespace olive
