#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace base {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};

// The code point that starts at byte `at`, or nullopt when the bytes there are malformed.
std::optional<CodePoint> read_code_point(std::string_view text, std::size_t at);

}  // namespace base
