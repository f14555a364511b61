// Stock on its way: from the shelves to the fair when it opens, what is left back when it closes.
#include <algorithm>

#include "base/check.h"
#include "ledger/ledger.h"
#include "market/catalogue.h"
#include "market/fair.h"

namespace market {
namespace {

/// What a fair knows of a product, or of an option with its own stock.
struct StockRow {
  ProductId product_id;
  OptionId option_id;
  std::int64_t planned = 0;
  std::int64_t brought = 0;

  [[nodiscard]] StockItem item() const { return {product_id, option_id}; }
};
BOOST_DESCRIBE_STRUCT(StockRow, (), (product_id, option_id, planned, brought))

std::vector<StockRow> stock_rows(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  return tx.query<StockRow>(
      "SELECT product_id, 0 AS option_id, planned, brought FROM market_fair_stock "
      "WHERE region_id = $1 AND fair_id = $2 UNION ALL "
      "SELECT product_id, option_id, planned, brought FROM market_fair_option_stock "
      "WHERE region_id = $1 AND fair_id = $2 ORDER BY product_id, option_id",
      region_id, fair_id);
}

bool takes_part(const Fair& fair, OrganisationId shop_id) {
  return std::ranges::count(fair.shops, shop_id, &Shop::id) > 0;
}

/// The name of what a shop may carry along: counted goods of its own; none for anything else.
std::optional<std::string> name_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                                   const StockItem& item) {
  const auto product = find_product(tx, region_id, item.product_id);
  if (!product || product->shop_id != shop_id || product->kind != ProductKind::goods)
    return std::nullopt;
  if (!item.option_id) return product->name;
  const auto options = options_of(tx, region_id, item.product_id);
  const auto option = std::ranges::find(options, item.option_id, &Option::id);
  if (option == options.end() || !option->has_own_stock) return std::nullopt;
  return name_with_option(product->name, option->name);
}

/// Adds to what is planned and brought of an item.
void add_row(db::Transaction& tx, RegionId region_id, FairId fair_id, OrganisationId shop_id,
             const StockRow& row, std::string_view name) {
  if (!row.option_id) {
    tx.execute(
        "INSERT INTO market_fair_stock (region_id, fair_id, product_id, shop_id, planned, brought, "
        "returned, missing) VALUES ($1, $2, $3, $4, $5, $6, 0, 0) "
        "ON CONFLICT (region_id, fair_id, product_id) "
        "DO UPDATE SET brought = market_fair_stock.brought + excluded.brought",
        region_id, fair_id, row.product_id, shop_id, row.planned, row.brought);
    return;
  }
  tx.execute(
      "INSERT INTO market_fair_option_stock (region_id, fair_id, product_id, option_id, shop_id, "
      "name, planned, brought, returned, missing) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0) "
      "ON CONFLICT (region_id, fair_id, product_id, option_id) "
      "DO UPDATE SET brought = market_fair_option_stock.brought + excluded.brought",
      region_id, fair_id, row.product_id, row.option_id, shop_id, name, row.planned, row.brought);
}

/// What became of an item at the end.
void end_row(db::Transaction& tx, RegionId region_id, FairId fair_id, const StockItem& item,
             std::int64_t returned, std::int64_t missing) {
  if (item.option_id)
    tx.execute(
        "UPDATE market_fair_option_stock SET returned = $5, missing = $6 WHERE region_id = $1 "
        "AND fair_id = $2 AND product_id = $3 AND option_id = $4",
        region_id, fair_id, item.product_id, item.option_id, returned, missing);
  else
    tx.execute(
        "UPDATE market_fair_stock SET returned = $4, missing = $5 WHERE region_id = $1 "
        "AND fair_id = $2 AND product_id = $3",
        region_id, fair_id, item.product_id, returned, missing);
}

std::string reference_of(FairId fair_id) { return "fair:" + std::to_string(fair_id.value); }

constexpr ledger::AccountTerms kStock{.account_class = ledger::AccountClass::stock,
                                      .balance_min = 0};

ledger::TransferKey key_of_move(std::string_view kind, FairId fair_id, const StockItem& item) {
  return ledger::key_of(kind, fair_id.value, item.product_id.value, item.option_id.value);
}

struct Way {
  ledger::AccountKey from, to;
};

/// Moves units; false when `from` holds fewer.
bool move_units(ledger::Batch& batch, const Way& way, std::int64_t quantity,
                ledger::TransferKey key, std::string_view code, FairId fair_id, PersonId actor) {
  const auto from = batch.find_account(way.from);
  if (!from) return false;
  const ledger::AccountTerms terms =
      code == "stock_write_off" ? ledger::AccountTerms{.account_class = ledger::AccountClass::stock}
                                : kStock;
  return batch
      .transfer({.key = key,
                 .debit = *from,
                 .credit = batch.account(way.to, terms),
                 .amount = quantity,
                 .code = std::string(code),
                 .effective_on = batch.today(),
                 .actor = actor,
                 .reference = reference_of(fair_id)})
      .has_value();
}

FairResult<void> set_state(db::Transaction& tx, RegionId region_id, FairId fair_id, FairState from,
                           FairState to, FairRefusal refusal) {
  const auto changed = tx.execute(
      "UPDATE market_fair SET state = $4 WHERE region_id = $1 AND id = $2 AND state = $3",
      region_id, fair_id, from, to);
  if (changed != 1) return base::refuse(refusal);
  return {};
}

/// What was counted of a product; all that is there when nobody counted it.
std::int64_t counted_of(const std::vector<FairUnits>& counted, const StockItem& item,
                        std::int64_t there) {
  const auto found = std::ranges::find(counted, item, &FairUnits::stock_item);
  return found == counted.end() ? there : found->quantity;
}

FairResult<void> return_item(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                             FairId fair_id, const StockItem& item,
                             const std::vector<FairUnits>& counted, PersonId actor) {
  const ledger::AccountKey here = fair_stock_account(fair_id, item);
  const auto account = batch.find_account(here);
  const std::int64_t there = account ? batch.balance(*account).available() : 0;
  const std::int64_t returned = counted_of(counted, item, there);
  if (returned > there) return base::refuse(FairRefusal::fair_count_above_stock);
  const auto move = [&](std::int64_t units, const ledger::AccountKey& to, std::string_view code) {
    if (units == 0) return;
    CHECK_REQUEST(move_units(batch, {here, to}, units, key_of_move(code, fair_id, item), code,
                             fair_id, actor));
  };
  move(returned, shelf_account(item), "fair_stock_back");
  move(there - returned, made_account(item), "stock_write_off");
  end_row(tx, region_id, fair_id, item, returned, there - returned);
  return {};
}

}  // namespace

