/// What somebody ordered, over all orders: for those whose orders somebody else accounts for.
#pragma once

#include <vector>

#include "market/parcel.h"

namespace market {

/// Parcels of a buyer that were handed over from one day to another in Korea, both included, by
/// order. Cost: one statement, and one for each order of the buyer.
[[nodiscard]] std::vector<Parcel> parcels_handed_to(db::Transaction& tx, RegionId region_id,
                                                    PersonId buyer_id, base::Date from,
                                                    base::Date to);

}  // namespace market
