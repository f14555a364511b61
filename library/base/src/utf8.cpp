#include "utf8.h"
#include "base/check.h"
#include "base/text.h"

namespace base {

namespace {

constexpr char32_t kHighest = 0x10FFFF;

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// Bytes that a sequence starting with `lead` has; 0 when `lead` cannot start one.
std::size_t sequence_length(unsigned lead) {
  if (lead < 0x80) return 1;
  // 0xC0 and 0xC1 could only begin overlong forms, 0xF5 and above lie beyond U+10FFFF.
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

}  // namespace

std::optional<CodePoint> read_code_point(std::string_view text, std::size_t at) {
  CHECK(at < text.size());
  const unsigned lead = byte_at(text, at);
  const std::size_t length = sequence_length(lead);
  if (length == 0 || at + length > text.size()) return std::nullopt;
  if (length == 1) return CodePoint{lead, 1};
  char32_t value = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned byte = byte_at(text, at + i);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    value = (value << 6) | (byte & 0x3F);
  }
  // RFC 3629 §10: overlong forms have let through what a filter had looked for.
  const bool is_overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (is_overlong || is_surrogate(value) || value > kHighest) return std::nullopt;
  return CodePoint{value, length};
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = read_code_point(text, at);
    if (!point) return false;
    at += point->bytes;
  }
  return true;
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto point = read_code_point(text, at);
    CHECK(point.has_value());
    out += point->value;
    at += point->bytes;
  }
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  const auto put_tail = [&](char32_t bits) { put(0x80 | (bits & 0x3F)); };
  for (const char32_t c : text) {
    CHECK(c <= kHighest && !is_surrogate(c));
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | (c >> 6));
      put_tail(c);
    } else if (c < 0x10000) {
      put(0xE0 | (c >> 12));
      put_tail(c >> 6);
      put_tail(c);
    } else {
      put(0xF0 | (c >> 18));
      put_tail(c >> 12);
      put_tail(c >> 6);
      put_tail(c);
    }
  }
  return out;
}

std::size_t length_utf8(std::string_view text) {
  std::size_t count = 0;
  // Every code point has exactly one byte that is no continuation.
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

}  // namespace base
