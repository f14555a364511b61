#include "base/search.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace base {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kFinals = 28;  // Unicode 15, chapter 3.12

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

Fit fit_at(std::u32string_view query, std::u32string_view points, std::u32string_view initials) {
  Fit fit;
  for (std::size_t j = 0; j < query.size() && fit.fits; ++j) {
    const char32_t wanted = query[j];
    const char32_t given = points[j];
    if (wanted == given) continue;
    if (is_consonant(wanted) && initials[j] == wanted) fit.by_initials = true;
    else if (j + 1 == query.size() && may_become(wanted, given)) fit.is_unfinished = true;
    else fit.fits = false;
  }
  return fit;
}

/// Where in the text the query fits.
struct Spot {
  bool is_start = false;
  bool is_whole = false;
  bool starts_word = false;
};

Match rank(const Fit& fit, const Spot& spot) {
  if (!fit.fits) return Match::none;
  if (fit.by_initials) return spot.is_start ? Match::initials_start : Match::initials_inside;
  if (spot.is_whole && !fit.is_unfinished) return Match::exact;
  if (spot.is_start) return Match::start;
  return spot.starts_word ? Match::word_start : Match::inside;
}

}  // namespace

Searchable::Searchable(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::u32string points = decode_utf8(lower);
  const std::u32string initials = decode_utf8(hangul_initials(lower));
  bool is_start = true;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] == U' ' || points[i] == U'\u3000') {
      is_start = true;
      continue;
    }
    points_.push_back(points[i]);
    initials_.push_back(initials[i]);
    trace_.push_back(static_cast<char>(initials[i] & 0xFF));
    starts_word_.push_back(is_start ? 1 : 0);
    is_start = false;
  }
}

Match Searchable::match(const Searchable& query, const Searchable& text) {
  const std::size_t length = query.points_.size();
  if (length == 0) return Match::start;
  const std::u32string_view points = text.points_;
  const std::u32string_view initials = text.initials_;
  Match best = Match::none;
  // Whatever fits has the same initials there, so a search for bytes finds the few places to look
  // at.
  for (std::size_t at = text.trace_.find(query.trace_); at != std::string::npos;
       at = text.trace_.find(query.trace_, at + 1)) {
    const Fit fit = fit_at(query.points_, points.substr(at, length), initials.substr(at, length));
    const Spot spot{at == 0, at == 0 && length == points.size(), text.starts_word_[at] != 0};
    best = std::min(best, rank(fit, spot));
  }
  return best;
}

// Three characters at their distance decide. Without an early end the compiler compares many places
// at once.
bool may_hold(std::string_view text, std::string_view query) {
  if (query.size() > text.size()) return false;
  if (query.empty()) return true;
  const std::size_t places = text.size() - query.size() + 1;
  const char* const first = text.data();
  const char* const middle = first + query.size() / 2;
  const char* const last = first + query.size() - 1;
  const char a = query.front();
  const char b = query[query.size() / 2];
  const char c = query.back();
  unsigned char any = 0;
  for (std::size_t i = 0; i < places; ++i)
    any = static_cast<unsigned char>(any | ((first[i] == a) & (middle[i] == b) & (last[i] == c)));
  return any != 0;
}

Match match_korean(std::string_view query, std::string_view text) {
  return Searchable::match(Searchable(query), Searchable(text));
}

}  // namespace base
