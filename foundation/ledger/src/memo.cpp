#include "ledger/memo.h"

#include "base/check.h"
#include "crypto/crypto.h"

namespace ledger {

namespace {

// In place of the request's hash: of its width, and of nothing.
db::Bytes no_hash() { return {crypto::random_bytes(16)}; }

void erase_hold(db::Transaction& tx, LedgerId ledger_id, std::int64_t hold_id) {
  tx.execute(
      "UPDATE ledger_hold SET memo = '', request_hash = $3"
      " WHERE ledger_id = $1 AND id = $2 AND memo <> ''",
      ledger_id, hold_id, no_hash());
}

}  // namespace

std::optional<Memo> find_memo(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq) {
  const db::Rows rows = tx.rows(
      "SELECT salt, memo FROM ledger_memo WHERE ledger_id = $1 AND seq = $2", ledger_id, seq);
  if (rows.empty()) return std::nullopt;
  return Memo{rows.bytes(0, 0), rows.text(0, 1)};
}

bool erase_memo(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq) {
  if (tx.execute("DELETE FROM ledger_memo WHERE ledger_id = $1 AND seq = $2", ledger_id, seq) == 0)
    return false;
  CHECK(tx.execute("UPDATE ledger_transfer SET request_hash = $3"
                   " WHERE ledger_id = $1 AND seq = $2",
                   ledger_id, seq, no_hash()) == 1);  // a memo belongs to an entry
  const auto hold_id = tx.integer(
      "SELECT hold_id FROM ledger_transfer WHERE ledger_id = $1 AND seq = $2", ledger_id, seq);
  if (hold_id.value_or(0) != 0) erase_hold(tx, ledger_id, *hold_id);
  return true;
}

std::int64_t erase_memos_of(db::Transaction& tx, LedgerId ledger_id, OwnerKind owner_kind,
                            std::int64_t owner_id) {
  std::int64_t erased = 0;
  const db::Rows memos = tx.rows(
      "SELECT DISTINCT m.seq FROM ledger_memo m JOIN ledger_transfer t"
      " ON t.ledger_id = m.ledger_id AND t.seq = m.seq JOIN ledger_account a"
      " ON a.ledger_id = t.ledger_id AND (a.id = t.debit OR a.id = t.credit)"
      " WHERE m.ledger_id = $1 AND a.owner_kind = $2 AND a.owner_id = $3",
      ledger_id, owner_kind, owner_id);
  for (std::size_t i = 0; i < memos.size(); ++i)
    erased += erase_memo(tx, ledger_id, memos.integer(i, 0)) ? 1 : 0;
  // Holds that ended without an entry.
  const db::Rows holds = tx.rows(
      "SELECT DISTINCT h.id FROM ledger_hold h JOIN ledger_account a"
      " ON a.ledger_id = h.ledger_id AND (a.id = h.debit OR a.id = h.credit)"
      " WHERE h.ledger_id = $1 AND h.memo <> '' AND h.status <> 'open'"
      " AND a.owner_kind = $2 AND a.owner_id = $3",
      ledger_id, owner_kind, owner_id);
  for (std::size_t i = 0; i < holds.size(); ++i) erase_hold(tx, ledger_id, holds.integer(i, 0));
  return erased + static_cast<std::int64_t>(holds.size());
}

}  // namespace ledger
