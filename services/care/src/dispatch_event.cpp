#include "dispatch_event.h"

#include <algorithm>

namespace care {
namespace {

/// The row of a table, whose column cannot be called `on`.
struct EventRow {
  DispatchEventId id;
  DispatchEventKind kind{};
  OrganisationId centre_id;
  base::Date event_on;
  VisitId visit_id;
  ProposalId proposal_id;
  std::int64_t version = 0;
  std::optional<VisitState> state;
  PersonId worker_id;
  VehicleId vehicle_id;
  std::int32_t start_min = 0;
  std::optional<DispatchAlert> alert;
  std::int32_t late_min = 0;
  base::Instant at;
};
BOOST_DESCRIBE_STRUCT(EventRow, (),
                      (id, kind, centre_id, event_on, visit_id, proposal_id, version, state,
                       worker_id, vehicle_id, start_min, alert, late_min, at))

DispatchEvent event_of(const EventRow& row) {
  return {row.id,          row.kind,    row.centre_id, row.event_on,  row.visit_id,
          row.proposal_id, row.version, row.state,     row.worker_id, row.vehicle_id,
          row.start_min,   row.alert,   row.late_min,  row.at};
}

constexpr int kMillisecondShift = 21;  // see base::compose_id

}  // namespace

void record_event(db::Transaction& tx, RegionId region_id, DispatchEvent event) {
  CHECK_REQUEST(event.centre_id);
  event.event_id = tx.make_id<DispatchEventId>();
  tx.execute(
      "INSERT INTO care_dispatch_event (region_id, id, kind, centre_id, event_on, visit_id,"
      " proposal_id, version, state, worker_id, vehicle_id, start_min, alert, late_min, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      region_id, event.event_id, event.kind, event.centre_id, event.on, event.visit_id,
      event.proposal_id, event.version, event.state, event.worker_id, event.vehicle_id,
      event.start_min, event.alert, event.late_min, event.at);
}

DispatchEvent visit_event(DispatchEventKind kind, const Visit& visit, base::Instant at) {
  DispatchEvent event{.kind = kind, .centre_id = visit.centre_id, .on = visit.visit_on};
  event.visit_id = visit.id;
  event.version = visit.version;
  event.state = visit.state;
  event.worker_id = visit.worker_id;
  event.vehicle_id = visit.vehicle_id;
  event.start_min = visit.start_min;
  event.at = at;
  return event;
}

std::vector<DispatchEvent> events_after(db::Transaction& tx, RegionId region_id,
                                        DispatchEventId after, std::int64_t limit) {
  std::vector<DispatchEvent> out;
  for (const EventRow& row : tx.query<EventRow>(
           "SELECT id, kind, centre_id, event_on, visit_id, proposal_id, version, state,"
           " worker_id, vehicle_id, start_min, alert, late_min, at FROM care_dispatch_event"
           " WHERE region_id = $1 AND id > $2 ORDER BY id LIMIT $3",
           region_id, after, limit))
    out.push_back(event_of(row));
  return out;
}

DispatchEventId last_event(db::Transaction& tx, RegionId region_id) {
  return {tx.integer("SELECT MAX(id) FROM care_dispatch_event WHERE region_id = $1", region_id)
              .value_or(0)};
}

DispatchEventId first_event(db::Transaction& tx, RegionId region_id) {
  return {tx.integer("SELECT MIN(id) FROM care_dispatch_event WHERE region_id = $1", region_id)
              .value_or(0)};
}

std::int64_t forget_events(db::Transaction& tx, RegionId region_id, base::Instant before) {
  return tx.execute("DELETE FROM care_dispatch_event WHERE region_id = $1 AND at < $2", region_id,
                    before);
}

DispatchEventId earlier(DispatchEventId id, std::int64_t seconds) {
  return {std::max<std::int64_t>(0, id.value - ((seconds * 1'000) << kMillisecondShift))};
}

}  // namespace care
