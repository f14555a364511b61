// The bytes that are hashed are a promise to outsiders: docs/formats/ledger.md.
#include "canonical.h"

#include <gtest/gtest.h>

#include "key_filter.h"

namespace ledger {
namespace {

LeafFields fields() {
  static const LotChange lots[] = {{{3}, -40, {20'500}, "fund:17"}, {{9}, -2, {20'600}, ""}};
  LeafFields entry{.ledger_id = {26},
                   .seq = 2,
                   .group_seq = 1,
                   .debit = {4},
                   .credit = {5},
                   .amount = 42,
                   .asset = "OLIVE",
                   .code = "purchase",
                   .effective_on = {20'454},
                   .recorded_at = {1'767'225'600'000'000},
                   .actor = {77},
                   .reference = "order:9",
                   .lot_changes = lots};
  for (std::uint8_t i = 0; i < 16; ++i) entry.key.bytes[i] = i;
  return entry;
}

TEST(Canonical, the_leaf_of_the_documented_example) {
  Encoder encoder;
  const Digest leaf = leaf_of(fields(), encoder);
  EXPECT_EQ(encoder.bytes().size(), 189U);
  EXPECT_EQ(crypto::to_hex(encoder.bytes().substr(0, 18)), "0001000000000000001a0000000000000002");
  EXPECT_EQ(leaf, crypto::sha256(encoder.bytes()));
  EXPECT_EQ(crypto::to_hex(leaf),
            "5d7dda43e8469dfab94e2ce5917143cf5975244c6fb1d19174e8089e00bb6e11");
  EXPECT_EQ(crypto::to_hex(first_link({26})),
            "a89b259c6be2213327288c5f8a3ef920672ed3b1252f4a97ab52905072ed607e");
}

TEST(Canonical, every_field_is_in_the_leaf) {
  Encoder encoder;
  const Digest leaf = leaf_of(fields(), encoder);
  const std::string commit(32, 'c');
  const std::vector<std::function<void(LeafFields&)>> edits = {
      [](LeafFields& e) { e.ledger_id.value++; },
      [](LeafFields& e) { e.seq++; },
      [](LeafFields& e) { e.group_seq++; },
      [](LeafFields& e) { e.key.bytes[15]++; },
      [](LeafFields& e) { e.debit.value++; },
      [](LeafFields& e) { e.credit.value++; },
      [](LeafFields& e) { e.amount++; },
      [](LeafFields& e) { e.asset = "KRW"; },
      [](LeafFields& e) { e.code = "gift"; },
      [](LeafFields& e) { e.effective_on.days++; },
      [](LeafFields& e) { e.recorded_at.micros++; },
      [](LeafFields& e) { e.actor.value++; },
      [](LeafFields& e) { e.reference = ""; },
      [](LeafFields& e) { e.reverses = 1; },
      [](LeafFields& e) { e.hold_id.value = 1; },
      [&](LeafFields& e) { e.memo_commit = commit; },
      [](LeafFields& e) { e.lot_changes = e.lot_changes.first(1); },
      // The same letters, cut elsewhere.
      [](LeafFields& e) {
        e.asset = "OLIV";
        e.code = "Epurchase";
      },
  };
  for (std::size_t i = 0; i < edits.size(); ++i) {
    LeafFields edited = fields();
    edits[i](edited);
    EXPECT_NE(leaf_of(edited, encoder), leaf) << i;
  }
}

TEST(Canonical, fingerprints_tell_kinds_of_requests_apart) {
  Encoder encoder;
  const TransferRequest request{.debit = {1}, .credit = {2}, .amount = 3, .code = "x"};
  TransferRequest with_memo = request;
  with_memo.memo = "m";
  const Fingerprint plain = fingerprint_of_transfer(request, encoder);
  EXPECT_EQ(plain, fingerprint_of_transfer(request, encoder));
  EXPECT_NE(plain, fingerprint_of_transfer(with_memo, encoder));
  EXPECT_NE(plain, fingerprint_of_hold(request, {}, encoder));
  EXPECT_NE(fingerprint_of_reversal({.seq = 1, .amount = 5}, encoder),
            fingerprint_of_reversal({.seq = 1}, encoder));
}

TEST(Canonical, hashes_agree_with_the_other_implementation) {
  for (const std::size_t size : {0, 1, 55, 56, 64, 119, 1'000}) {
    const std::string data(size, 'x');
    EXPECT_EQ(sha256(data), crypto::sha256(data));
    EXPECT_EQ(sha256(data, "tail"), crypto::sha256(data + "tail"));
  }
}

TEST(KeyFilter, never_forgets_and_rarely_guesses) {
  KeyFilter filter(64);  // grows many times
  for (std::int64_t n = 0; n < 50'000; ++n) filter.add(key_of("in", n));
  int guesses = 0;
  for (std::int64_t n = 0; n < 50'000; ++n) {
    ASSERT_TRUE(filter.may_hold(key_of("in", n)));
    guesses += filter.may_hold(key_of("out", n)) ? 1 : 0;
  }
  EXPECT_LT(guesses, 1'000);  // 2 % over ten layers: each costs one look at the index
}

}  // namespace
}  // namespace ledger
