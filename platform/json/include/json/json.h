/// JSON ↔ described structs. Boost.JSON stays inside; readers report every error with its pointer.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

namespace json {

/// One thing wrong with an input. `code` is a message key below `field.`: required, unknown_field,
/// expected_text, expected_integer, out_of_range, too_short, too_long, no_such_choice, not_a_date,
/// bad_pattern, not_utf8, resident_number, malformed_json …
struct FieldError {
  std::string pointer;  ///< JSON pointer (RFC 6901), for example `/members/0/name`
  std::string code;
  std::string expected{};  ///< what would be right, where that helps: `1…300`, `2026-11-22`
};
BOOST_DESCRIBE_STRUCT(FieldError, (), (pointer, code, expected))

using Errors = std::vector<FieldError>;

/// Reads `text` into the described object at `target`. Unknown fields, missing required fields
/// (all that are not optional or list), wrong types, broken rules and resident registration numbers
/// in any text are all reported, not just the first. Returns no errors on success.
[[nodiscard]] Errors read_into(std::string_view text, const base::TypeInfo& type, void* target);
/// Reads flat `name → text` pairs, as in a query string or CSV row, by the same rules.
[[nodiscard]] Errors read_flat_into(const std::map<std::string, std::string>& values,
                                    const base::TypeInfo& type, void* target);
/// Appends the JSON of the described object at `source` to `out`. Absent optionals are null; ids
/// are strings; dates `2026-11-22`; instants RFC 3339.
void write_to(std::string& out, const base::TypeInfo& type, const void* source);

template <class T>
[[nodiscard]] std::expected<T, Errors> read(std::string_view text) {
  T value{};
  if (Errors errors = read_into(text, base::type_info<T>(), &value); !errors.empty())
    return std::unexpected(std::move(errors));
  return value;
}

template <class T>
[[nodiscard]] std::string write(const T& value) {
  std::string out;
  write_to(out, base::type_info<T>(), &value);
  return out;
}

/// Appends `text` as a JSON string with quotes.
void write_string(std::string& out, std::string_view text);

/// The JSON Schema (2020-12, as OpenAPI 3.1 takes it) of `type`; objects and enums become `$ref`s
/// and are added to `components` by name. Two different types with one name: CHECK.
[[nodiscard]] std::string schema_of(const base::TypeInfo& type,
                                    std::map<std::string, std::string>& components);

/// A flat JSON object of strings, as message catalogues are. Throws std::runtime_error otherwise.
[[nodiscard]] std::map<std::string, std::string> read_text_map(std::string_view text);

}  // namespace json