FairResult<void> plan_stock(db::Transaction& tx, RegionId region_id, FairId fair_id,
                            OrganisationId shop_id, const std::vector<FairUnits>& units) {
  const auto fair = find_fair(tx, region_id, fair_id);
  if (!fair) return base::refuse(FairRefusal::fair_not_found);
  if (!takes_part(*fair, shop_id)) return base::refuse(FairRefusal::fair_shop_not_found);
  if (fair->state != FairState::planned) return base::refuse(FairRefusal::fair_not_planned);
  std::vector<std::string> names;
  for (auto each = units.begin(); each != units.end(); ++each) {
    const auto name = name_of(tx, region_id, shop_id, each->stock_item());
    if (!name) return base::refuse(FairRefusal::fair_product_not_found);
    names.push_back(*name);
    if (std::ranges::count(units.begin(), each, each->stock_item(), &FairUnits::stock_item) > 0)
      return base::refuse(FairRefusal::fair_product_twice);
  }
  tx.execute("DELETE FROM market_fair_stock WHERE region_id = $1 AND fair_id = $2 AND shop_id = $3",
             region_id, fair_id, shop_id);
  tx.execute(
      "DELETE FROM market_fair_option_stock WHERE region_id = $1 AND fair_id = $2 AND shop_id = $3",
      region_id, fair_id, shop_id);
  for (std::size_t i = 0; i < units.size(); ++i)
    if (units[i].quantity > 0)
      add_row(tx, region_id, fair_id, shop_id,
              {units[i].product_id, units[i].stock_item().option_id, units[i].quantity, 0},
              names[i]);
  return {};
}

