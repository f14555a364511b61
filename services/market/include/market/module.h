/// The module's contribution to the product: routes, permissions, settings, tables, messages.
#pragma once

#include "crypto/crypto.h"
#include "geo/travel.h"
#include "ledger/ledger.h"
#include "manifest/manifest.h"
#include "market/card.h"

namespace market {

/// What the routes use; all of it must outlive the server.
struct Dependencies {
  ledger::Ledger& ledger;
  PinVault pins;  ///< made from crypto::Sealer::derive("market.pin")
  const crypto::Sealer& sealer;
  geo::TravelSource travel{};  ///< of delivery runs; empty: the estimate
};

/// Routes: shops, catalogue, stock, cards, sales, orders, deliveries, reviews, settlements,
/// benefits.
[[nodiscard]] manifest::Module module(Dependencies dependencies);

}  // namespace market
