// Drafting: which sales, refunds and debts a shop's month consists of.
#include "base/check.h"
#include "settlement_lines.h"

namespace market {
namespace {

/// Removes the month's drafts that nobody objected to; what they settled is unsettled again.
void clear_drafts(db::Transaction& tx, RegionId region_id, base::Date month) {
  const db::Rows drafts = tx.rows(
      "SELECT t.id FROM market_settlement t WHERE t.region_id = $1 AND t.month = $2 "
      "AND t.state = 'draft' AND NOT EXISTS (SELECT 1 FROM market_objection o "
      "WHERE o.region_id = $1 AND o.settlement_id = t.id) ORDER BY t.id",
      region_id, month);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const SettlementId id{drafts.integer(i, 0)};
    for (const std::string_view table : {"market_sale", "market_refund", "market_offline_sale"})
      tx.execute("UPDATE " + std::string(table) +
                     " SET settlement_id = 0 WHERE region_id = $1 AND settlement_id = $2",
                 region_id, id);
    tx.execute("DELETE FROM market_settlement_line WHERE region_id = $1 AND settlement_id = $2",
               region_id, id);
    tx.execute("DELETE FROM market_settlement WHERE region_id = $1 AND id = $2", region_id, id);
  }
}

/// Sales from before splits were recorded at the till get theirs now, by the rule of their day.
void record_missing_splits(db::Transaction& tx, RegionId region_id, base::Date month_end) {
  const db::Rows sales = tx.rows(
      "SELECT id, points - refunded, sold_on FROM market_sale WHERE region_id = $1 "
      "AND settlement_id = 0 AND rule_version = 0 AND sold_on <= $2 ORDER BY id",
      region_id, month_end);
  for (std::size_t i = 0; i < sales.size(); ++i) {
    const base::Date sold_on{static_cast<std::int32_t>(sales.integer(i, 2))};
    const auto rule = settings::table<SplitRule>(tx, region_id, kSplitRule, sold_on);
    const Split parts = split(sales.integer(i, 1), rule);
    tx.execute(
        "UPDATE market_sale SET rule_version = $3, shop_won = $4, benefit_won = $5, "
        "support_won = $6 WHERE region_id = $1 AND id = $2",
        region_id, sales.integer(i, 0), rule.version, parts.shop_won, parts.benefit_won,
        parts.support_won);
  }
}

/// Shops with something to settle and no settlement of the month yet.
std::vector<OrganisationId> open_shops(db::Transaction& tx, RegionId region_id, base::Date month,
                                       base::Instant end) {
  const db::Rows found = tx.rows(
      "SELECT s.id FROM market_shop s WHERE s.region_id = $1 AND NOT EXISTS "
      "(SELECT 1 FROM market_settlement t WHERE t.region_id = $1 AND t.shop_id = s.id "
      "AND t.month = $2) AND (EXISTS "
      "(SELECT 1 FROM market_sale a WHERE a.region_id = $1 AND a.shop_id = s.id "
      "AND a.settlement_id = 0 AND a.points > a.refunded AND a.sold_at < $3 "
      "AND NOT a.is_pending) OR EXISTS "
      "(SELECT 1 FROM market_refund r JOIN market_sale a ON a.region_id = r.region_id "
      "AND a.id = r.sale_id WHERE r.region_id = $1 AND a.shop_id = s.id AND r.claws_back <> 0 "
      "AND r.settlement_id = 0 AND r.refunded_at < $3) OR EXISTS "
      "(SELECT 1 FROM market_offline_sale f WHERE f.region_id = $1 AND f.shop_id = s.id "
      "AND f.settlement_id = 0 AND f.guaranteed_points > 0 AND f.received_at < $3)) ORDER BY s.id",
      region_id, month, end);
  std::vector<OrganisationId> shops;
  for (std::size_t i = 0; i < found.size(); ++i)
    shops.push_back(OrganisationId{found.integer(i, 0)});
  return shops;
}

// An order that is not handed over yet waits for a later month.
void take_sales(db::Transaction& tx, RegionId region_id, OrganisationId shop_id, SettlementId id,
                base::Instant end) {
  tx.execute(
      "INSERT INTO market_settlement_line (region_id, kind, source_id, settlement_id, sale_id, "
      "sold_on, seq, points, shop_won, benefit_won, support_won) "
      "SELECT region_id, 'sale', id, $3, id, sold_on, seq, points - refunded, shop_won, "
      "benefit_won, support_won FROM market_sale WHERE region_id = $1 AND shop_id = $2 "
      "AND settlement_id = 0 AND points > refunded AND sold_at < $4 AND NOT is_pending",
      region_id, shop_id, id, end);
  tx.execute(
      "UPDATE market_sale SET settlement_id = $3 WHERE region_id = $1 AND shop_id = $2 "
      "AND settlement_id = 0 AND points > refunded AND sold_at < $4 AND NOT is_pending",
      region_id, shop_id, id, end);
}

void take_clawbacks(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                    SettlementId id, base::Instant end) {
  tx.execute(
      "INSERT INTO market_settlement_line (region_id, kind, source_id, settlement_id, sale_id, "
      "sold_on, seq, points, shop_won, benefit_won, support_won) "
      "SELECT r.region_id, 'clawback', r.id, $3, r.sale_id, a.sold_on, r.seq, -r.points, "
      "-r.shop_won, -r.benefit_won, -r.support_won FROM market_refund r JOIN market_sale a "
      "ON a.region_id = r.region_id AND a.id = r.sale_id WHERE r.region_id = $1 AND a.shop_id = $2 "
      "AND r.claws_back <> 0 AND r.settlement_id = 0 AND r.refunded_at < $4",
      region_id, shop_id, id, end);
  tx.execute(
      "UPDATE market_refund SET settlement_id = $2 WHERE region_id = $1 AND id IN "
      "(SELECT source_id FROM market_settlement_line WHERE region_id = $1 AND settlement_id = $2 "
      "AND kind = 'clawback')",
      region_id, id);
}

// What the guarantee fund pays of offline sales has no commission: the shop only gets its own.
void take_guarantees(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                     SettlementId id, base::Instant end) {
  tx.execute(
      "INSERT INTO market_settlement_line (region_id, kind, source_id, settlement_id, sale_id, "
      "sold_on, seq, points, shop_won, benefit_won, support_won) "
      "SELECT region_id, 'guarantee', id, $3, sale_id, sold_on, 0, 0, guaranteed_points, 0, 0 "
      "FROM market_offline_sale WHERE region_id = $1 AND shop_id = $2 AND settlement_id = 0 "
      "AND guaranteed_points > 0 AND received_at < $4",
      region_id, shop_id, id, end);
  tx.execute(
      "UPDATE market_offline_sale SET settlement_id = $3 WHERE region_id = $1 AND shop_id = $2 "
      "AND settlement_id = 0 AND guaranteed_points > 0 AND received_at < $4",
      region_id, shop_id, id, end);
}

// A month in which more was clawed back than sold leaves a debt. It is carried once it is sure.
void take_debts(db::Transaction& tx, RegionId region_id, OrganisationId shop_id, SettlementId id) {
  tx.execute(
      "INSERT INTO market_settlement_line (region_id, kind, source_id, settlement_id, sale_id, "
      "sold_on, seq, points, shop_won, benefit_won, support_won) "
      "SELECT t.region_id, 'carry', t.id, $3, 0, t.month, t.shop_seq, 0, t.shop_won + "
      "t.clawback_won + t.guarantee_won, 0, 0 FROM market_settlement t WHERE t.region_id = $1 AND "
      "t.shop_id = $2 "
      "AND t.shop_won + t.clawback_won + t.guarantee_won < 0 AND t.state = 'paid' AND NOT EXISTS "
      "(SELECT 1 FROM market_settlement_line l WHERE l.region_id = $1 AND l.kind = 'carry' "
      "AND l.source_id = t.id)",
      region_id, shop_id, id);
}

}  // namespace

