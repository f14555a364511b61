/// The module's contribution to the product: public routes and messages.
#pragma once

#include "insight/district.h"
#include "manifest/manifest.h"

namespace insight {

/// Routes (public, no personal data): the loop, and one figure with its months. An answer is kept
/// until the ledger moves on or a minute has passed.
[[nodiscard]] manifest::Module module(Sources sources);

}  // namespace insight
