#include "roads/table.h"

#include <cmath>
#include <limits>

#include "base/check.h"
#include "json/tree.h"

namespace roads {

namespace {

constexpr double kMetresPerKilometre = 1'000;
constexpr double kMetresPerMile = 1'609.344;

// A whole number of 0 … 2³¹−1; reports `out_of_range` otherwise.
std::int32_t rounded(const json::Node& node, double value) {
  if (value < 0 || value > std::numeric_limits<std::int32_t>::max()) {
    node.report("out_of_range");
    return 0;
  }
  return static_cast<std::int32_t>(std::lround(value));
}

// Fixes the width with the first row; reports a row of another length.
void take_width(WayTable& table, const json::Node& row, std::size_t width) {
  if (table.sources == 0) table.targets = static_cast<std::int32_t>(width);
  else if (width != static_cast<std::size_t>(table.targets)) row.report("out_of_range");
  ++table.sources;
}

std::expected<WayTable, TableFault> checked(const json::Tree& tree, WayTable table) {
  if (!tree.errors().empty())
    return std::unexpected(TableFault{tree.errors()[0].pointer, tree.errors()[0].code});
  CHECK(table.entries.size() ==
        static_cast<std::size_t>(table.sources) * static_cast<std::size_t>(table.targets));
  return table;
}

void read_distances(const json::Node& node, WayTable& table) {
  const auto rows = node.elements();
  if (rows.size() != static_cast<std::size_t>(table.sources)) return node.report("out_of_range");
  std::size_t at = 0;
  for (const json::Node& row : rows) {
    const auto cells = row.elements();
    if (cells.size() != static_cast<std::size_t>(table.targets)) return row.report("out_of_range");
    for (const json::Node& cell : cells) {
      auto& entry = table.entries.at(at++);
      if (entry && !cell.is_null()) entry->distance_m = rounded(cell, cell.number());
    }
  }
}

}  // namespace

std::expected<WayTable, TableFault> parse_osrm_table(std::string_view text) {
  json::Tree tree(text);
  const json::Node root = tree.root();
  WayTable table;
  // An error of OSRM's is an object too, with another code and no table.
  const json::Node code = root.field("code");
  if (const std::string said = code.text(); said != "Ok") code.report("no_table", said);
  for (const json::Node& row : root.field("durations").elements()) {
    const auto cells = row.elements();
    take_width(table, row, cells.size());
    for (const json::Node& cell : cells) {
      auto& entry = table.entries.emplace_back();
      if (!cell.is_null()) entry = WayTable::Entry{.duration_s = rounded(cell, cell.number())};
    }
  }
  if (const auto distances = root.find("distances"); distances && tree.errors().empty())
    read_distances(*distances, table);
  return checked(tree, std::move(table));
}

std::expected<WayTable, TableFault> parse_valhalla_table(std::string_view text) {
  json::Tree tree(text);
  const json::Node root = tree.root();
  const auto units = root.find("units");
  const bool is_miles = units && units->text() == "miles";
  const double scale = is_miles ? kMetresPerMile : kMetresPerKilometre;
  WayTable table;
  for (const json::Node& row : root.field("sources_to_targets").elements()) {
    const auto cells = row.elements();
    take_width(table, row, cells.size());
    for (const json::Node& cell : cells) {
      auto& entry = table.entries.emplace_back();
      const auto time = cell.find("time");
      if (!time) continue;
      entry = WayTable::Entry{.duration_s = rounded(*time, time->number())};
      if (const auto distance = cell.find("distance"))
        entry->distance_m = rounded(*distance, scale * distance->number());
    }
  }
  return checked(tree, std::move(table));
}

geo::TravelTimes matrix_of(const WayTable& table, const geo::TravelTimes& fallback) {
  CHECK(table.sources == table.targets && table.sources == fallback.size);
  geo::TravelTimes times = fallback;
  for (std::int32_t from = 0; from < times.size; ++from) {
    for (std::int32_t to = 0; to < times.size; ++to) {
      const auto cell = static_cast<std::size_t>(from) * static_cast<std::size_t>(times.size) +
                        static_cast<std::size_t>(to);
      // Routers snap a place to its nearest road and may give the way from it to itself a metre.
      if (from == to || !table.entries[cell]) continue;
      times.duration_s[cell] = table.entries[cell]->duration_s;
      if (table.entries[cell]->distance_m >= 0)
        times.distance_m[cell] = table.entries[cell]->distance_m;
    }
  }
  CHECK(geo::is_well_formed(times));
  return times;
}

}  // namespace roads
