/// Parameters and result rows of SQL statements, the same for SQLite and PostgreSQL.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.h"
#include "base/describe.h"
#include "base/id.h"
#include "base/time.h"

namespace db {

/// Binary content; kept apart from text so that both databases bind it as such.
struct Bytes {
  std::string data;
  bool operator==(const Bytes&) const = default;
};

/// One SQL value. There is no floating point: money, coordinates (1e-6 degrees) and shares (1e-6)
/// are integers.
using Value = std::variant<std::monostate, std::int64_t, bool, std::string, Bytes>;

/// Makes a Value of anything that a column can hold: integers, bool, text, Id, Date (days),
/// Instant (µs), described enums (their name), optionals of these (null).
template <class T>
[[nodiscard]] Value to_value(const T& value) {
  if constexpr (std::same_as<T, Value>) return value;
  else if constexpr (std::same_as<T, bool>) return Value(std::in_place_type<bool>, value);
  else if constexpr (std::same_as<T, Bytes>) return Value(value);
  else if constexpr (std::same_as<T, std::nullopt_t>) return Value();
  else if constexpr (base::describe_detail::is_optional<T>::value)
    return value ? to_value(*value) : Value();
  else if constexpr (std::same_as<T, base::Date>) return Value(std::int64_t{value.days});
  else if constexpr (std::same_as<T, base::Instant>) return Value(value.micros);
  else if constexpr (base::describe_detail::is_id<T>::value) return Value(value.value);
  else if constexpr (std::is_enum_v<T>) return Value(std::string(base::name_of(value)));
  else if constexpr (std::integral<T>) return Value(static_cast<std::int64_t>(value));
  else return Value(std::string(std::string_view(value)));
}

/// The rows of one statement, in memory.
class Rows {
 public:
  Rows() = default;
  Rows(std::vector<std::string> columns, std::vector<Value> cells)
      : columns_(std::move(columns)), cells_(std::move(cells)) {}

  [[nodiscard]] std::size_t size() const {
    return columns_.empty() ? 0 : cells_.size() / columns_.size();
  }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  /// Requires: row < size(), column < columns().size().
  [[nodiscard]] const Value& at(std::size_t row, std::size_t column) const {
    CHECK(column < columns_.size() && row < size());
    return cells_[row * columns_.size() + column];
  }
  /// Requires: the cell holds an integer or a boolean (SQLite has no booleans of its own).
  [[nodiscard]] std::int64_t integer(std::size_t row, std::size_t column) const;
  /// Requires: the cell holds text.
  [[nodiscard]] const std::string& text(std::size_t row, std::size_t column) const;
  /// Requires: the cell holds bytes.
  [[nodiscard]] const std::string& bytes(std::size_t row, std::size_t column) const;
  [[nodiscard]] bool is_null(std::size_t row, std::size_t column) const {
    return std::holds_alternative<std::monostate>(at(row, column));
  }

 private:
  std::vector<std::string> columns_;
  std::vector<Value> cells_;  // row-major
};

/// Fills the described object of `type` at `target` from row `row`: every column must name a field,
/// every field must have a column; enums are read by name, optionals take null.
/// A mismatch is a bug in the statement: CHECK_REQUEST.
void read_row(const Rows& rows, std::size_t row, const base::TypeInfo& type, void* target);

/// All rows as described structs, matched by column name.
template <class T>
[[nodiscard]] std::vector<T> rows_as(const Rows& rows) {
  std::vector<T> out(rows.size());
  for (std::size_t i = 0; i < out.size(); ++i) read_row(rows, i, base::type_info<T>(), &out[i]);
  return out;
}

}  // namespace db
