#include "funds/module.h"

#include <iterator>

#include "funds/spending.h"
#include "routes.h"

OLIVE_EMBEDDED(funds)

namespace funds {

manifest::Module module(Dependencies dependencies) {
  manifest::Module module{
      .name = "funds", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"funds.view", {"metro_centre", "city_officer", "auditor", "centre_director"}},
      {"funds.manage", {"metro_centre", "city_officer"}},
      {"funds.approve", {"metro_centre", "city_officer"}},
      {"funds.evidence", {"metro_centre", "city_officer", "auditor"}},
      {"funds.custody", {"metro_centre", "centre_director"}},
  };
  for (auto* make : {&programme_routes, &agreement_routes, &movement_routes, &commitment_routes,
                     &spending_routes, &evidence_routes, &fund_settlement_routes, &asset_routes,
                     &publication_routes})
    std::ranges::move(make(dependencies), std::back_inserter(module.routes));
  module.settings = {kReallocationMax, kSimpleReceiptMax, kEvidenceBytesMax};
  return module;
}

}  // namespace funds
