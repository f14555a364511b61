#include "base/search.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"

namespace base {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kFinals = 28;  // Unicode 15, chapter 3.12

/// A text without its spaces; `starts_word[i]` where a word begins.
struct Folded {
  std::u32string points;
  std::u32string initials;
  std::vector<char> starts_word;
};

Folded fold(std::string_view text) {
  Folded folded;
  const std::u32string points = decode_utf8(to_lower(text));
  const std::u32string initials = decode_utf8(hangul_initials(to_lower(text)));
  bool is_start = true;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] == U' ' || points[i] == U'\u3000') {
      is_start = true;
      continue;
    }
    folded.points.push_back(points[i]);
    folded.initials.push_back(initials[i]);
    folded.starts_word.push_back(is_start ? 1 : 0);
    is_start = false;
  }
  return folded;
}

bool is_syllable(char32_t c) { return c >= kFirstSyllable && c <= kLastSyllable; }
bool is_consonant(char32_t c) { return c >= U'ㄱ' && c <= U'ㅎ'; }

// The keyboard is at work on `typed`: 두 may become 둔 with the next key.
bool may_become(char32_t typed, char32_t syllable) {
  if (!is_syllable(typed) || !is_syllable(syllable)) return false;
  const bool is_open = (typed - kFirstSyllable) % kFinals == 0;
  return is_open && (typed - kFirstSyllable) / kFinals == (syllable - kFirstSyllable) / kFinals;
}

/// How the query fits at one place of the text.
struct Fit {
  bool fits = true;
  bool by_initials = false;
  bool is_unfinished = false;
};

Fit fit_at(const std::u32string& query, const Folded& text, std::size_t at) {
  Fit fit;
  for (std::size_t j = 0; j < query.size() && fit.fits; ++j) {
    const char32_t wanted = query[j];
    const char32_t given = text.points[at + j];
    if (wanted == given) continue;
    if (is_consonant(wanted) && text.initials[at + j] == wanted) fit.by_initials = true;
    else if (j + 1 == query.size() && may_become(wanted, given)) fit.is_unfinished = true;
    else fit.fits = false;
  }
  return fit;
}

Match rank(const Fit& fit, const Folded& text, std::size_t at, std::size_t length) {
  if (!fit.fits) return Match::none;
  if (fit.by_initials) return at == 0 ? Match::initials_start : Match::initials_inside;
  if (at == 0 && length == text.points.size() && !fit.is_unfinished) return Match::exact;
  if (at == 0) return Match::start;
  return text.starts_word[at] != 0 ? Match::word_start : Match::inside;
}

}  // namespace

Match match_korean(std::string_view query, std::string_view text) {
  const Folded wanted = fold(query);
  const Folded given = fold(text);
  const std::size_t length = wanted.points.size();
  if (length == 0) return Match::start;
  Match best = Match::none;
  for (std::size_t at = 0; at + length <= given.points.size(); ++at)
    best = std::min(best, rank(fit_at(wanted.points, given, at), given, at, length));
  return best;
}

}  // namespace base
