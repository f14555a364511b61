#include "market/module.h"

#include <iterator>

#include "market/settlement.h"
#include "routes.h"

OLIVE_EMBEDDED(market)

namespace market {

manifest::Module module(Dependencies dependencies) {
  manifest::Module module{
      .name = "market", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"market.sell", {"shop_keeper"}},
      {"market.view", {"shop_keeper", "metro_centre", "city_officer", "auditor"}},
      {"market.manage", {"metro_centre"}},
      {"market.cards", {"coordinator", "case_manager", "centre_director", "metro_centre"}},
      {"market.benefits", {"metro_centre"}},
  };
  for (auto* make : {&shop_routes, &settlement_routes})
    std::ranges::move(make(dependencies.ledger), std::back_inserter(module.routes));
  std::ranges::move(card_routes(dependencies.pins), std::back_inserter(module.routes));
  std::ranges::move(sale_routes(dependencies.ledger, dependencies.pins),
                    std::back_inserter(module.routes));
  module.settings = {kSalePointsMax, kDayPointsMax, kSplitRule};
  return module;
}

}  // namespace market
