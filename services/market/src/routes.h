/// Routes of the module, by subject.
#pragma once

#include <vector>

#include "api/route.h"
#include "market/module.h"

namespace market {

[[nodiscard]] std::vector<api::Route> shop_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> card_routes(const PinVault& pins);
[[nodiscard]] std::vector<api::Route> sale_routes(ledger::Ledger& ledger, const PinVault& pins);
[[nodiscard]] std::vector<api::Route> settlement_routes(ledger::Ledger& ledger);

}  // namespace market
