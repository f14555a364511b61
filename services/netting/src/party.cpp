#include "party.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace netting {
namespace {

using people::OrganisationKind;

constexpr OrganisationKind kTrading[] = {OrganisationKind::team, OrganisationKind::enterprise,
                                         OrganisationKind::shop};
constexpr int kLevels = 4;  // shop → team → regional centre → metropolitan centre

}  // namespace

bool may_trade(OrganisationKind kind) {
  return std::ranges::find(kTrading, kind) != std::end(kTrading);
}

bool speaks_for(db::Transaction& tx, RegionId region_id, const api::Scope& scope,
                OrganisationId organisation_id) {
  if (scope.everywhere) return true;
  OrganisationId id = organisation_id;
  for (int level = 0; level < kLevels && id; ++level) {
    if (scope.covers(id)) return true;
    const auto found = people::find_organisation(tx, region_id, id);
    id = found ? found->parent_id : OrganisationId{};
  }
  return false;
}

std::set<PersonId> speakers_of(db::Transaction& tx, RegionId region_id,
                               OrganisationId organisation_id, Date on) {
  std::set<PersonId> speakers;
  OrganisationId id = organisation_id;
  for (int level = 0; level < kLevels && id; ++level) {
    for (const people::Role role : {people::Role::shop_keeper, people::Role::centre_director})
      for (const people::Membership& each : people::members_of(tx, region_id, id, role, on))
        speakers.insert(each.person_id);
    const auto found = people::find_organisation(tx, region_id, id);
    id = found ? found->parent_id : OrganisationId{};
  }
  return speakers;
}

std::vector<TradingParty> list_parties(db::Transaction& tx, RegionId region_id,
                                       const api::Scope& scope) {
  std::vector<people::Organisation> found;
  for (const OrganisationKind kind : kTrading)
    std::ranges::move(people::organisations_of_kind(tx, region_id, kind),
                      std::back_inserter(found));
  std::map<OrganisationId, OrganisationId> parents;
  for (const people::Organisation& each : found) parents[each.id] = each.parent_id;
  const auto is_own = [&](OrganisationId id) {
    for (int level = 0; level < kLevels && id; ++level) {
      if (scope.covers(id)) return true;
      const auto parent = parents.find(id);
      id = parent == parents.end() ? OrganisationId{} : parent->second;
    }
    return false;
  };
  std::vector<TradingParty> parties;
  for (people::Organisation& each : found)
    parties.push_back({each.id, std::move(each.name), each.kind, is_own(each.id)});
  std::ranges::sort(parties, {}, [](const TradingParty& each) {
    return std::tuple(!each.is_own, std::string_view(each.name), each.id);
  });
  return parties;
}

}  // namespace netting
