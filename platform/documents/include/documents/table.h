/// Tables that people send as CSV files: decoded, checked cell by cell, every fault with its line.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "json/json.h"

namespace documents {

/// One thing wrong with a file. `code` is a message key below `field.`; line 1 is the header.
struct RowFault {
  std::int64_t line = 0;
  std::string field;  ///< column name; empty when the whole line is meant
  std::string code;
  std::string expected{};  ///< what would be right, where that helps
};
BOOST_DESCRIBE_STRUCT(RowFault, (), (line, field, code, expected))

/// What an import did, or would do.
struct ImportReport {
  std::int64_t rows = 0;      ///< data rows in the file
  std::int64_t imported = 0;  ///< rows recorded (dry run: rows that would be)
  bool is_dry_run = false;
  std::vector<RowFault> faults;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (), (rows, imported, is_dry_run, faults))

/// What happens to good rows beside bad ones, and whether anything is recorded at all.
struct ImportOptions {
  bool is_dry_run = false;
  bool skips_bad_rows = false;  ///< by default one bad row stops the whole import
};

/// A column that a file may have. Headings are compared without white space and case.
struct Column {
  std::string_view name;                     ///< field name, as in the API
  bool is_required = false;                  ///< the heading must be there
  std::vector<std::string_view> headings{};  ///< other accepted headings, for example Korean
};

struct TableRow {
  std::int64_t line = 0;
  std::map<std::string, std::string> cells;  ///< by field name; empty cells are absent
};

struct Table {
  std::vector<TableRow> rows;    ///< rows without a fault
  std::vector<RowFault> faults;  ///< of rows that are left out
  std::int64_t row_count = 0;    ///< rows of the file, good and bad
};

/// Most data rows of one file; more is refused as `too_many_rows`.
inline constexpr std::size_t kRowsMax = 100'000;

/// Reads a CSV file in UTF-8 (with or without byte order mark) or CP949 (Korean spreadsheets).
/// Refuses the whole file, as the error: not_utf8_or_cp949, unclosed_quote, text_after_quote,
/// empty_file, too_many_rows, unknown_column, missing_column, duplicate_column.
/// Refuses single rows, in `faults`: wrong_cell_count, formula, resident_number,
/// control_character, too_long (cell over 2,000 code points).
[[nodiscard]] std::expected<Table, std::vector<RowFault>> read_table(
    std::string_view file, const std::vector<Column>& columns);

/// Reads a row into a described struct by the rules of json::read_flat_into.
template <class T>
[[nodiscard]] std::expected<T, std::vector<RowFault>> read_row(const TableRow& row) {
  T value{};
  std::vector<RowFault> faults;
  for (json::FieldError& error : json::read_flat_into(row.cells, base::type_info<T>(), &value))
    faults.push_back({row.line, error.pointer.empty() ? "" : error.pointer.substr(1),
                      std::move(error.code), std::move(error.expected)});
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return value;
}

/// CP949 (the Windows form of EUC-KR) to UTF-8; nullopt when `text` is not CP949.
[[nodiscard]] std::optional<std::string> decode_cp949(std::string_view text);
/// UTF-8 to CP949, for files that Korean banks and spreadsheets take; nullopt when CP949 lacks a
/// character of `text`.
[[nodiscard]] std::optional<std::string> encode_cp949(std::string_view text);

}  // namespace documents
