#include "group_batch.h"

#include <algorithm>

namespace ledger {

std::size_t GroupBatch::KeyHash::operator()(const TransferKey& key) const {
  std::uint64_t halves[2];
  static_assert(sizeof(halves) == sizeof(key.bytes));
  std::memcpy(halves, key.bytes.data(), sizeof(halves));
  std::uint64_t x = (halves[0] ^ (halves[1] >> 29U)) * 0x9E3779B97F4A7C15ULL ^ halves[1];
  x = (x ^ (x >> 32U)) * 0xD6E8FEB86659FD93ULL;
  return x ^ (x >> 32U);
}

void GroupBatch::start(const Position& position, base::Instant now) {
  CHECK(position.last_seq >= 0 && position.last_lot_id >= 0 && position.last_hold_id >= 0);
  state_.undo_to(0);
  records_.clear();
  lots_.clear();
  keys_.clear();
  key_log_.clear();
  first_seq_ = position.last_seq + 1;
  last_lot_id_ = position.last_lot_id;
  last_hold_id_ = position.last_hold_id;
  is_seal_asked_ = false;
  now_ = std::max(now, position.recorded_at);  // a clock set back must not reorder the journal
  CHECK(now_ >= position.recorded_at && state_.mark() == 0);
}

GroupBatch::Mark GroupBatch::begin_deed(db::Transaction& tx) {
  CHECK(first_seq_ >= 1);  // start() came before
  CHECK(keys_.size() == key_log_.size());
  tx_ = &tx;
  group_seq_ = first_seq_ + static_cast<std::int64_t>(records_.size());
  return {state_.mark(),   records_.size(), lots_.size(),
          key_log_.size(), last_lot_id_,    last_hold_id_};
}

void GroupBatch::undo_to(const Mark& mark) {
  CHECK(mark.records <= records_.size() && mark.lots <= lots_.size());
  CHECK(mark.keys <= key_log_.size() && mark.changes <= state_.mark());
  CHECK(mark.last_lot_id <= last_lot_id_ && mark.last_hold_id <= last_hold_id_);
  state_.undo_to(mark.changes);
  records_.erase(records_.begin() + static_cast<std::ptrdiff_t>(mark.records), records_.end());
  lots_.resize(mark.lots);
  for (; key_log_.size() > mark.keys; key_log_.pop_back()) CHECK(keys_.erase(key_log_.back()) == 1);
  last_lot_id_ = mark.last_lot_id;
  last_hold_id_ = mark.last_hold_id;
  CHECK(records_.size() == mark.records && keys_.size() == mark.keys);
}

// The terms count when the account is opened and never again: a deed cannot loosen the limits of an
// account by naming it with other ones.
AccountId GroupBatch::account(const AccountKey& key, const AccountTerms& terms) {
  if (const auto slot = state_.accounts().find(key)) return AccountTable::id_of(*slot);
  return AccountTable::id_of(state_.open_account(key, terms, today()));
}

std::optional<AccountId> GroupBatch::find_account(const AccountKey& key) const {
  const auto slot = state_.accounts().find(key);
  if (!slot) return std::nullopt;
  return AccountTable::id_of(*slot);
}

Balance GroupBatch::balance(AccountId account_id) const {
  const auto slot = state_.accounts().find(account_id);
  return slot ? state_.accounts().at(*slot).balance : Balance{};
}

// The replay comes before the rules: an answer once given is given again, also after the account
// was closed or the month ended.
Posting<Entry> GroupBatch::transfer(const TransferRequest& request) {
  const Fingerprint fingerprint = fingerprint_of_transfer(request, scratch_);
  const auto known = find_key(request.key);
  if (known && known->seq != 0 && known->fingerprint == fingerprint) return replayed(known->seq);
  OLIVE_TRY(legs, check_request(request, known.has_value()));
  CHECK(!known);

  Record& record = begin_record(request.key, fingerprint);
  record.entry.amount = request.amount;
  record.entry.code = request.code;
  record.entry.effective_on = request.effective_on;
  record.entry.reference = request.reference;
  record.actor = request.actor;
  record.memo = request.memo;
  record.total_code = request.code;
  use_lots(legs.debit, request.amount, request.effective_on);
  if (request.expires_on)
    issue_lot(legs.credit, request.amount, *request.expires_on,
              state_.accounts().intern(request.lot_source));
  move(legs, request.amount);
  return finish_record();
}

void GroupBatch::close_month(base::Date month_end) {
  const base::Date last = base::last_of_month(month_end);
  CHECK(last >= month_end);
  if (last > state_.closed_through()) state_.close_through(last);
}

// A debt is no reason to close, and neither is a claim: both would lose their owner.
Posting<void> GroupBatch::close_account(AccountId account_id) {
  const auto slot = state_.accounts().find(account_id);
  if (!slot) return base::refuse(TransferRefusal::debit_account_not_found);
  const AccountState& account = state_.accounts().at(*slot);
  if (account.is_closed()) return base::refuse(TransferRefusal::account_closed);
  if (account.balance.available() < 0 || account.balance.held > 0)
    return base::refuse(TransferRefusal::balance_below_minimum);
  if (account.balance.posted > 0 || account.balance.incoming > 0)
    return base::refuse(TransferRefusal::balance_above_maximum);
  state_.close_account(*slot, today());
  return {};
}

// OPTIMIZATION: nearly every key is new, and the filter says so without a look at the database.
std::optional<KnownKey> GroupBatch::find_key(const TransferKey& key) {
  CHECK(tx_ != nullptr);  // only inside a deed
  if (!filter_.may_hold(key)) return std::nullopt;
  const auto pending = keys_.find(key);
  if (pending != keys_.end()) return pending->second;
  return ledger::find_key(*tx_, ledger_id_, key);
}

void GroupBatch::remember(const TransferKey& key, const KnownKey& known) {
  CHECK((known.seq != 0) != static_cast<bool>(known.hold_id));  // an entry or a hold
  CHECK(keys_.emplace(key, known).second);
  key_log_.push_back(key);
  filter_.add(key);  // stays when the deed is undone: "perhaps" is always a safe answer
}

Posting<Entry> GroupBatch::replayed(std::int64_t seq) {
  CHECK(seq > 0);
  std::optional<Entry> entry = find_entry(seq);
  CHECK(entry.has_value());
  CHECK(entry->seq == seq);
  entry->is_replay = true;
  return *std::move(entry);
}

std::optional<Entry> GroupBatch::find_entry(std::int64_t seq) {
  if (seq < first_seq_) return ledger::find_entry(*tx_, ledger_id_, seq);
  const auto index = static_cast<std::size_t>(seq - first_seq_);
  if (index >= records_.size()) return std::nullopt;
  CHECK(records_[index].entry.seq == seq);  // the sequence has no gaps
  return records_[index].entry;
}

Record& GroupBatch::begin_record(const TransferKey& key, const Fingerprint& fingerprint) {
  if (!records_.empty())
    CHECK(records_.back().lots_first + records_.back().lots_count == lots_.size());
  Record& record = records_.emplace_back();
  record.entry.seq = first_seq_ + static_cast<std::int64_t>(records_.size()) - 1;
  CHECK(group_seq_ >= first_seq_ && group_seq_ <= record.entry.seq);
  record.entry.group_seq = group_seq_;
  record.entry.recorded_at = now_;
  record.key = key;
  record.fingerprint = fingerprint;
  record.lots_first = static_cast<std::uint32_t>(lots_.size());
  remember(key, {.fingerprint = fingerprint, .seq = record.entry.seq});
  return record;
}

Entry GroupBatch::finish_record() {
  Record& record = records_.back();
  CHECK(record.entry.debit && record.entry.credit && record.entry.amount > 0);
  CHECK(record.entry.debit != record.entry.credit);
  CHECK(record.entry.reverses >= 0 && record.entry.reverses < record.entry.seq);
  record.lots_count = static_cast<std::uint32_t>(lots_.size()) - record.lots_first;
  std::ranges::sort(lots_.begin() + record.lots_first, lots_.end(), {}, &RecordedLot::lot_id);
  check_shares(record);
  return record.entry;
}

void GroupBatch::move(const Legs& legs, std::int64_t amount) {
  const AccountState& from = state_.accounts().at(legs.debit);
  const AccountState& to = state_.accounts().at(legs.credit);
  CHECK(amount > 0 && amount <= kAmountMax);
  CHECK(legs.debit != legs.credit && from.asset == to.asset);
  Balance debit = from.balance;
  Balance credit = to.balance;
  debit.posted -= amount;
  credit.posted += amount;
  // The rules refused what would break these; here they are certain.
  CHECK(debit.available() >= std::max(from.balance_min, -kBalanceLimit));
  CHECK(credit.posted + credit.incoming <= std::min(to.balance_max, kBalanceLimit));
  state_.set_balance(legs.debit, debit);
  state_.set_balance(legs.credit, credit);
  records_.back().entry.debit = AccountTable::id_of(legs.debit);
  records_.back().entry.credit = AccountTable::id_of(legs.credit);
  records_.back().asset = state_.accounts().at(legs.debit).asset;
}

}  // namespace ledger
