#include "market/ordering.h"

#include <algorithm>
#include <tuple>

namespace market {

bool may_order_for_organisation(people::Role role) {
  using people::Role;
  switch (role) {
    case Role::coordinator:
    case Role::case_manager:
    case Role::centre_director:
    case Role::metro_centre:
    case Role::hospital:
    case Role::dong_officer:
    case Role::district_officer:
    case Role::city_officer: return true;
    case Role::citizen:
    case Role::participant:
    case Role::care_worker:
    case Role::shop_keeper:
    case Role::auditor:
    case Role::administrator: return false;
  }
  return false;
}

std::vector<OrderingOrganisation> ordering_organisations(db::Transaction& tx, RegionId region_id,
                                                         PersonId person_id, base::Date on) {
  std::vector<OrderingOrganisation> list;
  for (const people::Membership& held : people::memberships_of(tx, region_id, person_id, on)) {
    if (!held.organisation_id || !may_order_for_organisation(held.role)) continue;
    if (std::ranges::find(list, held.organisation_id, &OrderingOrganisation::organisation_id) !=
        list.end())
      continue;  // two roles in one
    if (auto found = people::find_organisation(tx, region_id, held.organisation_id))
      list.push_back({found->id, std::move(found->name), std::move(found->place.road_address)});
  }
  std::ranges::sort(list, {}, [](const OrderingOrganisation& each) {
    return std::tuple(std::string_view(each.name), each.organisation_id);
  });
  return list;
}

}  // namespace market
