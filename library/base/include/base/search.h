/// Finding Korean words as people type them: parts of compounds, 초성, and the syllable that the
/// keyboard has not finished yet. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

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

/// A text made ready for many comparisons: lower case, without its spaces, with its initials.
/// Requires: is_utf8. Immutable; thread-safe. Size: 10 bytes a character.
class Searchable {
 public:
  explicit Searchable(std::string_view text);

  /// A byte for each character, equal where initials are: what match() finds in a text has the
  /// trace of the query within that of the text.
  [[nodiscard]] std::string_view trace() const { return trace_; }
  /// The same as match_korean() of the two texts. Cost: O(query · text), no allocation.
  [[nodiscard]] static Match match(const Searchable& query, const Searchable& text);

 private:
  std::u32string points_;
  std::u32string initials_;
  std::string trace_;
  std::vector<char> starts_word_;  // whether a word begins there
};

/// False when no text of the trace `text` can hold the query of the trace `query`; true: look
/// closer. Cost: O(text), some 16 places at a time.
[[nodiscard]] bool may_hold(std::string_view text, std::string_view query);

}  // namespace base
