// Tables on paper: columns with right-aligned figures, one page after another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "paper/document.h"

namespace teams {

inline constexpr paper::Millimetres kPaperLeft = 20;
inline constexpr paper::Millimetres kPaperRight = paper::kA4Width - 20;

struct PaperColumn {
  std::string heading;
  paper::Millimetres x = 0;  // left edge, or right edge when right-aligned
  paper::Align align = paper::Align::left;
};

// `1234567` → `1,234,567`.
[[nodiscard]] std::string with_commas(std::int64_t amount);

// Writes headings and rows from `y` on, a line below each. Returns where the next line goes.
paper::Millimetres write_table(paper::Document& document, paper::Millimetres y,
                               const std::vector<PaperColumn>& columns,
                               const std::vector<std::vector<std::string>>& rows);

}  // namespace teams
