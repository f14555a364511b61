/// Orders: a cart over several shops, paid in points and won. Each shop's part is a parcel, and a
/// sale of its own: so refunds, statements and settlements are those of the till.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/booking.h"
#include "market/catalogue.h"
#include "market/ordering.h"
#include "market/pickup_point.h"
#include "market/sale.h"

namespace market {

using OrderId = base::Id<struct OrderTag>;

/// What a shop asks for bringing a parcel, and from which price on it asks nothing (0: it always
/// does). A shop may have its own.
inline constexpr settings::Definition kDeliveryFee{.key = "market.delivery_fee_won",
                                                   .value = "3000",
                                                   .unit = "won",
                                                   .minimum = 0,
                                                   .maximum = 100'000};
inline constexpr settings::Definition kDeliveryFree{.key = "market.delivery_free_won",
                                                    .value = "30000",
                                                    .unit = "won",
                                                    .minimum = 0,
                                                    .maximum = 10'000'000};
/// How far a shop brings a parcel, as the crow flies.
inline constexpr settings::Definition kDeliveryMetres{.key = "market.delivery_m_max",
                                                      .value = "7000",
                                                      .unit = "m",
                                                      .minimum = 100,
                                                      .maximum = 100'000};
/// Most won that may be left to pay at the handover of one order.
inline constexpr settings::Definition kOrderWonMax{.key = "market.order_won_max",
                                                   .value = "200000",
                                                   .unit = "won",
                                                   .minimum = 0,
                                                   .maximum = 10'000'000};
/// Hours that a shop has for accepting an order, and days that a parcel waits for its buyer.
inline constexpr settings::Definition kAcceptHours{
    .key = "market.accept_hours", .value = "24", .unit = "hour", .minimum = 1, .maximum = 168};
inline constexpr settings::Definition kKeepDays{
    .key = "market.keep_days", .value = "3", .unit = "day", .minimum = 0, .maximum = 30};

/// How a parcel gets to its buyer.
enum class OrderMethod { pickup, delivery };
BOOST_DESCRIBE_ENUM(OrderMethod, pickup, delivery)

struct OrderLine {
  ProductId product_id;
  std::int64_t quantity = 1;
  std::optional<OptionId> option_id{};       ///< needed when the product has options
  std::optional<base::Instant> starts_at{};  ///< of a service that is booked

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(OrderLine, (), (product_id, quantity, option_id, starts_at))

/// Which of a shop's collections the buyer wants; the earliest when nothing is said.
struct CollectionChoice {
  OrganisationId shop_id;
  base::Date collect_on;
  std::int64_t from_minute = 0;
};
BOOST_DESCRIBE_STRUCT(CollectionChoice, (), (shop_id, collect_on, from_minute))

struct OrderForm {
  std::vector<OrderLine> lines;
  OrderMethod method = OrderMethod::pickup;
  std::optional<PickupPointId> pickup_point_id{};  ///< none: at each shop
  std::optional<std::vector<CollectionChoice>> collections{};
  std::int64_t points = 0;  ///< the rest is paid in won at the handover
  /// In whose name; none: the buyer's own. An organisation pays in won alone, and what is brought
  /// goes to its address.
  std::optional<OrganisationId> organisation_id{};

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(OrderForm, (),
                      (lines, method, pickup_point_id, collections, points, organisation_id))

enum class OrderRefusal {
  organisation_not_yours,  ///< no role there that gives the right to order in its name
  cart_empty,
  product_not_found,
  product_not_sold,
  shop_closed,
  own_shop,
  option_missing,
  option_not_found,
  option_not_sold,
  slot_missing,      ///< a service that is booked needs a time
  slot_not_offered,  ///< also for what is not booked
  slot_not_free,
  booking_is_single,       ///< a time is booked for one
  shop_takes_no_orders,    ///< it has no hours, or no window is open
  collection_not_offered,  ///< not a collection of the shop, or its window is over
  pickup_point_not_found,
  pickup_point_not_open,     ///< at none of the shop's collections
  pickup_point_full,         ///< it takes no more parcels on any of these days
  delivery_of_service,       ///< services are not carried to the door
  delivery_address_unknown,  ///< the buyer's home has no coordinates
  delivery_too_far,
  points_of_person,  ///< an organisation has none to spend
  points_above_total,
  sale_above_limit,
  day_above_limit,
  order_won_above_limit,
  points_insufficient,
  stock_insufficient,
  order_not_found,
};
BOOST_DESCRIBE_ENUM(OrderRefusal, organisation_not_yours, cart_empty, product_not_found,
                    product_not_sold, shop_closed, own_shop, option_missing, option_not_found,
                    option_not_sold, slot_missing, slot_not_offered, slot_not_free,
                    booking_is_single, shop_takes_no_orders, collection_not_offered,
                    pickup_point_not_found, pickup_point_not_open, pickup_point_full,
                    delivery_of_service, delivery_address_unknown, delivery_too_far,
                    points_of_person, points_above_total, sale_above_limit, day_above_limit,
                    order_won_above_limit, points_insufficient, stock_insufficient, order_not_found)

template <class T>
using OrderResult = base::Result<T, OrderRefusal>;

struct QuoteLine {
  ProductId product_id;
  std::string name;
  std::string option_name;
  std::int64_t quantity = 0;
  std::int64_t price_won = 0;  ///< of one, with its option
};
BOOST_DESCRIBE_STRUCT(QuoteLine, (), (product_id, name, option_name, quantity, price_won))

/// What one shop asks for its part of a cart, and when it can be collected.
struct ParcelQuote {
  OrganisationId shop_id;
  std::string shop_name;
  std::vector<QuoteLine> lines;
  std::int64_t goods_won = 0;
  std::int64_t delivery_won = 0;
  std::vector<Collection> collections;  ///< empty: only services with times of their own
};
BOOST_DESCRIBE_STRUCT(ParcelQuote, (),
                      (shop_id, shop_name, lines, goods_won, delivery_won, collections))

struct OrderQuote {
  std::vector<ParcelQuote> parcels;
  std::int64_t total_won = 0;
  std::int64_t points_available = 0;  ///< in the buyer's wallet
  std::int64_t points_max = 0;        ///< that this order may take of them
  std::int64_t won_max = 0;           ///< that may be left to pay in won
};
BOOST_DESCRIBE_STRUCT(OrderQuote, (), (parcels, total_won, points_available, points_max, won_max))

/// What a cart costs and when it can be had. Checks all that place_order() checks but the points,
/// the stock and the free places of times. Changes nothing.
[[nodiscard]] OrderResult<OrderQuote> quote_order(db::Transaction& tx, RegionId region_id,
                                                  PersonId buyer_id, const OrderForm& form,
                                                  base::Instant now);

/// Places an order, as one linked group: the points leave the buyer's wallet, earliest expiry
/// first, for the takings of every shop; the won that are due at the handover are claims of the
/// shops against the buyer; goods are held on their shelves and times are booked; or nothing
/// happens. Points, delivery fees and the split by the rule of the day are shared out here and
/// never again: points over the shops in proportion to what each gets, by largest remainder.
/// A delivery fee is the shop's alone, without a share for the funds. In the name of an
/// organisation it is the organisation that owes the won, and the buyer is its officer.
[[nodiscard]] OrderResult<OrderId> place_order(db::Transaction& tx, ledger::Batch& batch,
                                               RegionId region_id, PersonId buyer_id,
                                               const OrderForm& form);

/// How an order's points and the won beside them are shared out over its parcels.
struct Tender {
  std::int64_t points = 0;
  std::int64_t won = 0;
  std::int64_t delivery_points = 0;  ///< of the points, what pays the delivery

  bool operator==(const Tender&) const = default;
};
/// What the shares are made of.
struct ParcelPrice {
  std::int64_t goods_won = 0;
  std::int64_t delivery_won = 0;
};
/// Pure. Requires: 0 ≤ points ≤ the sum of the prices.
[[nodiscard]] std::vector<Tender> share_tender(std::int64_t points,
                                               const std::vector<ParcelPrice>& prices);

/// Won that a buyer owes for orders that were not handed over yet, as a negative balance.
[[nodiscard]] ledger::AccountKey order_due_account(PersonId buyer_id);
/// The same of an organisation.
[[nodiscard]] ledger::AccountKey order_due_account(OrganisationId organisation_id);

}  // namespace market
