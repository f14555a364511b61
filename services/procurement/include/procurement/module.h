/// The module's contribution to the product: routes, permissions, settings, tables, messages.
#pragma once

#include "manifest/manifest.h"

namespace procurement {

/// Routes: public bodies, purchases, yearly totals, the report and its files.
[[nodiscard]] manifest::Module module();

}  // namespace procurement
