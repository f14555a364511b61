/// A parcel with what its steps need beside what is shown of it.
#pragma once

#include <string_view>

#include "ledger/batch.h"
#include "market/parcel.h"

namespace market {

struct ParcelRow {
  ParcelId id;
  OrderId order_id;
  SaleId sale_id;
  OrganisationId shop_id;
  PersonId buyer_id;
  OrganisationId organisation_id;  ///< in whose name; 0: the buyer's own
  ParcelState state = ParcelState::placed;
  OrderMethod method = OrderMethod::pickup;
  PickupPointId pickup_point_id;
  base::Date collect_on;
  std::int64_t to_minute = 0;
  std::int64_t points = 0;
  std::int64_t refunded_points = 0;
  std::int64_t won = 0;
  std::int64_t refunded_won = 0;

  [[nodiscard]] std::int64_t points_left() const { return points - refunded_points; }
  [[nodiscard]] std::int64_t won_left() const { return won - refunded_won; }
  /// Of whoever owes the won.
  [[nodiscard]] ledger::AccountKey due_account() const {
    return organisation_id ? order_due_account(organisation_id) : order_due_account(buyer_id);
  }
  [[nodiscard]] bool is_open() const {
    return state == ParcelState::placed || state == ParcelState::accepted ||
           state == ParcelState::ready;
  }
};
BOOST_DESCRIBE_STRUCT(ParcelRow, (),
                      (id, order_id, sale_id, shop_id, buyer_id, organisation_id, state, method,
                       pickup_point_id, collect_on, to_minute, points, refunded_points, won,
                       refunded_won))

struct LineRow {
  std::int64_t line = 0;
  ProductId product_id;
  std::int64_t quantity = 0;
  std::int64_t refunded = 0;
  std::int64_t price_won = 0;
  std::optional<base::Instant> starts_at;
  ledger::HoldId hold_id;
  OptionId stock_option_id;

  [[nodiscard]] std::int64_t left() const { return quantity - refunded; }
  [[nodiscard]] StockItem stock_item() const { return {product_id, stock_option_id}; }
};
BOOST_DESCRIBE_STRUCT(LineRow, (),
                      (line, product_id, quantity, refunded, price_won, starts_at, hold_id,
                       stock_option_id))

[[nodiscard]] std::optional<ParcelRow> read_parcel(db::Transaction& tx, RegionId region_id,
                                                   ParcelId parcel_id);
[[nodiscard]] std::vector<LineRow> read_lines(db::Transaction& tx, RegionId region_id,
                                              ParcelId parcel_id);
void set_parcel_state(db::Transaction& tx, RegionId region_id, ParcelId parcel_id,
                      ParcelState state, std::string_view reason = {});

}  // namespace market
