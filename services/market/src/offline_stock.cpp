#include "market/offline_stock.h"

#include <algorithm>

#include "base/check.h"
#include "market/catalogue.h"
#include "market/fair.h"
#include "market/low_stock.h"
#include "sale_rows.h"

namespace market {
namespace {

/// A line with what the catalogue says of it now: options may have changed meanwhile.
struct SoldLine {
  std::int64_t number = 0;
  const OfflineLine& sold;
  std::string name;
  StockItem item;
  bool is_counted = false;
};

/// One sale on its way off the shelves.
class Taking {
 public:
  Taking(db::Transaction& tx, ledger::Batch& batch, RegionId region_id, const Device& device,
         const OfflineSale& sale)
      : tx_(tx), batch_(batch), region_id_(region_id), device_(device), sale_(sale) {
    is_at_fair_ = sale.fair_id && is_selling_at(tx, region_id, *sale.fair_id, device.shop_id,
                                                base::korean_date(sale.sold_at));
  }

  std::int64_t take(SaleId sale_id, PersonId sent_by) {
    std::int64_t missing = 0;
    std::int64_t number = 0;
    for (const OfflineLine& each : *sale_.lines) {
      const SoldLine line = read_line(++number, each);
      if (sale_id)
        record_sale_line(tx_, region_id_, sale_id, number, each.product_id, line.item.option_id,
                         {line.name, each.quantity, each.price_won});
      if (line.is_counted) missing += take_line(line, sale_id, sent_by);
    }
    return missing;
  }

 private:
  SoldLine read_line(std::int64_t number, const OfflineLine& sold) {
    const auto product = find_product(tx_, region_id_, sold.product_id);
    CHECK_REQUEST(product.has_value());  // the lines were found right
    SoldLine line{number, sold, product->name, {product->id}};
    const auto options = options_of(tx_, region_id_, product->id);
    const auto option =
        std::ranges::find(options, sold.option_id.value_or(OptionId{}), &Option::id);
    if (option != options.end()) {
      line.name = name_with_option(product->name, option->name);
      if (option->has_own_stock) line.item.option_id = option->id;
    }
    line.is_counted =
        product->kind != ProductKind::service &&
        (line.item.option_id || batch_.find_account(shelf_account(line.item)).has_value());
    return line;
  }

  [[nodiscard]] std::optional<ledger::AccountId> shelf_of(const StockItem& item) const {
    return batch_.find_account(is_at_fair_ ? fair_stock_account(*sale_.fair_id, item)
                                           : shelf_account(item));
  }

  // What is held for orders stays with them.
  std::int64_t take_line(const SoldLine& line, SaleId sale_id, PersonId sent_by) {
    const auto shelf = shelf_of(line.item);
    const std::int64_t there =
        shelf ? std::max<std::int64_t>(0, batch_.balance(*shelf).available()) : 0;
    const std::int64_t taken = std::min(line.sold.quantity, there);
    if (taken > 0) move(line, *shelf, taken, sale_id, sent_by);
    const std::int64_t missing = line.sold.quantity - taken;
    if (missing > 0) report(line, missing);
    return missing;
  }

  void move(const SoldLine& line, ledger::AccountId shelf, std::int64_t units, SaleId sale_id,
            PersonId sent_by) {
    const std::string number = std::to_string(device_.id.value) + ":" + std::to_string(sale_.seq);
    const auto entry = batch_.transfer(
        {.key = ledger::key_of("offline_stock", device_.id.value, sale_.seq, line.number),
         .debit = shelf,
         .credit = batch_.account(sold_account(line.item),
                                  {.account_class = ledger::AccountClass::stock}),
         .amount = units,
         .code = "stock_sale",
         .effective_on = batch_.today(),
         .actor = sent_by,
         .reference = sale_id ? reference_of(sale_id) : "offline_sale:" + number});
    CHECK_REQUEST(entry.has_value());  // no more than is there
    if (!is_at_fair_)
      announce_low_stock(tx_, batch_, region_id_, line.item, device_.shop_id, units);
  }

  void report(const SoldLine& line, std::int64_t missing) {
    tx_.execute(
        "INSERT INTO market_stock_deviation (region_id, id, shop_id, device_id, seq, line, "
        "product_id, option_id, name, sold, missing, sold_at, received_at, seen_by) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0)",
        region_id_, tx_.make_id<StockDeviationId>(), device_.shop_id, device_.id, sale_.seq,
        line.number, line.item.product_id, line.item.option_id, line.name, line.sold.quantity,
        missing, sale_.sold_at, batch_.now());
  }

  db::Transaction& tx_;
  ledger::Batch& batch_;
  RegionId region_id_;
  const Device& device_;
  const OfflineSale& sale_;
  bool is_at_fair_ = false;
};

}  // namespace

bool are_right_lines(db::Transaction& tx, RegionId region_id, const Device& device,
                     const OfflineSale& sale) {
  if (!sale.lines) return true;
  std::int64_t worth = 0;
  for (const OfflineLine& line : *sale.lines) {
    const auto product = find_product(tx, region_id, line.product_id);
    if (!product || product->shop_id != device.shop_id) return false;
    worth += line.price_won * line.quantity;
  }
  return worth >= sale.points;  // more: the rest was paid beside it
}

std::int64_t take_offline_stock(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                                const Device& device, const OfflineSale& sale, SaleId sale_id,
                                PersonId sent_by) {
  if (!sale.lines) return 0;
  return Taking(tx, batch, region_id, device, sale).take(sale_id, sent_by);
}

std::int64_t missing_units_of(db::Transaction& tx, RegionId region_id, DeviceId device_id,
                              std::int64_t seq) {
  return tx
      .integer(
          "SELECT SUM(missing) FROM market_stock_deviation WHERE region_id = $1 AND device_id = $2 "
          "AND seq = $3",
          region_id, device_id, seq)
      .value_or(0);
}

std::vector<StockDeviation> deviations_of(db::Transaction& tx, RegionId region_id,
                                          OrganisationId shop_id) {
  return tx.query<StockDeviation>(
      "SELECT d.id, d.product_id, d.option_id, d.name, k.name AS device_name, d.sold, d.missing, "
      "d.sold_at, d.received_at, d.seen_at FROM market_stock_deviation d JOIN market_device k "
      "ON k.region_id = d.region_id AND k.id = d.device_id WHERE d.region_id = $1 "
      "AND d.shop_id = $2 ORDER BY d.id DESC LIMIT 100",
      region_id, shop_id);
}

base::Result<void, StockDeviationRefusal> see_deviation(db::Transaction& tx, RegionId region_id,
                                                        OrganisationId shop_id, StockDeviationId id,
                                                        PersonId seen_by, base::Instant now) {
  const auto known = tx.integer(
      "SELECT 1 FROM market_stock_deviation WHERE region_id = $1 AND id = $2 AND shop_id = $3",
      region_id, id, shop_id);
  if (!known) return base::refuse(StockDeviationRefusal::stock_deviation_not_found);
  tx.execute(
      "UPDATE market_stock_deviation SET seen_by = $3, seen_at = $4 WHERE region_id = $1 "
      "AND id = $2 AND seen_at IS NULL",
      region_id, id, seen_by, now);
  return {};
}

}  // namespace market
