// Who may speak for which party.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "api/principal.h"
#include "netting/obligation.h"

namespace netting {

// An organisation that may owe and be owed.
struct TradingParty {
  OrganisationId id;
  std::string name;
  people::OrganisationKind kind = people::OrganisationKind::team;
  bool is_own = false;  // the caller may speak for it
};
BOOST_DESCRIBE_STRUCT(TradingParty, (), (id, name, kind, is_own))

// Whether `scope` covers the organisation or one that it belongs to.
bool speaks_for(db::Transaction& tx, RegionId region_id, const api::Scope& scope,
                OrganisationId organisation_id);
// Who is told what concerns the organisation on `on`: keepers and directors of it, or of what it
// belongs to.
std::set<PersonId> speakers_of(db::Transaction& tx, RegionId region_id,
                               OrganisationId organisation_id, Date on);
// All teams, enterprises and shops, by name; own ones first.
std::vector<TradingParty> list_parties(db::Transaction& tx, RegionId region_id,
                                       const api::Scope& scope);

}  // namespace netting
