// The canonical bytes that are hashed: entries (leaves of the journal), requests, keys.
// The layout is public and frozen: docs/formats/ledger.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/batch.h"
#include "sha256.h"

namespace ledger {

// The first half of a SHA-256: tells two requests with the same key apart.
using Fingerprint = std::array<std::uint8_t, 16>;
static_assert(sizeof(TransferKey) == 16 && sizeof(Fingerprint) == 16, "as in the tables");

// What an entry did to one lot: issued and restored are positive, used is negative.
struct LotChange {
  LotId lot_id;
  std::int64_t change = 0;
  base::Date expires_on;
  std::string_view source;
};

// Everything about an entry that the chain protects.
struct LeafFields {
  LedgerId ledger_id;
  std::int64_t seq = 0;
  std::int64_t group_seq = 0;
  TransferKey key;
  AccountId debit;
  AccountId credit;
  std::int64_t amount = 0;
  std::string_view asset;
  std::string_view code;
  base::Date effective_on;
  base::Instant recorded_at;
  base::PersonId actor;
  std::string_view reference;
  std::int64_t reverses = 0;
  HoldId hold_id;
  std::string_view memo_commit;            // empty or 32 bytes
  std::span<const LotChange> lot_changes;  // by ascending lot_id
};

inline constexpr std::size_t kTextBytesMax = 0xFFFF;  // what a length of 2 bytes can say

// Appends big-endian integers and length-prefixed text to a buffer.
class Encoder {
 public:
  void clear() { bytes_.clear(); }
  void byte(std::uint8_t value) { bytes_ += static_cast<char>(value); }
  void integer(std::int64_t value);   // 8 bytes
  void date(base::Date value);        // 4 bytes
  void text(std::string_view value);  // 2-byte length, then UTF-8; at most 65,535 bytes
  void raw(std::string_view value) { bytes_.append(value); }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// SHA-256(0x00 ‖ canonical entry): the leaf hash of RFC 6962.
Digest leaf_of(const LeafFields& entry, Encoder& scratch);
// SHA-256(previous link ‖ leaf).
Digest link_of(const Digest& previous, const Digest& leaf);
// The link before the first entry of a ledger.
Digest first_link(LedgerId ledger_id);

Fingerprint fingerprint_of_transfer(const TransferRequest& request, Encoder& scratch);
Fingerprint fingerprint_of_hold(const TransferRequest& request, base::Instant expires_at,
                                Encoder& scratch);
Fingerprint fingerprint_of_post(HoldId hold_id, std::int64_t amount, Encoder& scratch);

struct ReversalTerms {
  std::int64_t seq = 0;
  std::optional<std::int64_t> amount;
  std::string_view code;
  base::PersonId actor;
  int expired_grace_days = 0;
};
Fingerprint fingerprint_of_reversal(const ReversalTerms& terms, Encoder& scratch);

// SHA-256(salt ‖ memo): shows later that a memo was this, without holding it.
Digest memo_commitment(std::string_view salt, std::string_view memo);

}  // namespace ledger
