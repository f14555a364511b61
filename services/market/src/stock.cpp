#include "market/stock.h"

#include <algorithm>

#include "ledger/ledger.h"
#include "market/catalogue.h"

namespace market {
namespace {

ledger::AccountKey stock_account(const StockItem& item, std::string purpose) {
  std::string sku = "SKU:" + std::to_string(item.product_id.value);
  if (item.option_id) sku += ":" + std::to_string(item.option_id.value);
  return {std::move(sku), ledger::OwnerKind::product, item.product_id.value, std::move(purpose)};
}

/// What was there before the options got shelves of their own can still be written off.
bool is_sold_from(const std::vector<Option>& options) {
  return options.empty() || !std::ranges::all_of(options, &Option::has_own_stock);
}

}  // namespace

base::Result<void, ShopRefusal> check_stock_item(db::Transaction& tx, RegionId region_id,
                                                 const StockItem& item) {
  const auto product = find_product(tx, region_id, item.product_id);
  if (!product) return base::refuse(ShopRefusal::product_not_found);
  if (product->kind == ProductKind::service)
    return base::refuse(ShopRefusal::services_have_no_stock);
  if (!item.option_id) return {};
  const auto options = options_of(tx, region_id, item.product_id);
  const auto option = std::ranges::find(options, item.option_id, &Option::id);
  if (option == options.end() || !option->has_own_stock)
    return base::refuse(ShopRefusal::option_not_found);
  return {};
}

base::Result<std::int64_t, ShopRefusal> enter_stock(db::Transaction& tx, ledger::Batch& batch,
                                                    RegionId region_id, const StockItem& item,
                                                    std::int64_t quantity, ledger::TransferKey key,
                                                    PersonId actor) {
  OLIVE_TRY_VOID(check_stock_item(tx, region_id, item));
  if (quantity == 0) return base::refuse(ShopRefusal::quantity_not_positive);
  if (!item.option_id && quantity > 0 && !is_sold_from(options_of(tx, region_id, item.product_id)))
    return base::refuse(ShopRefusal::stock_is_by_option);
  const ledger::AccountId shelf = batch.account(
      shelf_account(item), {.account_class = ledger::AccountClass::stock, .balance_min = 0});
  const ledger::AccountId made =
      batch.account(made_account(item), {.account_class = ledger::AccountClass::stock});
  const bool is_entry = quantity > 0;
  const auto entry =
      batch.transfer({.key = key,
                      .debit = is_entry ? made : shelf,
                      .credit = is_entry ? shelf : made,
                      .amount = is_entry ? quantity : -quantity,
                      .code = is_entry ? "stock_entry" : "stock_write_off",
                      .effective_on = batch.today(),
                      .actor = actor,
                      .reference = "product:" + std::to_string(item.product_id.value)});
  if (!entry) return base::refuse(ShopRefusal::stock_too_small);
  return batch.balance(shelf).available();
}

std::optional<std::int64_t> counted_stock(db::Transaction& tx, RegionId region_id,
                                          const StockItem& item) {
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  if (const auto shelf = ledger::find_account(tx, ledger_id, shelf_account(item)))
    return ledger::read_balance(tx, ledger_id, shelf->id).available();
  return item.option_id ? std::optional<std::int64_t>(0) : std::nullopt;
}

std::int64_t stock_of(db::Transaction& tx, RegionId region_id, const StockItem& item) {
  return counted_stock(tx, region_id, item).value_or(0);
}

ledger::AccountKey shelf_account(const StockItem& item) { return stock_account(item, "shelf"); }
ledger::AccountKey made_account(const StockItem& item) { return stock_account(item, "made"); }
ledger::AccountKey sold_account(const StockItem& item) { return stock_account(item, "sold"); }

}  // namespace market
