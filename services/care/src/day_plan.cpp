// Day plans in the database: reading a day, keeping a proposal, carrying it out.
#include "care/day_plan.h"

#include <algorithm>

#include "day_plan_steps.h"
#include "names.h"
#include "people/consent.h"

namespace care {
namespace {

constexpr std::int32_t kRegularDays = 180;  // how long a client and a worker know each other
constexpr std::int64_t kRegularVisits = 2;

struct PairRow {
  PersonId client_id;
  PersonId worker_id;
};
BOOST_DESCRIBE_STRUCT(PairRow, (), (client_id, worker_id))
struct EntitlementMobility {
  EntitlementId id;
  Mobility mobility{};
};
BOOST_DESCRIBE_STRUCT(EntitlementMobility, (), (id, mobility))

/// Who has been with whom often enough to be called known.
void read_regulars(db::Transaction& tx, RegionId region_id, CentreDay& day) {
  for (const PairRow& pair : tx.query<PairRow>(
           "SELECT client_id, worker_id FROM care_visit WHERE region_id = $1 AND centre_id = $2"
           " AND visit_on >= $3 AND visit_on < $4 AND state = 'completed'"
           " GROUP BY client_id, worker_id HAVING COUNT(*) >= $5",
           region_id, day.centre_id, day.on.plus_days(-kRegularDays), day.on, kRegularVisits))
    day.regulars.emplace(pair.client_id, pair.worker_id);
}

/// Where clients live, who lives with them, how they move.
void read_clients(db::Transaction& tx, RegionId region_id, CentreDay& day) {
  std::vector<PersonId> clients;
  std::vector<EntitlementId> entitlements;
  for (const Visit& visit : day.visits) {
    clients.push_back(visit.client_id);
    entitlements.push_back(visit.entitlement_id);
  }
  for (const people::Person& client : people::find_persons(tx, region_id, clients))
    day.homes.emplace(client.id, client.home);
  for (const PersonId client_id : clients) {
    // One client may have several visits; the household is read once.
    auto& excluded = day.excluded[client_id];
    if (!excluded.empty()) continue;
    excluded.insert(client_id);
    for (const PersonId member : people::household_of(tx, region_id, client_id))
      excluded.insert(member);
  }
  for (const auto& row : tx.query<EntitlementMobility>(
           "SELECT e.id AS id, r.mobility AS mobility FROM care_entitlement e"
           " JOIN care_referral r ON r.region_id = e.region_id AND r.id = e.referral_id"
           " WHERE e.region_id = $1 AND e.id IN (" +
               id_list(entitlements) + ")",
           region_id))
    day.mobilities.emplace(row.id, row.mobility);
}

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
  CentreDay day{.centre_id = request.centre_id, .on = request.plan_on};
  day.visits = visits_of_centre(tx, region_id, request.centre_id, request.plan_on);
  // Completed ones stay: their worker was busy then.
  std::erase_if(day.visits, [](const Visit& visit) {
    return visit.state == VisitState::cancelled || visit.state == VisitState::missed;
  });
  if (std::ranges::none_of(day.visits, may_move, &Visit::state))
    return base::refuse(DayPlanRefusal::nothing_to_plan);
  day.workers = people::workers_of_centre(tx, region_id, request.centre_id);
  // A fixed order: the same data and seed must give the same proposal.
  std::ranges::sort(day.workers, {}, &people::WorkerProfile::person_id);
  day.vehicles = vehicles_of_centre(tx, region_id, request.centre_id, request.plan_on);
  day.services = services_of(tx, region_id);
  read_clients(tx, region_id, day);
  read_regulars(tx, region_id, day);
  return day;
}

std::vector<PlannedAssignment> propose_day(const CentreDay& day, const DayPlanRequest& request,
                                           const geo::TravelSource& travel) {
  optimiser::Options options;
  options.seed = request.seed;
  options.iterations_max = request.iterations_max;
  return assignments_from(day, optimiser::solve(problem_of(day, travel), options));
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
