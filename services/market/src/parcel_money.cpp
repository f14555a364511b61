// What steps of a parcel do to the ledger: handover, cancellation, refunds of lines, expiry.
#include <algorithm>
#include <array>

#include "base/apportion.h"
#include "base/check.h"
#include "crypto/crypto.h"
#include "market/code_lock.h"
#include "market/notice.h"
#include "market/refund.h"
#include "parcel_rows.h"
#include "sale_rows.h"

namespace market {
namespace {

void move_won(ledger::Batch& batch, const ParcelRow& parcel, ledger::TransferKey key,
              const ledger::AccountKey& debit, const ledger::AccountKey& credit,
              std::int64_t amount, std::string_view code, PersonId actor) {
  if (amount == 0) return;
  const auto entry = batch.transfer(
      {.key = key,
       .debit = batch.account(debit, {.account_class = ledger::AccountClass::equity}),
       .credit = batch.account(credit, {}),
       .amount = amount,
       .code = std::string(code),
       .effective_on = batch.today(),
       .actor = actor,
       .reference = reference_of(parcel.sale_id)});
  CHECK_REQUEST(entry.has_value() && !entry->is_replay);  // accounts without limits, a fresh key
}

// The hold is resolved, and the goods go as of today: the month of the order may be closed. A hold
// that ended before its parcel (a server that slept for days) leaves goods that others may have
// got.
ParcelResult<void> take_goods(ledger::Batch& batch, const ParcelRow& parcel, const LineRow& line,
                              PersonId actor) {
  if (!line.hold_id) return {};
  (void)batch.void_hold(line.hold_id);
  if (line.left() == 0) return {};
  const auto shelf = batch.find_account(shelf_account(line.stock_item()));
  const auto sold = batch.find_account(sold_account(line.stock_item()));
  CHECK_REQUEST(shelf && sold);  // the hold named both
  const auto entry =
      batch.transfer({.key = ledger::key_of("order_stock_sold", parcel.sale_id.value, line.line),
                      .debit = *shelf,
                      .credit = *sold,
                      .amount = line.left(),
                      .code = "stock_sale",
                      .effective_on = batch.today(),
                      .actor = actor,
                      .reference = reference_of(parcel.sale_id)});
  if (!entry) return base::refuse(ParcelRefusal::stock_insufficient);
  return {};
}

void release_line(db::Transaction& tx, ledger::Batch& batch, RegionId region_id, ParcelId parcel_id,
                  const LineRow& line) {
  if (line.hold_id) {
    (void)batch.void_hold(line.hold_id);  // or it ended by itself
    tx.execute(
        "UPDATE market_parcel_line SET hold_id = 0 WHERE region_id = $1 AND parcel_id = $2 "
        "AND line = $3",
        region_id, parcel_id, line.line);
  }
  release_booking(tx, region_id, parcel_id, line.line);
}

void give_back(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
               const ParcelRow& parcel, RefundAmount amount, std::string_view reason,
               PersonId actor) {
  if (amount.points == 0 && amount.won == 0) return;
  const auto done = refund(tx, batch, region_id, parcel.sale_id, amount, reason, actor);
  CHECK_REQUEST(done.has_value());  // bounded by what is left of the sale
  if (parcel.state != ParcelState::handed_over) return;
  // The buyer had paid the won at the handover: they leave the drawer for good.
  move_won(batch, parcel,
           ledger::key_of("order_won_returned", parcel.sale_id.value, parcel.refunded_won),
           parcel.due_account(), buyers_won_account(), amount.won, "order_won_returned", actor);
}

// Everything back; nothing of it is settled, because it was never handed over.
void end_parcel(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                const ParcelRow& parcel, ParcelState state, std::string_view reason,
                PersonId actor) {
  CHECK_REQUEST(parcel.is_open());
  for (const LineRow& line : read_lines(tx, region_id, parcel.id))
    release_line(tx, batch, region_id, parcel.id, line);
  tx.execute(
      "UPDATE market_parcel_line SET refunded = quantity WHERE region_id = $1 AND parcel_id = $2",
      region_id, parcel.id);
  give_back(tx, batch, region_id, parcel, {parcel.points_left(), parcel.won_left()}, reason, actor);
  set_parcel_state(tx, region_id, parcel.id, state, reason);
  announce(tx, region_id, parcel.id,
           state == ParcelState::expired ? MarketNoticeKind::expired : MarketNoticeKind::cancelled,
           batch.now());
}

/// The lines of a refund, each once, with what is left of them afterwards.
ParcelResult<std::vector<LineRow>> check_refund(std::vector<LineRow> rows,
                                                const std::vector<RefundLine>& lines) {
  if (lines.empty()) return base::refuse(ParcelRefusal::refund_empty);
  for (const RefundLine& each : lines) {
    const auto row = std::ranges::find(rows, each.line, &LineRow::line);
    if (row == rows.end()) return base::refuse(ParcelRefusal::line_not_found);
    if (each.quantity <= 0) return base::refuse(ParcelRefusal::refund_empty);
    if (each.quantity > row->left()) return base::refuse(ParcelRefusal::refund_above_line);
    row->refunded += each.quantity;
  }
  return rows;
}

std::int64_t price_of(const std::vector<LineRow>& rows, const std::vector<RefundLine>& lines) {
  std::int64_t sum = 0;
  for (const RefundLine& each : lines)
    sum += std::ranges::find(rows, each.line, &LineRow::line)->price_won * each.quantity;
  return sum;
}

RefundAmount share_refund(const ParcelRow& parcel, std::int64_t amount_won) {
  const std::array<std::int64_t, 2> left{parcel.points_left(), parcel.won_left()};
  const std::vector<std::int64_t> parts = base::apportion(amount_won, left);
  CHECK_REQUEST(parts[0] <= left[0] && parts[1] <= left[1]);
  return {parts[0], parts[1]};
}

void store_refunded(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                    const ParcelRow& parcel, const std::vector<LineRow>& rows) {
  for (const LineRow& row : rows) {
    tx.execute(
        "UPDATE market_parcel_line SET refunded = $4 WHERE region_id = $1 AND parcel_id = $2 "
        "AND line = $3",
        region_id, parcel.id, row.line, row.refunded);
    if (parcel.is_open() && row.left() == 0) release_line(tx, batch, region_id, parcel.id, row);
  }
}

}  // namespace

std::span<const base::Rule> RefundLine::rules() {
  static constexpr std::array<base::Rule, 2> kRules{{
      {.field = "line", .minimum = 1, .maximum = 100},
      {.field = "quantity", .minimum = 1, .maximum = 100},
  }};
  return kRules;
}

ParcelResult<void> hand_over_parcel(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                                    ParcelId parcel_id, std::string_view code,
                                    const PinVault& vault, PersonId handed_over_by) {
  const auto parcel = read_parcel(tx, region_id, parcel_id);
  if (!parcel) return base::refuse(ParcelRefusal::parcel_not_found);
  if (!parcel->is_open()) return base::refuse(ParcelRefusal::parcel_not_open);
  if (parcel->state == ParcelState::placed) return base::refuse(ParcelRefusal::parcel_not_accepted);
  if (code_locked_until(tx, region_id, parcel_id, batch.now()))
    return base::refuse(ParcelRefusal::parcel_code_locked);
  if (!crypto::equal_in_constant_time(code, parcel_code(vault, parcel_id)))
    return base::refuse(ParcelRefusal::parcel_code_wrong);
  for (const LineRow& line : read_lines(tx, region_id, parcel_id))
    OLIVE_TRY_VOID(take_goods(batch, *parcel, line, handed_over_by));
  move_won(batch, *parcel, ledger::key_of("order_won_paid", parcel->sale_id.value),
           buyers_won_account(), parcel->due_account(), parcel->won_left(), "order_won_paid",
           handed_over_by);
  tx.execute("UPDATE market_sale SET is_pending = FALSE WHERE region_id = $1 AND id = $2",
             region_id, parcel->sale_id);
  tx.execute(
      "UPDATE market_parcel SET handed_over_at = $3, handed_over_by = $4 "
      "WHERE region_id = $1 AND id = $2",
      region_id, parcel_id, batch.now(), handed_over_by);
  set_parcel_state(tx, region_id, parcel_id, ParcelState::handed_over);
  announce(tx, region_id, parcel_id, MarketNoticeKind::handed_over, batch.now());
  return {};
}

ParcelResult<void> cancel_parcel(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                                 ParcelId parcel_id, CancelledBy by, std::string_view reason,
                                 PersonId cancelled_by) {
  const auto parcel = read_parcel(tx, region_id, parcel_id);
  if (!parcel) return base::refuse(ParcelRefusal::parcel_not_found);
  if (!parcel->is_open()) return base::refuse(ParcelRefusal::parcel_not_open);
  if (by == CancelledBy::buyer &&
      !cancellable_until(tx, region_id, *find_parcel(tx, region_id, parcel_id), batch.now()))
    return base::refuse(ParcelRefusal::cancel_too_late);
  end_parcel(tx, batch, region_id, *parcel, ParcelState::cancelled, reason, cancelled_by);
  return {};
}

ParcelResult<void> refund_lines(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                                ParcelId parcel_id, const std::vector<RefundLine>& lines,
                                std::string_view reason, PersonId refunded_by) {
  const auto parcel = read_parcel(tx, region_id, parcel_id);
  if (!parcel) return base::refuse(ParcelRefusal::parcel_not_found);
  if (!parcel->is_open() && parcel->state != ParcelState::handed_over)
    return base::refuse(ParcelRefusal::parcel_not_open);
  OLIVE_TRY(rows, check_refund(read_lines(tx, region_id, parcel_id), lines));
  const bool is_all = std::ranges::all_of(rows, [](const LineRow& row) { return row.left() == 0; });
  if (is_all && parcel->is_open()) {
    end_parcel(tx, batch, region_id, *parcel, ParcelState::cancelled, reason, refunded_by);
    return {};
  }
  store_refunded(tx, batch, region_id, *parcel, rows);
  give_back(tx, batch, region_id, *parcel, share_refund(*parcel, price_of(rows, lines)), reason,
            refunded_by);
  announce(tx, region_id, parcel_id, MarketNoticeKind::refunded, batch.now());
  return {};
}

std::int64_t expire_parcels(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                            std::int64_t limit) {
  const db::Rows due = tx.rows(
      "SELECT id FROM market_parcel WHERE region_id = $1 AND state IN ('placed', 'accepted', "
      "'ready') AND expires_at <= $2 ORDER BY expires_at, id LIMIT $3",
      region_id, batch.now(), limit);
  for (std::size_t i = 0; i < due.size(); ++i) {
    const auto parcel = read_parcel(tx, region_id, ParcelId{due.integer(i, 0)});
    CHECK_REQUEST(parcel.has_value());
    end_parcel(tx, batch, region_id, *parcel, ParcelState::expired, "expired", PersonId{});
  }
  return static_cast<std::int64_t>(due.size());
}

}  // namespace market
