#include <array>
#include <charconv>
#include <cmath>

#include "base/check.h"
#include "base/time.h"
#include "json/json.h"

namespace json {
namespace {

using base::FieldInfo;
using base::Kind;
using base::TypeInfo;

constexpr std::array<bool, 256> make_escape_table() {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
  table['"'] = table['\\'] = table[0x7f] = true;
  return table;
}
constexpr std::array<bool, 256> kNeedsEscape = make_escape_table();
static_assert(kNeedsEscape[0] && kNeedsEscape['"'] && !kNeedsEscape['/'] && !kNeedsEscape[0x80]);

void write_escape(std::string& out, char c) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
      out += "\\u00";
      out += kHex[(c >> 4) & 0xf];
      out += kHex[c & 0xf];
  }
}

template <class Number>
void write_number(std::string& out, Number number) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  CHECK(error == std::errc());  // 32 bytes hold every int64 and double
  CHECK(end > digits && end <= digits + sizeof digits);
  out.append(digits, end);
}

// The shortest text that reads back as the same number (std::to_chars).
void write_real(std::string& out, double number) {
  if (std::isfinite(number)) write_number(out, number);
  else out += "null";  // JSON has no infinity
}

// For names and formatted values that need no escape: they are identifiers, digits and signs.
void write_quoted(std::string& out, std::string_view plain) {
  out += '"';
  out += plain;
  out += '"';
}

void write_list(std::string& out, const TypeInfo& type, const void* source) {
  out += '[';
  const std::size_t size = type.size(source);
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) out += ',';
    write_to(out, type.element(), type.at(source, i));
  }
  out += ']';
}

// Fields in the order of their declaration: the same value always gives the same bytes, which the
// stored answers of idempotent requests and the snapshots of tests rely on.
void write_object(std::string& out, const TypeInfo& type, const void* source) {
  out += '{';
  bool is_first = true;
  for (const FieldInfo& field : type.fields) {
    if (!is_first) out += ',';
    is_first = false;
    write_quoted(out, field.name);
    out += ':';
    // The table's accessor is untyped for both directions; writing only reads through it.
    write_to(out, field.type(), field.member(const_cast<void*>(source)));
  }
  out += '}';
}

void write_enumerator(std::string& out, const TypeInfo& type, const void* source) {
  const std::int64_t index = type.get_integer(source);
  CHECK(index >= 0 && static_cast<std::size_t>(index) < type.names.size());
  write_quoted(out, type.names[static_cast<std::size_t>(index)]);
}

}  // namespace

void write_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t clean = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kNeedsEscape[static_cast<unsigned char>(text[i])]) continue;
    out.append(text, clean, i - clean);
    write_escape(out, text[i]);
    clean = i + 1;
  }
  out.append(text, clean);
  out += '"';
}

void write_to(std::string& out, const TypeInfo& type, const void* source) {
  switch (type.kind) {
    case Kind::boolean: out += type.get_integer(source) ? "true" : "false"; return;
    case Kind::integer: return write_number(out, type.get_integer(source));
    case Kind::real: return write_real(out, *static_cast<const double*>(source));
    case Kind::text: return write_string(out, *static_cast<const std::string*>(source));
    case Kind::date:
      return write_quoted(out, base::format_date(*static_cast<const base::Date*>(source)));
    case Kind::instant:
      return write_quoted(out, base::format_instant(*static_cast<const base::Instant*>(source)));
    case Kind::id:  // as text: JavaScript's numbers end at 2^53
      out += '"';
      write_number(out, type.get_integer(source));
      out += '"';
      return;
    case Kind::enumeration: return write_enumerator(out, type, source);
    case Kind::optional:
      if (!type.has_value(source)) out += "null";
      else write_to(out, type.element(), type.at(source, 0));
      return;
    case Kind::list: return write_list(out, type, source);
    case Kind::object: return write_object(out, type, source);
  }
}

}  // namespace json
