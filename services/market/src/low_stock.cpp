#include "market/low_stock.h"

#include <algorithm>

#include "jobs/outbox.h"
#include "market/catalogue.h"
#include "market/events.h"

namespace market {

std::int64_t low_stock_units(db::Transaction& tx, RegionId region_id, const StockItem& item,
                             OrganisationId shop_id, base::Date today) {
  const auto own = tx.integer(
      "SELECT units FROM market_low_stock WHERE region_id = $1 AND product_id = $2 "
      "AND option_id = $3",
      region_id, item.product_id, item.option_id);
  if (own) return *own;
  return settings::integer(tx, region_id, kLowStockUnits, today, std::to_string(shop_id.value));
}

base::Result<void, ShopRefusal> set_low_stock_units(db::Transaction& tx, RegionId region_id,
                                                    const StockItem& item,
                                                    std::optional<std::int64_t> units) {
  OLIVE_TRY_VOID(check_stock_item(tx, region_id, item));
  tx.execute(
      "DELETE FROM market_low_stock WHERE region_id = $1 AND product_id = $2 AND option_id = $3",
      region_id, item.product_id, item.option_id);
  if (units)
    tx.execute(
        "INSERT INTO market_low_stock (region_id, product_id, option_id, units) "
        "VALUES ($1, $2, $3, $4)",
        region_id, item.product_id, item.option_id, *units);
  return {};
}

std::vector<LowStock> low_stock_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                                   base::Date today) {
  std::vector<LowStock> low;
  for (const Product& product : products_of(tx, region_id, shop_id)) {
    if (!product.is_sold || product.kind == ProductKind::service) continue;
    const auto options = options_of(tx, region_id, product.id);
    for (const StockItem& item : stock_items_of(product.id, options)) {
      const auto stock = counted_stock(tx, region_id, item);
      if (!stock) continue;
      const std::int64_t units = low_stock_units(tx, region_id, item, shop_id, today);
      if (*stock <= units)
        low.push_back(
            {item.product_id, item.option_id, name_of_item(product, options, item), *stock, units});
    }
  }
  return low;
}

void announce_low_stock(db::Transaction& tx, const ledger::Batch& batch, RegionId region_id,
                        const StockItem& item, OrganisationId shop_id, std::int64_t taken) {
  const auto shelf = batch.find_account(shelf_account(item));
  if (!shelf) return;
  const std::int64_t left = batch.balance(*shelf).available();
  const std::int64_t units = low_stock_units(tx, region_id, item, shop_id, batch.today());
  if (left > units || left + taken <= units) return;
  jobs::publish(tx, region_id, StockLow{item.product_id, item.option_id, left, batch.now()});
}

}  // namespace market
