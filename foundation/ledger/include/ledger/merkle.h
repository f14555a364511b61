/// The Merkle tree of RFC 6962 §2 over the entries of a journal: what proves to an outsider that an
/// entry is in it, and that a longer journal goes on where a shorter one ended.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "crypto/crypto.h"

namespace ledger {

using crypto::Digest;

/// Hashes from the leaf's side towards the root.
using MerkleProof = std::vector<Digest>;

/// Leaves `first` to `end` - 1, whose hash is a node of every tree that holds them: `first` is a
/// multiple of the least power of two that is not below `end` - `first`.
struct Subtree {
  std::int64_t first = 0;
  std::int64_t end = 0;
};

/// SHA-256(0x01 ‖ left ‖ right).
[[nodiscard]] Digest merkle_node(const Digest& left, const Digest& right);
/// The root of a tree without leaves: SHA-256 of nothing.
[[nodiscard]] Digest merkle_empty_root();

// Verification; never trusts what it is given. See: RFC 9162 §2.1.3.2, §2.1.4.2; subtrees:
// draft-ietf-plants-merkle-tree-certs §4.

[[nodiscard]] bool is_included(std::int64_t index, std::int64_t size, const Digest& leaf,
                               const Digest& root, std::span<const Digest> proof);
/// Whether the tree of `size2` leaves begins with that of `size1` (at least 1).
[[nodiscard]] bool is_consistent(std::int64_t size1, std::int64_t size2, const Digest& root1,
                                 const Digest& root2, std::span<const Digest> proof);
[[nodiscard]] bool is_included(std::int64_t index, Subtree subtree, const Digest& leaf,
                               const Digest& subtree_root, std::span<const Digest> proof);
[[nodiscard]] bool is_consistent(Subtree subtree, std::int64_t size, const Digest& subtree_root,
                                 const Digest& root, std::span<const Digest> proof);

/// The hash over the 2^level leaves from position · 2^level on, all of which exist.
using NodeOf = std::function<Digest(int level, std::int64_t position)>;

// Proofs. Each asks for O(log size) nodes.

/// Requires: size >= 0.
[[nodiscard]] Digest merkle_root(std::int64_t size, const NodeOf& node_of);
/// Requires: 0 <= index < size.
[[nodiscard]] MerkleProof inclusion_proof(std::int64_t index, std::int64_t size,
                                          const NodeOf& node_of);
/// Requires: 1 <= size1 <= size2.
[[nodiscard]] MerkleProof consistency_proof(std::int64_t size1, std::int64_t size2,
                                            const NodeOf& node_of);

/// The right edge of a growing tree: all that is needed to add leaves and to know the root.
/// Cost: one hash an added leaf on average, 32 bytes for each bit of the size.
class MerkleEdge {
 public:
  MerkleEdge() = default;
  /// The edge of a tree that exists already.
  MerkleEdge(std::int64_t size, const NodeOf& node_of);

  /// Tells `made` of every node that the leaf completes, the leaf (level 0) first.
  template <class F>
  void add(const Digest& leaf, F&& made) {
    Digest hash = leaf;
    std::int64_t position = size_++;
    made(0, position, hash);
    for (int level = 1; (position & 1) != 0; ++level) {
      hash = merkle_node(nodes_.back(), hash);
      nodes_.pop_back();
      position >>= 1;
      made(level, position, hash);
    }
    nodes_.push_back(hash);
  }
  void add(const Digest& leaf) {
    add(leaf, [](int, std::int64_t, const Digest&) {});
  }
  [[nodiscard]] std::int64_t size() const { return size_; }
  [[nodiscard]] Digest root() const;

 private:
  std::int64_t size_ = 0;
  std::vector<Digest> nodes_;  // of full subtrees, the largest first; one for each bit of the size
};

}  // namespace ledger
