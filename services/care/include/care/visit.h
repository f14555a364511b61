/// Visits: one appointment of one client, from plan to completion. The heart of the loop.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "care/entitlement.h"
#include "care/events.h"
#include "care/vehicle.h"
#include "geo/point.h"
#include "ledger/batch.h"

namespace care {

using PlanId = base::Id<struct PlanTag>;

/// Times of day in minutes since midnight. Amounts are 0 until the visit is completed;
/// quota_units is what the visit will use, and used in the end.
struct Visit {
  VisitId id;
  PlanId plan_id;
  EntitlementId entitlement_id;
  PersonId client_id;
  OrganisationId centre_id;
  OrganisationId team_id;  ///< who earned it; 0 until completed
  PersonId worker_id;      ///< 0: nobody yet
  VehicleId vehicle_id;    ///< 0: without a car
  ServiceKind service{};
  base::Date visit_on;
  std::int32_t start_min = 0;
  std::int32_t length_min = 0;
  std::int32_t earliest_min = 0;  ///< the start may be moved within these two
  std::int32_t latest_min = 0;
  bool needs_car = false;
  OrganisationId destination_id;  ///< hospital to go to; 0: at the client's home
  VisitState state{};
  std::optional<base::Instant> checked_in_at;
  std::optional<base::Instant> checked_out_at;
  std::optional<std::int64_t> check_in_distance_m;  ///< from the client's home
  std::string cancel_reason;                        ///< a CancelReason, or empty
  std::int32_t billed_min = 0;
  std::int64_t price_won = 0;
  std::int64_t copay_won = 0;
  std::int64_t subsidy_won = 0;
  std::int64_t quota_units = 0;
  std::int32_t portions = 1;  ///< meals that the visit brings; of no meaning elsewhere
  std::int64_t version = 1;

