// What public bodies order in Olive Market, as their yearly purchases take it over.
#include "market/buyer_parcels.h"
#include "wiring.h"

namespace olive {

namespace {

// The first line names the parcel, the others are counted.
std::string item_of(const market::Parcel& parcel) {
  if (parcel.lines.empty()) return parcel.shop_name;
  const std::string& first = parcel.lines.front().name;
  return parcel.lines.size() == 1 ? first : first + " +" + std::to_string(parcel.lines.size() - 1);
}

}  // namespace

std::vector<procurement::OutsideOrder> market_orders(db::Transaction& tx, base::RegionId region_id,
                                                     const procurement::OutsideBuyer& who,
                                                     base::Date from, base::Date to) {
  std::vector<procurement::OutsideOrder> orders;
  for (const auto& [parcel, ordered_by] :
       market::parcels_handed_to(tx, region_id, {who.person_id, who.organisation_id}, from, to)) {
    if (parcel.points > 0) continue;  // benefits of a person, not money of a body
    orders.push_back({.number = parcel.id.value,
                      .seller_id = parcel.shop_id,
                      .bought_on = base::korean_date(*parcel.handed_over_at),
                      .item = item_of(parcel),
                      .amount_won = parcel.won - parcel.refunded_won,
                      .ordered_by = ordered_by});
  }
  return orders;
}

}  // namespace olive
