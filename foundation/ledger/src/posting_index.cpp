#include "posting_index.h"

#include <algorithm>

namespace ledger {

namespace {

constexpr std::size_t kBacklogGroups = 128;      // of postings: 64 full groups of entries
constexpr std::size_t kSliceGroups = 2;          // a few milliseconds
constexpr std::int64_t kEntriesAtOnce = 65'536;  // about a second, so that others get their turn

RowWriter posting_rows(std::string_view tail = {}) {
  return {"ledger_posting", {"ledger_id", "account_id", "effective_on", "seq", "change"}, tail};
}

void append_both(AccountId debit, AccountId credit, base::Date effective_on, std::int64_t seq,
                 std::int64_t amount, std::vector<PostingRow>& postings) {
  CHECK(amount > 0 && debit != credit);
  postings.push_back({debit, effective_on, seq, -amount});
  postings.push_back({credit, effective_on, seq, amount});
}

void write_postings(db::Transaction& tx, LedgerId ledger_id, std::span<const PostingRow> postings,
                    RowWriter& rows) {
  rows.clear();
  for (const PostingRow& each : postings)
    rows.integer(ledger_id.value)
        .integer(each.account_id.value)
        .integer(each.effective_on.days)
        .integer(each.seq)
        .integer(each.change);
  CHECK(rows.flush(tx) == postings.size());
}

void write_mark(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq) {
  CHECK(seq > 0);
  tx.execute(
      "INSERT INTO ledger_posting_mark (ledger_id, seq) VALUES ($1, $2)"
      " ON CONFLICT (ledger_id) DO UPDATE SET seq = excluded.seq",
      ledger_id, seq);
}

}  // namespace

PostingIndex::PostingIndex(LedgerId ledger_id, int deeds_max)
    : ledger_id_(ledger_id),
      backlog_max_(kBacklogGroups * static_cast<std::size_t>(deeds_max)),
      slice_max_(kSliceGroups * static_cast<std::size_t>(deeds_max)),
      rows_(posting_rows()) {
  CHECK(deeds_max >= 1);
}

void PostingIndex::add(const GroupBatch& batch) {
  for (const Record& record : batch.records()) {
    const Entry& entry = record.entry;
    CHECK(entry.seq > pending_until_);
    append_both(entry.debit, entry.credit, entry.effective_on, entry.seq, entry.amount, pending_);
    pending_until_ = entry.seq;
  }
}

void PostingIndex::begin_run() {
  CHECK(run_.empty() && !pending_.empty() && written_ == 0);
  run_.swap(pending_);
  run_until_ = pending_until_;
  std::ranges::sort(run_);
}

std::span<const PostingRow> PostingIndex::slice() const {
  CHECK(written_ < run_.size());
  return std::span(run_).subspan(written_, std::min(slice_max_, run_.size() - written_));
}

void PostingIndex::write(db::Transaction& tx) {
  if (!is_running()) begin_run();
  write_postings(tx, ledger_id_, slice(), rows_);
  if (written_ + slice().size() == run_.size()) write_mark(tx, ledger_id_, run_until_);
}

void PostingIndex::settle() {
  written_ += slice().size();
  if (written_ < run_.size()) return;
  run_.clear();
  written_ = 0;
}

void PostingIndex::forget() {
  pending_.clear();
  run_.clear();
  written_ = 0;
}

std::int64_t posting_mark(db::Transaction& tx, LedgerId ledger_id) {
  return tx.integer("SELECT seq FROM ledger_posting_mark WHERE ledger_id = $1", ledger_id)
      .value_or(0);
}

bool complete_postings(db::Transaction& tx, LedgerId ledger_id) {
  const db::Rows rows = tx.rows(
      "SELECT seq, debit, credit, effective_on, amount FROM ledger_transfer"
      " WHERE ledger_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
      ledger_id, posting_mark(tx, ledger_id), kEntriesAtOnce);
  if (rows.empty()) return true;
  std::vector<PostingRow> postings;
  for (std::size_t i = 0; i < rows.size(); ++i)
    append_both({rows.integer(i, 1)}, {rows.integer(i, 2)}, date_at(rows, i, 3), rows.integer(i, 0),
                rows.integer(i, 4), postings);
  std::ranges::sort(postings);
  // A run that was cut off left a part of its rows. Only then: a row that may be there already
  // costs PostgreSQL twice.
  RowWriter writer =
      posting_rows("ON CONFLICT (ledger_id, account_id, effective_on, seq) DO NOTHING");
  write_postings(tx, ledger_id, postings, writer);
  write_mark(tx, ledger_id, rows.integer(rows.size() - 1, 0));
  return false;
}

}  // namespace ledger
