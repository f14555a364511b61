#include "json_text.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace observe {

namespace {

void append_escape(std::string& out, char c) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '"':
    case '\\': (out += '\\') += c; return;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4U];
      out += kHex[static_cast<unsigned char>(c) & 15U];
  }
}

bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == '\x7f';
}

// Length of the well-formed character at the front of `text`, 0 when there is none.
std::size_t character_length(std::string_view text) {
  CHECK(!text.empty());
  for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length)
    if (base::is_utf8(text.substr(0, length))) return length;
  return 0;
}

}  // namespace

// Our own escape instead of the JSON module's: logging sits below everything and must not need it,
// and a log must take bytes that an API refuses.
void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) out += "\xEF\xBF\xBD";
    else if (needs_escape(text[0])) append_escape(out, text[0]);
    else out += text.substr(0, length);
    CHECK(length <= 4);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

std::string log_line(std::string_view time, std::string_view level, std::string_view event,
                     std::span<const Field> fields) {
  CHECK(!event.empty());
  std::string line = "{\"time\":";
  append_json_string(line, time);
  line += ",\"level\":";
  append_json_string(line, level);
  line += ",\"event\":";
  append_json_string(line, event);
  for (const Field& field : fields) {
    line += ',';
    append_json_string(line, field.name);
    line += ':';
    CHECK(!field.name.empty());
    if (field.is_number) line += field.text;
    else append_json_string(line, field.text);
  }
  line += '}';
  return line;
}

}  // namespace observe
