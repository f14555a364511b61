// The tree against a definition that computes everything from the leaves, and against vectors that
// other implementations of RFC 6962 are tested with.
#include "ledger/merkle.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "json/json.h"
#include "sha256.h"

namespace ledger {
namespace {

std::vector<Digest> leaves(std::int64_t count) {
  std::vector<Digest> out;
  for (std::int64_t i = 0; i < count; ++i) out.push_back(sha256("leaf " + std::to_string(i)));
  return out;
}

// MTH of RFC 6962 §2.1, word by word.
Digest defined_root(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t split = 1;
  while (2 * split < leaves.size()) split *= 2;
  return sha256("\x01", bytes_of(defined_root(leaves.first(split))),
                bytes_of(defined_root(leaves.subspan(split))));
}

NodeOf node_of(const std::vector<Digest>& leaves) {
  return [&leaves](int level, std::int64_t position) {
    const std::size_t width = std::size_t{1} << level;
    const std::size_t first = static_cast<std::size_t>(position) * width;
    EXPECT_LE(first + width, leaves.size());  // only complete nodes are asked for
    return defined_root(std::span(leaves).subspan(first, width));
  };
}

TEST(Merkle, roots_equal_the_definition) {
  const std::vector<Digest> all = leaves(70);
  MerkleEdge edge;
  for (std::int64_t size = 0; size <= 70; ++size) {
    const Digest root = defined_root(std::span(all).first(static_cast<std::size_t>(size)));
    EXPECT_EQ(merkle_root(size, node_of(all)), root) << size;
    EXPECT_EQ(edge.root(), root) << size;
    EXPECT_EQ(MerkleEdge(size, node_of(all)).root(), root) << size;
    if (size < 70) edge.add(all[static_cast<std::size_t>(size)]);
  }
}

TEST(Merkle, an_edge_tells_each_node_once) {
  std::map<std::pair<int, std::int64_t>, Digest> made;
  const std::vector<Digest> all = leaves(33);
  MerkleEdge edge;
  for (const Digest& leaf : all)
    edge.add(leaf, [&](int level, std::int64_t position, const Digest& hash) {
      EXPECT_TRUE(made.emplace(std::pair(level, position), hash).second);
    });
  EXPECT_EQ(made.size(), 33U + 16 + 8 + 4 + 2 + 1);
  for (const auto& [place, hash] : made) EXPECT_EQ(hash, node_of(all)(place.first, place.second));
}

TEST(Merkle, each_leaf_of_each_tree_is_proved_and_no_other) {
  const std::vector<Digest> all = leaves(40);
  for (std::int64_t size = 1; size <= 40; ++size) {
    const Digest root = merkle_root(size, node_of(all));
    for (std::int64_t index = 0; index < size; ++index) {
      const Digest& leaf = all[static_cast<std::size_t>(index)];
      MerkleProof proof = inclusion_proof(index, size, node_of(all));
      EXPECT_TRUE(is_included(index, size, leaf, root, proof));
      EXPECT_FALSE(is_included(index, size, sha256("other"), root, proof));
      EXPECT_FALSE(is_included((index + 1) % size, size, leaf, root, proof) && size > 1);
      EXPECT_FALSE(is_included(size, size, leaf, root, proof));
      EXPECT_FALSE(is_included(-1, size, leaf, root, proof));
      proof.push_back(leaf);
      EXPECT_FALSE(is_included(index, size, leaf, root, proof));
    }
  }
}

TEST(Merkle, each_tree_continues_each_shorter_one) {
  const std::vector<Digest> all = leaves(36);
  for (std::int64_t size2 = 1; size2 <= 36; ++size2)
    for (std::int64_t size1 = 1; size1 <= size2; ++size1) {
      const Digest root1 = merkle_root(size1, node_of(all));
      const Digest root2 = merkle_root(size2, node_of(all));
      MerkleProof proof = consistency_proof(size1, size2, node_of(all));
      EXPECT_TRUE(is_consistent(size1, size2, root1, root2, proof)) << size1 << " " << size2;
      EXPECT_FALSE(is_consistent(size1, size2, sha256("other"), root2, proof));
      EXPECT_FALSE(is_consistent(size1, size2, root1, sha256("other"), proof));
      EXPECT_FALSE(is_consistent(size2 + 1, size2, root1, root2, proof));
      for (Digest& hash : proof) {
        hash[7] ^= 4;
        EXPECT_FALSE(is_consistent(size1, size2, root1, root2, proof));
        hash[7] ^= 4;
      }
    }
  EXPECT_FALSE(is_consistent(0, 5, merkle_empty_root(), merkle_root(5, node_of(all)), {}));
}

// A rewritten history cannot be passed off as a longer one.
TEST(Merkle, a_changed_leaf_breaks_consistency) {
  std::vector<Digest> all = leaves(20);
  const Digest before = merkle_root(13, node_of(all));
  all[4] = sha256("rewritten");
  const MerkleProof proof = consistency_proof(13, 20, node_of(all));
  EXPECT_FALSE(is_consistent(13, 20, before, merkle_root(20, node_of(all)), proof));
}

// --- the published vectors
// ------------------------------------------------------------------------

const std::filesystem::path kVectors =
    std::filesystem::path(OLIVE_ROOT_DIR).parent_path() / "shared/data/studio/merkle";

struct Vector {
  std::optional<std::int64_t> leafIdx;
  std::optional<std::int64_t> treeSize;
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> end;
  std::optional<std::int64_t> size;
  std::optional<std::int64_t> size1;
  std::optional<std::int64_t> size2;
  std::optional<std::string> root;
  std::optional<std::string> root1;
  std::optional<std::string> root2;
  std::optional<std::string> leafHash;
  std::optional<std::vector<std::string>> proof;
  std::string desc;
  bool wantErr = false;
};
BOOST_DESCRIBE_STRUCT(Vector, (),
                      (leafIdx, treeSize, start, end, size, size1, size2, root, root1, root2,
                       leafHash, proof, desc, wantErr))

// Some vectors have short roots that are only ever compared: these are widened with zeros. An empty
// text is no hash.
std::optional<Digest> digest(const std::optional<std::string>& text) {
  const std::string bytes = crypto::from_base64(text.value_or("")).value_or("");
  Digest out{};
  if (bytes.empty() || bytes.size() > out.size()) return std::nullopt;
  std::ranges::copy(bytes, out.begin());
  return out;
}

bool accepts(const std::string& kind, const Vector& v) {
  MerkleProof proof;
  for (const std::string& text : v.proof.value_or(std::vector<std::string>{})) {
    const auto hash = digest(text);
    if (!hash || crypto::from_base64(text)->size() != hash->size()) return false;
    proof.push_back(*hash);
  }
  const auto root1 = digest(v.root1 ? v.root1 : v.leafHash);
  const auto root2 = digest(v.root2 ? v.root2 : v.root);
  if (!root1 || !root2) return false;
  if (kind == "inclusion") return is_included(*v.leafIdx, *v.treeSize, *root1, *root2, proof);
  if (kind == "consistency") return is_consistent(*v.size1, *v.size2, *root1, *root2, proof);
  const Subtree subtree{*v.start, *v.end};
  if (kind == "subtreeinclusion") return is_included(*v.leafIdx, subtree, *root1, *root2, proof);
  return is_consistent(subtree, *v.size, *root1, *root2, proof);
}

TEST(Merkle, agrees_with_all_published_vectors) {
  if (!std::filesystem::exists(kVectors)) GTEST_SKIP() << "no vectors in " << kVectors;
  int count = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(kVectors)) {
    if (file.path().extension() != ".json") continue;
    const auto kind = std::filesystem::relative(file.path(), kVectors).begin()->string();
    std::stringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const auto vector = json::read<Vector>(text.str());
    ++count;
    if (!vector) {  // sizes beyond 2^63 cannot even be asked about
      EXPECT_EQ(vector.error()[0].code, "out_of_range") << file.path();
      EXPECT_NE(text.str().find("\"wantErr\": true"), std::string::npos) << file.path();
      continue;
    }
    EXPECT_EQ(accepts(kind, *vector), !vector->wantErr) << file.path();
  }
  EXPECT_EQ(count, 518);
}

}  // namespace
}  // namespace ledger
