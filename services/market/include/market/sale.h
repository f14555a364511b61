/// Sales at the till: points move from the buyer's wallet to the shop, goods leave the shelf.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "market/card.h"
#include "market/split.h"
#include "market/stock.h"
#include "settings/settings.h"

namespace market {

using SaleId = base::Id<struct SaleTag>;
using SettlementId = base::Id<struct SettlementTag>;
using ParcelId = base::Id<struct ParcelTag>;
using FairId = base::Id<struct FairTag>;

/// Most points of one sale and of one buyer's day.
inline constexpr settings::Definition kSalePointsMax{
    .key = "market.sale_points_max", .value = "200000", .unit = "point", .minimum = 1};
inline constexpr settings::Definition kDayPointsMax{
    .key = "market.day_points_max", .value = "300000", .unit = "point", .minimum = 1};

struct CartLine {
  ProductId product_id;
  std::int64_t quantity = 1;
  /// Needed when some option of the product has its own stock: the till says what it hands out.
  std::optional<OptionId> option_id{};

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(CartLine, (), (product_id, quantity, option_id))

/// What the till sends: products, or an amount alone for what has no product record. What is paid
/// in won beside the points comes off the products' price, and is added to an amount alone.
struct SaleForm {
  OrganisationId shop_id;
  std::string card_number;
  std::string pin;
  std::vector<CartLine> lines;
  std::optional<std::int64_t> amount_points;  ///< only without lines
  std::optional<std::int64_t> paid_won{};     ///< taken in cash or by bank card
  std::optional<FairId> fair_id{};            ///< sold there, from what was brought (fair.h)

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(SaleForm, (),
                      (shop_id, card_number, pin, lines, amount_points, paid_won, fair_id))

enum class SaleRefusal {
  shop_not_found,
  shop_closed,
  cart_empty,
  product_not_found,
  product_not_sold,
  option_missing,
  option_not_found,
  option_not_sold,
  own_card,
  own_shop,
  sale_above_limit,
  day_above_limit,
  points_insufficient,
  stock_insufficient,
  won_above_price,  ///< a sale of a point card takes at least one point
  fair_not_open,    ///< or the shop is not there, or the day is none of its days
  sale_not_found,
  refund_empty,
  refund_above_sale,
  refund_above_won,
  sale_already_settled,  ///< before settlements kept their lines
  sale_of_order,         ///< is refunded line by line, through its parcel
};
BOOST_DESCRIBE_ENUM(SaleRefusal, shop_not_found, shop_closed, cart_empty, product_not_found,
                    product_not_sold, option_missing, option_not_found, option_not_sold, own_card,
                    own_shop, sale_above_limit, day_above_limit, points_insufficient,
                    stock_insufficient, won_above_price, fair_not_open, sale_not_found,
                    refund_empty, refund_above_sale, refund_above_won, sale_already_settled,
                    sale_of_order)

struct ReceiptLine {
  std::string name;
  std::int64_t quantity = 0;
  std::int64_t price_won = 0;
};
BOOST_DESCRIBE_STRUCT(ReceiptLine, (), (name, quantity, price_won))

/// What the buyer takes home; `seq` is the entry in the ledger that proves it.
struct Receipt {
  SaleId sale_id;
  OrganisationId shop_id;
  std::string shop_name;
  std::string buyer_name;  ///< masked
  std::vector<ReceiptLine> lines;
  std::int64_t points = 0;
  std::int64_t refunded = 0;
  std::int64_t paid_won = 0;  ///< beside the points
  std::int64_t refunded_won = 0;
  std::int64_t points_left = 0;           ///< in the wallet after this sale
  std::optional<base::Date> next_expiry;  ///< of what is left
  std::int64_t seq = 0;
  base::Instant sold_at;
  std::int64_t delivery_won = 0;  ///< beside the lines, when the shop brought it
};
BOOST_DESCRIBE_STRUCT(Receipt, (),
                      (sale_id, shop_id, shop_name, buyer_name, lines, points, refunded, paid_won,
                       refunded_won, points_left, next_expiry, seq, sold_at, delivery_won))

/// Rings up a sale of an authorised card: one linked group of points, won and stock; the split of
/// the points by the rule of the day is recorded with it. Guards: nobody rings up their own card,
/// nobody buys with points at the shop of their own team.
[[nodiscard]] base::Result<SaleId, SaleRefusal> sell(db::Transaction& tx, ledger::Batch& batch,
                                                     RegionId region_id, const SaleForm& form,
                                                     const Card& card, PersonId sold_by);
/// The receipt, with what the wallet holds on `today`.
[[nodiscard]] std::optional<Receipt> receipt_of(db::Transaction& tx, RegionId region_id,
                                                SaleId sale_id, base::Date today);

/// One line of a shop's statement.
struct SaleRow {
  SaleId id;
  base::Date sold_on;
  base::Instant sold_at;
  std::string buyer_name;  ///< masked
  std::int64_t points = 0;
  std::int64_t refunded = 0;
  std::int64_t paid_won = 0;
  std::int64_t refunded_won = 0;
  std::optional<SettlementId> settlement_id;  ///< none: not settled yet
  std::optional<ParcelId> parcel_id{};        ///< none: rung up at the till
};
BOOST_DESCRIBE_STRUCT(SaleRow, (),
                      (id, sold_on, sold_at, buyer_name, points, refunded, paid_won, refunded_won,
                       settlement_id, parcel_id))

/// Sales of a shop from `from` to `to`, newest first.
[[nodiscard]] std::vector<SaleRow> sales_of(db::Transaction& tx, RegionId region_id,
                                            OrganisationId shop_id, base::Date from, base::Date to);

/// Points that a shop has earned and not settled; they do not expire.
[[nodiscard]] ledger::AccountKey takings_account(OrganisationId shop_id);
/// Won that a shop took beside points: in its own drawer, so nothing of it is settled.
[[nodiscard]] ledger::AccountKey drawer_account(OrganisationId shop_id);
/// Won that buyers paid, as a negative balance.
[[nodiscard]] ledger::AccountKey buyers_won_account();

}  // namespace market
