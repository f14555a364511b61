/// The module's contribution to the product: routes, permissions, settings, jobs, tables, messages.
#pragma once

#include "ledger/ledger.h"
#include "manifest/manifest.h"

namespace netting {

/// Routes: obligations with their import, rounds with answers, what is published. `ledger` must
/// outlive the server.
[[nodiscard]] manifest::Module module(ledger::Ledger& ledger);

}  // namespace netting
