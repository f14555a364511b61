// Reading visits: the centre's board, the worker's day, one visit; making plans.
#include <algorithm>

#include "check_out.h"
#include "names.h"
#include "permissions.h"
#include "plan_settings.h"
#include "referral_views.h"
#include "routes.h"
#include "visit_views.h"

namespace care {
namespace {

using api::Answer;
using api::Context;

/// A worker's column: hours of the day, valid certificates, minutes already given away.
BoardWorker board_worker(const people::WorkerProfile& worker, const Persons& persons,
                         const std::vector<Visit>& visits, base::Date on) {
  BoardWorker out{.worker_id = worker.person_id, .name = persons.name(worker.person_id)};
  for (const people::WorkHours& hours : worker.hours) {
    if (hours.weekday != base::weekday(on)) continue;
    out.from_min = hours.from_min;
    out.to_min = hours.to_min;
  }
  for (const people::HeldCertificate& held : worker.certificates)
    if (people::holds(worker, held.certificate, on)) out.certificates.push_back(held.certificate);
  for (const Visit& visit : visits)
    if (visit.worker_id == worker.person_id && visit.state != VisitState::cancelled &&
        visit.state != VisitState::missed)
      out.booked_min += visit.length_min;
  return out;
}

Answer<VisitBoard> board(db::Transaction& tx, const Context& context, const BoardQuery& in) {
  const RegionId region_id = context.region_id();
  const auto centre = people::find_organisation(tx, region_id, in.centre_id);
  if (!centre || !context.scope.covers(in.centre_id))
    return api::refused(ReferralRefusal::organisation_not_found, "/centre_id");
  VisitBoard out{in.centre_id, centre->name, in.on.value_or(context.today())};
  const auto visits = visits_of_centre(tx, region_id, in.centre_id, out.on);
  out.visits = visit_rows(tx, region_id, visits);
  const auto workers = people::workers_of_centre(tx, region_id, in.centre_id);
  std::vector<PersonId> ids;
  for (const auto& worker : workers) ids.push_back(worker.person_id);
  const Persons persons(tx, region_id, std::move(ids));
  for (const auto& worker : workers)
    out.workers.push_back(board_worker(worker, persons, visits, out.on));
  std::ranges::sort(out.workers, {}, &BoardWorker::name);
  out.vehicles = vehicles_of_centre(tx, region_id, in.centre_id, out.on);
  return out;
}

/// Own visits only, whatever else the caller may read.
Answer<MyVisits> my_visits(db::Transaction& tx, const Context& context, const MyVisitsQuery& in) {
  const RegionId region_id = context.region_id();
  const PersonId worker_id = context.principal.person_id;
  MyVisits out{.on = in.on.value_or(context.today())};
  const std::vector<Visit> visits = visits_of_worker(tx, region_id, worker_id, out.on, out.on);
  out.visits = visit_rows(tx, region_id, visits);
  if (std::ranges::any_of(visits, is_meal))
    out.meal_loads = meal_loads(
        visits, plan_rules(settings::Snapshot(tx, region_id), visits.front().centre_id, out.on));
  const db::Rows month = tx.rows(
      // Actual minutes, not billed ones: this is about the worker's time.
      "SELECT COUNT(*), COALESCE(SUM(checked_out_at - checked_in_at), 0) FROM care_visit"
      " WHERE region_id = $1 AND worker_id = $2 AND visit_on >= $3 AND visit_on <= $4"
      " AND state = 'completed'",
      region_id, worker_id, base::first_of_month(out.on), base::last_of_month(out.on));
  out.visits_this_month = static_cast<std::int32_t>(month.integer(0, 0));
  out.minutes_this_month =
      static_cast<std::int32_t>(month.integer(0, 1) / (60 * base::kMicrosPerSecond));
  return out;
}

/// What the caller may do next with the visit.
std::vector<VisitAction> actions_for(const Context& context, const Visit& visit) {
  std::vector<VisitAction> out;
  if (!may_carry_out(context, visit)) return out;
  const bool dispatches = scope_for(context.principal, "care.dispatch").covers(visit.centre_id);
  for (const VisitAction action : base::all_of<VisitAction>()) {
    const bool is_dispatch = action == VisitAction::assign || action == VisitAction::unassign ||
                             action == VisitAction::cancel || action == VisitAction::miss;
    // The same tables as the steps themselves, so that no button leads to a refusal.
    if (next_state(visit.state, action) && (dispatches || !is_dispatch)) out.push_back(action);
  }
  return out;
}

Answer<VisitDetail> show(db::Transaction& tx, const Context& context, const base::Nothing&,
                         const crypto::Sealer& sealer) {
  const RegionId region_id = context.region_id();
  const auto visit = find_visit(tx, region_id, context.path_id<VisitId>("id"));
  // Like an unknown id: ids of others' visits must not be guessable.
  if (!visit || !may_read(context, *visit)) return api::refused(VisitRefusal::visit_not_found);
  VisitDetail out{visit_rows(tx, region_id, {*visit}).front(),
                  service_of(tx, region_id, visit->service).tasks,
                  tasks_of(tx, region_id, visit->id)};
  // The note may speak of health: for those who care, not for all who may read the board.
  if (may_carry_out(context, *visit)) out.note = note_of(tx, region_id, visit->id, sealer);
  out.actions = actions_for(context, *visit);
  if (const auto it = find_correction(tx, region_id, visit->id))
    out.correction =
        CorrectionRow{Persons(tx, region_id, {it->corrected_by}).name(it->corrected_by),
                      it->corrected_at, it->reason};
  return out;
}

/// The worker sees whom they go to; the look is logged like every other.
Answer<ClientCard> view_client(db::Transaction& tx, const Context& context,
                               const ClientViewInput& in, const crypto::Sealer& sealer) {
  const auto visit = find_visit(tx, context.region_id(), context.path_id<VisitId>("id"));
  if (!visit || !may_carry_out(context, *visit)) return api::refused(VisitRefusal::visit_not_found);
  return open_client(tx, context, referral_of(tx, context.region_id(), *visit), sealer, in.reason);
}

/// Plans are made by the centre that serves.
Answer<PlanMade> plan(db::Transaction& tx, const Context& context, const PlanInput& in) {
  const RegionId region_id = context.region_id();
  const auto entitlement = find_entitlement(tx, region_id, in.entitlement_id);
  if (!entitlement || !context.scope.covers(entitlement->centre_id))
    return api::refused(PlanRefusal::entitlement_not_found, "/entitlement_id");
  const NewPlan wish{in.entitlement_id,
                     in.from_on,
                     in.to_on,
                     in.weekdays,
                     in.start_min,
                     in.length_min,
                     in.slack_min.value_or(0),
                     in.needs_car,
                     in.destination_id.value_or(OrganisationId{}),
                     in.staff.value_or(1),
                     in.return_after_min,
                     in.return_wait_min.value_or(60),
                     in.further_windows.value_or(std::vector<VisitWindow>{}),
                     in.portions.value_or(1)};
  return api::answer(make_plan(tx, region_id, wish, context.principal.person_id, context.now));
}

}  // namespace

Routes visit_routes(const Dependencies& dependencies) {
  const crypto::Sealer& sealer = *dependencies.sealer;
  return {
      api::post<PlanInput, PlanMade>(
          "/api/v1/care/plans",
          {.operation = "create_care_plan",
           .permission = "care.plan",
           .tag = "care",
           .summary = "Makes visits from an entitlement by a weekly pattern.",
           .success_status = 201},
          plan),
      api::get<BoardQuery, VisitBoard>("/api/v1/care/visits",
                                       {.operation = "list_care_visits",
                                        .permission = "care.read_visits",
                                        .tag = "care",
                                        .summary = "A centre's day: visits, workers and cars."},
                                       board),
      api::get<MyVisitsQuery, MyVisits>(
          "/api/v1/care/my-visits",
          {.operation = "list_my_visits",
           .permission = "care.work",
           .tag = "care",
           .summary = "The caller's own visits of a day, and the month so far."},
          my_visits),
      api::get<base::Nothing, VisitDetail>(
          "/api/v1/care/visits/{id}",
          {.operation = "get_care_visit",
           .permission = "signed_in",
           .tag = "care",
           .summary = "One visit with its checklist and what the caller may do next."},
          [&sealer](db::Transaction& tx, const Context& context, const base::Nothing& in) {
            return show(tx, context, in, sealer);
          }),
      api::post<ClientViewInput, ClientCard>(
          "/api/v1/care/visits/{id}/client-views",
          {.operation = "view_visit_client",
           .permission = "signed_in",
           .tag = "care",
           .summary = "Shows the worker whom they visit; the look is logged with its reason."},
          [&sealer](db::Transaction& tx, const Context& context, const ClientViewInput& in) {
            return view_client(tx, context, in, sealer);
          }),
  };
}

}  // namespace care
