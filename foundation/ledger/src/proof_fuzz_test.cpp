// Whatever somebody presents as a note, a key or a proof: an answer, never a crash.
// OLIVE_FUZZ_ROUNDS makes it longer.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "ledger/checkpoint.h"
#include "sha256.h"

namespace ledger {
namespace {

class ProofFuzzTest : public ::testing::Test {
 protected:
  static int rounds() {
    const char* given = std::getenv("OLIVE_FUZZ_ROUNDS");
    return given != nullptr ? std::atoi(given) : 4'000;
  }
  std::uint64_t below(std::uint64_t n) { return random_() % n; }

  // The text with some bytes changed, taken out, doubled or cut off.
  std::string damaged(std::string text) {
    for (auto wounds = 1 + below(4); wounds > 0 && !text.empty(); --wounds) {
      const auto at = below(text.size());
      switch (below(5)) {
        case 0: text[at] = static_cast<char>(random_()); break;
        case 1: text.erase(at, 1 + below(9)); break;
        case 2: text.insert(at, text.substr(at, 1 + below(9))); break;
        case 3: text.resize(at); break;
        default: text.insert(at, 1, "\n+ =\xE2\x80\x94"[below(7)]);
      }
    }
    return text;
  }

  std::mt19937_64 random_{20'261};
  Notary notary_{{1}, crypto::SigningKey(std::string(32, 'z'))};
};

TEST_F(ProofFuzzTest, damaged_notes_are_refused_or_say_the_same) {
  const std::string note = notary_.sign(123'456, sha256("root"));
  const std::string text = note.substr(0, note.find("\n\n") + 1);
  int refused = 0;
  for (int i = 0; i < rounds(); ++i) {
    const std::string bent = damaged(note);
    const auto opened = open_note(bent, notary_.verifier_key());
    if (opened) EXPECT_EQ(*opened, text);  // only what was not signed may have changed
    refused += opened ? 0 : 1;
    if (const auto read = parse_checkpoint(bent)) EXPECT_GE(read->size, 0);
    (void)open_note(note, damaged(notary_.verifier_key()));
    (void)open_note(damaged(note), damaged(notary_.verifier_key()));
  }
  EXPECT_GT(refused, rounds() / 2);
}

TEST_F(ProofFuzzTest, no_proof_of_chance_holds) {
  const Digest leaf = sha256("leaf");
  const Digest root = sha256("root");
  const auto number = [this] {
    static constexpr std::int64_t kEdges[] = {INT64_MIN, -1, 0, 1, 2, INT64_MAX - 1, INT64_MAX};
    return below(3) == 0 ? kEdges[below(7)] : static_cast<std::int64_t>(random_() >> below(64));
  };
  for (int i = 0; i < rounds(); ++i) {
    MerkleProof proof;
    for (auto n = below(70); n > 0; --n) proof.push_back(sha256(std::to_string(random_())));
    EXPECT_FALSE(is_included(number(), number(), leaf, root, proof));
    EXPECT_FALSE(is_consistent(number(), number(), leaf, root, proof));
    EXPECT_FALSE(is_included(number(), Subtree{number(), number()}, leaf, root, proof));
    EXPECT_FALSE(is_consistent(Subtree{number(), number()}, number(), leaf, root, proof));
  }
}

TEST_F(ProofFuzzTest, base64_has_one_text_for_each_content) {
  for (int i = 0; i < rounds(); ++i) {
    std::string bytes;
    for (auto n = below(40); n > 0; --n) bytes += static_cast<char>(random_());
    const std::string text = crypto::to_base64(bytes);
    EXPECT_EQ(crypto::from_base64(text), bytes);
    const std::string bent = damaged(text);
    if (const auto read = crypto::from_base64(bent)) EXPECT_EQ(crypto::to_base64(*read), bent);
  }
}

}  // namespace
}  // namespace ledger
