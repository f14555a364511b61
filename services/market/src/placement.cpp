// Placing an order: the one place where its points, won, fees and shares are computed.
#include <algorithm>

#include "base/check.h"
#include "cart.h"
#include "ledger/points.h"
#include "market/low_stock.h"
#include "market/notice.h"
#include "sale_rows.h"

namespace market {
namespace {

/// What every parcel of an order shares.
struct Placement {
  db::Transaction& tx;
  ledger::Batch& batch;
  RegionId region_id;
  PersonId buyer_id;
  const OrderForm& form;
  OrderId order_id;
  SplitRule rule{};
  std::int64_t accept_hours = 0;
  std::int64_t keep_days = 0;
  ledger::AccountKey due{};  ///< of whoever owes the won
};

OrderRefusal refusal_of(SaleRefusal refusal) {
  return refusal == SaleRefusal::sale_above_limit ? OrderRefusal::sale_above_limit
                                                  : OrderRefusal::day_above_limit;
}

OrderResult<void> check_tender(const Placement& in, std::int64_t total_won) {
  const std::int64_t points = in.form.points;
  if (points > 0 && in.form.organisation_id) return base::refuse(OrderRefusal::points_of_person);
  if (points > total_won) return base::refuse(OrderRefusal::points_above_total);
  const base::Date today = in.batch.today();
  if (const auto fits = check_limits(in.tx, in.region_id, in.buyer_id, points, today); !fits)
    return base::refuse(refusal_of(fits.error()));
  const settings::Definition& most = in.form.organisation_id ? kOrganisationWonMax : kOrderWonMax;
  if (total_won - points > settings::integer(in.tx, in.region_id, most, today))
    return base::refuse(OrderRefusal::order_won_above_limit);
  return {};
}

/// An entry of the parcel's sale; 0 when nothing is moved.
OrderResult<std::int64_t> move(const Placement& in, SaleId sale_id, std::string_view kind,
                               ledger::AccountId debit, ledger::AccountId credit,
                               std::int64_t amount, std::string_view code) {
  if (amount == 0) return 0;
  const auto entry = in.batch.transfer({.key = ledger::key_of(kind, sale_id.value),
                                        .debit = debit,
                                        .credit = credit,
                                        .amount = amount,
                                        .code = std::string(code),
                                        .effective_on = in.batch.today(),
                                        .actor = in.buyer_id,
                                        .reference = reference_of(sale_id)});
  if (!entry) return base::refuse(OrderRefusal::points_insufficient);
  return entry->seq;
}

// The same entries as at the till, so that figures, refunds and settlements know them; only the won
// come out of what the buyer owes instead of out of the buyer's hand.
OrderResult<SaleId> pay(const Placement& in, const ShopCart& cart, const Tender& tender) {
  const auto sale_id = in.tx.make_id<SaleId>();
  OLIVE_TRY(seq, move(in, sale_id, "sale",
                      in.batch.account(ledger::wallet_account(in.buyer_id), ledger::wallet_terms()),
                      in.batch.account(takings_account(cart.shop.id), {.balance_min = 0}),
                      tender.points, "purchase"));
  OLIVE_TRY(won_seq, move(in, sale_id, "sale_won", in.batch.account(in.due, {}),
                          in.batch.account(drawer_account(cart.shop.id), {.balance_min = 0}),
                          tender.won, "purchase_won"));
  Split parts = split(tender.points - tender.delivery_points, in.rule);
  parts.shop_won += tender.delivery_points;
  record_sale(in.tx, in.region_id,
              {.id = sale_id,
               .shop_id = cart.shop.id,
               .buyer_id = in.buyer_id,
               .points = tender.points,
               .paid_won = tender.won,
               .seq = seq != 0 ? seq : won_seq,
               .won_seq = won_seq,
               .rule_version = in.rule.version,
               .parts = parts,
               .delivery_won = cart.price.delivery_won,
               .is_pending = true},
              in.batch.now());
  return sale_id;
}

base::Instant end_of(const Collection& chosen, std::int64_t keep_days) {
  return base::korean_instant(chosen.collect_on.plus_days(static_cast<std::int32_t>(keep_days)),
                              static_cast<std::int32_t>(chosen.to_minute * 60));
}

ParcelId insert_parcel(const Placement& in, const OrderCart& cart, const ShopCart& shop,
                       SaleId sale_id) {
  const auto id = in.tx.make_id<ParcelId>();
  const bool is_delivery = in.form.method == OrderMethod::delivery;
  const people::Place home = is_delivery ? cart.home : people::Place{};
  const base::Instant accept_until = in.batch.now().plus_seconds(in.accept_hours * 3'600);
  in.tx.execute(
      "INSERT INTO market_parcel (region_id, id, order_id, sale_id, shop_id, buyer_id, state, "
      "method, pickup_point_id, collect_on, from_minute, to_minute, goods_won, delivery_won, "
      "road_address, district_code, lat_e6, lng_e6, placed_at, expires_at, handed_over_by, "
      "reason) VALUES ($1, $2, $3, $4, $5, $6, 'placed', $7, $8, $9, $10, $11, $12, $13, $14, "
      "$15, $16, $17, $18, $19, 0, '')",
      in.region_id, id, in.order_id, sale_id, shop.shop.id, in.buyer_id, in.form.method,
      cart.pickup_point ? cart.pickup_point->id : PickupPointId{}, shop.chosen.collect_on,
      shop.chosen.from_minute, shop.chosen.to_minute, shop.price.goods_won, shop.price.delivery_won,
      home.road_address, home.district_code, home.lat_e6, home.lng_e6, in.batch.now(),
      std::min(accept_until, end_of(shop.chosen, 0)));
  return id;
}

// Goods stay on the shelf, held, until they are handed over. The hold outlives the parcel's own
// end by a day, so that the parcel is ended by its job and not found without its goods.
OrderResult<ledger::HoldId> hold_goods(const Placement& in, const ShopCart& shop, SaleId sale_id,
                                       const CartItem& item, std::int64_t line) {
  if (item.product.kind == ProductKind::service) return ledger::HoldId{};
  const auto shelf = in.batch.find_account(shelf_account(item.stock_item));
  if (!shelf && item.stock_item.option_id) return base::refuse(OrderRefusal::stock_insufficient);
  if (!shelf) return ledger::HoldId{};  // a shop that does not count it
  const auto hold =
      in.batch.hold({.key = ledger::key_of("order_stock", sale_id.value, line),
                     .debit = *shelf,
                     .credit = in.batch.account(sold_account(item.stock_item),
                                                {.account_class = ledger::AccountClass::stock}),
                     .amount = item.quantity,
                     .code = "stock_sale",
                     .effective_on = in.batch.today(),
                     .actor = in.buyer_id,
                     .reference = reference_of(sale_id)},
                    end_of(shop.chosen, in.keep_days + 1));
  if (!hold) return base::refuse(OrderRefusal::stock_insufficient);
  announce_low_stock(in.tx, in.batch, in.region_id, item.stock_item, shop.shop.id, item.quantity);
  return *hold;
}

OrderResult<void> take_time(const Placement& in, const CartItem& item, ParcelId parcel_id,
                            std::int64_t line) {
  if (!item.starts_at) return {};
  const auto booked =
      book(in.tx, in.region_id, item.product, *item.starts_at, parcel_id, line, in.batch.now());
  if (booked) return {};
  return base::refuse(booked.error() == BookingRefusal::slot_not_free
                          ? OrderRefusal::slot_not_free
                          : OrderRefusal::slot_not_offered);
}

OrderResult<void> place_parcel(const Placement& in, const OrderCart& cart, const ShopCart& shop,
                               const Tender& tender) {
  OLIVE_TRY(sale_id, pay(in, shop, tender));
  const ParcelId parcel_id = insert_parcel(in, cart, shop, sale_id);
  std::int64_t line = 0;
  for (const CartItem& item : shop.items) {
    ++line;
    OLIVE_TRY(hold_id, hold_goods(in, shop, sale_id, item, line));
    OLIVE_TRY_VOID(take_time(in, item, parcel_id, line));
    record_sale_line(
        in.tx, in.region_id, sale_id, line, item.product.id, item.stock_item.option_id,
        {name_with_option(item.product.name, item.option_name), item.quantity, item.price_won});
    in.tx.execute(
        "INSERT INTO market_parcel_line (region_id, parcel_id, line, product_id, name, "
        "option_name, quantity, refunded, price_won, starts_at, hold_id, stock_option_id) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11)",
        in.region_id, parcel_id, line, item.product.id, item.product.name, item.option_name,
        item.quantity, item.price_won, item.starts_at, hold_id, item.stock_item.option_id);
  }
  announce(in.tx, in.region_id, parcel_id,
           is_all_booked(shop) ? MarketNoticeKind::booking_placed : MarketNoticeKind::order_placed,
           in.batch.now());
  return {};
}

}  // namespace

OrderResult<OrderId> place_order(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                                 PersonId buyer_id, const OrderForm& form) {
  const base::Date today = batch.today();
  OLIVE_TRY(cart, read_cart(tx, region_id, buyer_id, form, batch.now()));
  const Placement in{tx,
                     batch,
                     region_id,
                     buyer_id,
                     form,
                     tx.make_id<OrderId>(),
                     settings::table<SplitRule>(tx, region_id, kSplitRule, today),
                     settings::integer(tx, region_id, kAcceptHours, today),
                     settings::integer(tx, region_id, kKeepDays, today),
                     form.organisation_id ? order_due_account(*form.organisation_id)
                                          : order_due_account(buyer_id)};
  OLIVE_TRY_VOID(check_tender(in, cart.total_won()));
  std::vector<ParcelPrice> prices;
  for (const ShopCart& each : cart.shops) prices.push_back(each.price);
  const std::vector<Tender> tenders = share_tender(form.points, prices);
  tx.execute(
      "INSERT INTO market_order (region_id, id, buyer_id, points, won, placed_at, "
      "organisation_id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, in.order_id, buyer_id, form.points, cart.total_won() - form.points, batch.now(),
      form.organisation_id.value_or(OrganisationId{}));
  for (std::size_t i = 0; i < cart.shops.size(); ++i)
    OLIVE_TRY_VOID(place_parcel(in, cart, cart.shops[i], tenders[i]));
  return in.order_id;
}

}  // namespace market
