// Deeds in the database, and carrying out many placements at once.
#include "deed.h"

#include <algorithm>

#include "care_problem.h"
#include "dispatch_event.h"
#include "explain.h"
#include "jobs/outbox.h"
#include "notice.h"
#include "visit_rows.h"

namespace care {
namespace {

constexpr std::string_view kColumns =
    "id, centre_id, deed_on, kind, proposal_id, actor_id, at, undone_by";

bool has_worker(VisitState state) {
  return state == VisitState::assigned || state == VisitState::confirmed ||
         state == VisitState::on_the_way;
}

void insert_deed(db::Transaction& tx, RegionId region_id, const Deed& deed,
                 const std::vector<DeedVisit>& visits) {
  tx.execute(
      "INSERT INTO care_deed (region_id, id, centre_id, deed_on, kind, proposal_id, actor_id, at,"
      " undone_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      region_id, deed.id, deed.centre_id, deed.deed_on, deed.kind, deed.proposal_id, deed.actor_id,
      deed.at, deed.undone_by);
  for (const DeedVisit& line : visits)
    tx.execute(
        "INSERT INTO care_deed_visit (region_id, deed_id, visit_id, version_after, state_before,"
        " worker_id_before, vehicle_id_before, start_min_before, worker_id_after,"
        " vehicle_id_after, start_min_after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        region_id, deed.id, line.visit_id, line.version_after, line.state_before,
        line.worker_id_before, line.vehicle_id_before, line.start_min_before, line.worker_id_after,
        line.vehicle_id_after, line.start_min_after);
}

}  // namespace

Visiting<std::vector<DeedVisit>> place_all(db::Transaction& tx, RegionId region_id,
                                           const std::vector<Placing>& placings,
                                           std::span<const VisitRefusal> accepted,
                                           const DeedBy& by) {
  std::vector<DeedVisit> out;
  std::vector<Visit> visits;
  for (const Placing& placing : placings) {
    const Visit& visit = placing.visit;
    out.push_back({visit.id, 0, visit.state, visit.worker_id, visit.vehicle_id, visit.start_min,
                   placing.to.worker_id, placing.to.vehicle_id, placing.to.start_min});
    visits.push_back(visit);
    if (!has_worker(visit.state)) continue;
    OLIVE_TRY(freed, unassign(tx, region_id, visit.id, {by.actor_id, visit.version, by.now}));
    visits.back() = std::move(freed);
  }
  for (std::size_t i = 0; i < placings.size(); ++i) {
    const PlacedVisit& to = placings[i].to;
    if (to.worker_id) {
      OLIVE_TRY(given, assign_accepting(tx, region_id, visits[i].id,
                                        {to.worker_id, to.vehicle_id, to.start_min},
                                        {by.actor_id, visits[i].version, by.now}, accepted));
      visits[i] = std::move(given);
    }
    out[i].version_after = visits[i].version;
  }
  return out;
}

DeedDone keep_deed(db::Transaction& tx, RegionId region_id, Deed deed,
                   std::vector<DeedVisit> visits) {
  CHECK_REQUEST(!visits.empty());
  deed.id = tx.make_id<DeedId>();
  insert_deed(tx, region_id, deed, visits);
  DispatchEvent event{.kind = DispatchEventKind::plan_changed, .centre_id = deed.centre_id};
  event.on = deed.deed_on;
  event.proposal_id = deed.proposal_id;
  event.at = deed.at;
  record_event(tx, region_id, event);
  jobs::publish(tx, region_id, VisitsRescheduled{deed.id});
  const std::int32_t told = persons_told(tx, region_id, visits);
  return {deed, std::move(visits), told};
}

std::optional<Deed> find_deed(db::Transaction& tx, RegionId region_id, DeedId id) {
  return tx.query_one<Deed>(
      "SELECT " + std::string(kColumns) + " FROM care_deed WHERE region_id = $1 AND id = $2",
      region_id, id);
}

std::vector<DeedVisit> visits_of(db::Transaction& tx, RegionId region_id, DeedId id) {
  return tx.query<DeedVisit>(
      "SELECT visit_id, version_after, state_before, worker_id_before, vehicle_id_before,"
      " start_min_before, worker_id_after, vehicle_id_after, start_min_after"
      " FROM care_deed_visit WHERE region_id = $1 AND deed_id = $2 ORDER BY visit_id",
      region_id, id);
}

std::vector<Deed> deeds_on(db::Transaction& tx, RegionId region_id, OrganisationId centre_id,
                           base::Date on) {
  return tx.query<Deed>("SELECT " + std::string(kColumns) +
                            " FROM care_deed WHERE region_id = $1 AND centre_id = $2"
                            " AND deed_on = $3 ORDER BY id DESC LIMIT 100",
                        region_id, centre_id, on);
}

}  // namespace care
