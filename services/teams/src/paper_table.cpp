#include "paper_table.h"

#include "base/check.h"

namespace teams {
namespace {

constexpr paper::Millimetres kRow = 8;
constexpr paper::Millimetres kBelow = 2.6;  // from the base line to the rule

}  // namespace

std::string with_commas(std::int64_t amount) {
  std::string digits = std::to_string(amount < 0 ? -amount : amount);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return amount < 0 ? "-" + digits : digits;
}

paper::Millimetres write_table(paper::Document& document, paper::Millimetres y,
                               const std::vector<PaperColumn>& columns,
                               const std::vector<std::vector<std::string>>& rows) {
  for (const PaperColumn& column : columns)
    document.text(
        column.x, y, column.heading,
        {.size_pt = 10, .weight = paper::Weight::bold, .align = column.align, .grey = 0.3});
  document.line(kPaperLeft, y + kBelow, kPaperRight, y + kBelow);
  y += kRow;
  for (const std::vector<std::string>& row : rows) {
    CHECK_REQUEST(row.size() == columns.size());
    for (std::size_t i = 0; i < row.size(); ++i)
      document.text(columns[i].x, y, row[i], {.size_pt = 11, .align = columns[i].align});
    document.line(kPaperLeft, y + kBelow, kPaperRight, y + kBelow, 0.75);
    y += kRow;
  }
  return y;
}

}  // namespace teams
