/// Signed checkpoints of the journal, in the form that stock tools and witnesses read (C2SP
/// tlog-checkpoint and signed-note): `origin ⏎ size ⏎ root ⏎ ⏎ — origin signature ⏎`.
/// Two different checkpoints of one size are proof that history was rewritten.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "crypto/signature.h"
#include "db/database.h"
#include "ledger/account.h"
#include "ledger/merkle.h"

namespace ledger {

/// Signs for a ledger. Its origin names ledger and key, so that no two installations share one.
/// Thread-safe.
class Notary {
 public:
  Notary(LedgerId ledger_id, crypto::SigningKey key);

  [[nodiscard]] const std::string& origin() const { return origin_; }
  /// What a verifier is configured with: `origin+key id+key` (C2SP signed-note, "vkey").
  [[nodiscard]] std::string verifier_key() const;
  /// The signed note of a tree.
  [[nodiscard]] std::string sign(std::int64_t size, const Digest& root) const;
  /// The same for a text of other lines; the first one should say what it is. Requires: ends with a
  /// line break, holds no empty line.
  [[nodiscard]] std::string sign_text(std::string_view text) const;

 private:
  std::string key_id() const;

  crypto::SigningKey key_;
  std::string public_key_;
  std::string origin_;
};

/// A checkpoint as somebody presents it.
struct CheckpointText {
  std::string origin;
  std::int64_t size = 0;
  Digest root{};
};
/// Reads the body of a note; says nothing about its signatures. nullopt when it is none.
[[nodiscard]] std::optional<CheckpointText> parse_checkpoint(std::string_view note);
/// The text above the signatures when one of them is of `verifier_key`; nullopt otherwise.
[[nodiscard]] std::optional<std::string> open_note(std::string_view note,
                                                   std::string_view verifier_key);

/// A checkpoint as stored.
struct Checkpoint {
  std::int64_t size = 0;  ///< entries that it covers: seq 1 … size
  Digest root{};
  std::string note;
  base::Instant signed_at;
};

[[nodiscard]] std::optional<Checkpoint> latest_checkpoint(db::Transaction& tx, LedgerId ledger_id);
/// The first one that covers entry `seq`.
[[nodiscard]] std::optional<Checkpoint> checkpoint_covering(db::Transaction& tx, LedgerId ledger_id,
                                                            std::int64_t seq);
/// Newest first, of fewer than `below` entries.
[[nodiscard]] std::vector<Checkpoint> list_checkpoints(db::Transaction& tx, LedgerId ledger_id,
                                                       std::int64_t below, int limit);

/// That entry `seq` stands in the tree of `size` entries; leaf hash first asked for.
struct EntryProof {
  std::int64_t seq = 0;
  std::int64_t size = 0;
  Digest leaf{};
  MerkleProof hashes;
};
/// nullopt unless 1 <= seq <= size <= the journal's length. Cost: O(log size) reads.
[[nodiscard]] std::optional<EntryProof> prove_entry(db::Transaction& tx, LedgerId ledger_id,
                                                    std::int64_t seq, std::int64_t size);
/// nullopt unless 1 <= size1 <= size2 <= the journal's length. Cost: O(log size) reads.
[[nodiscard]] std::optional<MerkleProof> prove_consistency(db::Transaction& tx, LedgerId ledger_id,
                                                           std::int64_t size1, std::int64_t size2);

}  // namespace ledger
