// Byte ranges of a Range header (RFC 9110 §14).
#pragma once

#include <cstddef>
#include <string_view>

namespace http {

struct ByteRange {
  enum class Kind { whole, part, not_satisfiable } kind = Kind::whole;
  std::size_t first = 0;
  std::size_t size = 0;
};

// One range only; several, or what is no range, mean the whole.
ByteRange parse_range(std::string_view header, std::size_t content_size);

}  // namespace http
