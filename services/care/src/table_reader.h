// Reads the text tables of tests/tables: cells between bars, `#` begins a comment line. Tests only.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/text.h"

namespace care {

struct TableCase {
  int line = 0;
  std::vector<std::string> cells;
};

inline std::vector<TableCase> read_cases(const std::string& name) {
  std::ifstream file(std::string(OLIVE_ROOT_DIR) + "/tests/tables/" + name);
  if (!file) throw std::runtime_error("no table " + name);
  std::vector<TableCase> out;
  std::string text;
  for (int line = 1; std::getline(file, text); ++line) {
    if (base::trim(text).empty() || text.starts_with('#')) continue;
    TableCase one{line, {}};
    for (const std::string_view cell : base::split(text, '|'))
      one.cells.emplace_back(base::trim(cell));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace care
