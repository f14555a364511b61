#include "market/refund.h"

#include "base/check.h"
#include "ledger/points.h"
#include "settlement_lines.h"

namespace market {
namespace {

using RefundId = base::Id<struct RefundTag>;

/// What a refund needs to know of a sale; the parts are what earlier refunds have left.
struct SaleFacts {
  OrganisationId shop_id;
  std::int64_t points = 0;
  std::int64_t refunded = 0;
  std::int64_t paid_won = 0;
  std::int64_t refunded_won = 0;
  std::int64_t seq = 0;
  std::int64_t won_seq = 0;
  std::int64_t shop_won = 0;
  std::int64_t benefit_won = 0;
  std::int64_t support_won = 0;
  SettlementId settlement_id;

  [[nodiscard]] Split left() const { return {shop_won, benefit_won, support_won}; }
};
BOOST_DESCRIBE_STRUCT(SaleFacts, (),
                      (shop_id, points, refunded, paid_won, refunded_won, seq, won_seq, shop_won,
                       benefit_won, support_won, settlement_id))

/// The settlement of a sale, with the entries that a clawback reverses.
struct SettledAs {
  SettlementState state = SettlementState::draft;
  std::int64_t points_seq = 0;
  std::int64_t shop_seq = 0;
  std::int64_t benefit_seq = 0;
  std::int64_t support_seq = 0;
};
BOOST_DESCRIBE_STRUCT(SettledAs, (), (state, points_seq, shop_seq, benefit_seq, support_seq))

base::Result<void, SaleRefusal> check_bounds(const SaleFacts& sale, RefundAmount amount) {
  if (amount.points < 0 || amount.won < 0 || (amount.points == 0 && amount.won == 0))
    return base::refuse(SaleRefusal::refund_empty);
  if (amount.points > sale.points - sale.refunded)
    return base::refuse(SaleRefusal::refund_above_sale);
  if (amount.won > sale.paid_won - sale.refunded_won)
    return base::refuse(SaleRefusal::refund_above_won);
  return {};
}

std::optional<SettledAs> settled_as(db::Transaction& tx, RegionId region_id, SettlementId id) {
  if (!id) return std::nullopt;
  return tx.query_one<SettledAs>(
      "SELECT state, points_seq, shop_seq, benefit_seq, support_seq FROM market_settlement "
      "WHERE region_id = $1 AND id = $2",
      region_id, id);
}

bool is_posted(SettlementState state) {
  return state == SettlementState::approved || state == SettlementState::ordered ||
         state == SettlementState::paid;
}

// The key says how much had gone back before: the same state gives the same key, so that no second
// copy of a refund can be posted, whatever the caller does.
std::int64_t undo(ledger::Batch& batch, std::int64_t seq, std::int64_t amount,
                  std::string_view kind, SaleId sale_id, std::int64_t before, PersonId actor,
                  int grace_days = 30) {
  if (amount == 0) return 0;
  const auto entry = batch.reverse(seq, amount, ledger::key_of(kind, sale_id.value, before), kind,
                                   actor, grace_days);
  // Bounded by the sale, and by the settlement of which the sale is a part.
  CHECK_REQUEST(entry.has_value() && !entry->is_replay);
  return entry->seq;
}

// Points return from the redeemed to the takings and their won to the backing, so that the refund
// itself is like that of a sale that was never settled.
void claw_back(ledger::Batch& batch, const SettledAs& settled, SaleId sale_id, std::int64_t before,
               const Split& parts, PersonId actor) {
  CHECK_REQUEST(settled.points_seq > 0 && parts.sum() > 0);
  undo(batch, settled.points_seq, parts.sum(), "clawback", sale_id, before, actor);
  undo(batch, settled.shop_seq, parts.shop_won, "clawback_shop", sale_id, before, actor);
  undo(batch, settled.benefit_seq, parts.benefit_won, "clawback_benefit", sale_id, before, actor);
  undo(batch, settled.support_seq, parts.support_won, "clawback_support", sale_id, before, actor);
}

}  // namespace

base::Result<void, SaleRefusal> refund(db::Transaction& tx, ledger::Batch& batch,
                                       RegionId region_id, SaleId sale_id, RefundAmount amount,
                                       std::string_view reason, PersonId refunded_by) {
  const auto sale = tx.query_one<SaleFacts>(
      "SELECT shop_id, points, refunded, paid_won, refunded_won, seq, won_seq, shop_won, "
      "benefit_won, support_won, settlement_id FROM market_sale WHERE region_id = $1 AND id = $2",
      region_id, sale_id);
  if (!sale) return base::refuse(SaleRefusal::sale_not_found);
  OLIVE_TRY_VOID(check_bounds(*sale, amount));
  const auto settled = settled_as(tx, region_id, sale->settlement_id);
  const bool claws_back = settled && is_posted(settled->state) && amount.points > 0;
  if (claws_back && settled->points_seq == 0)
    return base::refuse(SaleRefusal::sale_already_settled);
  const Split parts = sale->left().sum() == 0 ? Split{} : split_back(amount.points, sale->left());
  if (claws_back) claw_back(batch, *settled, sale_id, sale->refunded, parts, refunded_by);
  const auto grace = settings::integer(tx, region_id, kRefundGraceDays, batch.today());
  const std::int64_t seq = undo(batch, sale->seq, amount.points, "refund", sale_id, sale->refunded,
                                refunded_by, static_cast<int>(grace));
  undo(batch, sale->won_seq, amount.won, "refund_won", sale_id, sale->refunded_won, refunded_by);
  tx.execute(
      "UPDATE market_sale SET refunded = refunded + $3, refunded_won = refunded_won + $4, "
      "shop_won = shop_won - $5, benefit_won = benefit_won - $6, support_won = support_won - $7 "
      "WHERE region_id = $1 AND id = $2",
      region_id, sale_id, amount.points, amount.won, parts.shop_won, parts.benefit_won,
      parts.support_won);
  tx.execute(
      "INSERT INTO market_refund (region_id, id, sale_id, points, reason, refunded_by, "
      "refunded_at, won, shop_won, benefit_won, support_won, seq, claws_back, settlement_id) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0)",
      region_id, tx.make_id<RefundId>(), sale_id, amount.points, reason, refunded_by, batch.now(),
      amount.won, parts.shop_won, parts.benefit_won, parts.support_won, seq,
      claws_back ? sale->settlement_id : SettlementId{});
  if (settled && !is_posted(settled->state) && amount.points > 0)
    shrink_line(tx, region_id, sale->settlement_id, sale_id);
  return {};
}

}  // namespace market
