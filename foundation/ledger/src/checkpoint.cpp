#include "ledger/checkpoint.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "journal.h"
#include "sha256.h"
#include "tree_table.h"

namespace ledger {

namespace {

constexpr std::string_view kSignatureMark = "\xE2\x80\x94 ";  // em dash, space
constexpr char kEd25519 = 0x01;                               // C2SP signed-note, algorithm
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::string_view kCheckpointColumns =
    "SELECT size, root, note, signed_at FROM ledger_checkpoint WHERE ledger_id = $1 AND ";

// The first bytes of SHA-256(name ‖ line break ‖ algorithm ‖ key).
std::string key_id_of(std::string_view name, std::string_view public_key) {
  const std::string head = std::string(name) + "\n" + kEd25519;
  return std::string(bytes_of(sha256(head, public_key)).substr(0, kKeyIdBytes));
}

std::optional<Digest> digest_of(std::string_view bytes) {
  Digest digest;
  if (bytes.size() != digest.size()) return std::nullopt;
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

// Text and signatures are parted by the last empty line.
std::optional<std::pair<std::string_view, std::string_view>> parted(std::string_view note) {
  const std::size_t at = note.rfind("\n\n");
  if (at == std::string_view::npos || !note.ends_with('\n')) return std::nullopt;
  return std::pair(note.substr(0, at + 1), note.substr(at + 2));
}

std::vector<Checkpoint> checkpoints_of(const db::Rows& rows) {
  std::vector<Checkpoint> found;
  for (std::size_t i = 0; i < rows.size(); ++i)
    found.push_back(
        {rows.integer(i, 0), array_at<32>(rows, i, 1), rows.text(i, 2), {rows.integer(i, 3)}});
  return found;
}

std::optional<Checkpoint> first_of(const db::Rows& rows) {
  std::vector<Checkpoint> found = checkpoints_of(rows);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::int64_t journal_size(db::Transaction& tx, LedgerId ledger_id) {
  return tx.integer("SELECT MAX(seq) FROM ledger_transfer WHERE ledger_id = $1", ledger_id)
      .value_or(0);
}

}  // namespace

Notary::Notary(LedgerId ledger_id, crypto::SigningKey key)
    : key_(std::move(key)), public_key_(key_.public_key()) {
  CHECK(ledger_id && public_key_.size() == crypto::kPublicKeyBytes);
  const std::string fingerprint = crypto::to_hex(sha256(public_key_)).substr(0, 8);
  origin_ = "olive.ledger/" + std::to_string(ledger_id.value) + "/" + fingerprint;
}

std::string Notary::key_id() const { return key_id_of(origin_, public_key_); }

std::string Notary::verifier_key() const {
  return origin_ + "+" + crypto::to_hex(key_id()) + "+" + crypto::to_base64(kEd25519 + public_key_);
}

std::string Notary::sign(std::int64_t size, const Digest& root) const {
  CHECK(size >= 0);
  return sign_text(origin_ + "\n" + std::to_string(size) + "\n" +
                   crypto::to_base64(bytes_of(root)) + "\n");
}

std::string Notary::sign_text(std::string_view text) const {
  CHECK(text.ends_with('\n') && text.find("\n\n") == std::string_view::npos);
  std::string note(text);
  note += "\n";
  note += kSignatureMark;
  note += origin_ + " " + crypto::to_base64(key_id() + key_.sign(text)) + "\n";
  return note;
}

std::optional<CheckpointText> parse_checkpoint(std::string_view note) {
  const auto parts = parted(note);
  if (!parts) return std::nullopt;
  const auto lines = base::split(parts->first, '\n');
  if (lines.size() < 4 || lines[0].empty()) return std::nullopt;  // three lines and what follows
  const auto size = base::parse_integer(lines[1]);
  if (!size || *size < 0 || std::to_string(*size) != lines[1]) return std::nullopt;
  const auto root = digest_of(crypto::from_base64(lines[2]).value_or(""));
  if (!root) return std::nullopt;
  return CheckpointText{std::string(lines[0]), *size, *root};
}

std::optional<std::string> open_note(std::string_view note, std::string_view verifier_key) {
  const auto parts = parted(note);
  const auto key_parts = base::split(verifier_key, '+');
  if (!parts || key_parts.size() < 3) return std::nullopt;
  // The key itself may hold a plus: Base64 does.
  const std::string_view name = key_parts[0];
  const std::string key =
      crypto::from_base64(verifier_key.substr(name.size() + key_parts[1].size() + 2)).value_or("");
  if (key.size() != 1 + crypto::kPublicKeyBytes || key[0] != kEd25519) return std::nullopt;
  const std::string id = key_id_of(name, key.substr(1));
  if (crypto::to_hex(id) != key_parts[1]) return std::nullopt;
  for (std::string_view line : base::split(parts->second, '\n')) {
    if (!line.starts_with(kSignatureMark)) continue;
    line.remove_prefix(kSignatureMark.size());
    const std::size_t space = line.rfind(' ');
    if (space == std::string_view::npos || line.substr(0, space) != name) continue;
    const std::string signature = crypto::from_base64(line.substr(space + 1)).value_or("");
    if (!signature.starts_with(id)) continue;
    if (crypto::is_signed_by(key.substr(1), parts->first, signature.substr(kKeyIdBytes)))
      return std::string(parts->first);
  }
  return std::nullopt;
}

std::optional<Checkpoint> latest_checkpoint(db::Transaction& tx, LedgerId ledger_id) {
  static const std::string sql =
      std::string(kCheckpointColumns) + "size > 0 ORDER BY size DESC LIMIT 1";
  return first_of(tx.rows(sql, ledger_id));
}

std::optional<Checkpoint> checkpoint_covering(db::Transaction& tx, LedgerId ledger_id,
                                              std::int64_t seq) {
  static const std::string sql =
      std::string(kCheckpointColumns) + "size >= $2 ORDER BY size LIMIT 1";
  return first_of(tx.rows(sql, ledger_id, seq));
}

std::vector<Checkpoint> list_checkpoints(db::Transaction& tx, LedgerId ledger_id,
                                         std::int64_t below, int limit) {
  static const std::string sql =
      std::string(kCheckpointColumns) + "size < $2 ORDER BY size DESC LIMIT $3";
  return checkpoints_of(tx.rows(sql, ledger_id, below, limit));
}

std::optional<EntryProof> prove_entry(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq,
                                      std::int64_t size) {
  if (seq < 1 || seq > size || size > journal_size(tx, ledger_id)) return std::nullopt;
  TreeTable table(tx, ledger_id);
  EntryProof proof{.seq = seq, .size = size, .leaf = table.node(0, seq - 1)};
  proof.hashes = inclusion_proof(seq - 1, size, table.reader());
  return proof;
}

std::optional<MerkleProof> prove_consistency(db::Transaction& tx, LedgerId ledger_id,
                                             std::int64_t size1, std::int64_t size2) {
  if (size1 < 1 || size1 > size2 || size2 > journal_size(tx, ledger_id)) return std::nullopt;
  TreeTable table(tx, ledger_id);
  return consistency_proof(size1, size2, table.reader());
}

}  // namespace ledger
