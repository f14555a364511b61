// Parses JSON text into a Boost.JSON tree, stricter than Boost.JSON does by itself.
#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <string_view>

namespace json {

enum class ParseFault { malformed_json, duplicate_field, too_deep, too_large, not_utf8 };

// Longest text that a document may have; HTTP bodies are bounded well below.
inline constexpr std::size_t kTextBytesMax = 64u << 20;
// Deepest nesting; none of our types nests deeper than 8.
inline constexpr std::size_t kDepthMax = 32;

// The tree of `text`. Refuses duplicate keys, which Boost.JSON would drop silently and two readers
// could understand differently. Doubles are exact (Boost.JSON 1.81 is 1 ulp off for one in ten).
std::expected<boost::json::value, ParseFault> parse_document(std::string_view text);

// The code of a FieldError for `fault`.
std::string_view code_of(ParseFault fault);

}  // namespace json
