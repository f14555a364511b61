/// What somebody ordered, over all orders: for those whose orders somebody else accounts for.
#pragma once

#include <vector>

#include "market/parcel.h"

namespace market {

/// In whose name: a person's own orders, or those of an organisation, whoever placed them. One of
/// both.
struct InNameOf {
  PersonId buyer_id{};
  OrganisationId organisation_id{};
};

struct HandedParcel {
  Parcel parcel;
  PersonId buyer_id;  ///< the person who placed the order
};

/// Parcels that were handed over from one day to another in Korea, both included, by order. Cost:
/// one statement, and one for each order.
[[nodiscard]] std::vector<HandedParcel> parcels_handed_to(db::Transaction& tx, RegionId region_id,
                                                          const InNameOf& who, base::Date from,
                                                          base::Date to);

}  // namespace market
