#include "tree_table.h"

#include "journal.h"

namespace ledger {

namespace {

constexpr std::int64_t kLeavesAtOnce = 65'536;  // about a second, so that others get their turn
constexpr std::int64_t kLeavesANode = std::int64_t{1} << kStoredLevels;
static_assert(kLeavesAtOnce % kLeavesANode == 0, "a part ends where a stored node does");

db::Rows leaves_from(db::Transaction& tx, LedgerId ledger_id, std::int64_t first,
                     std::int64_t count) {
  return tx.rows(
      "SELECT leaf FROM ledger_transfer WHERE ledger_id = $1 AND seq >= $2 AND seq <= $3"
      " ORDER BY seq",
      ledger_id, first + 1, first + count);
}

}  // namespace

Digest TreeTable::node(int level, std::int64_t position) {
  CHECK(level >= 0 && position >= 0);
  const int above = level % kStoredLevels;
  const std::int64_t width = std::int64_t{1} << above;
  const std::int64_t first = position << above;
  (void)stored(level - above, first, width);
  std::vector<Digest> hashes;
  for (std::int64_t i = 0; i < width; ++i) hashes.push_back(rows_.at({level - above, first + i}));
  for (; hashes.size() > 1; hashes.resize(hashes.size() / 2))
    for (std::size_t i = 0; i < hashes.size() / 2; ++i)
      hashes[i] = merkle_node(hashes[2 * i], hashes[2 * i + 1]);
  return hashes.front();
}

// All of the group of 16 around the node: a proof needs its neighbours next.
const Digest& TreeTable::stored(int level, std::int64_t position, std::int64_t width) {
  const auto found = rows_.find({level, position});
  const auto last = rows_.find({level, position + width - 1});
  if (found != rows_.end() && last != rows_.end()) return found->second;
  ++reads_;
  const std::int64_t first = position - position % kLeavesANode;
  const db::Rows rows =
      level == 0 ? leaves_from(tx_, ledger_id_, first, kLeavesANode)
                 : tx_.rows(
                       "SELECT hash FROM ledger_tree_node WHERE ledger_id = $1 AND level = $2"
                       " AND position >= $3 AND position < $4 ORDER BY position",
                       ledger_id_, level, first, first + kLeavesANode);
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows_[{level, first + static_cast<std::int64_t>(i)}] = array_at<32>(rows, i, 0);
  if (first + static_cast<std::int64_t>(rows.size()) < position + width)
    throw db::Error("XX001", "the ledger's tree ends early");
  return rows_.at({level, position});
}

void TreeWriter::add(MerkleEdge& edge, const Digest& leaf) {
  edge.add(leaf, [this](int level, std::int64_t position, const Digest& hash) {
    if (!is_stored_level(level)) return;
    rows_.integer(ledger_id_.value)
        .integer(level)
        .integer(position)
        .bytes({reinterpret_cast<const char*>(hash.data()), hash.size()});
  });
}

bool complete_tree(db::Transaction& tx, LedgerId ledger_id) {
  const auto last =
      tx.integer("SELECT MAX(position) FROM ledger_tree_node WHERE ledger_id = $1 AND level = $2",
                 ledger_id, kStoredLevels);
  const std::int64_t size = (last.value_or(-1) + 1) * kLeavesANode;
  const db::Rows leaves = leaves_from(tx, ledger_id, size, kLeavesAtOnce);
  if (static_cast<std::int64_t>(leaves.size()) < kLeavesANode) return true;
  TreeTable table(tx, ledger_id);
  MerkleEdge edge(size, table.reader());
  TreeWriter writer(ledger_id);
  for (std::size_t i = 0; i < leaves.size(); ++i) writer.add(edge, array_at<32>(leaves, i, 0));
  writer.flush(tx);
  return false;
}

}  // namespace ledger
