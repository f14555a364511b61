// Properties that hold for any text, any split, any key; the seed is printed on failure.
#include <rapidcheck/gtest.h>

#include <filesystem>

#include "crypto/crypto.h"

namespace crypto {
namespace {

rc::Gen<std::string> bytes() { return rc::gen::container<std::string>(rc::gen::arbitrary<char>()); }

RC_GTEST_PROP(Sha256Property, AnySplitGivesTheSameDigest, ()) {
  const std::string text = *bytes();
  const auto parts = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, text.size() + 1));
  Sha256 hash;
  std::size_t at = 0;
  for (const std::size_t part : parts) {
    const std::size_t end = std::max(at, part);
    hash.update(std::string_view(text).substr(at, end - at));
    at = end;
  }
  RC_ASSERT(hash.update(std::string_view(text).substr(at)).finish() == sha256(text));
}

RC_GTEST_PROP(Sha256Property, DifferentTextsDiffer, ()) {
  const std::string a = *bytes();
  const std::string b = *bytes();
  RC_ASSERT((sha256(a) == sha256(b)) == (a == b));
}

RC_GTEST_PROP(HmacProperty, KeyAndTextBothCount, ()) {
  const std::string key = *rc::gen::nonEmpty(bytes());
  const std::string text = *bytes();
  RC_ASSERT(hmac_sha256(key, text) != hmac_sha256(key + "x", text));
  RC_ASSERT(hmac_sha256(key, text) != hmac_sha256(key, text + "x"));
}

RC_GTEST_PROP(HexProperty, HasTwoDigitsPerByteAndKeepsTheOrder, ()) {
  const std::string a = *bytes();
  const std::string b = *bytes();
  RC_ASSERT(to_hex(a).size() == 2 * a.size());
  RC_ASSERT(to_hex(a).find_first_not_of("0123456789abcdef") == std::string::npos);
  RC_ASSERT((to_hex(a) < to_hex(b)) == (a < b));
}

RC_GTEST_PROP(EqualProperty, AgreesWithTheOperator, ()) {
  const std::string a = *bytes();
  const std::string b = *rc::gen::oneOf(rc::gen::just(a), bytes());
  RC_ASSERT(equal_in_constant_time(a, b) == (a == b));
}

RC_GTEST_PROP(SealerProperty, OpensWithItsContextOnly, ()) {
  const Sealer sealer = Sealer::with_key(std::string(32, 'k'));
  const std::string plain = *bytes();
  const std::string context = *bytes();
  const std::string other = *rc::gen::distinctFrom(bytes(), context);
  const std::string sealed = sealer.seal(plain, context);
  RC_ASSERT(sealer.open(sealed, context) == plain);
  RC_ASSERT(!sealer.open(sealed, other).has_value());
}

RC_GTEST_PROP(SealerProperty, SealedTextIsLongerByAFixedAmount, ()) {
  const Sealer sealer = Sealer::with_key(std::string(32, 'k'));
  const std::string plain = *bytes();
  RC_ASSERT(sealer.seal(plain, "row").size() == plain.size() + 4 + 12 + 16);
}

RC_GTEST_PROP(SealerProperty, ForeignBytesNeverOpen, ()) {
  const Sealer sealer = Sealer::with_key(std::string(32, 'k'));
  RC_ASSERT(!sealer.open(*bytes(), "row").has_value());
}

RC_GTEST_PROP(SealerProperty, DerivedKeysDependOnTheirPurpose, ()) {
  const Sealer sealer = Sealer::with_key(std::string(32, 'k'));
  const std::string purpose = *bytes();
  const std::string other = *rc::gen::distinctFrom(bytes(), purpose);
  RC_ASSERT(sealer.derive(purpose) == sealer.derive(purpose));
  RC_ASSERT(sealer.derive(purpose) != sealer.derive(other));
}

}  // namespace
}  // namespace crypto
