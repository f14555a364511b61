// Lots: parts of a wallet with their own source and expiry.
#include <algorithm>
#include <ranges>

#include "group_batch.h"

namespace ledger {

// Every entry carries, to the last point, where lots gave and took: the lots of a wallet therefore
// always add up to its balance.
void GroupBatch::check_shares(const Record& record) const {
  CHECK(record.lots_first + record.lots_count == lots_.size());
  std::int64_t used = 0;
  std::int64_t given = 0;
  LotId last;
  for (std::size_t i = record.lots_first; i < lots_.size(); ++i) {
    CHECK(lots_[i].lot_id > last);  // ascending, each lot once
    last = lots_[i].lot_id;
    (lots_[i].change < 0 ? used : given) += lots_[i].change;
  }
  const AccountState& debit = state_.accounts().at(*state_.accounts().find(record.entry.debit));
  const AccountState& credit = state_.accounts().at(*state_.accounts().find(record.entry.credit));
  CHECK(used == (debit.has_lots() ? -record.entry.amount : 0));
  CHECK(given == (credit.has_lots() ? record.entry.amount : 0));
}

std::vector<Lot> GroupBatch::lots(AccountId account_id) const {
  std::vector<Lot> out;
  const auto slot = state_.accounts().find(account_id);
  if (!slot) return out;
  for (const LotState& lot : state_.book(*slot)) {
    if (lot.remaining + lot.held == 0) continue;  // used up in this very group commit
    out.push_back({.id = lot.id,
                   .account_id = account_id,
                   .source_seq = lot.source_seq,
                   .source = state_.accounts().text_of(lot.source),
                   .issued = lot.issued,
                   .remaining = lot.remaining,
                   .expires_on = lot.expires_on,
                   .held = lot.held});
  }
  return out;
}

void GroupBatch::note_lot(LotId lot_id, std::int64_t change, base::Date expires_on,
                          Names::Number source) {
  CHECK(change != 0 && !records_.empty());
  CHECK(lot_id.value >= 1 && lot_id.value <= last_lot_id_);
  lots_.push_back({lot_id, change, expires_on, source});
}

// Earliest expiry first, then lot id. Requires: check_lots.
void GroupBatch::use_lots(Slot slot, std::int64_t amount, base::Date effective_on) {
  CHECK(amount > 0);
  if (!state_.accounts().at(slot).has_lots()) return;
  for (const LotState& lot : state_.book(slot)) {
    const std::int64_t used = std::min(lot.remaining, amount);
    if (used == 0 || lot.expires_on < effective_on) continue;
    CHECK(used > 0);
    amount -= used;
    note_lot(lot.id, -used, lot.expires_on, lot.source);
    state_.change_lot(slot, lot.id, lot.remaining - used, lot.held);
  }
  CHECK(amount == 0);
}

void GroupBatch::issue_lot(Slot slot, std::int64_t amount, base::Date expires_on,
                           Names::Number source) {
  CHECK(amount > 0 && expires_on != kNoDate);
  CHECK(state_.accounts().at(slot).has_lots() && !records_.empty());
  LotState lot;  // numbered in the order of issue, which is also the order among equal expiries
  lot.id = {++last_lot_id_};
  lot.source_seq = records_.back().entry.seq;
  lot.issued = amount;
  lot.remaining = amount;
  lot.expires_on = expires_on;
  lot.source = source;
  note_lot(lot.id, amount, expires_on, source);
  state_.add_lot(slot, lot);
}

std::vector<LotShare> GroupBatch::lot_shares(std::int64_t seq) {
  if (seq < first_seq_) return find_lot_shares(*tx_, ledger_id_, seq);
  std::vector<LotShare> shares;
  const auto index = static_cast<std::size_t>(seq - first_seq_);
  if (index >= records_.size()) return shares;
  const Record& record = records_[index];
  CHECK(record.entry.seq == seq && record.lots_first + record.lots_count <= lots_.size());
  for (std::uint32_t i = 0; i < record.lots_count; ++i) {
    const RecordedLot& lot = lots_[record.lots_first + i];
    shares.push_back(
        {lot.lot_id, lot.change, lot.expires_on, state_.accounts().text_of(lot.source)});
  }
  return shares;
}

std::vector<LotUse> GroupBatch::lot_uses(std::int64_t seq) {
  std::vector<LotUse> uses;
  for (const LotShare& share : lot_shares(seq))
    if (share.change < 0)
      uses.push_back({share.lot_id, -share.change, share.expires_on, share.source});
  std::ranges::sort(uses, {},
                    [](const LotUse& use) { return std::pair(use.expires_on, use.lot_id); });
  return uses;
}

// What open holds have locked stays: a hold was made in time, and its points may still be spent.
std::vector<Entry> GroupBatch::expire_lots(AccountId credit, base::Date today) {
  std::vector<Entry> entries;
  const auto credit_slot = state_.accounts().find(credit);
  if (!credit_slot) return entries;
  const Names::Number asset = state_.accounts().at(*credit_slot).asset;
  for (Slot slot = 0; slot < state_.accounts().size(); ++slot) {
    if (!state_.accounts().at(slot).has_lots() || state_.accounts().at(slot).asset != asset)
      continue;
    const Book lots = state_.book(slot);  // a copy: expiring changes the book
    for (const LotState& lot : lots | std::views::take_while([&](const LotState& each) {
                                 return each.expires_on < today;
                               }))
      if (auto entry = expire_lot(slot, lot.id, credit, today))
        entries.push_back(*std::move(entry));
  }
  return entries;
}

// A transfer that names its lot instead of choosing by expiry.
std::optional<Entry> GroupBatch::expire_lot(Slot slot, LotId lot_id, AccountId credit,
                                            base::Date today) {
  CHECK(state_.find_lot(slot, lot_id) != nullptr);
  const LotState lot = *state_.find_lot(slot, lot_id);
  CHECK(lot.expires_on < today);
  if (lot.remaining == 0) return std::nullopt;
  // A lot can expire twice, when a released hold gives something back: the seq keeps keys apart.
  const std::int64_t seq = first_seq_ + static_cast<std::int64_t>(records_.size());
  TransferRequest request;
  request.key = key_of("expire_lot", ledger_id_.value, lot_id.value, seq);
  request.debit = AccountTable::id_of(slot);
  request.credit = credit;
  request.amount = lot.remaining;
  request.code = "point_expiry";
  request.effective_on = today;
  request.reference = "lot:" + std::to_string(lot_id.value);
  const auto legs = check_legs(request.debit, request.credit);
  if (!legs || !check_open(*legs, today) || !check_expiry(request, *legs) ||
      !check_balances(*legs, request.amount))
    return std::nullopt;
  Record& record = begin_record(request.key, fingerprint_of_transfer(request, scratch_));
  record.entry.amount = request.amount;
  record.entry.code = request.code;
  record.entry.effective_on = today;
  record.entry.reference = request.reference;
  record.total_code = request.code;
  note_lot(lot_id, -lot.remaining, lot.expires_on, lot.source);
  state_.change_lot(slot, lot_id, 0, lot.held);
  move(*legs, request.amount);
  return finish_record();
}

}  // namespace ledger
