// Links and windows in the database.
#include "visit_link.h"

#include <algorithm>

namespace care {
namespace {

struct WindowRow {
  VisitId visit_id;
  std::int32_t earliest_min = 0;
  std::int32_t latest_min = 0;
};
BOOST_DESCRIBE_STRUCT(WindowRow, (), (visit_id, earliest_min, latest_min))

}  // namespace

void insert_links(db::Transaction& tx, RegionId region_id, base::Date on,
                  std::span<const VisitLink> links) {
  for (const VisitLink& link : links) {
    CHECK_REQUEST(link.from_visit_id != link.to_visit_id && link.gap_min <= link.gap_max_min);
    tx.execute(
        "INSERT INTO care_visit_link (region_id, from_visit_id, to_visit_id, link_group, visit_on,"
        " kind, gap_min, gap_max_min, relation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        region_id, link.from_visit_id, link.to_visit_id, link.link_group, on, link.kind,
        link.gap_min, link.gap_max_min, link.relation);
  }
}

void insert_windows(db::Transaction& tx, RegionId region_id, base::Date on, VisitId visit_id,
                    std::span<const VisitWindow> windows) {
  for (const VisitWindow& window : windows) {
    CHECK_REQUEST(window.earliest_min <= window.latest_min);
    tx.execute(
        "INSERT INTO care_visit_window (region_id, visit_id, earliest_min, latest_min, visit_on)"
        " VALUES ($1, $2, $3, $4, $5)",
        region_id, visit_id, window.earliest_min, window.latest_min, on);
  }
}

std::vector<VisitLink> links_on(db::Transaction& tx, RegionId region_id, base::Date on) {
  return tx.query<VisitLink>(
      "SELECT link_group, kind, from_visit_id, to_visit_id, gap_min, gap_max_min, relation"
      " FROM care_visit_link WHERE region_id = $1 AND visit_on = $2"
      " ORDER BY link_group, from_visit_id, to_visit_id",
      region_id, on);
}

VisitWindows windows_on(db::Transaction& tx, RegionId region_id, base::Date on) {
  VisitWindows out;
  for (const WindowRow& row : tx.query<WindowRow>(
           "SELECT visit_id, earliest_min, latest_min FROM care_visit_window"
           " WHERE region_id = $1 AND visit_on = $2 ORDER BY visit_id, earliest_min",
           region_id, on))
    out[row.visit_id].push_back({row.earliest_min, row.latest_min});
  return out;
}

bool is_second_part(db::Transaction& tx, RegionId region_id, VisitId id) {
  return tx.integer(
               "SELECT COUNT(*) FROM care_visit_link WHERE region_id = $1 AND to_visit_id = $2"
               " AND kind <> 'spacing'",
               region_id, id)
             .value() > 0;
}

std::vector<VisitWindow> all_windows(const Visit& visit, const VisitWindows& further) {
  std::vector<VisitWindow> out{{visit.earliest_min, visit.latest_min}};
  if (const auto found = further.find(visit.id); found != further.end())
    out.insert(out.end(), found->second.begin(), found->second.end());
  std::ranges::sort(out, {}, &VisitWindow::earliest_min);
  // Spans that touch or overlap are one: the engine wants them disjoint.
  std::vector<VisitWindow> merged;
  for (const VisitWindow& window : out) {
    if (merged.empty() || window.earliest_min > merged.back().latest_min + 1)
      merged.push_back(window);
    else merged.back().latest_min = std::max(merged.back().latest_min, window.latest_min);
  }
  return merged;
}

bool is_in_window(std::span<const VisitWindow> windows, std::int32_t start_min) {
  return std::ranges::any_of(windows, [&](const VisitWindow& window) {
    return window.earliest_min <= start_min && start_min <= window.latest_min;
  });
}

}  // namespace care
