#include "canonical.h"

#include <algorithm>

#include "base/check.h"

namespace ledger {

namespace {

constexpr std::uint8_t kLeafPrefix = 0x00;  // RFC 6962 §2.1
constexpr std::uint8_t kEntryFormat = 1;
// What the encoder writes by hand must be as wide as the types that it takes.
static_assert(sizeof(base::Date::days) == 4 && sizeof(base::Instant::micros) == 8);
static_assert(sizeof(AccountId) == 8 && sizeof(HoldId) == 8 && sizeof(LotId) == 8);

// What kind of request a fingerprint stands for.
enum class RequestKind : std::uint8_t { transfer = 1, hold = 2, post = 3, reversal = 4 };

template <std::size_t N>
std::array<std::uint8_t, N> head_of(const Digest& digest) {
  static_assert(N <= sizeof(Digest));
  std::array<std::uint8_t, N> head;
  std::copy_n(digest.begin(), N, head.begin());
  return head;
}

void start(Encoder& encoder, RequestKind kind) {
  encoder.clear();
  encoder.byte(static_cast<std::uint8_t>(kind));
}

void encode_request(Encoder& encoder, const TransferRequest& request) {
  encoder.integer(request.debit.value);
  encoder.integer(request.credit.value);
  encoder.integer(request.amount);
  encoder.text(request.code);
  encoder.date(request.effective_on);
  encoder.integer(request.actor.value);
  encoder.text(request.reference);
  encoder.text(request.memo);
  encoder.byte(request.expires_on ? 1 : 0);
  if (request.expires_on) encoder.date(*request.expires_on);
  encoder.text(request.lot_source);
}

TransferKey key_from(std::string_view bytes) {
  return {head_of<sizeof(TransferKey::bytes)>(sha256(bytes))};
}

}  // namespace

void Encoder::integer(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  for (int shift = 56; shift >= 0; shift -= 8) byte(static_cast<std::uint8_t>(bits >> shift));
}

void Encoder::date(base::Date value) {
  const auto bits = static_cast<std::uint32_t>(value.days);
  for (int shift = 24; shift >= 0; shift -= 8) byte(static_cast<std::uint8_t>(bits >> shift));
}

// Texts are prefixed with their length, so that ("ab", "c") and ("a", "bc") never hash alike.
void Encoder::text(std::string_view value) {
  CHECK(value.size() <= kTextBytesMax);
  byte(static_cast<std::uint8_t>(value.size() >> 8U));
  byte(static_cast<std::uint8_t>(value.size() & 0xFFU));
  raw(value);
}

Digest leaf_of(const LeafFields& entry, Encoder& scratch) {
  // No check of the values: verify() also hashes what somebody tampered with, and must live on.
  CHECK(std::ranges::is_sorted(entry.lot_changes, {}, &LotChange::lot_id));
  scratch.clear();
  scratch.byte(kLeafPrefix);
  scratch.byte(kEntryFormat);
  for (const std::int64_t value :
       {entry.ledger_id.value, entry.seq, entry.group_seq, entry.debit.value, entry.credit.value,
        entry.amount, entry.recorded_at.micros, entry.actor.value, entry.reverses,
        entry.hold_id.value})
    scratch.integer(value);
  scratch.date(entry.effective_on);
  scratch.raw(bytes_of(entry.key.bytes));
  scratch.text(entry.asset);
  scratch.text(entry.code);
  scratch.text(entry.reference);
  scratch.text(entry.memo_commit);  // the memo itself may be erased; the chain still holds
  scratch.integer(static_cast<std::int64_t>(entry.lot_changes.size()));
  for (const LotChange& lot : entry.lot_changes) {
    scratch.integer(lot.lot_id.value);
    scratch.integer(lot.change);
    scratch.date(lot.expires_on);
    scratch.text(lot.source);
  }
  return sha256(scratch.bytes());
}

Digest link_of(const Digest& previous, const Digest& leaf) {
  return sha256(bytes_of(previous), bytes_of(leaf));
}

Digest first_link(LedgerId ledger_id) {
  return sha256("olive-ledger-v1:" + std::to_string(ledger_id.value));
}

Fingerprint fingerprint_of_transfer(const TransferRequest& request, Encoder& scratch) {
  start(scratch, RequestKind::transfer);
  encode_request(scratch, request);
  return head_of<16>(sha256(scratch.bytes()));
}

Fingerprint fingerprint_of_hold(const TransferRequest& request, base::Instant expires_at,
                                Encoder& scratch) {
  start(scratch, RequestKind::hold);
  encode_request(scratch, request);
  scratch.integer(expires_at.micros);
  return head_of<16>(sha256(scratch.bytes()));
}

Fingerprint fingerprint_of_post(HoldId hold_id, std::int64_t amount, Encoder& scratch) {
  start(scratch, RequestKind::post);
  scratch.integer(hold_id.value);
  scratch.integer(amount);
  return head_of<16>(sha256(scratch.bytes()));
}

// The amount's presence is hashed apart: "all that is left" and the same number are two requests.
Fingerprint fingerprint_of_reversal(const ReversalTerms& terms, Encoder& scratch) {
  start(scratch, RequestKind::reversal);
  scratch.integer(terms.seq);
  scratch.byte(terms.amount ? 1 : 0);
  scratch.integer(terms.amount.value_or(0));
  scratch.text(terms.code);
  scratch.integer(terms.actor.value);
  scratch.integer(terms.expired_grace_days);
  return head_of<16>(sha256(scratch.bytes()));
}

Digest memo_commitment(std::string_view salt, std::string_view memo) {
  CHECK(!salt.empty());
  return sha256(salt, memo);
}

TransferKey key_of(std::string_view kind, std::int64_t a, std::int64_t b, std::int64_t c) {
  CHECK(!kind.empty());
  Encoder encoder;
  encoder.text(kind);
  encoder.byte('n');
  for (const std::int64_t part : {a, b, c}) encoder.integer(part);
  return key_from(encoder.bytes());
}

TransferKey key_of(std::string_view kind, std::string_view text) {
  CHECK(!kind.empty());
  Encoder encoder;
  encoder.text(kind);
  encoder.byte('t');
  encoder.text(text);
  return key_from(encoder.bytes());
}

}  // namespace ledger
