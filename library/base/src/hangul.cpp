#include <array>

#include "base/text.h"

namespace base {

namespace {

// Unicode 15, chapter 3.12: a syllable is 0xAC00 + (initial × 21 + vowel) × 28 + final.
constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kSyllablesPerInitial = 21 * 28;
constexpr std::array<char32_t, 19> kInitials = {U'ㄱ', U'ㄲ', U'ㄴ', U'ㄷ', U'ㄸ', U'ㄹ', U'ㅁ',
                                                U'ㅂ', U'ㅃ', U'ㅅ', U'ㅆ', U'ㅇ', U'ㅈ', U'ㅉ',
                                                U'ㅊ', U'ㅋ', U'ㅌ', U'ㅍ', U'ㅎ'};
static_assert((kLastSyllable - kFirstSyllable) / kSyllablesPerInitial == kInitials.size() - 1);

}  // namespace

std::string hangul_initials(std::string_view text) {
  std::u32string points = decode_utf8(text);
  for (char32_t& c : points)
    if (c >= kFirstSyllable && c <= kLastSyllable)
      c = kInitials[(c - kFirstSyllable) / kSyllablesPerInitial];
  return encode_utf8(points);
}

bool is_initials_only(std::string_view text) {
  if (text.empty() || !is_utf8(text)) return false;
  for (const char32_t c : decode_utf8(text))
    if (c < U'ㄱ' || c > U'ㅎ') return false;
  return true;
}

}  // namespace base
