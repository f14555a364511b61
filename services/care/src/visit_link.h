// Visits that belong together, and the spans in which a visit may start.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "care/visit.h"
#include "optimiser/problem.h"

namespace care {

using LinkGroupId = base::Id<struct LinkGroupTag>;

enum class LinkKind {
  double_staffing,  // two workers at the same time
  trip_return,      // there, and back after the treatment, by whoever is free
  spacing,          // so much time between the two
};
BOOST_DESCRIBE_ENUM(LinkKind, double_staffing, trip_return, spacing)

/// `gap_min ≤ start(to) − start(from) ≤ gap_max_min`.
struct VisitLink {
  LinkGroupId link_group;
  LinkKind kind{};
  VisitId from_visit_id;
  VisitId to_visit_id;
  std::int32_t gap_min = 0;
  std::int32_t gap_max_min = 0;
  optimiser::WorkerRelation relation{};
};
BOOST_DESCRIBE_STRUCT(VisitLink, (),
                      (link_group, kind, from_visit_id, to_visit_id, gap_min, gap_max_min,
                       relation))

using VisitWindows = std::map<VisitId, std::vector<VisitWindow>>;

void insert_links(db::Transaction& tx, RegionId region_id, base::Date on,
                  std::span<const VisitLink> links);
void insert_windows(db::Transaction& tx, RegionId region_id, base::Date on, VisitId visit_id,
                    std::span<const VisitWindow> windows);
/// All links of a day, whatever the centre: there are few.
[[nodiscard]] std::vector<VisitLink> links_on(db::Transaction& tx, RegionId region_id,
                                              base::Date on);
/// Further windows of a day's visits; those of care_visit itself are not among them.
[[nodiscard]] VisitWindows windows_on(db::Transaction& tx, RegionId region_id, base::Date on);
/// True when the visit is the second worker's or the way back of another visit, whose quota and
/// booking it shares.
[[nodiscard]] bool is_second_part(db::Transaction& tx, RegionId region_id, VisitId id);

/// The visit's own window and the further ones, ascending and disjoint.
[[nodiscard]] std::vector<VisitWindow> all_windows(const Visit& visit, const VisitWindows& further);
[[nodiscard]] bool is_in_window(std::span<const VisitWindow> windows, std::int32_t start_min);

}  // namespace care
