/// The module's contribution to the product: public routes and messages.
#pragma once

#include "insight/district.h"
#include "manifest/manifest.h"

namespace insight {

/// Routes (public, no personal data): the loop, and one figure with its months. Figures
/// follow the ledger at once; districts are counted once a minute.
[[nodiscard]] manifest::Module module(Sources sources);

}  // namespace insight
