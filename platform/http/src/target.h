// Decodes request targets. Anything that two parsers could read differently is refused.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace http {

struct Target {
  std::string path;  // decoded, starts with `/`
  std::map<std::string, std::string> query;
};

// Refuses (nullopt): no leading `/`, broken percent escapes, decoded `/`, `\`, control characters,
// `.` and `..` segments, and text that is not UTF-8.
std::optional<Target> parse_target(std::string_view target);

// `%EA%B0%80` → `가`, in queries also `+` → space; nullopt when an escape is broken.
enum class PlusIs { plus, space };
std::optional<std::string> percent_decode(std::string_view text, PlusIs plus);

}  // namespace http
