#include "market/buyer_parcels.h"

namespace market {

std::vector<Parcel> parcels_handed_to(db::Transaction& tx, RegionId region_id, PersonId buyer_id,
                                      base::Date from, base::Date to) {
  const db::Rows orders =
      tx.rows("SELECT id FROM market_order WHERE region_id = $1 AND buyer_id = $2 ORDER BY id",
              region_id, buyer_id);
  std::vector<Parcel> handed;
  for (std::size_t i = 0; i < orders.size(); ++i)
    for (Parcel& parcel : parcels_of_order(tx, region_id, OrderId{orders.integer(i, 0)})) {
      if (!parcel.handed_over_at) continue;
      const base::Date on = base::korean_date(*parcel.handed_over_at);
      if (from <= on && on <= to) handed.push_back(std::move(parcel));
    }
  return handed;
}

}  // namespace market
