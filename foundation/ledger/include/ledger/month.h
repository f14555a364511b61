/// Closed months: a closed month takes no more effective dates, so its last balances stand for
/// good. They are put under one signed Merkle root, against which a holder proves a balance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "ledger/checkpoint.h"

namespace ledger {

struct MonthSeal {
  base::Date month_end;
  std::int64_t size = 0;      ///< entries in the journal when the month was sealed
  std::int64_t balances = 0;  ///< accounts with a balance: leaves of the tree
  Digest root{};
  std::string note;  ///< signed; first line `origin/month/2026-10-31`
  base::Instant sealed_at;
};

/// One leaf of a month's tree.
struct MonthBalance {
  AccountId account_id;
  std::string asset;
  std::int64_t balance = 0;
};
/// SHA-256(0x00 ‖ 0x02 ‖ ledger ‖ month end ‖ account ‖ balance ‖ asset): docs/formats/ledger.md.
[[nodiscard]] Digest month_leaf(LedgerId ledger_id, base::Date month_end,
                                const MonthBalance& balance);

/// Ends of closed months that have no seal yet, oldest first.
[[nodiscard]] std::vector<base::Date> unsealed_months(db::Transaction& tx, LedgerId ledger_id);
/// Sums the month up on a read snapshot and stores the seal; a second call changes nothing. Not on
/// the writer's thread: it reads the journal. Requires: the month is closed. Throws db::Error XX001
/// when an asset does not add up to zero.
void seal_month(db::Database& database, const Notary& notary, LedgerId ledger_id,
                base::Date month_end, base::Instant now);

[[nodiscard]] std::optional<MonthSeal> find_month_seal(db::Transaction& tx, LedgerId ledger_id,
                                                       base::Date month_end);
/// Newest first.
[[nodiscard]] std::vector<MonthSeal> list_month_seals(db::Transaction& tx, LedgerId ledger_id);
/// The leaves of a sealed month, by account.
[[nodiscard]] std::vector<MonthBalance> month_balances(db::Transaction& tx, LedgerId ledger_id,
                                                       base::Date month_end);

/// That an account held this balance at the end of a month.
struct BalanceProof {
  MonthSeal seal;
  MonthBalance balance;
  std::int64_t index = 0;  ///< of the leaf
  MerkleProof hashes;
};
/// nullopt when the month is not sealed or the account's balance was 0. Cost: one pass over the
/// month's balances.
[[nodiscard]] std::optional<BalanceProof> prove_balance(db::Transaction& tx, LedgerId ledger_id,
                                                        base::Date month_end, AccountId account_id);

}  // namespace ledger
