/// When a shelf is low, and who hears of it.
#pragma once

#include <optional>

#include "market/stock.h"
#include "settings/settings.h"

namespace market {

/// Units at or below which a shop is told that something runs out; a shop may have its own, and
/// each of its items too.
inline constexpr settings::Definition kLowStockUnits{.key = "market.low_stock_units",
                                                     .value = "5",
                                                     .unit = "unit",
                                                     .minimum = 0,
                                                     .maximum = 100'000};

/// The units at which an item is low on `today`: as its shop said, else as the setting says.
/// Cost: at most two statements.
[[nodiscard]] std::int64_t low_stock_units(db::Transaction& tx, RegionId region_id,
                                           const StockItem& item, OrganisationId shop_id,
                                           base::Date today);
/// Sets the units of an item; none: as the setting says. Refuses `product_not_found`,
/// `services_have_no_stock`, and `option_not_found` for an option that shares its product's shelf.
[[nodiscard]] base::Result<void, ShopRefusal> set_low_stock_units(
    db::Transaction& tx, RegionId region_id, const StockItem& item,
    std::optional<std::int64_t> units);

/// An item that is low, or out.
struct LowStock {
  ProductId product_id;
  OptionId option_id;  ///< with its own stock; 0: the product
  std::string name;
  std::int64_t stock = 0;
  std::int64_t low_stock_units = 0;
};
BOOST_DESCRIBE_STRUCT(LowStock, (), (product_id, option_id, name, stock, low_stock_units))

/// What runs out in a shop, by name.
[[nodiscard]] std::vector<LowStock> low_stock_of(db::Transaction& tx, RegionId region_id,
                                                 OrganisationId shop_id, base::Date today);

/// Announces that `taken` units more off the shelf made it low; nothing when it was, or is not.
/// Call it after the entry of the ledger.
void announce_low_stock(db::Transaction& tx, const ledger::Batch& batch, RegionId region_id,
                        const StockItem& item, OrganisationId shop_id, std::int64_t taken);

}  // namespace market
