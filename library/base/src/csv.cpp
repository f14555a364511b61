#include "base/csv.h"

#include <optional>
#include <utility>

#include "base/check.h"

namespace base {

namespace {

// Excel writes UTF-8 with this mark, and reads it as UTF-8 only with it.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `-1,234.5`: one sign, digits, thousands commas, at most one point.
bool is_signed_number(std::string_view cell) {
  if (cell.size() < 2 || !is_digit(cell[1]) || !is_digit(cell.back())) return false;
  int points = 0;
  for (const char c : cell.substr(1)) {
    if (c == '.') ++points;
    else if (!is_digit(c) && c != ',') return false;
  }
  return points <= 1;
}

// Walks the text once; `line_` counts LF, CRLF and lone CR alike.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::expected<std::vector<CsvRow>, CsvFault> parse() {
    while (at_ < text_.size()) {
      CsvRow row{.line = line_, .cells = {}};
      while (true) {
        std::string cell;
        if (const auto fault = read_cell(cell)) return std::unexpected(*fault);
        row.cells.push_back(std::move(cell));
        if (at_ == text_.size() || text_[at_] != ',') break;
        ++at_;
      }
      // A quoted empty cell is a record, an empty line is none: format_csv_row() relies on it.
      const bool is_empty = row.cells.size() == 1 && row.cells[0].empty() && !was_quoted_;
      if (!is_empty) rows_.push_back(std::move(row));
      if (at_ < text_.size()) take_line_break();
    }
    return std::move(rows_);
  }

 private:
  using Fault = std::optional<CsvFault>;

  bool at_cell_end() const {
    return at_ == text_.size() || text_[at_] == ',' || text_[at_] == '\n' || text_[at_] == '\r';
  }

  Fault read_cell(std::string& cell) {
    was_quoted_ = at_ < text_.size() && text_[at_] == '"';
    if (was_quoted_) return read_quoted(cell);
    const std::size_t start = at_;
    while (!at_cell_end()) ++at_;
    cell = text_.substr(start, at_ - start);
    return std::nullopt;
  }

  Fault read_quoted(std::string& cell) {
    // Reported is where the quote opened; where the file ends says nothing.
    CHECK(text_[at_] == '"');
    const int start_line = line_;
    ++at_;
    while (at_ < text_.size()) {
      if (text_[at_] == '"') {
        ++at_;
        if (at_ == text_.size() || text_[at_] != '"') return end_quote();
      }
      count_line(text_[at_]);
      cell += text_[at_++];
    }
    return CsvFault{start_line, CsvFault::Reason::unclosed_quote};
  }

  Fault end_quote() const {
    // Lenient readers guess here; a guess would shift the columns of somebody's data.
    if (at_cell_end()) return std::nullopt;
    return CsvFault{line_, CsvFault::Reason::text_after_quote};
  }

  // A CR counts unless an LF follows, which then counts instead.
  void count_line(char c) {
    const bool is_before_lf = at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    if (c == '\n' || (c == '\r' && !is_before_lf)) ++line_;
  }

  void take_line_break() {
    CHECK(at_ < text_.size());
    const bool is_crlf = text_.substr(at_, 2) == "\r\n";
    at_ += is_crlf ? 2 : 1;
    ++line_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  bool was_quoted_ = false;
  std::vector<CsvRow> rows_;
};

std::string quote(std::string_view cell) {
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::expected<std::vector<CsvRow>, CsvFault> parse_csv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return Parser(text).parse();
}

// OWASP, "CSV Injection": = + - @ tab CR. Negative amounts must stay numbers, hence the exception.
bool is_formula(std::string_view cell) {
  if (cell.empty()) return false;
  switch (cell.front()) {
    case '=':
    case '@':
    case '\t':
    case '\r': return true;
    case '+':
    case '-': return !is_signed_number(cell);
    default: return false;
  }
}

std::string format_csv_row(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    const std::string cell = is_formula(cells[i]) ? "'" + cells[i] : cells[i];
    // A lone empty cell is quoted, because an empty line would be passed over when read back.
    const bool is_lone_empty = cells.size() == 1 && cell.empty();
    const bool needs_quotes = cell.find_first_of(",\"\r\n") != std::string::npos || is_lone_empty;
    out += needs_quotes ? quote(cell) : cell;
  }
  return out + "\r\n";
}

}  // namespace base
