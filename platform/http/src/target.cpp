#include "target.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// `http://host/path`, which RFC 9112 §3.2.2 obliges servers to take, without scheme and authority.
std::string_view without_authority(std::string_view target) {
  if (!target.starts_with("http://") && !target.starts_with("https://")) return target;
  const std::size_t slash = target.find('/', target.find("//") + 2);
  return slash == std::string_view::npos ? "/" : target.substr(slash);
}

// A segment that means another folder is never a name.
bool is_dot_segment(std::string_view segment) { return segment == "." || segment == ".."; }

bool is_plain_path(std::string_view path) {
  if (!path.starts_with('/') || !base::is_utf8(path)) return false;
  if (std::ranges::any_of(path, [](char c) { return is_control(c) || c == '\\'; })) return false;
  return std::ranges::none_of(base::split(path, '/'), is_dot_segment);
}

std::optional<std::string> decode_path(std::string_view raw) {
  if (raw.find('%') == std::string_view::npos) return std::string(raw);
  auto path = percent_decode(raw, PlusIs::plus);
  // An encoded slash would join two segments into one name.
  if (path && std::ranges::count(*path, '/') != std::ranges::count(raw, '/')) return std::nullopt;
  return path;
}

// A name given twice: the last one counts, so that a link can be extended to change a filter.
bool decode_query(std::string_view raw, std::map<std::string, std::string>& out) {
  for (std::string_view pair : base::split(raw, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), PlusIs::space);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), PlusIs::space);
    if (!name || !value || !base::is_utf8(*name) || !base::is_utf8(*value)) return false;
    if (value->find('\0') != std::string::npos) return false;
    out.insert_or_assign(std::move(*name), std::move(*value));
  }
  return true;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, PlusIs plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == PlusIs::space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  CHECK(out.size() <= text.size());
  return out;
}

std::optional<Target> parse_target(std::string_view text) {
  text = without_authority(text);
  const std::size_t question = std::min(text.find('?'), text.size());
  // A fragment stays in the browser; a client that sends one is broken or is probing.
  if (text.find('#') != std::string_view::npos) return std::nullopt;
  auto path = decode_path(text.substr(0, question));
  if (!path || !is_plain_path(*path)) return std::nullopt;
  Target target{std::move(*path), {}};
  if (question < text.size() && !decode_query(text.substr(question + 1), target.query))
    return std::nullopt;
  return target;
}

}  // namespace http
