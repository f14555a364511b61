// The groups of this module's routes; module() joins them.
#pragma once

#include "api/route.h"
#include "procurement/order_purchase.h"

namespace procurement {

// The body, when the caller enters for it.
api::Answer<PublicBody> own_body(db::Transaction& tx, const api::Context& context, BodyId id);

std::vector<api::Route> buyer_routes(const OutsideOrders& orders);

}  // namespace procurement
