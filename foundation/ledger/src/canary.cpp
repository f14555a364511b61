#include "ledger/canary.h"

#include "chain_reader.h"
#include "ledger/checkpoint.h"

namespace ledger {

namespace {

std::string check_sums(db::Transaction& tx, LedgerId ledger_id) {
  const db::Rows rows = tx.rows(
      "SELECT a.asset FROM ledger_account a JOIN ledger_balance b"
      " ON b.ledger_id = a.ledger_id AND b.account_id = a.id"
      " WHERE a.ledger_id = $1 GROUP BY a.asset HAVING SUM(b.posted) <> 0 ORDER BY a.asset",
      ledger_id);
  return rows.empty() ? "" : "sum_not_zero: " + rows.text(0, 0);
}

std::string check_lots(db::Transaction& tx, LedgerId ledger_id) {
  const auto account = tx.integer(
      "SELECT a.id FROM ledger_account a JOIN ledger_balance b"
      " ON b.ledger_id = a.ledger_id AND b.account_id = a.id"
      " LEFT JOIN ledger_lot l ON l.ledger_id = a.ledger_id AND l.account_id = a.id"
      " AND l.remaining + l.held > 0"
      " WHERE a.ledger_id = $1 AND a.has_lots = $2"
      " GROUP BY a.id, b.posted HAVING COALESCE(SUM(l.remaining + l.held), 0) <> b.posted"
      " ORDER BY a.id LIMIT 1",
      ledger_id, true);
  return account ? "lots_differ: account " + std::to_string(*account) : "";
}

std::string_view asset_of(db::Transaction& tx, LedgerId ledger_id, AccountId id,
                          std::string& kept) {
  const db::Rows rows =
      tx.rows("SELECT asset FROM ledger_account WHERE ledger_id = $1 AND id = $2", ledger_id, id);
  kept = rows.empty() ? "" : rows.text(0, 0);
  return kept;
}

// The last group commit, recomputed from its entries.
std::string check_last_block(db::Transaction& tx, LedgerId ledger_id, std::int64_t entries) {
  const db::Rows block = tx.rows(
      "SELECT first_seq, last_seq, prev, head FROM ledger_block WHERE ledger_id = $1"
      " ORDER BY first_seq DESC LIMIT 1",
      ledger_id);
  if (block.empty()) return entries == 0 ? "" : "block_missing";
  if (block.integer(0, 1) != entries) return "block_missing";
  std::string kept;
  ChainReader chain(tx, ledger_id, block.integer(0, 0) - 1, array_at<32>(block, 0, 2),
                    [&](AccountId id) { return asset_of(tx, ledger_id, id, kept); });
  while (chain.next() != nullptr)
    if (std::string finding = chain.finding(); !finding.empty()) return finding;
  return bytes_of(chain.head()) == block.bytes(0, 3) ? "" : "block_head_differs";
}

}  // namespace

CanaryReading read_canary(db::Transaction& tx, LedgerId ledger_id, base::Instant now) {
  CanaryReading reading{.taken_at = now};
  reading.entries =
      tx.integer("SELECT MAX(seq) FROM ledger_transfer WHERE ledger_id = $1", ledger_id)
          .value_or(0);
  const auto noted =
      tx.integer("SELECT last_seq FROM ledger_writer WHERE ledger_id = $1", ledger_id).value_or(0);
  if (const auto latest = latest_checkpoint(tx, ledger_id)) reading.sealed_entries = latest->size;
  if (noted != reading.entries) reading.finding = "journal_ends_early";
  if (reading.finding.empty()) reading.finding = check_sums(tx, ledger_id);
  if (reading.finding.empty()) reading.finding = check_lots(tx, ledger_id);
  if (reading.finding.empty()) reading.finding = check_last_block(tx, ledger_id, reading.entries);
  reading.is_sound = reading.finding.empty();
  return reading;
}

}  // namespace ledger
