#include "chain_reader.h"

#include <algorithm>

namespace ledger {

namespace {

// Somebody who tampers need not keep to our widths: what does not fit is told, not crashed on.
template <std::size_t N>
void read_array(const db::Rows& rows, std::size_t row, std::size_t column,
                std::array<std::uint8_t, N>& out, bool& is_malformed) {
  const std::string& bytes = rows.bytes(row, column);
  if (bytes.size() == N) std::ranges::copy(bytes, out.begin());
  else is_malformed = true;
}

bool fits(std::string_view text) { return text.size() <= kTextBytesMax; }

StoredEntry stored_entry_at(const db::Rows& rows, std::size_t row) {
  constexpr std::size_t kFirst = 10;  // behind kEntryColumns
  StoredEntry stored;
  stored.entry = entry_at(rows, row);
  read_array(rows, row, kFirst, stored.key.bytes, stored.is_malformed);
  stored.actor = {rows.integer(row, kFirst + 1)};
  stored.hold_id = {rows.integer(row, kFirst + 2)};
  stored.memo_commit = rows.bytes(row, kFirst + 3);
  read_array(rows, row, kFirst + 4, stored.leaf, stored.is_malformed);
  read_array(rows, row, kFirst + 5, stored.link, stored.is_malformed);
  stored.is_malformed = stored.is_malformed || !fits(stored.entry.code) ||
                        !fits(stored.entry.reference) || !fits(stored.memo_commit);
  return stored;
}

}  // namespace

ChainReader::ChainReader(db::Transaction& tx, LedgerId ledger_id, std::int64_t after_seq,
                         const Digest& link, AssetOf asset_of, std::int64_t page_rows)
    : tx_(tx),
      ledger_id_(ledger_id),
      asset_of_(std::move(asset_of)),
      page_rows_(page_rows),
      last_seq_(after_seq),
      head_(link) {
  CHECK(after_seq >= 0 && asset_of_ && page_rows >= 1);
}

const StoredEntry* ChainReader::next() {
  if (at_ == page_.size() && !fetch()) return nullptr;
  CHECK(at_ < page_.size());
  return &page_[at_++];
}

std::string ChainReader::finding() {
  CHECK(at_ > 0 && at_ <= page_.size());
  const StoredEntry& stored = page_[at_ - 1];
  const std::int64_t expected = last_seq_ + 1;
  if (stored.entry.seq != expected) return "seq_gap";
  last_seq_ = expected;
  if (stored.is_malformed) return "malformed";
  if (recomputed_leaf() != stored.leaf) return "leaf_differs";
  head_ = link_of(head_, stored.leaf);
  if (head_ != stored.link) return "link_differs";
  return {};
}

// Pages by seq: an OFFSET would walk through the journal again for each of them.
bool ChainReader::fetch() {
  static const std::string sql =
      "SELECT " + std::string(kEntryColumns) +
      ", idem_key, actor, hold_id, memo_commit, leaf, link FROM ledger_transfer"
      " WHERE ledger_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
  const std::int64_t after = page_.empty() ? last_seq_ : page_.back().entry.seq;
  const db::Rows rows = tx_.rows(sql, ledger_id_, after, page_rows_);
  page_.clear();
  at_ = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) page_.push_back(stored_entry_at(rows, i));
  if (page_.empty()) return false;
  fetch_lots(page_.front().entry.seq, page_.back().entry.seq);
  return true;
}

void ChainReader::fetch_lots(std::int64_t first_seq, std::int64_t last_seq) {
  const db::Rows rows = tx_.rows(
      "SELECT u.seq, u.lot_id, u.change, l.expires_on, l.source FROM ledger_lot_use u"
      " JOIN ledger_lot l ON l.ledger_id = u.ledger_id AND l.id = u.lot_id"
      " WHERE u.ledger_id = $1 AND u.seq >= $2 AND u.seq <= $3 ORDER BY u.seq, u.lot_id",
      ledger_id_, first_seq, last_seq);
  CHECK(first_seq <= last_seq);
  std::size_t entry = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int64_t seq = rows.integer(i, 0);
    while (entry < page_.size() && page_[entry].entry.seq < seq) ++entry;
    if (entry == page_.size() || page_[entry].entry.seq != seq) continue;  // of a removed entry
    page_[entry].lots.push_back(
        {{rows.integer(i, 1)}, rows.integer(i, 2), date_at(rows, i, 3), rows.text(i, 4)});
  }
}

Digest ChainReader::recomputed_leaf() {
  const StoredEntry& stored = page_[at_ - 1];
  lot_scratch_.clear();
  for (const LotShare& lot : stored.lots)
    lot_scratch_.push_back({lot.lot_id, lot.change, lot.expires_on, lot.source});
  const Entry& entry = stored.entry;
  return leaf_of({.ledger_id = ledger_id_,
                  .seq = entry.seq,
                  .group_seq = entry.group_seq,
                  .key = stored.key,
                  .debit = entry.debit,
                  .credit = entry.credit,
                  .amount = entry.amount,
                  .asset = asset_of_(entry.debit),
                  .code = entry.code,
                  .effective_on = entry.effective_on,
                  .recorded_at = entry.recorded_at,
                  .actor = stored.actor,
                  .reference = entry.reference,
                  .reverses = entry.reverses,
                  .hold_id = stored.hold_id,
                  .memo_commit = stored.memo_commit,
                  .lot_changes = lot_scratch_},
                 scratch_);
}

Digest stored_link(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq) {
  if (seq == 0) return first_link(ledger_id);
  const db::Rows rows =
      tx.rows("SELECT link FROM ledger_transfer WHERE ledger_id = $1 AND seq = $2", ledger_id, seq);
  if (rows.empty()) throw db::Error("XX001", "entry " + std::to_string(seq) + " is missing");
  return array_at<32>(rows, 0, 0);
}

}  // namespace ledger
