#include "group_writer.h"

namespace ledger {

namespace {

static_assert(sizeof(Digest) == 32 && sizeof(Fingerprint) == 16, "widths of the BLOB columns");
constexpr std::size_t kSaltBytes = 16;  // 128 bits: a short memo cannot be guessed from its hash

}  // namespace

GroupWriter::GroupWriter(LedgerId ledger_id, State& state)
    : ledger_id_(ledger_id),
      state_(state),
      tree_nodes_(ledger_id),
      transfers_("ledger_transfer",
                 {"ledger_id", "seq", "group_seq", "idem_key", "request_hash", "debit", "credit",
                  "amount", "code", "effective_on", "recorded_at", "actor", "reference", "reverses",
                  "hold_id", "memo_commit", "leaf", "link"}),
      memos_("ledger_memo", {"ledger_id", "seq", "salt", "memo"}),
      lot_uses_("ledger_lot_use", {"ledger_id", "seq", "lot_id", "change"}),
      accounts_("ledger_account",
                {"ledger_id", "id", "asset", "owner_kind", "owner_id", "purpose", "account_class",
                 "balance_min", "balance_max", "has_lots", "opened_on", "closed_on"},
                "ON CONFLICT (ledger_id, id) DO UPDATE SET closed_on = excluded.closed_on"),
      balances_("ledger_balance", {"ledger_id", "account_id", "posted", "held", "incoming"},
                "ON CONFLICT (ledger_id, account_id) DO UPDATE SET posted = excluded.posted,"
                " held = excluded.held, incoming = excluded.incoming"),
      lots_("ledger_lot",
            {"ledger_id", "id", "account_id", "source_seq", "source", "issued", "remaining", "held",
             "expires_on"},
            "ON CONFLICT (ledger_id, id) DO UPDATE SET remaining = excluded.remaining,"
            " held = excluded.held"),
      holds_("ledger_hold",
             {"ledger_id", "id", "idem_key", "request_hash", "debit", "credit", "amount", "code",
              "effective_on", "actor", "reference", "memo", "expires_on", "lot_source",
              "expires_at", "status"},
             "ON CONFLICT (ledger_id, id) DO UPDATE SET status = excluded.status"),
      hold_lots_("ledger_hold_lot", {"ledger_id", "hold_id", "lot_id", "amount"}),
      months_("ledger_closed_month", {"ledger_id", "month_end", "closed_at"},
              "ON CONFLICT (ledger_id, month_end) DO NOTHING"),
      day_totals_("ledger_day_total",
                  {"ledger_id", "effective_on", "code", "asset", "count", "amount"},
                  "ON CONFLICT (ledger_id, effective_on, code, asset) DO UPDATE SET"
                  " count = ledger_day_total.count + excluded.count,"
                  " amount = ledger_day_total.amount + excluded.amount") {}

Position GroupWriter::write(db::Transaction& tx, const GroupBatch& batch, const Position& before) {
  ++commit_;
  now_ = batch.now();
  CHECK(now_ >= before.recorded_at);
  CHECK(batch.last_lot_id() >= before.last_lot_id);
  CHECK(batch.last_hold_id() >= before.last_hold_id);
  Position after = before;
  after.recorded_at = now_;
  after.last_lot_id = batch.last_lot_id();
  after.last_hold_id = batch.last_hold_id();
  if (!batch.records().empty()) {
    after.last_seq = batch.records().back().entry.seq;
    CHECK(after.last_seq == before.last_seq + static_cast<std::int64_t>(batch.records().size()));
    CHECK(batch.records().front().entry.seq == before.last_seq + 1);
    write_records(tx, batch, after);
    CHECK(after.head != before.head && after.tree.size() == after.last_seq);
    write_block(tx, batch, before.head, after.head);
    write_totals(tx, batch);
  }
  write_changes(tx, now_);
  return after;
}

void GroupWriter::write_records(db::Transaction& tx, const GroupBatch& batch, Position& after) {
  tree_nodes_.clear();
  for (RowWriter* rows : {&transfers_, &memos_, &lot_uses_}) rows->clear();
  std::int64_t seq = batch.records().front().entry.seq;
  for (const Record& record : batch.records()) {
    CHECK(record.entry.seq == seq++);  // gapless, in the order of the chain
    add_record(batch, record, after);
  }
  for (RowWriter* rows : {&transfers_, &memos_, &lot_uses_}) rows->flush(tx);
  tree_nodes_.flush(tx);
}

bool GroupWriter::write_checkpoint(db::Transaction& tx, const Notary& notary, Position& after) {
  CHECK(after.tree.size() == after.last_seq && after.sealed_size <= after.last_seq);
  if (after.sealed_size == after.last_seq) return false;
  const Digest root = after.tree.root();
  tx.execute(
      "INSERT INTO ledger_checkpoint (ledger_id, size, root, note, signed_at)"
      " VALUES ($1, $2, $3, $4, $5)",
      ledger_id_, after.last_seq, db::Bytes{std::string(bytes_of(root))},
      notary.sign(after.last_seq, root), now_);
  after.sealed_size = after.last_seq;
  return true;
}

void GroupWriter::add_record(const GroupBatch& batch, const Record& record, Position& after) {
  const Entry& entry = record.entry;
  CHECK(entry.amount > 0 && entry.debit && entry.credit && entry.debit != entry.credit);
  CHECK(entry.group_seq >= 1 && entry.group_seq <= entry.seq);
  CHECK(entry.recorded_at == now_);
  const std::string commit = memo_commit(record);
  CHECK(commit.empty() || commit.size() == sizeof(Digest));
  add_lot_changes(batch, record);
  const Digest leaf = leaf_of({.ledger_id = ledger_id_,
                               .seq = entry.seq,
                               .group_seq = entry.group_seq,
                               .key = record.key,
                               .debit = entry.debit,
                               .credit = entry.credit,
                               .amount = entry.amount,
                               .asset = state_.accounts().text_of(record.asset),
                               .code = entry.code,
                               .effective_on = entry.effective_on,
                               .recorded_at = entry.recorded_at,
                               .actor = record.actor,
                               .reference = entry.reference,
                               .reverses = entry.reverses,
                               .hold_id = record.hold_id,
                               .memo_commit = commit,
                               .lot_changes = lot_scratch_},
                              scratch_);
  after.head = link_of(after.head, leaf);
  tree_nodes_.add(after.tree, leaf);
  transfers_.integer(ledger_id_.value)
      .integer(entry.seq)
      .integer(entry.group_seq)
      .bytes(bytes_of(record.key.bytes))
      .bytes(bytes_of(record.fingerprint))
      .integer(entry.debit.value)
      .integer(entry.credit.value)
      .integer(entry.amount)
      .text(entry.code)
      .integer(entry.effective_on.days)
      .integer(entry.recorded_at.micros)
      .integer(record.actor.value)
      .text(entry.reference)
      .integer(entry.reverses)
      .integer(record.hold_id.value)
      .bytes(commit)
      .bytes(bytes_of(leaf))
      .bytes(bytes_of(after.head));
}

void GroupWriter::add_lot_changes(const GroupBatch& batch, const Record& record) {
  CHECK(record.lots_first + record.lots_count <= batch.lot_changes().size());
  lot_scratch_.clear();
  for (std::uint32_t i = 0; i < record.lots_count; ++i) {
    const RecordedLot& lot = batch.lot_changes()[record.lots_first + i];
    CHECK(lot.change != 0 && lot.lot_id);
    lot_scratch_.push_back(
        {lot.lot_id, lot.change, lot.expires_on, state_.accounts().text_of(lot.source)});
    lot_uses_.integer(ledger_id_.value)
        .integer(record.entry.seq)
        .integer(lot.lot_id.value)
        .integer(lot.change);
  }
}

// Only the salted hash enters the chain: erasing salt and memo (the right to be forgotten, GDPR
// art. 17 and its Korean counterpart) leaves a commitment that nobody can open.
std::string GroupWriter::memo_commit(const Record& record) {
  if (record.memo.empty()) return {};
  const std::string salt = crypto::random_bytes(kSaltBytes);
  CHECK(salt.size() == kSaltBytes);
  memos_.integer(ledger_id_.value).integer(record.entry.seq).bytes(salt).text(record.memo);
  return std::string(bytes_of(memo_commitment(salt, record.memo)));
}

// A block seals one group commit. Its head is what is printed, mailed or published elsewhere: the
// journal before it cannot be changed any more without somebody noticing.
void GroupWriter::write_block(db::Transaction& tx, const GroupBatch& batch, const Digest& prev,
                              const Digest& head) {
  CHECK(!batch.records().empty() && prev != head);
  tx.execute(
      "INSERT INTO ledger_block (ledger_id, first_seq, last_seq, prev, head, sealed_at)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      ledger_id_, batch.records().front().entry.seq, batch.records().back().entry.seq,
      db::Bytes{std::string(bytes_of(prev))}, db::Bytes{std::string(bytes_of(head))}, now_);
}

// Summed in memory first, so that the busiest row (a day's purchases) is written once a commit.
// A reversal counts under the original's code: a refunded purchase lowers the purchases.
void GroupWriter::write_totals(db::Transaction& tx, const GroupBatch& batch) {
  totals_.clear();
  day_totals_.clear();
  for (const Record& record : batch.records()) {
    const bool is_reversal = record.entry.reverses != 0;
    auto& [count, amount] = totals_[{record.entry.effective_on, record.total_code, record.asset}];
    count += is_reversal ? 0 : 1;
    amount += is_reversal ? -record.entry.amount : record.entry.amount;
  }
  for (const auto& [key, sums] : totals_) {
    const auto& [day, code, asset] = key;
    CHECK(sums.first >= 0);  // a reversal lowers the amount, never the number of deeds
    day_totals_.integer(ledger_id_.value)
        .integer(day.days)
        .text(code)
        .text(state_.accounts().text_of(asset))
        .integer(sums.first)
        .integer(sums.second);
  }
  day_totals_.flush(tx);
}

// The undo log names what has changed; the rows are read from the state as it is now.
void GroupWriter::write_changes(db::Transaction& tx, base::Instant now) {
  RowWriter* const tables[] = {&accounts_, &balances_, &lots_, &holds_, &hold_lots_, &months_};
  now_ = now;
  for (RowWriter* rows : tables) rows->clear();
  for (const undo::Change& change : state_.changes())
    std::visit([this](const auto& was) { add(was); }, change);
  for (RowWriter* rows : tables) rows->flush(tx);
}

void GroupWriter::add(const undo::AccountAdded& was) {
  add_account(was.slot);
  add_balance(was.slot);
}

void GroupWriter::add_account(Slot slot) {
  AccountState& account = state_.accounts().at(slot);
  if (account.described_in == commit_) return;
  account.described_in = commit_;
  const AccountKey key = state_.accounts().key_of(slot);
  CHECK(!key.asset.empty() && account.opened_on != kNoDate);
  accounts_.integer(ledger_id_.value)
      .integer(AccountTable::id_of(slot).value)
      .text(key.asset)
      .text(base::name_of(key.owner_kind))
      .integer(key.owner_id)
      .text(key.purpose)
      .text(base::name_of(account.account_class))
      .integer(account.balance_min)
      .integer(account.balance_max)
      .flag(account.has_lots())
      .integer(account.opened_on.days)
      .integer(account.closed_on.days);
}

// Rows are coalesced: an account that a thousand deeds of the commit touched is written once.
void GroupWriter::add_balance(Slot slot) {
  AccountState& account = state_.accounts().at(slot);
  if (account.written_in == commit_) return;
  account.written_in = commit_;
  const Balance& balance = account.balance;
  CHECK(balance.held >= 0 && balance.incoming >= 0);
  balances_.integer(ledger_id_.value)
      .integer(AccountTable::id_of(slot).value)
      .integer(balance.posted)
      .integer(balance.held)
      .integer(balance.incoming);
}

void GroupWriter::add_lot(Slot slot, LotId lot_id) {
  LotState& lot = state_.lot_at(slot, lot_id);
  if (lot.written_in == commit_) return;
  lot.written_in = commit_;
  CHECK(lot.remaining >= 0 && lot.held >= 0 && lot.remaining + lot.held <= lot.issued);
  lots_.integer(ledger_id_.value)
      .integer(lot.id.value)
      .integer(AccountTable::id_of(slot).value)
      .integer(lot.source_seq)
      .text(state_.accounts().text_of(lot.source))
      .integer(lot.issued)
      .integer(lot.remaining)
      .integer(lot.held)
      .integer(lot.expires_on.days);
}

void GroupWriter::add_hold(HoldId hold_id) {
  HoldState& hold = state_.hold_at(hold_id);
  if (hold.written_in == commit_) return;
  hold.written_in = commit_;
  const TransferRequest& request = hold.request;
  CHECK(hold.id && request.amount > 0);
  holds_.integer(ledger_id_.value)
      .integer(hold.id.value)
      .bytes(bytes_of(request.key.bytes))
      .bytes(bytes_of(hold.fingerprint))
      .integer(request.debit.value)
      .integer(request.credit.value)
      .integer(request.amount)
      .text(request.code)
      .integer(request.effective_on.days)
      .integer(request.actor.value)
      .text(request.reference)
      .text(request.memo)
      .integer(request.expires_on.value_or(kNoDate).days)
      .text(request.lot_source)
      .integer(hold.expires_at.micros)
      .text(base::name_of(hold.status));
  if (!hold.is_new) return;
  for (const LockedLot& lot : hold.lots)
    hold_lots_.integer(ledger_id_.value)
        .integer(hold.id.value)
        .integer(lot.lot_id.value)
        .integer(lot.amount);
}

void GroupWriter::add(const undo::ClosedThroughWas&) {
  CHECK(state_.closed_through() != kNoDate);
  months_.integer(ledger_id_.value).integer(state_.closed_through().days).integer(now_.micros);
}

}  // namespace ledger
