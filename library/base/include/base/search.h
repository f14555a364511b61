/// Finding Korean words as people type them: parts of compounds, 초성, and the syllable that the
/// keyboard has not finished yet. Pure.
#pragma once

#include <string_view>

namespace base {

/// How well a text answers a query, the best first.
enum class Match {
  exact,            ///< the whole text
  start,            ///< its beginning
  word_start,       ///< the beginning of a word in it
  inside,           ///< within a word: `과자` in `호두과자`
  initials_start,   ///< its beginning, some syllables by their initial consonant (초성)
  initials_inside,  ///< anywhere, some syllables by their initial consonant
  none,
};

/// The best match of `query` anywhere in `text`. Spaces and the case of ASCII letters do not count;
/// a consonant (ㄱ…ㅎ) stands for any syllable that begins with it; a last syllable without a final
/// consonant also stands for the ones that the keyboard would make of it (`두부` finds `두붑`).
/// An empty query matches as `start`. Requires: is_utf8 of both. Cost: O(query · text).
[[nodiscard]] Match match_korean(std::string_view query, std::string_view text);

}  // namespace base
