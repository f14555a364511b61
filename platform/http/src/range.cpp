#include "range.h"

#include <algorithm>
#include <optional>

#include "base/check.h"
#include "base/text.h"

namespace http {
namespace {

// Digits only; numbers beyond int64 are no positions in any file of ours.
std::optional<std::size_t> position(std::string_view digits) {
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const auto number = base::parse_integer(digits);
  return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

// An empty file has no satisfiable range at all (RFC 9110 §14.1.2).
ByteRange part(std::size_t first, std::size_t last, std::size_t content_size) {
  if (first >= content_size) return {ByteRange::Kind::not_satisfiable};
  CHECK(first <= last);
  return {ByteRange::Kind::part, first, std::min(last, content_size - 1) - first + 1};
}

}  // namespace

// What we do not understand is ignored, as RFC 9110 §14.2 allows: the answer is then the whole
// file. Several ranges are among that: browsers ask for one, and many small ones are a known
// attack.
ByteRange parse_range(std::string_view header, std::size_t content_size) {
  if (!header.starts_with("bytes=")) return {};
  const std::string_view spec = base::trim(header.substr(6));
  const std::size_t dash = spec.find('-');
  if (dash == std::string_view::npos) return {};
  const auto first = position(spec.substr(0, dash));
  const auto last = position(spec.substr(dash + 1));
  if (dash == 0) {  // the last n bytes
    if (!last) return {};
    if (*last == 0) return {ByteRange::Kind::not_satisfiable};
    return part(content_size - std::min(*last, content_size), content_size, content_size);
  }
  if (!first) return {};
  if (dash + 1 == spec.size()) return part(*first, content_size, content_size);
  if (!last || *last < *first) return {};
  return part(*first, *last, content_size);
}

}  // namespace http
