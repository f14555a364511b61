/// The care service as the product sees it: routes, permissions, settings, tables.
#pragma once

#include "crypto/crypto.h"
#include "geo/travel.h"
#include "i18n/catalogue.h"
#include "inbox/notice.h"
#include "ledger/ledger.h"
#include "manifest/manifest.h"

namespace care {

/// What the service needs from the product. All must outlive the server.
struct Dependencies {
  ledger::Ledger* ledger = nullptr;
  const crypto::Sealer* sealer = nullptr;
  const i18n::Catalogue* catalogue = nullptr;  ///< for sentences that explain a plan
  geo::TravelSource travel{};                  ///< empty: the default estimate for Busan
  db::Database* database = nullptr;            ///< for work at night and alerts; none without it
};

[[nodiscard]] manifest::Module module(const Dependencies& dependencies);
/// What workers and clients are told about their visits. Nothing of it may be muted.
[[nodiscard]] const std::vector<inbox::Kind>& notice_kinds();
/// The module's tables, for db::migrate.
[[nodiscard]] db::ModuleSchema schema();

}  // namespace care
