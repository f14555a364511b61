#include "journal.h"

namespace ledger {

Entry entry_at(const db::Rows& rows, std::size_t row) {
  Entry entry;
  entry.seq = rows.integer(row, 0);
  entry.group_seq = rows.integer(row, 1);
  entry.debit = {rows.integer(row, 2)};
  entry.credit = {rows.integer(row, 3)};
  entry.amount = rows.integer(row, 4);
  entry.code = rows.text(row, 5);
  entry.effective_on = date_at(rows, row, 6);
  entry.recorded_at = {rows.integer(row, 7)};
  entry.reference = rows.text(row, 8);
  entry.reverses = rows.integer(row, 9);
  return entry;
}

base::Date date_at(const db::Rows& rows, std::size_t row, std::size_t column) {
  return {static_cast<std::int32_t>(rows.integer(row, column))};
}

std::optional<KnownKey> find_key(db::Transaction& tx, LedgerId ledger_id, const TransferKey& key) {
  const db::Bytes bytes{std::string(bytes_of(key.bytes))};
  const db::Rows entries = tx.rows(
      "SELECT seq, request_hash FROM ledger_transfer WHERE ledger_id = $1 AND idem_key = $2",
      ledger_id, bytes);
  CHECK(entries.size() <= 1);  // a unique index says so
  if (!entries.empty())
    return KnownKey{.fingerprint = array_at<16>(entries, 0, 1), .seq = entries.integer(0, 0)};
  const db::Rows holds =
      tx.rows("SELECT id, request_hash FROM ledger_hold WHERE ledger_id = $1 AND idem_key = $2",
              ledger_id, bytes);
  if (holds.empty()) return std::nullopt;
  return KnownKey{.fingerprint = array_at<16>(holds, 0, 1), .hold_id = {holds.integer(0, 0)}};
}

std::optional<Entry> find_entry(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq) {
  static const std::string sql = "SELECT " + std::string(kEntryColumns) +
                                 " FROM ledger_transfer WHERE ledger_id = $1 AND seq = $2";
  const db::Rows rows = tx.rows(sql, ledger_id, seq);
  if (rows.empty()) return std::nullopt;
  return entry_at(rows, 0);
}

// `reverses <> 0` repeats the partial index's condition: without it SQLite would scan the journal.
std::int64_t reversed_amount(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq) {
  CHECK(seq > 0);
  return tx
      .integer(
          "SELECT SUM(amount) FROM ledger_transfer"
          " WHERE ledger_id = $1 AND reverses = $2 AND reverses <> 0",
          ledger_id, seq)
      .value_or(0);
}

std::vector<LotShare> find_lot_shares(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq) {
  CHECK(seq > 0);
  const db::Rows rows = tx.rows(
      "SELECT u.lot_id, u.change, l.expires_on, l.source FROM ledger_lot_use u"
      " JOIN ledger_lot l ON l.ledger_id = u.ledger_id AND l.id = u.lot_id"
      " WHERE u.ledger_id = $1 AND u.seq = $2 ORDER BY u.lot_id",
      ledger_id, seq);
  std::vector<LotShare> shares;
  for (std::size_t i = 0; i < rows.size(); ++i)
    shares.push_back(
        {{rows.integer(i, 0)}, rows.integer(i, 1), date_at(rows, i, 2), rows.text(i, 3)});
  return shares;
}

std::optional<HoldStatus> find_hold_status(db::Transaction& tx, LedgerId ledger_id,
                                           HoldId hold_id) {
  const db::Rows rows = tx.rows("SELECT status FROM ledger_hold WHERE ledger_id = $1 AND id = $2",
                                ledger_id, hold_id);
  if (rows.empty()) return std::nullopt;
  const auto status = base::parse_enum<HoldStatus>(rows.text(0, 0));
  CHECK(status.has_value());
  return status;
}

StoredLot lot_at(const db::Rows& rows, std::size_t row) {
  StoredLot stored;
  stored.lot.id = {rows.integer(row, 0)};
  stored.account_id = {rows.integer(row, 1)};
  stored.lot.source_seq = rows.integer(row, 2);
  stored.source = rows.text(row, 3);
  stored.lot.issued = rows.integer(row, 4);
  stored.lot.remaining = rows.integer(row, 5);
  stored.lot.held = rows.integer(row, 6);
  stored.lot.expires_on = date_at(rows, row, 7);
  return stored;
}

StoredLot find_stored_lot(db::Transaction& tx, LedgerId ledger_id, LotId lot_id) {
  static const std::string sql =
      "SELECT " + std::string(kLotColumns) + " FROM ledger_lot WHERE ledger_id = $1 AND id = $2";
  const db::Rows rows = tx.rows(sql, ledger_id, lot_id);
  CHECK(rows.size() == 1);  // an entry names it, and lots are never deleted
  return lot_at(rows, 0);
}

}  // namespace ledger
