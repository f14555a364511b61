/// A buyer's cart with everything that the shops say about it. Read once, for quotes and orders.
#pragma once

#include <vector>

#include "market/order.h"
#include "people/person.h"

namespace market {

struct CartItem {
  Product product;
  std::string option_name;
  std::int64_t quantity = 0;
  std::int64_t price_won = 0;  ///< of one, with its option
  std::optional<base::Instant> starts_at;
  StockItem stock_item;  ///< where its units come from
};

/// What one shop gives.
struct ShopCart {
  Shop shop;
  std::vector<CartItem> items;
  ParcelPrice price;
  std::vector<Collection> collections;  ///< empty when every item has a time of its own
  Collection chosen;                    ///< of these, or that of the earliest time

  [[nodiscard]] std::int64_t total_won() const { return price.goods_won + price.delivery_won; }
};

struct OrderCart {
  std::vector<ShopCart> shops;  ///< in the order in which they first appear
  std::optional<PickupPoint> pickup_point;
  people::Place home;  ///< of the buyer, or of the organisation; for deliveries
  std::optional<people::Organisation> organisation;  ///< in whose name

  [[nodiscard]] std::int64_t total_won() const;
};

/// Whether everything in it has a time of its own.
[[nodiscard]] bool is_all_booked(const ShopCart& cart);
/// Refuses everything that can be refused without looking at wallets, shelves and free places.
[[nodiscard]] OrderResult<OrderCart> read_cart(db::Transaction& tx, RegionId region_id,
                                               PersonId buyer_id, const OrderForm& form,
                                               base::Instant now);

}  // namespace market
