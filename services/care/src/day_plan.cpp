// Day plans in the database: reading a day, keeping a proposal, carrying it out.
#include "care/day_plan.h"

#include <algorithm>

#include "day_plan_steps.h"
#include "people/organisation.h"

namespace care {
namespace {

void insert_assignments(db::Transaction& tx, RegionId region_id, DayPlanId id,
                        const std::vector<PlannedAssignment>& assignments) {
  static constexpr std::string_view kColumns[] = {
      "region_id", "day_plan_id", "visit_id",   "visit_version", "worker_id",  "vehicle_id",
      "position",  "start_min",   "travel_min", "wait_min",      "is_regular", "unassigned_reason"};
  std::vector<db::Value> cells;
  for (const PlannedAssignment& a : assignments) {
    CHECK_REQUEST(a.worker_id || !a.unassigned_reason.empty());  // a name or a reason
    for (db::Value& value : std::vector<db::Value>{
             db::to_value(region_id), db::to_value(id), db::to_value(a.visit_id),
             db::to_value(a.visit_version), db::to_value(a.worker_id), db::to_value(a.vehicle_id),
             db::to_value(a.position), db::to_value(a.start_min), db::to_value(a.travel_min),
             db::to_value(a.wait_min), db::to_value(a.is_regular),
             db::to_value(a.unassigned_reason)})
      cells.push_back(std::move(value));
  }
  if (!cells.empty()) tx.insert_many("care_day_plan_visit", kColumns, cells);
}

bool is_unchanged(const Visit& visit, const PlannedAssignment& assignment) {
  // Unchanged visits are not written, so that no worker is told of a change that is none.
  return visit.worker_id == assignment.worker_id && visit.vehicle_id == assignment.vehicle_id &&
         visit.start_min == assignment.start_min;
}

/// Visits that the proposal gives to somebody, as they are now; refuses when one has moved on.
DayPlanning<std::vector<std::pair<Visit, PlannedAssignment>>> current_visits(db::Transaction& tx,
                                                                             RegionId region_id,
                                                                             DayPlanId id) {
  std::vector<std::pair<Visit, PlannedAssignment>> out;
  for (PlannedAssignment& assignment : assignments_of(tx, region_id, id)) {
    auto visit = find_visit(tx, region_id, assignment.visit_id);
    // The visits that stay open count as well: they may have been given away by hand since.
    if (!visit || visit->version != assignment.visit_version)
      return base::refuse(DayPlanRefusal::day_plan_stale);
    if (assignment.worker_id) out.emplace_back(*std::move(visit), std::move(assignment));
  }
  return out;
}

}  // namespace

DayPlanning<CentreDay> read_day(db::Transaction& tx, RegionId region_id,
                                const DayPlanRequest& request, base::Instant now) {
  if (!people::find_organisation(tx, region_id, request.centre_id))
    return base::refuse(DayPlanRefusal::organisation_not_found);
  // Today may be planned again at any hour: what has begun is pinned.
  if (request.plan_on < base::korean_date(now))
    return base::refuse(DayPlanRefusal::day_in_the_past);
  CentreDay day = read_centre_day(
      tx, region_id, {.centre_id = request.centre_id, .on = request.plan_on, .now = now});
  if (std::ranges::none_of(day.visits, may_move, &Visit::state))
    return base::refuse(DayPlanRefusal::nothing_to_plan);
  return day;
}

std::vector<PlannedAssignment> propose_day(const CentreDay& day, const DayPlanRequest& request,
                                           const geo::TravelSource& travel) {
  const DayModel model = model_of(day, travel, Planning::anew);
  optimiser::Options options;
  options.seed = request.seed;
  options.iterations_max = request.iterations_max;
  options.weights = model.weights;
  return assignments_from(day, model, optimiser::solve(model.problem, options), Planning::anew);
}

DayPlanId save_proposal(db::Transaction& tx, RegionId region_id, const CentreDay& day,
                        const std::vector<PlannedAssignment>& assignments, PersonId actor_id,
                        base::Instant now) {
  CHECK_REQUEST(!assignments.empty());  // read_day() refuses a day without open visits
  std::int64_t travel_min = 0;
  for (const PlannedAssignment& assignment : assignments) travel_min += assignment.travel_min;
  const auto id = tx.make_id<DayPlanId>();
  tx.execute(
      "INSERT INTO care_day_plan (region_id, id, centre_id, plan_on, state, made_by,"
      " made_at, travel_min) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      region_id, id, day.centre_id, day.on, DayPlanState::proposed, actor_id, now, travel_min);
  insert_assignments(tx, region_id, id, assignments);
  return id;
}

DayPlanning<DayPlanId> plan_day(db::Transaction& tx, RegionId region_id,
                                const DayPlanRequest& request, const geo::TravelSource& travel,
                                PersonId actor_id, base::Instant now) {
  OLIVE_TRY(day, read_day(tx, region_id, request, now));
  return save_proposal(tx, region_id, day, propose_day(day, request, travel), actor_id, now);
}

std::optional<DayPlan> find_day_plan(db::Transaction& tx, RegionId region_id, DayPlanId id) {
  return tx.query_one<DayPlan>(
      "SELECT id, centre_id, plan_on, state, made_by, made_at, travel_min FROM care_day_plan"
      " WHERE region_id = $1 AND id = $2",
      region_id, id);
}

std::vector<PlannedAssignment> assignments_of(db::Transaction& tx, RegionId region_id,
                                              DayPlanId id) {
  return tx.query<PlannedAssignment>(
      "SELECT visit_id, visit_version, worker_id, vehicle_id, position, start_min, travel_min,"
      " wait_min, is_regular, unassigned_reason FROM care_day_plan_visit"
      " WHERE region_id = $1 AND day_plan_id = $2"
      " ORDER BY CASE WHEN worker_id = 0 THEN 1 ELSE 0 END, worker_id, position, visit_id",
      region_id, id);
}

DayPlanning<DayPlanApplied> apply_day_plan(db::Transaction& tx, RegionId region_id, DayPlanId id,
                                           PersonId actor_id, base::Instant now) {
  const auto plan = find_day_plan(tx, region_id, id);
  if (!plan) return base::refuse(DayPlanRefusal::day_plan_not_found);
  if (plan->state == DayPlanState::applied)
    return base::refuse(DayPlanRefusal::day_plan_already_applied);
  OLIVE_TRY(visits, current_visits(tx, region_id, id));
  DayPlanApplied out;
  // All take-backs come first: workers may swap visits, and a swap has no order that always fits.
  for (auto& [visit, assignment] : visits) {
    if (is_unchanged(visit, assignment) || visit.state != VisitState::assigned) continue;
    auto freed = unassign(tx, region_id, visit.id, {actor_id, visit.version, now});
    // Version and state were checked above in this transaction.
    CHECK_REQUEST(freed.has_value());
    visit = *std::move(freed);
  }
  for (const auto& [visit, assignment] : visits) {
    if (is_unchanged(visit, assignment)) {
      ++out.unchanged;
      continue;
    }
    const Assignment wish{assignment.worker_id, assignment.vehicle_id, assignment.start_min};
    const auto given = assign(tx, region_id, visit.id, wish, {actor_id, visit.version, now});
    // A refusal is no error: hours or certificates may have changed since. The visit stays open and
    // the coordinator sees how many did.
    ++(given ? out.assigned : out.refused);
  }
  CHECK_REQUEST(static_cast<std::size_t>(out.assigned + out.unchanged + out.refused) ==
                visits.size());
  tx.execute("UPDATE care_day_plan SET state = 'applied' WHERE region_id = $1 AND id = $2",
             region_id, id);
  return out;
}

}  // namespace care