base::Result<std::int64_t, SettlementRefusal> draft_settlements(db::Transaction& tx,
                                                                RegionId region_id,
                                                                base::Date month,
                                                                PersonId drafted_by,
                                                                base::Instant now) {
  month = base::first_of_month(month);
  const base::Date month_end = base::last_of_month(month);
  if (base::korean_date(now) < month_end) return base::refuse(SettlementRefusal::month_not_over);
  clear_drafts(tx, region_id, month);
  record_missing_splits(tx, region_id, month_end);
  const auto rule = settings::table<SplitRule>(tx, region_id, kSplitRule, month);
  const base::Instant end = base::korean_instant(month_end.plus_days(1), 0);
  std::int64_t drafts = 0;
  for (const OrganisationId shop_id : open_shops(tx, region_id, month, end)) {
    const auto id = tx.make_id<SettlementId>();
    tx.execute(
        "INSERT INTO market_settlement (region_id, id, shop_id, month, state, sales, gross_points, "
        "shop_won, benefit_won, support_won, rule_version, drafted_at, confirmed_by, approved_by, "
        "drafted_by) VALUES ($1, $2, $3, $4, 'draft', 0, 0, 0, 0, 0, $5, $6, 0, 0, $7)",
        region_id, id, shop_id, month, rule.version, now, drafted_by);
    take_sales(tx, region_id, shop_id, id, end);
    take_clawbacks(tx, region_id, shop_id, id, end);
    take_guarantees(tx, region_id, shop_id, id, end);
    take_debts(tx, region_id, shop_id, id);
    sum_lines(tx, region_id, id);
    ++drafts;
  }
  if (drafts == 0) return base::refuse(SettlementRefusal::nothing_to_settle);
  return drafts;
}

}  // namespace market
