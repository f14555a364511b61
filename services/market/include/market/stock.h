/// Units on shelves, kept in the ledger: of a product, or of an option with a shelf of its own.
#pragma once

#include <optional>
#include <string>

#include "market/shop.h"

namespace market {

using OptionId = base::Id<struct OptionTag>;

/// What is counted together: the units of an option that has its own stock, or all other units of
/// the product. Each has an asset of its own in the ledger, so that units never change their kind.
struct StockItem {
  ProductId product_id;
  OptionId option_id{};  ///< 0: the product's own shelf

  auto operator<=>(const StockItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(StockItem, (), (product_id, option_id))

/// Refuses what has no shelf: `product_not_found`, `services_have_no_stock`, and `option_not_found`
/// for an option that shares the shelf of its product.
[[nodiscard]] base::Result<void, ShopRefusal> check_stock_item(db::Transaction& tx,
                                                               RegionId region_id,
                                                               const StockItem& item);
/// Adds `quantity` units that were made or delivered (negative: written off). Refuses
/// `option_not_found` for an option that shares the product's shelf, `stock_is_by_option` for more
/// units on a shelf that nothing is sold from. `key` makes it happen once.
[[nodiscard]] base::Result<std::int64_t, ShopRefusal> enter_stock(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, const StockItem& item,
    std::int64_t quantity, ledger::TransferKey key, PersonId actor);

/// Units that can be sold now; none: the shop does not count them. An option with its own stock is
/// always counted: before its first entry it has 0. Cost: two point reads.
[[nodiscard]] std::optional<std::int64_t> counted_stock(db::Transaction& tx, RegionId region_id,
                                                        const StockItem& item);
/// The same, with 0 for what is not counted.
[[nodiscard]] std::int64_t stock_of(db::Transaction& tx, RegionId region_id, const StockItem& item);

/// Stock accounts of an item: units on the shelf (never below zero), made, and sold.
[[nodiscard]] ledger::AccountKey shelf_account(const StockItem& item);
[[nodiscard]] ledger::AccountKey made_account(const StockItem& item);
[[nodiscard]] ledger::AccountKey sold_account(const StockItem& item);

}  // namespace market
