#include "base/text.h"

#include <charconv>

namespace base {

namespace {

constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";  // U+3000
constexpr std::string_view kSpaces = " \t\n\v\f\r";

std::size_t leading_space(std::string_view text) {
  if (text.starts_with(kIdeographicSpace)) return kIdeographicSpace.size();
  return !text.empty() && kSpaces.find(text.front()) != std::string_view::npos ? 1 : 0;
}

std::size_t trailing_space(std::string_view text) {
  if (text.ends_with(kIdeographicSpace)) return kIdeographicSpace.size();
  return !text.empty() && kSpaces.find(text.back()) != std::string_view::npos ? 1 : 0;
}

}  // namespace

std::string_view trim(std::string_view text) {
  // Korean input methods type the ideographic space where one means a blank.
  while (const std::size_t n = leading_space(text)) text.remove_prefix(n);
  while (const std::size_t n = trailing_space(text)) text.remove_suffix(n);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator, start)) {
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  parts.push_back(text.substr(start));
  return parts;
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  // Not std::tolower: it follows the locale and breaks bytes of UTF-8.
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  // from_chars takes no sign +, no blank and no locale, which is what a data format needs.
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace base
