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
[[nodiscard]] std::vector<api::Route> donation_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> offline_till_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> nearby_routes();
[[nodiscard]] std::vector<api::Route> card_sheet_routes();
[[nodiscard]] std::vector<api::Route> bank_routes(ledger::Ledger& ledger,
                                                  const crypto::Sealer& sealer);

}  // namespace market
