/// Orders in the name of an organisation: whose staff may place them.
#pragma once

#include <string>
#include <vector>

#include "people/organisation.h"
#include "settings/settings.h"

namespace market {

using base::OrganisationId;
using base::PersonId;
using base::RegionId;

/// Most won of one order in the name of an organisation.
inline constexpr settings::Definition kOrganisationWonMax{
    .key = "market.organisation_order_won_max",
    .value = "5000000",
    .unit = "won",
    .minimum = 0,
    .maximum = 1'000'000'000};

/// An organisation in whose name somebody may order; what they order is brought to its address.
struct OrderingOrganisation {
  OrganisationId organisation_id;
  std::string name;
  std::string road_address;
};
BOOST_DESCRIBE_STRUCT(OrderingOrganisation, (), (organisation_id, name, road_address))

/// Whether a role in an organisation gives the right: it is held by staff, not by those whom the
/// organisation serves or who only look at its books. Pure.
[[nodiscard]] bool may_order_for_organisation(people::Role role);
/// The organisations of a person's roles on a day, by name.
[[nodiscard]] std::vector<OrderingOrganisation> ordering_organisations(db::Transaction& tx,
                                                                       RegionId region_id,
                                                                       PersonId person_id,
                                                                       base::Date on);

}  // namespace market
