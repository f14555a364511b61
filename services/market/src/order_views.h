/// Parcels as buyers and shops see them in answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/route.h"
#include "market/parcel.h"
#include "market/review.h"

namespace market {

/// A parcel as its buyer sees it.
struct MyParcel {
  Parcel parcel;
  std::string code;                                ///< to show at the handover
  std::optional<base::Instant> cancellable_until;  ///< none: it cannot be cancelled
  std::vector<Review> reviews;                     ///< that the buyer wrote about it
};
BOOST_DESCRIBE_STRUCT(MyParcel, (), (parcel, code, cancellable_until, reviews))

struct MyOrder {
  OrderId id;
  std::int64_t points = 0;
  std::int64_t won = 0;
  base::Instant placed_at;
  OrganisationId organisation_id;  ///< in whose name; 0: the buyer's own
  std::string organisation_name;
  std::vector<MyParcel> parcels;
};
BOOST_DESCRIBE_STRUCT(MyOrder, (),
                      (id, points, won, placed_at, organisation_id, organisation_name, parcels))

/// What a step of a parcel answers: to the shop it is the parcel as it is now.
[[nodiscard]] api::Answer<Parcel> shown_parcel(db::Transaction& tx, const api::Context& context,
                                               ParcelId parcel_id);
[[nodiscard]] MyParcel my_parcel(db::Transaction& tx, const api::Context& context, Parcel parcel,
                                 const PinVault& vault);
/// The field of a form that a refusal is about.
[[nodiscard]] std::string pointer_of(OrderRefusal refusal);
[[nodiscard]] std::string pointer_of(ParcelRefusal refusal);

}  // namespace market
