/// Long lists in pages: keyset cursors, so that rows added meanwhile shift nothing.
///
/// A list route declares two structs of its own (type names become OpenAPI schemas):
///
///     struct VisitQuery { std::optional<std::string> cursor; std::optional<std::int32_t> limit; };
///     struct VisitPage { std::vector<VisitRow> items; std::optional<std::string> next_cursor; };
///
/// selects `page_limit(in.limit) + 1` rows behind `read_cursor(in.cursor)` in the order of the
/// cursor, and returns `page_of<VisitPage>(rows, limit, cursor_of_row)`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/problem.h"

namespace api {

/// The place of a row in its list: what the list is sorted by (a number or a text), then the id.
struct Cursor {
  std::int64_t number = 0;
  std::string text{};
  std::int64_t id = 0;

  bool operator==(const Cursor&) const = default;
};

/// Opaque text for `next_cursor`; safe in URLs.
[[nodiscard]] std::string write_cursor(const Cursor& cursor);
/// The cursor of a query; `first` when the caller asked for the first page. Refuses
/// `cursor_malformed`.
[[nodiscard]] Answer<Cursor> read_cursor(const std::optional<std::string>& text,
                                         const Cursor& first = {});

inline constexpr std::int32_t kPageLimitDefault = 50;
inline constexpr std::int32_t kPageLimitMax = 200;

/// Rows on a page: as asked, within 1…200; 50 when not asked.
[[nodiscard]] constexpr std::int32_t page_limit(std::optional<std::int32_t> asked) {
  return std::clamp(asked.value_or(kPageLimitDefault), 1, kPageLimitMax);
}

/// The first `limit` rows, and a cursor behind them when there were more.
template <class Page, class Row, class CursorOf>
[[nodiscard]] Page page_of(std::vector<Row> rows, std::int32_t limit, const CursorOf& cursor_of) {
  Page page;
  const auto count = static_cast<std::size_t>(limit);
  if (rows.size() > count) {
    rows.resize(count);
    page.next_cursor = write_cursor(cursor_of(rows.back()));
  }
  page.items = std::move(rows);
  return page;
}

}  // namespace api
