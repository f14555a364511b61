// Rules and conversions that the JSON reader and the flat (query, CSV) reader share.
#pragma once

#include <string>
#include <string_view>

#include "base/describe.h"
#include "json/json.h"

namespace json {

// Where a value stands and what limits it; errors go to `errors`.
struct Place {
  Errors& errors;
  std::string pointer;
  const base::Rule* rule = nullptr;

  void report(std::string_view code, std::string expected = {}) const {
    errors.push_back({pointer, std::string(code), std::move(expected)});
  }
};

// `/` and `~` of a field name as RFC 6901 wants them.
std::string escape_pointer(std::string_view name);
// `1…300`, `1…`, `…300`.
template <class Number>
std::string range_text(const std::optional<Number>& low, const std::optional<Number>& high) {
  return (low ? std::to_string(*low) : "") + "…" + (high ? std::to_string(*high) : "");
}

// Stores `n` unless it breaks the rule or does not fit the field.
void store_integer(const Place& place, const base::TypeInfo& type, void* target, std::int64_t n);
// Stores a text, date, instant, id or enumerator given as text.
void store_text(const Place& place, const base::TypeInfo& type, void* target,
                std::string_view text);
// Checks the number of elements of a list.
void check_list_length(const Place& place, std::size_t size);

}  // namespace json
