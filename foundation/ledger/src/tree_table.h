// The journal's Merkle tree in the tables: every fourth level above the leaves is stored.
#pragma once

#include <map>

#include "db/database.h"
#include "ledger/account.h"
#include "ledger/merkle.h"
#include "row_writer.h"

namespace ledger {

inline constexpr int kStoredLevels = 4;  // levels 4, 8, 12 …; level 0 is ledger_transfer.leaf
[[nodiscard]] constexpr bool is_stored_level(int level) {
  return level > 0 && level % kStoredLevels == 0;
}

// Reads nodes; a level between two stored ones is hashed from the lower one. Rows that were read
// are kept, so that the nodes of one proof are read once.
class TreeTable {
 public:
  TreeTable(db::Transaction& tx, LedgerId ledger_id) : tx_(tx), ledger_id_(ledger_id) {}

  // Throws db::Error XX001 when the journal or the tree is shorter than that.
  [[nodiscard]] Digest node(int level, std::int64_t position);
  [[nodiscard]] NodeOf reader() {
    return [this](int level, std::int64_t position) { return node(level, position); };
  }
  // Statements made: what the tests count.
  [[nodiscard]] int reads() const { return reads_; }

 private:
  using Place = std::pair<int, std::int64_t>;
  [[nodiscard]] const Digest& stored(int level, std::int64_t position, std::int64_t width);

  db::Transaction& tx_;
  LedgerId ledger_id_;
  std::map<Place, Digest> rows_;
  int reads_ = 0;
};

// Collects the stored nodes that new leaves complete.
class TreeWriter {
 public:
  explicit TreeWriter(LedgerId ledger_id)
      : ledger_id_(ledger_id),
        rows_("ledger_tree_node", {"ledger_id", "level", "position", "hash"}) {}

  void clear() { rows_.clear(); }
  void add(MerkleEdge& edge, const Digest& leaf);
  void flush(db::Transaction& tx) { rows_.flush(tx); }

 private:
  LedgerId ledger_id_;
  RowWriter rows_;
};

// Adds the nodes of entries that were recorded before the tree was kept, some at a time. True when
// none was missing. Repeat it, each time in a transaction of its own.
[[nodiscard]] bool complete_tree(db::Transaction& tx, LedgerId ledger_id);

}  // namespace ledger
