#include "documents/table.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/csv.h"
#include "base/text.h"

namespace documents {
namespace {

constexpr std::size_t kCellLengthMax = 2'000;  // code points; a note of a full page

/// A heading as it is compared: no white space, lower case.
std::string heading_key(std::string_view heading) {
  std::string key;
  for (const char c : base::to_lower(base::trim(heading)))
    if (c != ' ' && c != '\t') key += c;
  return key;
}

const Column* find_column(const std::vector<Column>& columns, std::string_view heading) {
  CHECK(!columns.empty());
  const std::string key = heading_key(heading);
  for (const Column& column : columns) {
    if (key == heading_key(column.name)) return &column;
    for (const std::string_view other : column.headings)
      if (key == heading_key(other)) return &column;
  }
  return nullptr;
}

/// Field name of each cell of a row, or what is wrong with the header line.
std::expected<std::vector<std::string>, std::vector<RowFault>> read_header(
    const base::CsvRow& header, const std::vector<Column>& columns) {
  std::vector<std::string> fields;
  std::vector<RowFault> faults;
  std::set<std::string> seen;
  for (const std::string& cell : header.cells) {
    const Column* column = find_column(columns, cell);
    if (column == nullptr) {
      faults.push_back({header.line, cell, "unknown_column", {}});
      continue;
    }
    fields.emplace_back(column->name);
    if (!seen.insert(fields.back()).second)
      faults.push_back({header.line, fields.back(), "duplicate_column", {}});
  }
  for (const Column& column : columns)
    if (column.is_required && !seen.contains(std::string(column.name)))
      faults.push_back({header.line, std::string(column.name), "missing_column", {}});
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return fields;
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
  });
}

/// Formulas are refused on the way in and defused on the way out: what we store may be exported to
/// a spreadsheet by somebody else (OWASP, CSV Injection).
/// The name of what is wrong with a cell, or nothing.
std::string_view cell_fault(std::string_view cell) {
  if (has_control_character(cell)) return "control_character";
  if (base::is_formula(cell)) return "formula";
  if (base::has_resident_number(cell)) return "resident_number";
  if (base::length_utf8(cell) > kCellLengthMax) return "too_long";
  return {};
}

/// Puts a row into the table, or its faults.
void add_row(Table& table, const base::CsvRow& row, const std::vector<std::string>& fields) {
  CHECK(!fields.empty() && row.line >= 1);
  if (row.cells.size() != fields.size()) {
    table.faults.push_back({row.line, "", "wrong_cell_count", std::to_string(fields.size())});
    return;
  }
  TableRow out{row.line, {}};
  bool is_good = true;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string_view cell = base::trim(row.cells[i]);
    if (const std::string_view code = cell_fault(cell); !code.empty()) {
      table.faults.push_back({row.line, fields[i], std::string(code), {}});
      is_good = false;
    }
    if (!cell.empty()) out.cells.emplace(fields[i], cell);
  }
  if (is_good) table.rows.push_back(std::move(out));
}

std::unexpected<std::vector<RowFault>> refuse_file(std::int64_t line, std::string code,
                                                   std::string expected = {}) {
  return std::unexpected(std::vector<RowFault>{{line, "", std::move(code), std::move(expected)}});
}

std::string_view csv_fault_code(base::CsvFault::Reason reason) {
  return reason == base::CsvFault::Reason::unclosed_quote ? "unclosed_quote" : "text_after_quote";
}

}  // namespace

std::expected<Table, std::vector<RowFault>> read_table(std::string_view file,
                                                       const std::vector<Column>& columns) {
  std::optional<std::string> decoded;
  if (!base::is_utf8(file)) {
    decoded = decode_cp949(file);
    if (!decoded) return refuse_file(1, "not_utf8_or_cp949");
    file = *decoded;
  }
  const auto rows = base::parse_csv(file);
  if (!rows)
    return refuse_file(rows.error().line, std::string(csv_fault_code(rows.error().reason)));
  if (rows->empty()) return refuse_file(1, "empty_file");
  if (rows->size() - 1 > kRowsMax)
    return refuse_file((*rows)[kRowsMax + 1].line, "too_many_rows", std::to_string(kRowsMax));
  const auto fields = read_header(rows->front(), columns);
  if (!fields) return std::unexpected(fields.error());
  CHECK(!fields->empty());
  Table table;
  table.row_count = static_cast<std::int64_t>(rows->size()) - 1;
  for (std::size_t i = 1; i < rows->size(); ++i) add_row(table, (*rows)[i], *fields);
  return table;
}

}  // namespace documents
