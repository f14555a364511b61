// Korean particles that change their form with the sound before them.
#include <algorithm>
#include <array>

#include "base/text.h"

namespace base {

namespace {

// How a word sounds at its end, as far as particles care.
enum class Ending { vowel, rieul, consonant };

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kFinals = 28;  // Unicode 15, chapter 3.12: final = (c − 0xAC00) mod 28
constexpr char32_t kRieul = 8;    // place of ㄹ among the finals

// As code points: texts in Korean belong to the catalogues, these four pairs are grammar.
struct Pair {
  char32_t after_consonant;
  char32_t after_vowel;
};
constexpr std::array<Pair, 4> kPairs = {{{0xC744, 0xB97C},    // eul, reul: object
                                         {0xC740, 0xB294},    // eun, neun: topic
                                         {0xC774, 0xAC00},    // i, ga: subject
                                         {0xACFC, 0xC640}}};  // gwa, wa: and
constexpr char32_t kEu = 0xC73C;                              // eu of (eu)ro: by, towards
constexpr char32_t kRo = 0xB85C;

// yeong il i sam sa o yuk chil pal gu, and any number that ends in 0 (sip, baek, cheon).
constexpr std::array<Ending, 10> kDigits = {
    Ending::consonant, Ending::rieul,     Ending::vowel, Ending::consonant, Ending::vowel,
    Ending::vowel,     Ending::consonant, Ending::rieul, Ending::rieul,     Ending::vowel};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_capital(char32_t c) { return c >= U'A' && c <= U'Z'; }

/// `10:30` is read with "minutes" (consonant) at its end, `10:00` with "hours" (vowel).
bool is_clock(std::u32string_view word) {
  const std::size_t size = word.size();
  return size >= 4 && is_digit(word[size - 1]) && is_digit(word[size - 2]) &&
         word[size - 3] == U':' && is_digit(word[size - 4]);
}

Ending ending_of_latin(std::u32string_view word) {
  const char32_t last = word.back();
  // Capitals are spelt out: el, em, en, ar; words are written as they sound.
  const bool is_spelt =
      is_capital(last) &&
      (word.size() < 2 || !(word[word.size() - 2] >= U'a' && word[word.size() - 2] <= U'z'));
  const char32_t letter = is_capital(last) ? last - U'A' + U'a' : last;
  if (letter == U'l' || (is_spelt && letter == U'r')) return Ending::rieul;
  return letter == U'm' || letter == U'n' ? Ending::consonant : Ending::vowel;
}

Ending ending_of(std::u32string_view word) {
  static constexpr std::u32string_view kSilent = U" )]}\"'”’」』»*";
  while (!word.empty() && kSilent.find(word.back()) != std::u32string_view::npos)
    word.remove_suffix(1);
  if (word.empty()) return Ending::vowel;
  const char32_t last = word.back();
  if (last >= kFirstSyllable && last <= kLastSyllable) {
    const char32_t final = (last - kFirstSyllable) % kFinals;
    return final == 0 ? Ending::vowel : final == kRieul ? Ending::rieul : Ending::consonant;
  }
  if (is_clock(word)) return word.ends_with(U"00") ? Ending::vowel : Ending::consonant;
  if (is_digit(last)) return kDigits[last - U'0'];
  return ending_of_latin(word);
}

/// The particle that `text` begins with, written as a choice; its length there, 0 for none.
std::size_t particle_at(std::u32string_view text, Ending before, std::u32string& out) {
  if (text.size() < 4) return 0;
  if (text[0] == U'(' && text[1] == kEu && text[2] == U')' && text[3] == kRo) {
    // After ㄹ it is "ro", as after a vowel: the one particle that hears the difference.
    if (before == Ending::consonant) out += kEu;
    out += kRo;
    return 4;
  }
  if (text[1] != U'(' || text[3] != U')') return 0;
  for (const Pair& pair : kPairs) {
    if (text[0] != pair.after_consonant || text[2] != pair.after_vowel) continue;
    out += before == Ending::vowel ? pair.after_vowel : pair.after_consonant;
    return 4;
  }
  return 0;
}

}  // namespace

std::string fit_particles(std::string_view text) {
  const std::u32string points = decode_utf8(text);
  const std::u32string_view all = points;
  std::u32string out;
  out.reserve(points.size());
  for (std::size_t i = 0; i < points.size();) {
    // Only behind a word: at the start of a text there is nothing to agree with.
    const std::size_t taken =
        i == 0 ? 0 : particle_at(all.substr(i), ending_of(all.substr(0, i)), out);
    if (taken == 0) out += points[i];
    i += std::max<std::size_t>(taken, 1);
  }
  return encode_utf8(out);
}

}  // namespace base
