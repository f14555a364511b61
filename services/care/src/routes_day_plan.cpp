// Day plans: a proposal with a sentence for every visit, and its application by a person.
#include "day_plan_steps.h"
#include "explain.h"
#include "names.h"
#include "people/organisation.h"
#include "routes.h"
#include "visit_views.h"

namespace care {
namespace {

using api::Answer;
using api::Context;

std::string explanation(const i18n::Catalogue& catalogue, i18n::Language language,
                        const PlannedAssignment& assignment, const std::string& worker_name) {
  // Why nobody can come is the first thing that a coordinator asks.
  if (!assignment.worker_id)
    return catalogue.text(language, "care.explain." + assignment.unassigned_reason);
  const i18n::Arguments arguments{{"worker", worker_name},
                                  {"start", clock_time(assignment.start_min)},
                                  {"position", std::to_string(assignment.position)},
                                  {"travel", std::to_string(assignment.travel_min)},
                                  {"wait", std::to_string(assignment.wait_min)}};
  return catalogue.text(
      language, assignment.is_regular ? "care.explain.regular_worker" : "care.explain.worker",
      arguments);
}

std::vector<Visit> visits_by_plan(db::Transaction& tx, RegionId region_id,
                                  const std::vector<PlannedAssignment>& assignments) {
  std::vector<Visit> out;
  for (const PlannedAssignment& assignment : assignments)
    if (auto visit = find_visit(tx, region_id, assignment.visit_id))
      out.push_back(*std::move(visit));
  // Visits are never deleted, so each proposed one still exists.
  CHECK_REQUEST(out.size() == assignments.size());
  return out;
}

DayPlanProposal proposal_of(db::Transaction& tx, const Context& context, const DayPlan& plan,
                            const i18n::Catalogue& catalogue) {
  const RegionId region_id = context.region_id();
  DayPlanProposal out{.plan = plan};
  const auto assignments = assignments_of(tx, region_id, plan.id);
  const auto visits = visits_by_plan(tx, region_id, assignments);
  std::vector<PersonId> ids;
  for (std::size_t i = 0; i < visits.size(); ++i)
    ids.insert(ids.end(), {visits[i].client_id, assignments[i].worker_id});
  const Persons persons(tx, region_id, std::move(ids));
  std::map<VehicleId, std::string> vehicles{{VehicleId{}, ""}};
  for (const Vehicle& vehicle : vehicles_of_centre(tx, region_id, plan.centre_id, plan.plan_on))
    vehicles[vehicle.id] = vehicle.name;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const PlannedAssignment& assignment = assignments[i];
    ++(assignment.worker_id ? out.assigned : out.unassigned);
    const std::string worker = persons.name(assignment.worker_id);
    out.items.push_back({assignment, persons.masked_name(visits[i].client_id), worker,
                         vehicles[assignment.vehicle_id],
                         explanation(catalogue, context.language, assignment, worker)});
  }
  CHECK_REQUEST(out.items.size() == assignments.size());
  return out;
}

/// The plan of `{id}` for somebody who dispatches for its centre.
Answer<DayPlan> visible_plan(db::Transaction& tx, const Context& context) {
  auto plan = find_day_plan(tx, context.region_id(), context.path_id<DayPlanId>("id"));
  // Another centre's proposal does not exist for the caller.
  if (!plan || !context.scope.covers(plan->centre_id))
    return api::refused(DayPlanRefusal::day_plan_not_found);
  return *std::move(plan);
}

/// Reads, searches and saves in three steps: no transaction stays open while the search runs.
void propose(const Dependencies& dependencies, const api::Services& services,
             const Context& context, const api::Done& done) {
  DayPlanInput in;
  if (auto read =
          api::read_input(context, http::Method::post, base::type_info<DayPlanInput>(), &in);
      !read)
    return done(api::reply_problem(services, context, read.error()));
  if (!context.scope.covers(in.centre_id))
    return done(api::reply_problem(
        services, context,
        api::refused(DayPlanRefusal::organisation_not_found, "/centre_id").error()));
  DayPlanRequest request{.centre_id = in.centre_id, .plan_on = in.date};
  if (in.seed) request.seed = static_cast<std::uint64_t>(*in.seed);
  const RegionId region_id = context.region_id();
  const auto day = services.database->read(
      [&](db::Transaction& tx) { return read_day(tx, region_id, request, context.now); });
  if (!day) return done(api::reply_problem(services, context, api::refused(day.error()).error()));
  // A second or two without a transaction: readers and writers go on meanwhile. What changes in
  // this time makes the proposal stale, which applying it will tell.
  const auto assignments = propose_day(*day, request, dependencies.travel);
  done(api::write_reply(services, [&](db::Transaction& tx) {
    return api::once(tx, services, context, [&] {
      const DayPlanId id =
          save_proposal(tx, region_id, *day, assignments, context.principal.person_id, context.now);
      const auto plan = find_day_plan(tx, region_id, id);
      CHECK_REQUEST(plan.has_value());
      return api::to_reply<DayPlanProposal>(
          services, context, 201, proposal_of(tx, context, *plan, *dependencies.catalogue));
    });
  }));
}

api::Route propose_route(const Dependencies& dependencies) {
  api::Route route = api::post<DayPlanInput, DayPlanProposal>(
      "/api/v1/care/day-plans",
      {.operation = "create_care_day_plan",
       .permission = "care.dispatch",
       .tag = "care",
       .summary = "Proposes workers, cars and times for a centre's day.",
       .success_status = 201},
      {});
  route.run = [dependencies](const api::Services& services, std::shared_ptr<const Context> context,
                             api::Done done) { propose(dependencies, services, *context, done); };
  return route;
}

Answer<DayPlanApplied> apply(db::Transaction& tx, const Context& context, const base::Nothing&) {
  OLIVE_TRY(plan, visible_plan(tx, context));
  return api::answer(
      apply_day_plan(tx, context.region_id(), plan.id, context.principal.person_id, context.now));
}

}  // namespace

Routes day_plan_routes(const Dependencies& dependencies) {
  return {
      propose_route(dependencies),
      api::get<base::Nothing, DayPlanProposal>(
          "/api/v1/care/day-plans/{id}",
          {.operation = "get_care_day_plan",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "A proposal with a sentence for every visit."},
          [dependencies](db::Transaction& tx, const Context& context,
                         const base::Nothing&) -> Answer<DayPlanProposal> {
            OLIVE_TRY(plan, visible_plan(tx, context));
            return proposal_of(tx, context, plan, *dependencies.catalogue);
          }),
      api::post<base::Nothing, DayPlanApplied>(
          "/api/v1/care/day-plans/{id}/application",
          {.operation = "apply_care_day_plan",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "Carries a proposal out; refused when a visit was changed meanwhile."},
          apply),
  };
}

}  // namespace care
