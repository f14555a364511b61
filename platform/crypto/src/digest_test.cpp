#include <set>

#include "crypto/crypto.h"

namespace crypto {
namespace {

struct Vector {
  std::string input;
  const char* digest;
};

// FIPS 180-4 examples, as NIST's CAVP publishes them.
TEST(Sha256, KnownVectors) {
  const Vector vectors[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Vector& each : vectors) EXPECT_EQ(to_hex(sha256(each.input)), each.digest);
}

TEST(Sha256, PartsEqualTheWhole) {
  const std::string text(1'000, 'x');
  Sha256 parts;
  for (std::size_t at = 0; at < text.size(); at += 7) parts.update(text.substr(at, 7));
  EXPECT_EQ(parts.finish(), sha256(text));
}

TEST(Sha256, UpdateAfterFinishIsABug) {
  Sha256 hash;
  (void)hash.finish();
  EXPECT_DEATH(hash.update("more"), "is_finished_");
}

// RFC 4231 §4.2, §4.3, §4.7; the last has a key longer than the block.
TEST(HmacSha256, KnownVectors) {
  EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, TakesAnEmptyKey) {
  EXPECT_EQ(to_hex(hmac_sha256("", "")),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hex, WritesTwoLowerCaseDigitsPerByte) {
  EXPECT_EQ(to_hex(std::string_view("\x00\x7f\xff", 3)), "007fff");
  EXPECT_EQ(to_hex(std::string_view()), "");
}

TEST(RandomBytes, AreNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) seen.insert(random_bytes(16));
  EXPECT_EQ(seen.size(), 1'000u);
  EXPECT_EQ(random_bytes(0), "");
}

TEST(EqualInConstantTime, ComparesWholeTexts) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace crypto
