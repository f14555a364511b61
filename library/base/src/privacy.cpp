#include <array>

#include "base/check.h"
#include "base/text.h"
#include "base/time.h"
#include "utf8.h"

namespace base {

namespace {

constexpr std::size_t kLastShown = 4;  // digits of a phone number that stay readable

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// Digits at the front that tell nothing about the person: 02, 010, 051, 070, +82.
std::size_t prefix_digits(std::string_view phone) {
  if (phone.starts_with('+') || phone.starts_with("02")) return 2;
  return phone.starts_with('0') ? 3 : 0;
}

enum class Glyph { digit, separator, other };

struct Mark {
  Glyph glyph = Glyph::other;
  int digit = 0;
  std::size_t bytes = 1;
};

bool is_separator(char32_t c) {
  constexpr std::u32string_view kSeparators =
      U" \t-./_~\u00A0\u00AD\u00B7\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u3000\uFE63\uFF0D";
  return kSeparators.find(c) != std::u32string_view::npos;
}

Mark read_mark(std::string_view text, std::size_t at) {
  const auto point = read_code_point(text, at);
  if (!point) return {};
  const char32_t c = point->value;
  if (c >= U'0' && c <= U'9') return {Glyph::digit, static_cast<int>(c - U'0'), point->bytes};
  if (c >= U'\uFF10' && c <= U'\uFF19')  // full-width
    return {Glyph::digit, static_cast<int>(c - U'\uFF10'), point->bytes};
  return {is_separator(c) ? Glyph::separator : Glyph::other, 0, point->bytes};
}

// A 0 as seventh digit stood for women born before 1900. Today it is where the number of every
// corporation has its 0 (법인등록번호, 130111-0006246), which offices must be able to type.
constexpr int kCorporationDigit = 0;

// The seventh digit tells century, sex and nationality: 9 0 before 1900, 1 2 5 6 before 2000.
std::int32_t century_of(int seventh) {
  constexpr std::array<std::int32_t, 10> kCenturies = {1800, 1900, 1900, 2000, 2000,
                                                       1900, 1900, 2000, 2000, 1800};
  CHECK(seventh >= 0 && seventh <= 9);
  return kCenturies[static_cast<std::size_t>(seventh)];
}

using Digits = std::array<int, 13>;

bool is_birth_date(const Digits& d) {
  if (d[6] == kCorporationDigit) return false;
  const std::int32_t year = century_of(d[6]) + d[0] * 10 + d[1];
  return make_date(year, d[2] * 10 + d[3], d[4] * 10 + d[5]).has_value();
}

// Watches runs of digits go by: a number is one run of 13, or 6 and 7 with a short gap between.
class ResidentNumberScan {
 public:
  void take(const Mark& mark) {
    if (mark.glyph == Glyph::digit) {
      if (run_ < run_digits_.size()) run_digits_[run_] = mark.digit;
      ++run_;
      return;
    }
    end_run();
    gap_ = mark.glyph == Glyph::separator ? gap_ + 1 : kGapMax + 1;
  }

  bool finish() {
    end_run();
    return is_found_;
  }

 private:
  static constexpr std::size_t kGapMax = 3;  // "900101 - 1234567"

  void end_run() {
    if (run_ == 0) return;
    // No checksum: numbers issued since October 2020 have random last digits.
    if (run_ == 13 && is_birth_date(run_digits_)) is_found_ = true;
    if (run_ == 7 && is_after_six_ && gap_ <= kGapMax && is_birth_date(joined())) is_found_ = true;
    is_after_six_ = run_ == 6;
    if (is_after_six_) six_ = run_digits_;
    run_ = 0;
    gap_ = 0;
  }

  Digits joined() const {
    Digits digits = six_;
    for (std::size_t i = 0; i < 7; ++i) digits[6 + i] = run_digits_[i];
    return digits;
  }

  Digits run_digits_{};  // the first 13 of the present run
  std::size_t run_ = 0;  // its length, which may be more
  Digits six_{};         // the run before, when it had six digits
  bool is_after_six_ = false;
  std::size_t gap_ = 0;  // characters since that run
  bool is_found_ = false;
};

}  // namespace

std::string mask_name(std::string_view name) {
  std::u32string points = decode_utf8(name);
  // A single letter is all there is of the name: nothing of it may show.
  if (points.size() == 1) return "*";
  const std::size_t end = points.size() > 2 ? points.size() - 1 : points.size();
  for (std::size_t i = 1; i < end; ++i) points[i] = U'*';
  return encode_utf8(points);
}

std::string mask_phone(std::string_view phone) {
  std::string out(phone);
  std::size_t total = 0;
  for (const char c : phone) total += is_ascii_digit(c);
  std::size_t first = prefix_digits(phone);
  std::size_t last = total > kLastShown ? total - kLastShown : total;
  // An area code and a fragment of a short number would leave nothing hidden.
  if (last < first + 2) first = 0;  // too short to show an area code as well
  std::size_t seen = 0;
  for (char& c : out) {
    if (!is_ascii_digit(c)) continue;
    if (seen >= first && seen < last) c = '*';
    ++seen;
  }
  return out;
}

bool has_resident_number(std::string_view text) {
  ResidentNumberScan scan;
  for (std::size_t at = 0; at < text.size();) {
    const Mark mark = read_mark(text, at);
    scan.take(mark);
    at += mark.bytes;
  }
  return scan.finish();
}

}  // namespace base
