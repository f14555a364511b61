#include "cart.h"

#include <algorithm>
#include <array>
#include <utility>

#include "geo/point.h"
#include "sale_rows.h"

namespace market {
namespace {

constexpr std::int64_t kMinutesPerDay = 1'440;

OrderRefusal refusal_of(ChoiceRefusal refusal) {
  switch (refusal) {
    case ChoiceRefusal::option_missing: return OrderRefusal::option_missing;
    case ChoiceRefusal::option_not_found: return OrderRefusal::option_not_found;
    case ChoiceRefusal::option_not_sold: return OrderRefusal::option_not_sold;
  }
  std::unreachable();
}

base::Result<CartItem, OrderRefusal> read_item(db::Transaction& tx, RegionId region_id,
                                               const OrderLine& line) {
  const auto product = find_product(tx, region_id, line.product_id);
  if (!product) return base::refuse(OrderRefusal::product_not_found);
  if (!product->is_sold) return base::refuse(OrderRefusal::product_not_sold);
  const bool is_booked = product->duration_minutes > 0;
  if (is_booked && !line.starts_at) return base::refuse(OrderRefusal::slot_missing);
  if (!is_booked && line.starts_at) return base::refuse(OrderRefusal::slot_not_offered);
  if (is_booked && line.quantity != 1) return base::refuse(OrderRefusal::booking_is_single);
  auto choice = choose_option(*product, options_of(tx, region_id, product->id), line.option_id);
  if (!choice) return base::refuse(refusal_of(choice.error()));
  return CartItem{*product,       std::move(choice->option_name),
                  line.quantity,  choice->price_won,
                  line.starts_at, choice->stock_item};
}

OrderResult<ShopCart*> shop_of(db::Transaction& tx, RegionId region_id, PersonId buyer_id,
                               std::vector<ShopCart>& shops, OrganisationId shop_id,
                               base::Date today) {
  const auto known =
      std::ranges::find(shops, shop_id, [](const ShopCart& each) { return each.shop.id; });
  if (known != shops.end()) return &*known;
  const auto shop = find_shop(tx, region_id, shop_id);
  if (!shop || !shop->is_open) return base::refuse(OrderRefusal::shop_closed);
  if (is_own_shop(tx, region_id, *shop, buyer_id, today))
    return base::refuse(OrderRefusal::own_shop);
  return &shops.emplace_back(
      ShopCart{.shop = *shop, .items = {}, .price = {}, .collections = {}, .chosen = {}});
}

// Services with times of their own need no collection: the first time is when the buyer comes.
Collection time_of(const ShopCart& cart) {
  const auto first = std::ranges::min_element(cart.items, {},
                                              [](const CartItem& item) { return *item.starts_at; });
  const base::Instant at = *first->starts_at;
  const std::int64_t minute = base::korean_second_of_day(at) / 60;
  return {base::korean_date(at), minute,
          std::min(minute + first->product.duration_minutes, kMinutesPerDay), at};
}

OrderResult<Collection> choose(const ShopCart& cart, const OrderForm& form) {
  if (cart.collections.empty()) return base::refuse(OrderRefusal::shop_takes_no_orders);
  if (!form.collections) return cart.collections.front();
  for (const CollectionChoice& choice : *form.collections) {
    if (choice.shop_id != cart.shop.id) continue;
    for (const Collection& each : cart.collections)
      if (each.collect_on == choice.collect_on && each.from_minute == choice.from_minute)
        return each;
    return base::refuse(OrderRefusal::collection_not_offered);
  }
  return cart.collections.front();
}

/// What the pickup point leaves of a shop's collections.
OrderResult<std::vector<Collection>> fit(const PickupRoom& room,
                                         const std::vector<Collection>& offered) {
  auto left = room.left_of(offered);
  if (!left.empty() || offered.empty()) return left;
  return base::refuse(room.open_of(offered).empty() ? OrderRefusal::pickup_point_not_open
                                                    : OrderRefusal::pickup_point_full);
}

OrderResult<void> set_collection(db::Transaction& tx, RegionId region_id, ShopCart& cart,
                                 const OrderForm& form, std::optional<PickupRoom>& room,
                                 base::Instant now) {
  if (is_all_booked(cart)) {
    cart.chosen = time_of(cart);
    return {};
  }
  cart.collections = collections(hours_of(tx, region_id, cart.shop.id), now,
                                 collection_terms(tx, region_id, base::korean_date(now)));
  if (room) {
    OLIVE_TRY(left, fit(*room, cart.collections));
    cart.collections = std::move(left);
  }
  OLIVE_TRY(chosen, choose(cart, form));
  cart.chosen = chosen;
  if (room) room->take(chosen.collect_on);
  return {};
}

geo::Point point_of(const people::Place& place) {
  return {static_cast<std::int32_t>(place.lat_e6), static_cast<std::int32_t>(place.lng_e6)};
}

std::int64_t shop_setting(db::Transaction& tx, RegionId region_id,
                          const settings::Definition& definition, base::Date today,
                          OrganisationId shop_id) {
  return settings::integer(tx, region_id, definition, today, std::to_string(shop_id.value));
}

OrderResult<void> set_delivery(db::Transaction& tx, RegionId region_id, ShopCart& cart,
                               const people::Place& home, base::Date today) {
  for (const CartItem& item : cart.items)
    if (item.product.kind == ProductKind::service)
      return base::refuse(OrderRefusal::delivery_of_service);
  const bool is_known = home.lat_e6 != 0 && cart.shop.place.lat_e6 != 0;
  if (!is_known) return base::refuse(OrderRefusal::delivery_address_unknown);
  const std::int64_t far_m = geo::distance_m(point_of(home), point_of(cart.shop.place));
  if (far_m > shop_setting(tx, region_id, kDeliveryMetres, today, cart.shop.id))
    return base::refuse(OrderRefusal::delivery_too_far);
  const std::int64_t free_from = shop_setting(tx, region_id, kDeliveryFree, today, cart.shop.id);
  const bool is_free = free_from > 0 && cart.price.goods_won >= free_from;
  cart.price.delivery_won =
      is_free ? 0 : shop_setting(tx, region_id, kDeliveryFee, today, cart.shop.id);
  return {};
}

OrderResult<std::optional<PickupPoint>> pickup_point(db::Transaction& tx, RegionId region_id,
                                                     const OrderForm& form, base::Date today) {
  if (form.method == OrderMethod::delivery || !form.pickup_point_id) return std::nullopt;
  auto point = find_pickup_point(tx, region_id, *form.pickup_point_id, today);
  if (!point || !point->is_open) return base::refuse(OrderRefusal::pickup_point_not_found);
  return point;
}

OrderResult<std::optional<people::Organisation>> in_name_of(db::Transaction& tx, RegionId region_id,
                                                            PersonId buyer_id,
                                                            const OrderForm& form,
                                                            base::Date today) {
  if (!form.organisation_id) return std::nullopt;
  for (const OrderingOrganisation& each : ordering_organisations(tx, region_id, buyer_id, today))
    if (each.organisation_id == *form.organisation_id)
      return people::find_organisation(tx, region_id, each.organisation_id);
  return base::refuse(OrderRefusal::organisation_not_yours);
}

OrderResult<OrderCart> read_items(db::Transaction& tx, RegionId region_id, PersonId buyer_id,
                                  const OrderForm& form, base::Date today) {
  OrderCart cart;
  if (form.lines.empty()) return base::refuse(OrderRefusal::cart_empty);
  for (const OrderLine& line : form.lines) {
    OLIVE_TRY(item, read_item(tx, region_id, line));
    OLIVE_TRY(shop, shop_of(tx, region_id, buyer_id, cart.shops, item.product.shop_id, today));
    shop->price.goods_won += item.price_won * item.quantity;
    shop->items.push_back(std::move(item));
  }
  return cart;
}

}  // namespace

bool is_all_booked(const ShopCart& cart) {
  return std::ranges::all_of(cart.items,
                             [](const CartItem& item) { return item.starts_at.has_value(); });
}

std::int64_t OrderCart::total_won() const {
  std::int64_t sum = 0;
  for (const ShopCart& each : shops) sum += each.total_won();
  return sum;
}

OrderResult<OrderCart> read_cart(db::Transaction& tx, RegionId region_id, PersonId buyer_id,
                                 const OrderForm& form, base::Instant now) {
  const base::Date today = base::korean_date(now);
  OLIVE_TRY(organisation, in_name_of(tx, region_id, buyer_id, form, today));
  OLIVE_TRY(cart, read_items(tx, region_id, buyer_id, form, today));
  cart.organisation = std::move(organisation);
  OLIVE_TRY(point, pickup_point(tx, region_id, form, today));
  cart.pickup_point = std::move(point);
  std::optional<PickupRoom> room;
  if (cart.pickup_point) room.emplace(tx, region_id, cart.pickup_point->id);
  if (cart.organisation) cart.home = cart.organisation->place;
  else if (const auto buyer = people::find_person(tx, region_id, buyer_id)) cart.home = buyer->home;
  for (ShopCart& shop : cart.shops) {
    OLIVE_TRY_VOID(set_collection(tx, region_id, shop, form, room, now));
    if (form.method == OrderMethod::delivery)
      OLIVE_TRY_VOID(set_delivery(tx, region_id, shop, cart.home, today));
  }
  return cart;
}

}  // namespace market
