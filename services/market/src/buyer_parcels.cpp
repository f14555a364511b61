#include "market/buyer_parcels.h"

#include "base/check.h"

namespace market {

std::vector<HandedParcel> parcels_handed_to(db::Transaction& tx, RegionId region_id,
                                            const InNameOf& who, base::Date from, base::Date to) {
  CHECK_REQUEST(!who.buyer_id != !who.organisation_id);
  const db::Rows orders = tx.rows(
      "SELECT id, buyer_id FROM market_order WHERE region_id = $1 AND organisation_id = $2 "
      "AND (buyer_id = $3 OR $3 = 0) ORDER BY id",
      region_id, who.organisation_id, who.buyer_id);
  std::vector<HandedParcel> handed;
  for (std::size_t i = 0; i < orders.size(); ++i)
    for (Parcel& parcel : parcels_of_order(tx, region_id, OrderId{orders.integer(i, 0)})) {
      if (!parcel.handed_over_at) continue;
      const base::Date on = base::korean_date(*parcel.handed_over_at);
      if (from <= on && on <= to)
        handed.push_back({std::move(parcel), PersonId{orders.integer(i, 1)}});
    }
  return handed;
}

}  // namespace market
