/// The module's contribution to the product: routes of proofs and of months, permissions, tables,
/// messages.
#pragma once

#include <memory>

#include "ledger/checkpoint.h"
#include "ledger/ledger.h"
#include "manifest/manifest.h"

namespace ledger {

/// Checkpoints and proofs for outsiders, and the closing of months. `ledger` must outlive the
/// server; `notary` is the one that it signs with.
[[nodiscard]] manifest::Module module(Ledger& ledger, std::shared_ptr<const Notary> notary);

}  // namespace ledger
