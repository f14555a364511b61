// Stock on its way: from the shelves to the fair when it opens, what is left back when it closes.
#include <algorithm>

#include "base/check.h"
#include "ledger/ledger.h"
#include "market/fair.h"

namespace market {
namespace {

/// What a fair knows of a product.
struct StockRow {
  ProductId product_id;
  OrganisationId shop_id;
  std::int64_t planned = 0;
  std::int64_t brought = 0;
};
BOOST_DESCRIBE_STRUCT(StockRow, (), (product_id, shop_id, planned, brought))

std::vector<StockRow> stock_rows(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  return tx.query<StockRow>(
      "SELECT product_id, shop_id, planned, brought FROM market_fair_stock "
      "WHERE region_id = $1 AND fair_id = $2 ORDER BY product_id",
      region_id, fair_id);
}

bool takes_part(const Fair& fair, OrganisationId shop_id) {
  return std::ranges::count(fair.shops, shop_id, &Shop::id) > 0;
}

/// Goods of the shop: only they are carried along and counted.
bool is_own_goods(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                  ProductId product_id) {
  const auto product = find_product(tx, region_id, product_id);
  return product && product->shop_id == shop_id && product->kind == ProductKind::goods;
}

std::string reference_of(FairId fair_id) { return "fair:" + std::to_string(fair_id.value); }

constexpr ledger::AccountTerms kStock{.account_class = ledger::AccountClass::stock,
                                      .balance_min = 0};

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
std::int64_t counted_of(const std::vector<FairUnits>& counted, ProductId product_id,
                        std::int64_t there) {
  const auto found = std::ranges::find(counted, product_id, &FairUnits::product_id);
  return found == counted.end() ? there : found->quantity;
}

FairResult<void> return_product(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                                FairId fair_id, ProductId product_id,
                                const std::vector<FairUnits>& counted, PersonId actor) {
  const ledger::AccountKey here = fair_stock_account(fair_id, product_id);
  const auto account = batch.find_account(here);
  const std::int64_t there = account ? batch.balance(*account).available() : 0;
  const std::int64_t returned = counted_of(counted, product_id, there);
  if (returned > there) return base::refuse(FairRefusal::fair_count_above_stock);
  const auto move = [&](std::int64_t units, const ledger::AccountKey& to, std::string_view code) {
    if (units == 0) return;
    CHECK_REQUEST(move_units(batch, {here, to}, units,
                             ledger::key_of(code, fair_id.value, product_id.value), code, fair_id,
                             actor));
  };
  move(returned, shelf_account(product_id), "fair_stock_back");
  move(there - returned, made_account(product_id), "stock_write_off");
  tx.execute(
      "UPDATE market_fair_stock SET returned = $4, missing = $5 WHERE region_id = $1 "
      "AND fair_id = $2 AND product_id = $3",
      region_id, fair_id, product_id, returned, there - returned);
  return {};
}

}  // namespace

FairResult<void> plan_stock(db::Transaction& tx, RegionId region_id, FairId fair_id,
                            OrganisationId shop_id, const std::vector<FairUnits>& units) {
  const auto fair = find_fair(tx, region_id, fair_id);
  if (!fair) return base::refuse(FairRefusal::fair_not_found);
  if (!takes_part(*fair, shop_id)) return base::refuse(FairRefusal::fair_shop_not_found);
  if (fair->state != FairState::planned) return base::refuse(FairRefusal::fair_not_planned);
  for (auto each = units.begin(); each != units.end(); ++each) {
    if (!is_own_goods(tx, region_id, shop_id, each->product_id))
      return base::refuse(FairRefusal::fair_product_not_found);
    if (std::ranges::count(units.begin(), each, each->product_id, &FairUnits::product_id) > 0)
      return base::refuse(FairRefusal::fair_product_twice);
  }
  tx.execute("DELETE FROM market_fair_stock WHERE region_id = $1 AND fair_id = $2 AND shop_id = $3",
             region_id, fair_id, shop_id);
  for (const FairUnits& each : units)
    if (each.quantity > 0)
      tx.execute(
          "INSERT INTO market_fair_stock (region_id, fair_id, product_id, shop_id, planned, "
          "brought, returned, missing) VALUES ($1, $2, $3, $4, $5, 0, 0, 0)",
          region_id, fair_id, each.product_id, shop_id, each.quantity);
  return {};
}

std::optional<Product> short_product(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  for (const StockRow& row : stock_rows(tx, region_id, fair_id))
    if (stock_of(tx, region_id, row.product_id) < row.planned)
      return find_product(tx, region_id, row.product_id);
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
        batch, {shelf_account(row.product_id), fair_stock_account(fair_id, row.product_id)},
        row.planned, ledger::key_of("fair_stock", fair_id.value, row.product_id.value),
        "fair_stock_out", fair_id, opened_by);
    if (!is_moved) return base::refuse(FairRefusal::fair_shelf_short);
  }
  tx.execute("UPDATE market_fair_stock SET brought = planned WHERE region_id = $1 AND fair_id = $2",
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
  if (!is_own_goods(tx, region_id, shop_id, units.product_id))
    return base::refuse(FairRefusal::fair_product_not_found);
  const ledger::AccountKey here = fair_stock_account(fair_id, units.product_id);
  if (units.quantity <= 0 ||
      !move_units(batch, {shelf_account(units.product_id), here}, units.quantity, key,
                  "fair_stock_out", fair_id, brought_by))
    return base::refuse(FairRefusal::fair_stock_insufficient);
  tx.execute(
      "INSERT INTO market_fair_stock (region_id, fair_id, product_id, shop_id, planned, brought, "
      "returned, missing) VALUES ($1, $2, $3, $4, 0, $5, 0, 0) "
      "ON CONFLICT (region_id, fair_id, product_id) "
      "DO UPDATE SET brought = market_fair_stock.brought + excluded.brought",
      region_id, fair_id, units.product_id, shop_id, units.quantity);
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
    if (std::ranges::count(rows, each.product_id, &StockRow::product_id) == 0)
      return base::refuse(FairRefusal::fair_product_not_found);
  for (const StockRow& row : rows)
    OLIVE_TRY_VOID(
        return_product(tx, batch, region_id, fair_id, row.product_id, counted, closed_by));
  return {};
}

}  // namespace market