  [[nodiscard]] std::int32_t end_min() const { return start_min + length_min; }
};
BOOST_DESCRIBE_STRUCT(Visit, (),
                      (id, plan_id, entitlement_id, client_id, centre_id, team_id, worker_id,
                       vehicle_id, service, visit_on, start_min, length_min, earliest_min,
                       latest_min, needs_car, destination_id, state, checked_in_at, checked_out_at,
                       check_in_distance_m, cancel_reason, billed_min, price_won, copay_won,
                       subsidy_won, quota_units, portions, version))

/// A span in which a visit may start, both ends included.
struct VisitWindow {
  std::int32_t earliest_min = 0;
  std::int32_t latest_min = 0;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(VisitWindow, (), (earliest_min, latest_min))

enum class CancelReason {
  client_ill,
  client_in_hospital,
  client_wish,
  client_absent,
  worker_ill,
  no_worker,
  weather,
  care_ended,
};
BOOST_DESCRIBE_ENUM(CancelReason, client_ill, client_in_hospital, client_wish, client_absent,
                    worker_ill, no_worker, weather, care_ended)

enum class VisitRefusal {
  visit_not_found,
  version_stale,
  visit_step_not_allowed,
  care_worker_not_found,
  worker_of_other_centre,
  worker_is_client,
  worker_in_household,
  certificate_missing,
  worker_hours_exceeded,
  worker_busy,
  start_outside_window,
  vehicle_required,
  vehicle_not_found,
  vehicle_busy,
  driver_certificate_missing,
  worker_absent,         ///< ill, that day or those hours
  vehicle_out_of_order,  ///< that day or those hours
  time_in_the_future,
  check_in_on_other_day,
  check_out_before_check_in,
  check_out_too_late,
  task_unknown,
  required_task_open,
  not_own_visit_not_permitted,
  correction_not_permitted,
};
BOOST_DESCRIBE_ENUM(VisitRefusal, visit_not_found, version_stale, visit_step_not_allowed,
                    care_worker_not_found, worker_of_other_centre, worker_is_client,
                    worker_in_household, certificate_missing, worker_hours_exceeded, worker_busy,
                    start_outside_window, vehicle_required, vehicle_not_found, vehicle_busy,
                    driver_certificate_missing, time_in_the_future, check_in_on_other_day,
                    check_out_before_check_in, check_out_too_late, task_unknown, required_task_open,
                    not_own_visit_not_permitted, correction_not_permitted)

template <class T>
using Visiting = base::Result<T, VisitRefusal>;

[[nodiscard]] std::optional<Visit> find_visit(db::Transaction& tx, RegionId region_id, VisitId id);
/// By start, then id; `from` and `to` included.
[[nodiscard]] std::vector<Visit> visits_of_centre(db::Transaction& tx, RegionId region_id,
                                                  OrganisationId centre_id, base::Date on);
[[nodiscard]] std::vector<Visit> visits_of_worker(db::Transaction& tx, RegionId region_id,
                                                  PersonId worker_id, base::Date from,
                                                  base::Date to);
[[nodiscard]] std::vector<Visit> visits_of_client(db::Transaction& tx, RegionId region_id,
                                                  PersonId client_id, base::Date from,
                                                  base::Date to);

/// Who acts on which version of the visit, and when.
struct VisitBy {
  PersonId actor_id;
  std::int64_t version = 0;
  base::Instant now;
};

struct Assignment {
  PersonId worker_id;
  VehicleId vehicle_id{};
  std::optional<std::int32_t> start_min{};  ///< within the window; else as planned
};

/// Everything that speaks against the assignment, in the order of VisitRefusal; empty: it may be
/// made. Cost: about six statements.
[[nodiscard]] std::vector<VisitRefusal> assignment_faults(db::Transaction& tx, RegionId region_id,
                                                          const Visit& visit,
                                                          const Assignment& assignment);
/// Gives the visit to a worker. Refuses with the first of assignment_faults.
[[nodiscard]] Visiting<Visit> assign(db::Transaction& tx, RegionId region_id, VisitId id,
                                     const Assignment& assignment, const VisitBy& by);
/// Takes the visit back from its worker and car.
[[nodiscard]] Visiting<Visit> unassign(db::Transaction& tx, RegionId region_id, VisitId id,
                                       const VisitBy& by);
/// `confirm`, `depart` or `miss`.
[[nodiscard]] Visiting<Visit> advance(db::Transaction& tx, RegionId region_id, VisitId id,
                                      VisitAction action, const VisitBy& by);
[[nodiscard]] Visiting<Visit> cancel(db::Transaction& tx, RegionId region_id, VisitId id,
                                     CancelReason reason, const VisitBy& by);

/// Only the distance to the client's home is kept, never the position.
struct CheckIn {
  std::optional<base::Instant> at{};  ///< when it happened, if recorded without network
  std::optional<geo::Point> position{};
};
[[nodiscard]] Visiting<Visit> check_in(db::Transaction& tx, RegionId region_id, VisitId id,
                                       const CheckIn& input, const VisitBy& by);

struct Completion {
  std::optional<base::Instant> at{};
  std::vector<std::string> tasks;   ///< codes of what was done
  std::string note{};               ///< sealed
  std::string correction_reason{};  ///< why the office tells the end, and not the worker
};
/// Checks out, bills by the rules of the visit's day and district, uses up quota, posts the claims
/// on citizen and district to the ledger, and announces VisitCompleted, all in one commit.
/// What passed beyond the planned length is billed up to a dated limit of the district.
/// Refuses `required_task_open`, `check_out_before_check_in`; `check_out_too_late` when the end is
/// too long after the beginning and no reason for a correction is given.
[[nodiscard]] Visiting<Visit> complete(db::Transaction& tx, ledger::Batch& batch,
                                       RegionId region_id, VisitId id, const Completion& input,
                                       const crypto::Sealer& sealer, const VisitBy& by);

/// Tasks done, in no order.
[[nodiscard]] std::vector<std::string> tasks_of(db::Transaction& tx, RegionId region_id,
                                                VisitId id);
/// The worker's note; empty when there is none. CHECK_REQUEST when it was tampered with.
[[nodiscard]] std::string note_of(db::Transaction& tx, RegionId region_id, VisitId id,
                                  const crypto::Sealer& sealer);
/// Cancels every visit of an entitlement that has not begun, from `from` on; returns how many.
std::int64_t cancel_open_visits(db::Transaction& tx, RegionId region_id, EntitlementId id,
                                base::Date from);

/// The team that a worker belongs to on a day; 0: none.
[[nodiscard]] OrganisationId team_of(db::Transaction& tx, RegionId region_id, PersonId worker_id,
                                     base::Date on);

}  // namespace care
