// What the files about visits share.
#pragma once

#include <span>

#include "care/visit.h"

namespace care {

inline constexpr std::string_view kVisitColumns =
    "id, plan_id, entitlement_id, client_id, centre_id, team_id, worker_id, vehicle_id, service,"
    " visit_on, start_min, length_min, earliest_min, latest_min, needs_car, destination_id, state,"
    " checked_in_at, checked_out_at, check_in_distance_m, cancel_reason, billed_min, price_won,"
    " copay_won, subsidy_won, quota_units, portions, version";

/// Inserts many visits with as few statements as possible.
void insert_visits(db::Transaction& tx, RegionId region_id, std::span<const Visit> visits);
/// Loads the visit and checks version and transition.
[[nodiscard]] Visiting<Visit> open_visit(db::Transaction& tx, RegionId region_id, VisitId id,
                                         VisitAction action, const VisitBy& by);
/// Writes the visit, moved to the state after `action`, with its history line; returns it with its
/// new version. Requires: open_visit said yes in this transaction.
Visit save_visit(db::Transaction& tx, RegionId region_id, Visit visit, VisitAction action,
                 const VisitBy& by);

/// assign() that lets some faults pass: a person has seen them and decided.
[[nodiscard]] Visiting<Visit> assign_accepting(db::Transaction& tx, RegionId region_id, VisitId id,
                                               const Assignment& assignment, const VisitBy& by,
                                               std::span<const VisitRefusal> accepted);
/// Gives the visit away without asking. Requires: as save_visit.
Visit place_visit(db::Transaction& tx, RegionId region_id, Visit visit,
                  const Assignment& assignment, const VisitBy& by);

/// Puts the start of a visit that nobody has back to what was agreed before.
Visit restore_start(db::Transaction& tx, RegionId region_id, Visit visit, std::int32_t start_min);

/// Posts what citizen and district owe for the visit, to the sales of team or centre. The keys come
/// from the visit, so a second run changes nothing. CHECK_REQUEST: the ledger takes it.
void post_fee(ledger::Batch& batch, const Visit& visit, const Entitlement& entitlement,
              PersonId actor_id);
[[nodiscard]] VisitCompleted completed_event(const Visit& visit, std::int32_t minutes);

}  // namespace care
