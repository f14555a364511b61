// What open boards hear of: ids and times, never names. Written in the transaction of the deed, so
// that a board hears of it exactly when it happened.
#pragma once

#include <optional>
#include <vector>

#include "board_dto.h"
#include "care/visit.h"

namespace care {

using DispatchEventId = base::Id<struct DispatchEventTag>;
using ProposalId = base::Id<struct ProposalTag>;

enum class DispatchEventKind {
  visit_changed,
  visit_alert,
  visit_alert_over,
  plan_changed,
  proposal_made,
  proposal_decided,
  disruption_recorded,
};
BOOST_DESCRIBE_ENUM(DispatchEventKind, visit_changed, visit_alert, visit_alert_over, plan_changed,
                    proposal_made, proposal_decided, disruption_recorded)

struct DispatchEvent {
  DispatchEventId event_id;
  DispatchEventKind kind{};
  OrganisationId centre_id;
  base::Date on;
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
BOOST_DESCRIBE_STRUCT(DispatchEvent, (),
                      (event_id, kind, centre_id, on, visit_id, proposal_id, version, state,
                       worker_id, vehicle_id, start_min, alert, late_min, at))

/// Gives the event an id and keeps it.
void record_event(db::Transaction& tx, RegionId region_id, DispatchEvent event);
/// A visit as it stands now, as an event.
[[nodiscard]] DispatchEvent visit_event(DispatchEventKind kind, const Visit& visit,
                                        base::Instant at);
/// In order of their ids, `after` not included; at most `limit`.
[[nodiscard]] std::vector<DispatchEvent> events_after(db::Transaction& tx, RegionId region_id,
                                                      DispatchEventId after, std::int64_t limit);
/// The last one there is; 0 when there is none.
[[nodiscard]] DispatchEventId last_event(db::Transaction& tx, RegionId region_id);
[[nodiscard]] DispatchEventId first_event(db::Transaction& tx, RegionId region_id);
std::int64_t forget_events(db::Transaction& tx, RegionId region_id, base::Instant before);

/// The id that an event made `seconds` before this one would have. Transactions commit in another
/// order than they made their ids; who reads on from a little earlier misses none.
[[nodiscard]] DispatchEventId earlier(DispatchEventId id, std::int64_t seconds);

}  // namespace care
