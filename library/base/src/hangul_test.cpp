// Initial consonants against the whole of Unicode's syllable block, and the search built on them.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace base {
namespace {

constexpr char32_t kFirst = U'가';
constexpr char32_t kLast = U'힣';
const std::u32string kInitials = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

std::string text_of(char32_t c) { return encode_utf8(std::u32string(1, c)); }

TEST(HangulInitials, FollowUnicodeForEverySyllable) {
  std::size_t syllables = 0;
  for (const char32_t initial : kInitials) {
    for (int rest = 0; rest < 21 * 28; ++rest, ++syllables) {
      const char32_t syllable = kFirst + static_cast<char32_t>(syllables);
      ASSERT_EQ(hangul_initials(text_of(syllable)), text_of(initial)) << text_of(syllable);
    }
  }
  EXPECT_EQ(syllables, kLast - kFirst + 1u);
}

TEST(HangulInitials, LeaveNeighboursOfTheBlockAlone) {
  constexpr char32_t kOthers[] = {kFirst - 1, kLast + 1, U'ㅏ', U'ㄱ', U'漢', U'🌿'};
  for (const char32_t c : kOthers) EXPECT_EQ(hangul_initials(text_of(c)), text_of(c));
}

RC_GTEST_PROP(HangulInitials, OfSyllablesAreFoundAsInitials, ()) {
  const auto numbers = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::uint32_t>>(
      rc::gen::inRange<std::uint32_t>(kFirst, kLast + 1)));
  const std::string name = encode_utf8(std::u32string(numbers.begin(), numbers.end()));
  const std::string initials = hangul_initials(name);
  RC_ASSERT(is_initials_only(initials));
  RC_ASSERT(!is_initials_only(name));
  RC_ASSERT(length_utf8(initials) == numbers.size());
  RC_ASSERT(hangul_initials(initials) == initials);  // stored and typed forms compare equal
}

TEST(HangulInitialsDeathTest, RequireWellFormedText) {
  EXPECT_DEATH(static_cast<void>(hangul_initials("\xED\x99")), "CHECK failed");
}

}  // namespace
}  // namespace base
