/// The module's contribution to the product: routes, permissions, settings, tables, messages.
#pragma once

#include "crypto/crypto.h"
#include "ledger/ledger.h"
#include "manifest/manifest.h"

namespace funds {

/// What the routes use; all of it must outlive the server.
struct Dependencies {
  ledger::Ledger& ledger;
  const crypto::Sealer& sealer;
};

/// Routes: programmes, agreements, movements, lines, commitments, spendings, evidence, settlements,
/// assets, and what is published.
[[nodiscard]] manifest::Module module(Dependencies dependencies);

}  // namespace funds
