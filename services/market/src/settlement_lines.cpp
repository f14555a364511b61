#include "settlement_lines.h"

#include "base/check.h"

namespace market {

std::vector<SettlementLine> lines_of(db::Transaction& tx, RegionId region_id,
                                     SettlementId settlement_id) {
  return tx.query<SettlementLine>(
      "SELECT kind, source_id, sale_id, sold_on, seq, points, shop_won, benefit_won, support_won "
      "FROM market_settlement_line WHERE region_id = $1 AND settlement_id = $2 "
      "ORDER BY sold_on, source_id",
      region_id, settlement_id);
}

void sum_lines(db::Transaction& tx, RegionId region_id, SettlementId settlement_id) {
  std::int64_t sales = 0;
  std::int64_t gross = 0;
  std::int64_t clawback = 0;
  std::int64_t guarantee = 0;
  Split parts;
  for (const SettlementLine& line : lines_of(tx, region_id, settlement_id)) {
    if (line.kind != LineKind::sale) {
      (line.kind == LineKind::guarantee ? guarantee : clawback) += line.shop_won;
      continue;
    }
    ++sales;
    gross += line.points;
    parts += {line.shop_won, line.benefit_won, line.support_won};
  }
  CHECK_REQUEST(parts.sum() == gross && clawback <= 0 && guarantee >= 0);
  tx.execute(
      "UPDATE market_settlement SET sales = $3, gross_points = $4, shop_won = $5, benefit_won = "
      "$6, "
      "support_won = $7, clawback_won = $8, guarantee_won = $9 WHERE region_id = $1 AND id = $2",
      region_id, settlement_id, sales, gross, parts.shop_won, parts.benefit_won, parts.support_won,
      clawback, guarantee);
}

void remove_line(db::Transaction& tx, RegionId region_id, LineKind kind, SourceId source_id) {
  const std::int64_t removed = tx.execute(
      "DELETE FROM market_settlement_line WHERE region_id = $1 AND kind = $2 AND source_id = $3",
      region_id, kind, source_id);
  CHECK_REQUEST(removed == 1);
  if (kind == LineKind::sale)
    tx.execute("UPDATE market_sale SET settlement_id = 0 WHERE region_id = $1 AND id = $2",
               region_id, source_id);
  if (kind == LineKind::guarantee)
    tx.execute("UPDATE market_offline_sale SET settlement_id = 0 WHERE region_id = $1 AND id = $2",
               region_id, source_id);
  if (kind == LineKind::clawback)
    tx.execute("UPDATE market_refund SET settlement_id = 0 WHERE region_id = $1 AND id = $2",
               region_id, source_id);
}

void shrink_line(db::Transaction& tx, RegionId region_id, SettlementId settlement_id,
                 SaleId sale_id) {
  tx.execute(
      "UPDATE market_settlement_line SET points = (SELECT points - refunded FROM market_sale "
      "WHERE region_id = $1 AND id = $2), "
      "shop_won = (SELECT shop_won FROM market_sale WHERE region_id = $1 AND id = $2), "
      "benefit_won = (SELECT benefit_won FROM market_sale WHERE region_id = $1 AND id = $2), "
      "support_won = (SELECT support_won FROM market_sale WHERE region_id = $1 AND id = $2) "
      "WHERE region_id = $1 AND kind = 'sale' AND source_id = $2",
      region_id, sale_id);
  CHECK_REQUEST(tx.changed() == 1);
  tx.execute(
      "UPDATE market_settlement SET state = 'draft', confirmed_by = 0 "
      "WHERE region_id = $1 AND id = $2 AND state = 'confirmed'",
      region_id, settlement_id);
  sum_lines(tx, region_id, settlement_id);
}

}  // namespace market
