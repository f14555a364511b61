#include "market/order.h"

#include <algorithm>
#include <array>

#include "base/apportion.h"
#include "base/check.h"
#include "base/text.h"
#include "cart.h"
#include "ledger/points.h"

namespace market {
namespace {

constexpr std::size_t kLinesMax = 50;

ParcelQuote quote_of(const ShopCart& cart) {
  ParcelQuote quote{.shop_id = cart.shop.id,
                    .shop_name = cart.shop.name,
                    .lines = {},
                    .goods_won = cart.price.goods_won,
                    .delivery_won = cart.price.delivery_won,
                    .collections = cart.collections};
  for (const CartItem& item : cart.items)
    quote.lines.push_back(
        {item.product.id, item.product.name, item.option_name, item.quantity, item.price_won});
  return quote;
}

}  // namespace

std::span<const base::Rule> OrderLine::rules() {
  static constexpr std::array<base::Rule, 1> kRules{
      {{.field = "quantity", .minimum = 1, .maximum = 100}}};
  return kRules;
}

std::span<const base::Rule> OrderForm::rules() {
  static constexpr std::array<base::Rule, 3> kRules{{
      {.field = "lines", .max_length = kLinesMax},
      {.field = "collections", .max_length = kLinesMax},
      {.field = "points", .minimum = 0, .maximum = 10'000'000},
  }};
  return kRules;
}

std::span<const base::Rule> NewPickupPoint::rules() {
  static constexpr std::array<base::Rule, 1> kRules{
      {{.field = "name", .min_length = 1, .max_length = 60}}};
  return kRules;
}

OrderResult<OrderQuote> quote_order(db::Transaction& tx, RegionId region_id, PersonId buyer_id,
                                    const OrderForm& form, base::Instant now) {
  OLIVE_TRY(cart, read_cart(tx, region_id, buyer_id, form, now));
  const base::Date today = base::korean_date(now);
  OrderQuote quote{.parcels = {}, .total_won = cart.total_won()};
  for (const ShopCart& each : cart.shops) quote.parcels.push_back(quote_of(each));
  quote.points_available =
      ledger::sum_of(ledger::read_wallet(tx, ledger::ledger_of(region_id), buyer_id, today));
  quote.points_max = std::min({quote.total_won, quote.points_available,
                               settings::integer(tx, region_id, kSalePointsMax, today)});
  quote.won_max = settings::integer(tx, region_id, kOrderWonMax, today);
  return quote;
}

std::vector<Tender> share_tender(std::int64_t points, const std::vector<ParcelPrice>& prices) {
  std::vector<std::int64_t> weights;
  for (const ParcelPrice& each : prices) weights.push_back(each.goods_won + each.delivery_won);
  const std::vector<std::int64_t> shares = base::apportion(points, weights);
  std::vector<Tender> tenders;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    CHECK_REQUEST(shares[i] >= 0 && shares[i] <= weights[i]);
    const std::array<std::int64_t, 2> own{prices[i].goods_won, prices[i].delivery_won};
    const std::vector<std::int64_t> parts = base::apportion(shares[i], own);
    tenders.push_back({shares[i], weights[i] - shares[i], parts[1]});
  }
  return tenders;
}

base::Result<PickupPointId, PickupPointRefusal> open_pickup_point(db::Transaction& tx,
                                                                  RegionId region_id,
                                                                  const NewPickupPoint& point) {
  const auto shop = find_shop(tx, region_id, point.run_by);
  if (!shop) return base::refuse(PickupPointRefusal::shop_not_found);
  const std::string_view name = base::trim(point.name);
  for (const PickupPoint& each : list_pickup_points(tx, region_id))
    if (each.name == name) return base::refuse(PickupPointRefusal::pickup_point_name_taken);
  const auto id = tx.make_id<PickupPointId>();
  tx.execute(
      "INSERT INTO market_pickup_point (region_id, id, name, run_by, road_address, district_code, "
      "lat_e6, lng_e6, is_open) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, TRUE)",
      region_id, id, name, shop->id, shop->place.road_address, shop->place.district_code,
      shop->place.lat_e6, shop->place.lng_e6);
  return id;
}

std::vector<PickupPoint> list_pickup_points(db::Transaction& tx, RegionId region_id) {
  return tx.query<PickupPoint>(
      "SELECT id, name, run_by, road_address, district_code, lat_e6, lng_e6, is_open "
      "FROM market_pickup_point WHERE region_id = $1 AND is_open ORDER BY name, id",
      region_id);
}

ledger::AccountKey order_due_account(PersonId buyer_id) {
  return {ledger::kWon, ledger::OwnerKind::person, buyer_id.value, "order_due"};
}

}  // namespace market
