/// Two shops with hours, goods and a bookable service, and steps of orders, on either database.
#pragma once

#include <algorithm>
#include <vector>

#include "market/hours.h"
#include "market/parcel.h"
#include "market_fixture.h"

namespace market {

class OrderTest : public MarketTest {
 protected:
  OrderTest() {
    cafe_ = shop_;
    place_shop(cafe_, 35'100'000, 129'000'000);
    bakery_ = add_shop("새싹 빵집", {});
    place_shop(bakery_, 35'110'000, 129'010'000);
    for (const OrganisationId shop : {cafe_, bakery_}) open_daily(shop);
    shop_ = bakery_;
    cake_ = add_product("케이크", 7'000, ProductKind::goods);
    shop_ = cafe_;
    haircut_ = write([&](db::Transaction& tx) {
      return create_product(tx, kBusan, cafe_,
                            {.name = "이발",
                             .kind = ProductKind::service,
                             .price_won = 12'000,
                             .duration_minutes = 60,
                             .capacity = 1})
          .value();
    });
  }

  /// Every day from 9 to 18, so that noon of today can order for today.
  void open_daily(OrganisationId shop) {
    ShopHours hours;
    for (std::int64_t day = 1; day <= 7; ++day) hours.openings.push_back({day, 540, 1'080});
    write([&](db::Transaction& tx) { return set_hours(tx, kBusan, shop, hours); }).value();
  }
  void place_shop(OrganisationId shop, std::int64_t lat_e6, std::int64_t lng_e6) {
    write([&](db::Transaction& tx) {
      tx.execute(
          "UPDATE people_organisation SET lat_e6 = $3, lng_e6 = $4 WHERE region_id = $1 "
          "AND id = $2",
          kBusan, shop, lat_e6, lng_e6);
    });
  }
  void give_home(std::int64_t lat_e6, std::int64_t lng_e6) {
    write([&](db::Transaction& tx) {
      tx.execute(
          "UPDATE people_person SET lat_e6 = $3, lng_e6 = $4 WHERE region_id = $1 AND id = $2",
          kBusan, buyer_, lat_e6, lng_e6);
    });
  }

  OrderResult<OrderId> order(const OrderForm& form) { return order_as(buyer_, form); }
  OrderResult<OrderId> order_as(PersonId buyer, const OrderForm& form) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return place_order(tx, batch, kBusan, buyer, form);
    });
  }
  std::vector<Parcel> parcels(OrderId id) {
    return database_->read([&](auto& tx) { return parcels_of_order(tx, kBusan, id); });
  }
  Parcel parcel(ParcelId id) {
    return *database_->read([&](auto& tx) { return find_parcel(tx, kBusan, id); });
  }
  /// The only parcel of an order that must be taken.
  ParcelId parcel_of(const OrderForm& form) {
    const auto id = order(form);
    EXPECT_TRUE(id.has_value());
    return parcels(id.value()).at(0).id;
  }

  ParcelResult<void> accept(ParcelId id) {
    return write([&](db::Transaction& tx) { return accept_parcel(tx, kBusan, id, now_); });
  }
  ParcelResult<void> hand_over(ParcelId id, std::string code = {}) {
    if (code.empty()) code = parcel_code(pins_, id);
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return hand_over_parcel(tx, batch, kBusan, id, code, pins_, kKeeper);
    });
  }
  ParcelResult<void> cancel(ParcelId id, CancelledBy by) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return cancel_parcel(tx, batch, kBusan, id, by, "test", kKeeper);
    });
  }
  ParcelResult<void> give_lines(ParcelId id, const std::vector<RefundLine>& lines) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return refund_lines(tx, batch, kBusan, id, lines, "test", kKeeper);
    });
  }
  std::int64_t expire() {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) -> ParcelResult<std::int64_t> {
             return expire_parcels(tx, batch, kBusan);
           })
        .value();
  }

  std::int64_t due() { return balance(order_due_account(buyer_)); }
  std::int64_t shelf_free(ProductId product) {
    return database_->read([&](auto& tx) { return stock_of(tx, kBusan, {product}); });
  }
  base::Instant at(std::int32_t days, std::int32_t hour) const {
    return base::korean_instant(kToday.plus_days(days), hour * 3'600);
  }

  OrganisationId cafe_;
  OrganisationId bakery_;
  ProductId cake_;
  ProductId haircut_;
};

}  // namespace market
