#include "api/page.h"

#include "base/check.h"
#include "base/text.h"

namespace api {

namespace {

// The alphabet for URLs and file names.
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// RFC 4648 §5 without padding.
std::string to_base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = buffer << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) out += kAlphabet[buffer >> (bits - 6) & 63];
  }
  if (bits > 0) out += kAlphabet[buffer << (6 - bits) & 63];
  return out;
}

// Left-over bits are dropped: a cursor is opaque, and its content is checked anyway.
std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    buffer = buffer << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(buffer >> bits & 255);
  }
  return out;
}

// `number|id|text`; the text comes last because it may hold anything.
std::optional<Cursor> parse(std::string_view plain) {
  const std::size_t first = plain.find('|');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = plain.find('|', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto number = base::parse_integer(plain.substr(0, first));
  const auto id = base::parse_integer(plain.substr(first + 1, second - first - 1));
  const std::string_view text = plain.substr(second + 1);
  if (!number || !id || !base::is_utf8(text) || text.find('\0') != std::string_view::npos)
    return std::nullopt;
  return Cursor{*number, std::string(text), *id};
}

}  // namespace

std::string write_cursor(const Cursor& cursor) {
  CHECK(base::is_utf8(cursor.text));  // else the next page would refuse its own cursor
  return to_base64url(std::to_string(cursor.number) + "|" + std::to_string(cursor.id) + "|" +
                      cursor.text);
}

Answer<Cursor> read_cursor(const std::optional<std::string>& text, const Cursor& first) {
  if (!text || text->empty()) return first;
  const auto plain = from_base64url(*text);
  const auto cursor = plain ? parse(*plain) : std::nullopt;
  if (!cursor)
    return std::unexpected(Problem{422, "cursor_malformed", {{"/cursor", "cursor_malformed"}}});
  return *cursor;
}

}  // namespace api
