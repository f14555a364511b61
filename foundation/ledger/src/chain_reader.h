// Streams the journal in order of seq and recomputes leaves and links. Used at start for the tail
// and by verify() for all of it.
#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include "canonical.h"
#include "db/database.h"
#include "journal.h"

namespace ledger {

// One entry as stored, with its lots.
struct StoredEntry {
  Entry entry;
  TransferKey key;
  base::PersonId actor;
  HoldId hold_id;
  std::string memo_commit;
  Digest leaf{};
  Digest link{};
  bool is_malformed = false;  // a value has a length that no writer gives it
  std::vector<LotShare> lots{};
};

class ChainReader {
 public:
  static constexpr std::int64_t kPageRows = 2'000;  // memory does not grow with the journal
  using AssetOf = std::function<std::string_view(AccountId)>;  // empty: unknown account

  // Starts behind entry `after_seq`, whose link is `link` (the ledger's first link when 0).
  ChainReader(db::Transaction& tx, LedgerId ledger_id, std::int64_t after_seq, const Digest& link,
              AssetOf asset_of, std::int64_t page_rows = kPageRows);

  // The next entry, or nullptr at the end. Valid until the next call.
  const StoredEntry* next();
  // What is wrong with the entry that next() returned; empty when it fits the chain.
  [[nodiscard]] std::string finding();
  [[nodiscard]] const Digest& head() const { return head_; }

 private:
  bool fetch();
  void fetch_lots(std::int64_t first_seq, std::int64_t last_seq);
  [[nodiscard]] Digest recomputed_leaf();

  db::Transaction& tx_;
  LedgerId ledger_id_;
  AssetOf asset_of_;
  std::int64_t page_rows_;
  std::int64_t last_seq_;
  Digest head_;
  std::vector<StoredEntry> page_;
  std::size_t at_ = 0;
  Encoder scratch_;
  std::vector<LotChange> lot_scratch_;
};

// The link of entry `seq`; the ledger's first link when seq is 0.
Digest stored_link(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq);

}  // namespace ledger
