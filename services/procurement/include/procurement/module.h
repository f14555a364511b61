/// The module's contribution to the product: routes, permissions, settings, tables, messages.
#pragma once

#include "manifest/manifest.h"
#include "procurement/order_purchase.h"

namespace procurement {

/// Routes: public bodies with their buyers, purchases, yearly totals, the report and its files; a
/// nightly job takes orders over. `orders` tells what a buyer got in the market; none: nothing.
[[nodiscard]] manifest::Module module(const OutsideOrders& orders = {});

}  // namespace procurement
