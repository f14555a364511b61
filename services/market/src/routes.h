/// Routes of the module, by subject.
#pragma once

#include <vector>

#include "api/route.h"
#include "market/module.h"
#include "market/shop.h"

namespace market {

/// The product of the path, when it is of a shop of the caller's.
[[nodiscard]] api::Answer<Product> own_product(db::Transaction& tx, const api::Context& context);

[[nodiscard]] std::vector<api::Route> catalogue_routes();
[[nodiscard]] std::vector<api::Route> photo_routes();
[[nodiscard]] std::vector<api::Route> order_routes(ledger::Ledger& ledger, const PinVault& pins);
[[nodiscard]] std::vector<api::Route> order_statement_routes();
[[nodiscard]] std::vector<api::Route> parcel_routes(ledger::Ledger& ledger, const PinVault& pins);
[[nodiscard]] std::vector<api::Route> code_lock_routes();
[[nodiscard]] std::vector<api::Route> pickup_point_routes();
[[nodiscard]] std::vector<api::Route> delivery_routes(const geo::TravelSource& travel);
[[nodiscard]] std::vector<api::Route> review_routes();
[[nodiscard]] std::vector<api::Route> shop_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> card_routes(const PinVault& pins);
[[nodiscard]] std::vector<api::Route> sale_routes(ledger::Ledger& ledger, const PinVault& pins);
[[nodiscard]] std::vector<api::Route> settlement_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> donation_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> offline_till_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> fair_routes(ledger::Ledger& ledger);
[[nodiscard]] std::vector<api::Route> nearby_routes();
[[nodiscard]] std::vector<api::Route> card_sheet_routes();
[[nodiscard]] std::vector<api::Route> bank_routes(ledger::Ledger& ledger,
                                                  const crypto::Sealer& sealer);

}  // namespace market
