/// Reads and writes CSV (RFC 4180). Pure; decoding other charsets is the caller's.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// One record with the number of the line it starts on (1 = first line of the file).
struct CsvRow {
  int line = 0;
  std::vector<std::string> cells;
};

/// Why a text is no CSV, and where.
struct CsvFault {
  int line = 0;
  enum class Reason { unclosed_quote, text_after_quote } reason{};
};

/// Splits `text` into records; empty lines are passed over, a UTF-8 byte order mark is dropped.
[[nodiscard]] std::expected<std::vector<CsvRow>, CsvFault> parse_csv(std::string_view text);

/// One line with CRLF. Cells that a spreadsheet would run as a formula (=, +, -, @, tab, CR first)
/// get a leading apostrophe (rule R13); numbers keep their sign.
[[nodiscard]] std::string format_csv_row(const std::vector<std::string>& cells);

/// True when a spreadsheet would run `cell` as a formula.
[[nodiscard]] bool is_formula(std::string_view cell);

}  // namespace base
