// Reversals: the undoing of an entry, in whole or in part, back to the same lots.
#include <algorithm>
#include <ranges>

#include "group_batch.h"

namespace ledger {

Posting<Entry> GroupBatch::reverse(std::int64_t seq, std::optional<std::int64_t> amount,
                                   TransferKey key, std::string_view code, base::PersonId actor,
                                   int expired_grace_days) {
  CHECK(expired_grace_days >= 0);
  const Fingerprint fingerprint =
      fingerprint_of_reversal({seq, amount, code, actor, expired_grace_days}, scratch_);
  const auto known = find_key(key);
  if (known && known->seq != 0 && known->fingerprint == fingerprint) return replayed(known->seq);
  if (amount) OLIVE_TRY_VOID(check_amount(*amount));
  const std::optional<Original> original = find_original(seq);
  if (!original) return base::refuse(TransferRefusal::transfer_not_found);
  OLIVE_TRY(back, check_reversal(*original, amount));
  OLIVE_TRY(legs, check_legs(original->entry.credit, original->entry.debit));
  OLIVE_TRY_VOID(check_open(legs, today()));
  if (known) return base::refuse(TransferRefusal::idempotency_conflict);
  OLIVE_TRY_VOID(check_balances(legs, back));
  OLIVE_TRY_VOID(check_issued(legs.debit, back, seq));
  CHECK(!known && original->entry.seq == seq);
  CHECK(original->reversed + back <= original->entry.amount);

  Record& record = begin_record(key, fingerprint);
  record.entry.amount = back;
  record.entry.code = code;
  record.entry.effective_on = today();
  record.entry.reference = original->entry.reference;
  record.entry.reverses = seq;
  record.actor = actor;
  record.total_code = original->entry.code;
  take_back_issued(legs.debit, back, seq);
  restore_lots(legs.credit, back, *original, expired_grace_days);
  move(legs, back);
  return finish_record();
}

std::optional<GroupBatch::Original> GroupBatch::find_original(std::int64_t seq) {
  std::optional<Entry> entry = find_entry(seq);
  if (!entry) return std::nullopt;
  CHECK(entry->seq == seq && entry->amount > 0);
  Original original{.entry = *std::move(entry)};
  if (seq < first_seq_) original.reversed = reversed_amount(*tx_, ledger_id_, seq);
  for (const Record& record : records_)
    if (record.entry.reverses == seq) original.reversed += record.entry.amount;
  CHECK(original.reversed >= 0 && original.reversed <= original.entry.amount);
  original.lots = lot_shares(seq);
  return original;
}

// What a grant gave is taken back from the lot that it issued, and from no other.
Posting<void> GroupBatch::check_issued(Slot slot, std::int64_t amount,
                                       std::int64_t source_seq) const {
  CHECK(amount > 0 && source_seq > 0);
  if (!state_.accounts().at(slot).has_lots()) return {};
  const auto& lots = state_.book(slot);
  const auto issued = std::ranges::find(lots, source_seq, &LotState::source_seq);
  if (issued == lots.end() || issued->remaining < amount)
    return base::refuse(TransferRefusal::lots_insufficient);
  return {};
}

void GroupBatch::take_back_issued(Slot slot, std::int64_t amount, std::int64_t source_seq) {
  if (!state_.accounts().at(slot).has_lots()) return;
  const auto& lots = state_.book(slot);
  const auto issued = std::ranges::find(lots, source_seq, &LotState::source_seq);
  CHECK(issued != lots.end());
  CHECK(amount > 0 && issued->remaining >= amount);
  note_lot(issued->id, -amount, issued->expires_on, issued->source);
  state_.change_lot(slot, issued->id, issued->remaining - amount, issued->held);
}

// The share that was used last comes back first. Earlier reversals gave back the first `reversed`
// of that order, so this one goes on where they ended.
void GroupBatch::restore_lots(Slot slot, std::int64_t amount, const Original& original,
                              int grace_days) {
  if (!state_.accounts().at(slot).has_lots()) return;
  CHECK(amount > 0 && original.reversed >= 0 && grace_days >= 0);
  std::vector<LotShare> used;
  std::ranges::copy_if(original.lots, std::back_inserter(used),
                       [](const LotShare& share) { return share.change < 0; });
  std::ranges::sort(used, std::greater{}, [](const LotShare& share) {
    return std::pair(share.expires_on, share.lot_id);
  });
  std::int64_t skip = original.reversed;
  for (const LotShare& share : used) {
    const std::int64_t skipped = std::min(skip, -share.change);
    const std::int64_t back = std::min(amount, -share.change - skipped);
    CHECK(skipped >= 0 && back >= 0);
    skip -= skipped;
    amount -= back;
    if (back > 0) restore_lot(slot, share, back, grace_days);
  }
  CHECK(amount == 0 && skip == 0);
}

// An expired lot stays as it is: what comes back lives on in a new one, so that the days of grace
// do not revive what else the old lot may still hold.
void GroupBatch::restore_lot(Slot slot, const LotShare& share, std::int64_t amount,
                             int grace_days) {
  CHECK(share.change < 0 && amount > 0 && amount <= -share.change);
  const Names::Number source = state_.accounts().intern(share.source);
  if (share.expires_on < today())
    return issue_lot(slot, amount, today().plus_days(grace_days), source);
  if (state_.find_lot(slot, share.lot_id) == nullptr) {
    StoredLot stored = find_stored_lot(*tx_, ledger_id_, share.lot_id);
    stored.lot.source = source;
    CHECK(stored.account_id == AccountTable::id_of(slot));
    CHECK(stored.lot.remaining == 0 && stored.lot.held == 0);  // else it were in memory
    state_.add_lot(slot, stored.lot);
  }
  const LotState& lot = *state_.find_lot(slot, share.lot_id);
  note_lot(lot.id, amount, lot.expires_on, source);
  state_.change_lot(slot, lot.id, lot.remaining + amount, lot.held);
}

}  // namespace ledger
