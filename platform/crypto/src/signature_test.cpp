#include "crypto/signature.h"

#include <gtest/gtest.h>

#include "crypto/crypto.h"

namespace crypto {
namespace {

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

struct Vector {
  const char* seed;
  const char* public_key;
  const char* message;
  const char* signature;
};

// RFC 8032 §7.1, tests 1 to 3.
constexpr Vector kVectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(Signature, the_vectors_of_rfc_8032) {
  for (const Vector& each : kVectors) {
    const SigningKey key(from_hex(each.seed));
    const std::string message = from_hex(each.message);
    EXPECT_EQ(to_hex(key.public_key()), each.public_key);
    EXPECT_EQ(to_hex(key.sign(message)), each.signature);
    EXPECT_TRUE(is_signed_by(key.public_key(), message, from_hex(each.signature)));
  }
}

TEST(Signature, any_flipped_bit_breaks_it) {
  const SigningKey key(std::string(32, 'k'));
  const std::string message = "olive\n7\n";
  const std::string signature = key.sign(message);
  for (std::size_t bit = 0; bit < kSignatureBytes * 8; ++bit) {
    std::string bent = signature;
    bent[bit / 8] = static_cast<char>(bent[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(is_signed_by(key.public_key(), message, bent)) << bit;
  }
  EXPECT_FALSE(is_signed_by(key.public_key(), "olive\n8\n", signature));
  EXPECT_FALSE(is_signed_by(SigningKey(std::string(32, 'l')).public_key(), message, signature));
}

TEST(Signature, wrong_lengths_are_no_signatures) {
  const SigningKey key(std::string(32, 'k'));
  const std::string signature = key.sign("m");
  EXPECT_FALSE(is_signed_by("", "m", signature));
  EXPECT_FALSE(is_signed_by(key.public_key(), "m", signature.substr(1)));
  EXPECT_FALSE(is_signed_by(key.public_key(), "m", signature + "x"));
}

TEST(Base64, writes_and_reads_what_rfc_4648_says) {
  constexpr std::pair<const char*, const char*> kPairs[] = {{"", ""},
                                                            {"f", "Zg=="},
                                                            {"fo", "Zm8="},
                                                            {"foo", "Zm9v"},
                                                            {"foob", "Zm9vYg=="},
                                                            {"fooba", "Zm9vYmE="},
                                                            {"foobar", "Zm9vYmFy"},
                                                            {"\xff\xfe", "//4="}};
  for (const auto& [plain, text] : kPairs) {
    EXPECT_EQ(to_base64(plain), text);
    EXPECT_EQ(from_base64(text), plain);
  }
}

TEST(Base64, one_text_for_each_content) {
  // Cut, unpadded, padded too much, foreign letters, bits that count for nothing.
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Zm9v=", "Zm 9", "Zm9v\n",
                           "Zh==", "Zm9=", "=Zm9", "Z===", "Zm9vZg==Zm9v", "-_4="})
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

}  // namespace
}  // namespace crypto
