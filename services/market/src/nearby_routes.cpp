// Where somebody can spend their points, the nearest shop first.
#include <algorithm>

#include "geo/point.h"
#include "market/shop.h"
#include "people/person.h"
#include "routes.h"

namespace market {
namespace {

constexpr std::size_t kNearest = 5;

struct NearbyShop {
  Shop shop;
  std::int64_t distance_m = 0;  ///< as the crow flies
};
BOOST_DESCRIBE_STRUCT(NearbyShop, (), (shop, distance_m))

/// `has_place` is false when nobody knows where the caller lives; else `home` is the map's middle.
struct NearbyShopList {
  bool has_place = false;
  people::Place home;
  std::vector<NearbyShop> items;
};
BOOST_DESCRIBE_STRUCT(NearbyShopList, (), (has_place, home, items))

bool is_known(const people::Place& place) { return place.lat_e6 != 0 && place.lng_e6 != 0; }

std::int64_t distance_m(const people::Place& a, const people::Place& b) {
  const auto point = [](const people::Place& place) {
    return geo::Point{static_cast<std::int32_t>(place.lat_e6),
                      static_cast<std::int32_t>(place.lng_e6)};
  };
  return geo::distance_m(point(a), point(b));
}

api::Answer<NearbyShopList> get_nearby(db::Transaction& tx, const api::Context& context,
                                       const base::Nothing&) {
  const auto me = people::find_person(tx, context.region_id(), context.principal.person_id);
  NearbyShopList list;
  if (!me || !is_known(me->home)) return list;
  list.has_place = true;
  list.home = me->home;
  for (Shop& shop : list_shops(tx, context.region_id())) {
    if (!shop.is_open || !is_known(shop.place)) continue;
    const std::int64_t far_m = distance_m(me->home, shop.place);
    list.items.push_back({std::move(shop), far_m});
  }
  std::ranges::sort(list.items, {}, [](const NearbyShop& each) {
    return std::pair(each.distance_m, each.shop.id);
  });
  list.items.resize(std::min(list.items.size(), kNearest));
  return list;
}

}  // namespace

std::vector<api::Route> nearby_routes() {
  return {api::get<base::Nothing, NearbyShopList>(
      "/api/v1/me/nearby-shops",
      {.operation = "list_nearby_shops",
       .permission = "signed_in",
       .tag = "market",
       .summary = "Open shops nearest to where the caller lives"},
      get_nearby)};
}

}  // namespace market
