#include "ledger/merkle.h"

#include <bit>

#include "base/check.h"
#include "sha256.h"

namespace ledger {

namespace {

constexpr std::string_view kNodePrefix("\x01", 1);  // RFC 6962 §2.1: no leaf passes for a node

// The largest power of two below `size`.
std::int64_t split_of(std::int64_t size) {
  CHECK(size >= 2);
  return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(size - 1)));
}

// The hash over leaves first … end - 1, where `first` is a multiple of every power that is used.
Digest range_root(std::int64_t first, std::int64_t end, const NodeOf& node_of) {
  const auto size = static_cast<std::uint64_t>(end - first);
  CHECK(end > first);
  if (std::has_single_bit(size)) {
    const int level = std::countr_zero(size);
    CHECK((first >> level) << level == first);
    return node_of(level, first >> level);
  }
  const std::int64_t middle = first + split_of(end - first);
  return merkle_node(range_root(first, middle, node_of), range_root(middle, end, node_of));
}

// PATH(index, D[first:end]) of RFC 6962 §2.1.1.
void add_path(std::int64_t index, std::int64_t first, std::int64_t end, const NodeOf& node_of,
              MerkleProof& proof) {
  if (end - first == 1) return;
  const std::int64_t middle = first + split_of(end - first);
  if (index < middle) {
    add_path(index, first, middle, node_of, proof);
    proof.push_back(range_root(middle, end, node_of));
  } else {
    add_path(index, middle, end, node_of, proof);
    proof.push_back(range_root(first, middle, node_of));
  }
}

// SUBPROOF(size, D[first:end], is_known) of RFC 6962 §2.1.2: `is_known` as long as the verifier
// has the hash of the whole range already.
void add_subproof(std::int64_t size, std::int64_t first, std::int64_t end, bool is_known,
                  const NodeOf& node_of, MerkleProof& proof) {
  CHECK(size > first && size <= end);
  if (size == end) {
    if (!is_known) proof.push_back(range_root(first, end, node_of));
    return;
  }
  const std::int64_t middle = first + split_of(end - first);
  if (size <= middle) {
    add_subproof(size, first, middle, is_known, node_of, proof);
    proof.push_back(range_root(middle, end, node_of));
  } else {
    add_subproof(size, middle, end, /*is_known=*/false, node_of, proof);
    proof.push_back(range_root(first, middle, node_of));
  }
}

bool is_aligned(Subtree subtree) {
  if (subtree.first < 0 || subtree.end <= subtree.first) return false;
  const auto width = static_cast<std::uint64_t>(subtree.end - subtree.first);
  const std::uint64_t power = std::bit_ceil(width);
  return (static_cast<std::uint64_t>(subtree.first) & (power - 1)) == 0;
}

bool is_odd(std::int64_t value) { return (value & 1) != 0; }

// Positions of the first leaf, the last leaf and the tree's last leaf, one level up at a time.
struct Climb {
  std::int64_t first;
  std::int64_t last;
  std::int64_t tree_last;

  void rise() {
    first >>= 1;
    last >>= 1;
    tree_last >>= 1;
  }
  // To the lowest node that is the subtree, or its right-most complete part.
  void start() {
    const bool ends_with_tree = last == tree_last;
    while (first != last && (ends_with_tree || is_odd(last))) rise();
  }
};

}  // namespace

Digest merkle_node(const Digest& left, const Digest& right) {
  return sha256(kNodePrefix, bytes_of(left), bytes_of(right));
}

Digest merkle_empty_root() { return sha256({}); }

bool is_included(std::int64_t index, std::int64_t size, const Digest& leaf, const Digest& root,
                 std::span<const Digest> proof) {
  if (index < 0 || index >= size) return false;
  std::int64_t at = index;
  std::int64_t last = size - 1;
  Digest hash = leaf;
  for (const Digest& other : proof) {
    if (last == 0) return false;
    if (is_odd(at) || at == last) {
      hash = merkle_node(other, hash);
      for (; !is_odd(at) && at != 0; at >>= 1) last >>= 1;
    } else {
      hash = merkle_node(hash, other);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool is_included(std::int64_t index, Subtree subtree, const Digest& leaf,
                 const Digest& subtree_root, std::span<const Digest> proof) {
  if (!is_aligned(subtree) || index < subtree.first || index >= subtree.end) return false;
  return is_included(index - subtree.first, subtree.end - subtree.first, leaf, subtree_root, proof);
}

bool is_consistent(std::int64_t size1, std::int64_t size2, const Digest& root1, const Digest& root2,
                   std::span<const Digest> proof) {
  if (size1 < 1) return false;  // every tree begins with an empty one: nothing would be proved
  return is_consistent(Subtree{0, size1}, size2, root1, root2, proof);
}

bool is_consistent(Subtree subtree, std::int64_t size, const Digest& subtree_root,
                   const Digest& root, std::span<const Digest> proof) {
  if (subtree.first < 0 || subtree.end < subtree.first || subtree.end > size) return false;
  if (subtree.first == subtree.end) return proof.empty() && subtree_root == merkle_empty_root();
  if (!is_aligned(subtree)) return false;
  Climb at{subtree.first, subtree.end - 1, size - 1};
  at.start();
  Digest small = subtree_root;
  if (at.first != at.last) {
    if (proof.empty()) return false;
    small = proof.front();
    proof = proof.subspan(1);
  }
  Digest large = small;
  for (const Digest& other : proof) {
    if (at.tree_last == 0) return false;
    if (is_odd(at.last) || at.last == at.tree_last) {
      if (at.first < at.last) small = merkle_node(other, small);
      large = merkle_node(other, large);
      while (!is_odd(at.last) && at.last != 0) at.rise();
    } else {
      large = merkle_node(large, other);
    }
    at.rise();
  }
  return at.tree_last == 0 && small == subtree_root && large == root;
}

Digest merkle_root(std::int64_t size, const NodeOf& node_of) {
  CHECK(size >= 0);
  return size == 0 ? merkle_empty_root() : range_root(0, size, node_of);
}

MerkleProof inclusion_proof(std::int64_t index, std::int64_t size, const NodeOf& node_of) {
  CHECK(index >= 0 && index < size);
  MerkleProof proof;
  add_path(index, 0, size, node_of, proof);
  return proof;
}

MerkleProof consistency_proof(std::int64_t size1, std::int64_t size2, const NodeOf& node_of) {
  CHECK(size1 >= 1 && size1 <= size2);
  MerkleProof proof;
  add_subproof(size1, 0, size2, /*is_known=*/true, node_of, proof);
  return proof;
}

MerkleEdge::MerkleEdge(std::int64_t size, const NodeOf& node_of) : size_(size) {
  CHECK(size >= 0);
  std::int64_t first = 0;
  for (int level = 62; level >= 0; --level) {
    if ((size >> level & 1) == 0) continue;
    nodes_.push_back(node_of(level, first >> level));
    first += std::int64_t{1} << level;
  }
  CHECK(first == size);
}

Digest MerkleEdge::root() const {
  if (nodes_.empty()) return merkle_empty_root();
  Digest hash = nodes_.back();
  for (std::size_t i = nodes_.size() - 1; i-- > 0;) hash = merkle_node(nodes_[i], hash);
  return hash;
}

}  // namespace ledger