std::optional<std::string> short_product(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  for (const StockRow& row : stock_rows(tx, region_id, fair_id)) {
    if (stock_of(tx, region_id, row.item()) >= row.planned) continue;
    const auto product = find_product(tx, region_id, row.product_id);
    CHECK_REQUEST(product.has_value());
    return name_of(tx, region_id, product->shop_id, row.item()).value_or(product->name);
  }
  return std::nullopt;
}

FairResult<void> open_fair(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                           FairId fair_id, PersonId opened_by) {
  const auto fair = find_fair(tx, region_id, fair_id);
  if (!fair) return base::refuse(FairRefusal::fair_not_found);
  if (fair->state != FairState::planned) return base::refuse(FairRefusal::fair_not_planned);
  if (batch.today() < fair->starts_on || batch.today() > fair->ends_on)
    return base::refuse(FairRefusal::fair_not_today);
  for (const StockRow& row : stock_rows(tx, region_id, fair_id)) {
    CHECK_REQUEST(row.planned > 0 && row.brought == 0);
    const bool is_moved = move_units(
        batch, {shelf_account(row.item()), fair_stock_account(fair_id, row.item())}, row.planned,
        key_of_move("fair_stock", fair_id, row.item()), "fair_stock_out", fair_id, opened_by);
    if (!is_moved) return base::refuse(FairRefusal::fair_shelf_short);
  }
  tx.execute("UPDATE market_fair_stock SET brought = planned WHERE region_id = $1 AND fair_id = $2",
             region_id, fair_id);
  tx.execute(
      "UPDATE market_fair_option_stock SET brought = planned WHERE region_id = $1 AND fair_id = $2",
      region_id, fair_id);
  return set_state(tx, region_id, fair_id, FairState::planned, FairState::open,
                   FairRefusal::fair_not_planned);
}

FairResult<std::int64_t> bring_stock(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                                     FairId fair_id, OrganisationId shop_id, const FairUnits& units,
                                     ledger::TransferKey key, PersonId brought_by) {
  const auto fair = find_fair(tx, region_id, fair_id);
  if (!fair) return base::refuse(FairRefusal::fair_not_found);
  if (!takes_part(*fair, shop_id)) return base::refuse(FairRefusal::fair_shop_not_found);
  if (fair->state != FairState::open) return base::refuse(FairRefusal::fair_not_open);
  const StockItem item = units.stock_item();
  const auto name = name_of(tx, region_id, shop_id, item);
  if (!name) return base::refuse(FairRefusal::fair_product_not_found);
  const ledger::AccountKey here = fair_stock_account(fair_id, item);
  if (units.quantity <= 0 || !move_units(batch, {shelf_account(item), here}, units.quantity, key,
                                         "fair_stock_out", fair_id, brought_by))
    return base::refuse(FairRefusal::fair_stock_insufficient);
  add_row(tx, region_id, fair_id, shop_id, {item.product_id, item.option_id, 0, units.quantity},
          *name);
  return batch.balance(*batch.find_account(here)).available();
}

FairResult<void> close_fair(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                            FairId fair_id, const std::vector<FairUnits>& counted,
                            PersonId closed_by) {
  if (!find_fair(tx, region_id, fair_id)) return base::refuse(FairRefusal::fair_not_found);
  OLIVE_TRY_VOID(set_state(tx, region_id, fair_id, FairState::open, FairState::closed,
                           FairRefusal::fair_not_open));
  const auto rows = stock_rows(tx, region_id, fair_id);
  for (const FairUnits& each : counted)
    if (std::ranges::count(rows, each.stock_item(), &StockRow::item) == 0)
      return base::refuse(FairRefusal::fair_product_not_found);
  for (const StockRow& row : rows)
    OLIVE_TRY_VOID(return_item(tx, batch, region_id, fair_id, row.item(), counted, closed_by));
  return {};
}

}  // namespace market
