// Reads of the journal's tables that the engine itself needs. Each statement names one ledger.
#pragma once

#include <optional>
#include <vector>

#include "canonical.h"
#include "db/database.h"
#include "state.h"

namespace ledger {

// What a key was used for: an entry (seq) or a hold.
struct KnownKey {
  Fingerprint fingerprint{};
  std::int64_t seq = 0;
  HoldId hold_id{};
};

// A lot's share of an entry, with what the lot is.
struct LotShare {
  LotId lot_id;
  std::int64_t change = 0;
  base::Date expires_on;
  std::string source;
};

// The columns that entry_at() reads, in its order.
inline constexpr std::string_view kEntryColumns =
    "seq, group_seq, debit, credit, amount, code, effective_on, recorded_at, reference, reverses";
[[nodiscard]] Entry entry_at(const db::Rows& rows, std::size_t row);

[[nodiscard]] base::Date date_at(const db::Rows& rows, std::size_t row, std::size_t column);
template <std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> array_at(const db::Rows& rows, std::size_t row,
                                                   std::size_t column) {
  const std::string& bytes = rows.bytes(row, column);
  CHECK(bytes.size() == N);
  std::array<std::uint8_t, N> array;
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

[[nodiscard]] std::optional<KnownKey> find_key(db::Transaction& tx, LedgerId ledger_id,
                                               const TransferKey& key);
[[nodiscard]] std::optional<Entry> find_entry(db::Transaction& tx, LedgerId ledger_id,
                                              std::int64_t seq);
[[nodiscard]] std::int64_t reversed_amount(db::Transaction& tx, LedgerId ledger_id,
                                           std::int64_t seq);
[[nodiscard]] std::vector<LotShare> find_lot_shares(db::Transaction& tx, LedgerId ledger_id,
                                                    std::int64_t seq);
[[nodiscard]] std::optional<HoldStatus> find_hold_status(db::Transaction& tx, LedgerId ledger_id,
                                                         HoldId hold_id);

// A lot as stored; `source` apart because the state interns it.
struct StoredLot {
  LotState lot;
  AccountId account_id;
  std::string source;
};
inline constexpr std::string_view kLotColumns =
    "id, account_id, source_seq, source, issued, remaining, held, expires_on";
[[nodiscard]] StoredLot lot_at(const db::Rows& rows, std::size_t row);
[[nodiscard]] StoredLot find_stored_lot(db::Transaction& tx, LedgerId ledger_id, LotId lot_id);

}  // namespace ledger
