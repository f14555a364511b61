// The board's picture of a day: a fixed number of statements a centre, whatever the visits.
#pragma once

#include "api/route.h"
#include "board_dto.h"
#include "explain.h"
#include "prediction.h"
#include "way_memory.h"

namespace care {

struct BoardRequest {
  base::Date on;
  std::vector<OrganisationId> centres;  // those that the caller may see
  std::optional<ServiceKind> service;
  api::Scope dispatch_scope;  // where the caller may change the plan
  base::Instant now;
  i18n::Language language = i18n::Language::ko;
};

[[nodiscard]] DispatchBoard read_board(db::Transaction& tx, RegionId region_id,
                                       const BoardRequest& request, WayMemory& ways,
                                       const Explainer& explainer);

/// Visits of all centres on a day, by start.
[[nodiscard]] std::vector<Visit> visits_on(db::Transaction& tx, RegionId region_id, base::Date on);
/// The hours of a weekday.
[[nodiscard]] std::vector<DaySpan> shifts_on(const people::WorkerProfile& worker, base::Date on);
/// How a worker gets about: in the car of the visit, else by bus and on foot.
[[nodiscard]] geo::Mode mode_of(const Visit& from, const Visit& to);

}  // namespace care
