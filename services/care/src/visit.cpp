// Visits in the database: reading, the guarded change of state, and the steps without money.
#include "care/visit.h"

#include <algorithm>

#include "dispatch_event.h"
#include "people/organisation.h"
#include "visit_rows.h"

namespace care {
namespace {

constexpr std::int64_t kDayMin = 24 * 60;
constexpr std::string_view kInsertColumns[] = {"region_id",
                                               "id",
                                               "plan_id",
                                               "entitlement_id",
                                               "client_id",
                                               "centre_id",
                                               "team_id",
                                               "worker_id",
                                               "vehicle_id",
                                               "service",
                                               "visit_on",
                                               "start_min",
                                               "length_min",
                                               "earliest_min",
                                               "latest_min",
                                               "needs_car",
                                               "destination_id",
                                               "state",
                                               "checked_in_at",
                                               "checked_out_at",
                                               "check_in_distance_m",
                                               "cancel_reason",
                                               "billed_min",
                                               "price_won",
                                               "copay_won",
                                               "subsidy_won",
                                               "quota_units",
                                               "portions",
                                               "version"};

template <class... T>
void append_values(std::vector<db::Value>& out, const T&... values) {
  (out.push_back(db::to_value(values)), ...);
}

std::vector<Visit> select(db::Transaction& tx, std::string_view where, const auto&... arguments) {
  return tx.query<Visit>("SELECT " + std::string(kVisitColumns) +
                             " FROM care_visit WHERE region_id = $1 AND " + std::string(where) +
                             " ORDER BY visit_on, start_min, id",
                         arguments...);
}

void write_visit_step(db::Transaction& tx, RegionId region_id, const Visit& visit,
                      VisitAction action, const VisitBy& by) {
  tx.execute(
      "INSERT INTO care_visit_step (region_id, visit_id, id, action, state, actor_id, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, visit.id, tx.make_id<base::Id<struct StepTag>>(), action, visit.state, by.actor_id,
      by.now);
}

}  // namespace

std::span<const base::Rule> VisitWindow::rules() {
  static const base::Rule kRules[] = {
      {.field = "earliest_min", .minimum = 0, .maximum = kDayMin},
      {.field = "latest_min", .minimum = 0, .maximum = kDayMin},
  };
  return kRules;
}

void insert_visits(db::Transaction& tx, RegionId region_id, std::span<const Visit> visits) {
  std::vector<db::Value> cells;
  cells.reserve(visits.size() * std::size(kInsertColumns));
  // One statement for hundreds of visits: a history of years is taken over in minutes.
  for (const Visit& v : visits) {
    CHECK_REQUEST(v.id && v.length_min > 0);
    CHECK_REQUEST(v.earliest_min <= v.start_min && v.start_min <= v.latest_min);
    append_values(cells, region_id, v.id, v.plan_id, v.entitlement_id, v.client_id, v.centre_id,
                  v.team_id, v.worker_id, v.vehicle_id, v.service, v.visit_on, v.start_min,
                  v.length_min, v.earliest_min, v.latest_min, v.needs_car, v.destination_id,
                  v.state, v.checked_in_at, v.checked_out_at, v.check_in_distance_m,
                  v.cancel_reason, v.billed_min, v.price_won, v.copay_won, v.subsidy_won,
                  v.quota_units, v.portions, v.version);
  }
  if (!cells.empty()) tx.insert_many("care_visit", kInsertColumns, cells);
}

std::optional<Visit> find_visit(db::Transaction& tx, RegionId region_id, VisitId id) {
  return tx.query_one<Visit>(
      "SELECT " + std::string(kVisitColumns) + " FROM care_visit WHERE region_id = $1 AND id = $2",
      region_id, id);
}

std::vector<Visit> visits_of_centre(db::Transaction& tx, RegionId region_id,
                                    OrganisationId centre_id, base::Date on) {
  return select(tx, "centre_id = $2 AND visit_on = $3", region_id, centre_id, on);
}

std::vector<Visit> visits_of_worker(db::Transaction& tx, RegionId region_id, PersonId worker_id,
                                    base::Date from, base::Date to) {
  return select(tx, "worker_id = $2 AND visit_on >= $3 AND visit_on <= $4", region_id, worker_id,
                from, to);
}

std::vector<Visit> visits_of_client(db::Transaction& tx, RegionId region_id, PersonId client_id,
                                    base::Date from, base::Date to) {
  return select(tx, "client_id = $2 AND visit_on >= $3 AND visit_on <= $4", region_id, client_id,
                from, to);
}

Visiting<Visit> open_visit(db::Transaction& tx, RegionId region_id, VisitId id, VisitAction action,
                           const VisitBy& by) {
  auto visit = find_visit(tx, region_id, id);
  if (!visit) return base::refuse(VisitRefusal::visit_not_found);
  // Before the transition: who saw an old page should reload, not wonder about the step.
  if (visit->version != by.version) return base::refuse(VisitRefusal::version_stale);
  if (!next_state(visit->state, action)) return base::refuse(VisitRefusal::visit_step_not_allowed);
  return *std::move(visit);
}

Visit save_visit(db::Transaction& tx, RegionId region_id, Visit visit, VisitAction action,
                 const VisitBy& by) {
  const std::optional<VisitState> state = next_state(visit.state, action);
  CHECK_REQUEST(state.has_value());
  visit.state = *state;
  CHECK_REQUEST(visit.state != VisitState::completed || visit.worker_id);  // or who is paid?
  CHECK_REQUEST(visit.copay_won + visit.subsidy_won == visit.price_won);
  const std::int64_t changed = tx.execute(
      "UPDATE care_visit SET team_id = $4, worker_id = $5, vehicle_id = $6, start_min = $7,"
      " state = $8, checked_in_at = $9, checked_out_at = $10, check_in_distance_m = $11,"
      " cancel_reason = $12, billed_min = $13, price_won = $14, copay_won = $15,"
      " subsidy_won = $16, quota_units = $17, version = version + 1"
      // The version in the condition is the last guard against two writers at once.
      " WHERE region_id = $1 AND id = $2 AND version = $3",
      region_id, visit.id, visit.version, visit.team_id, visit.worker_id, visit.vehicle_id,
      visit.start_min, visit.state, visit.checked_in_at, visit.checked_out_at,
      visit.check_in_distance_m, visit.cancel_reason, visit.billed_min, visit.price_won,
      visit.copay_won, visit.subsidy_won, visit.quota_units);
  CHECK_REQUEST(changed == 1);  // its version was read in the same transaction
  ++visit.version;
  write_visit_step(tx, region_id, visit, action, by);
  record_event(tx, region_id, visit_event(DispatchEventKind::visit_changed, visit, by.now));
  return visit;
}

Visiting<Visit> advance(db::Transaction& tx, RegionId region_id, VisitId id, VisitAction action,
                        const VisitBy& by) {
  CHECK_REQUEST(action == VisitAction::confirm || action == VisitAction::depart ||
                action == VisitAction::miss);
  OLIVE_TRY(visit, open_visit(tx, region_id, id, action, by));
  // What did not take place uses nothing up; see units_left().
  if (action == VisitAction::miss) visit.quota_units = 0;
  return save_visit(tx, region_id, std::move(visit), action, by);
}

Visiting<Visit> cancel(db::Transaction& tx, RegionId region_id, VisitId id, CancelReason reason,
                       const VisitBy& by) {
  OLIVE_TRY(visit, open_visit(tx, region_id, id, VisitAction::cancel, by));
  visit.cancel_reason = base::name_of(reason);
  visit.quota_units = 0;
  return save_visit(tx, region_id, std::move(visit), VisitAction::cancel, by);
}

std::int64_t cancel_open_visits(db::Transaction& tx, RegionId region_id, EntitlementId id,
                                base::Date from) {
  // Those under way are left: somebody is at the door, and their time will be billed.
  return tx.execute(
      "UPDATE care_visit SET state = 'cancelled', cancel_reason = 'care_ended', quota_units = 0,"
      " version = version + 1 WHERE region_id = $1 AND entitlement_id = $2 AND visit_on >= $3"
      " AND state IN ('planned', 'assigned', 'confirmed')",
      region_id, id, from);
}

OrganisationId team_of(db::Transaction& tx, RegionId region_id, PersonId worker_id, base::Date on) {
  for (const auto& membership : people::memberships_of(tx, region_id, worker_id, on)) {
    if (membership.role != people::Role::care_worker &&
        membership.role != people::Role::participant)
      continue;
    const auto organisation = people::find_organisation(tx, region_id, membership.organisation_id);
    // Memberships of a centre are passed over: the team that does the work has the sales.
    if (organisation && organisation->kind == people::OrganisationKind::team)
      return organisation->id;
  }
  return {};
}

}  // namespace care
