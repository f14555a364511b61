// Moves by hand: what a move would break and cost before it is saved, and saving it.
#include <algorithm>

#include "dispatch.h"
#include "dispatch_dto.h"
#include "disruption_views.h"
#include "optimiser/evaluate.h"
#include "permissions.h"
#include "proposal_views.h"
#include "reading_post.h"
#include "routes.h"

namespace care {
namespace {

using api::Answer;
using api::Context;
using Tools = std::shared_ptr<DispatchTools>;

enum class MoveRefusal {
  move_breaks_rules,
  move_needs_confirmation,
  move_changes_nothing,
  organisation_not_found,
};
BOOST_DESCRIBE_ENUM(MoveRefusal, move_breaks_rules, move_needs_confirmation, move_changes_nothing,
                    organisation_not_found)

/// What a person may overrule: see severity_of().
constexpr VisitRefusal kOverruled[] = {VisitRefusal::start_outside_window,
                                       VisitRefusal::worker_hours_exceeded};

/// A move thought through.
struct Considered {
  Placements placements;  // linked visits included
  std::vector<PlanFault> faults;
  TermPairs terms;
  std::int64_t cost_added = 0;
  std::int64_t travel_added_s = 0;
};

Considered consider(const CentreDay& day, Placements placements, const geo::TravelSource& travel) {
  move_partners(day, placements);
  std::vector<VisitId> moving;
  for (const auto& [id, placed] : placements) moving.push_back(id);
  const Overlay overlay = overlay_of(day, travel, moving);
  Considered out{.placements = placements, .faults = new_faults(overlay, placements)};
  const optimiser::Problem& problem = overlay.model.problem;
  const optimiser::Weights& weights = overlay.model.weights;
  const auto terms_of = [&](const Placements& there) {
    return terms_without_breaks(
        optimiser::evaluate(problem, weights, plan_with(overlay, there)).terms);
  };
  const optimiser::Terms before = terms_of({});
  const optimiser::Terms after = terms_of(placements);
  out.terms = pair_terms(before, after, weights);
  out.cost_added = optimiser::total_of(after, weights) - optimiser::total_of(before, weights);
  out.travel_added_s = after[optimiser::Term::travel] - before[optimiser::Term::travel];
  return out;
}

bool is_hard(const PlanFault& fault) { return severity_of(fault.code) == Severity::hard; }

std::vector<MoveViolation> violations_of(const Considered& move, const Explainer& explainer,
                                         i18n::Language language, const Names& names) {
  std::vector<MoveViolation> out;
  // What stops the move stands first.
  for (const Severity severity : base::all_of<Severity>())
    for (const PlanFault& fault : move.faults) {
      if (severity_of(fault.code) != severity) continue;
      const auto worker = names.workers.find(fault.worker_id);
      out.push_back(
          {fault.code, severity,
           explainer.text(language, "care.fault." + std::string(base::name_of(fault.code)),
                          {{"worker", worker == names.workers.end() ? "" : worker->second},
                           {"minutes", std::to_string(fault.minutes)}}),
           fault.visit_id, fault.other_visit_id, fault.worker_id, fault.minutes});
    }
  return out;
}

Names names_of_move(db::Transaction& tx, RegionId region_id, const CentreDay& day,
                    const Considered& move) {
  std::vector<Visit> visits;
  std::vector<PersonId> workers;
  std::vector<VehicleId> vehicles;
  for (const auto& [id, placed] : move.placements) {
    if (const Visit* visit = find_in(day, id)) visits.push_back(*visit);
    workers.push_back(placed.worker_id);
    vehicles.push_back(placed.vehicle_id);
  }
  for (const PlanFault& fault : move.faults) workers.push_back(fault.worker_id);
  return names_for(tx, region_id, visits, workers, vehicles);
}

MoveCheck check_of(db::Transaction& tx, const Context& context, const CentreDay& day,
                   const Considered& move, std::optional<VisitId> moved,
                   const DispatchTools& tools) {
  const Names names = names_of_move(tx, context.region_id(), day, move);
  MoveCheck out;
  out.violations = violations_of(move, tools.explainer, context.language, names);
  out.is_possible = std::ranges::none_of(move.faults, is_hard);
  out.needs_confirmation = out.is_possible && !move.faults.empty();
  out.terms = term_changes(move.terms, tools.explainer, context.language);
  out.cost_added = move.cost_added;
  out.travel_added_min = move.travel_added_s / 60;
  for (const auto& [id, placed] : move.placements)
    if (moved && id != *moved) out.moved_with.push_back(id);
  if (!moved) return out;
  const Visit& visit = *find_in(day, *moved);
  out.sentence = tools.explainer.change(
      context.language, visit, {visit.worker_id, visit.vehicle_id, visit.start_min},
      move.placements.at(*moved), nullptr, names, /*is_regular=*/false);
  return out;
}

/// The visit of `{id}` for somebody who dispatches for its centre.
Answer<Visit> dispatched_visit(db::Transaction& tx, const Context& context) {
  auto visit = find_visit(tx, context.region_id(), context.path_id<VisitId>("id"));
  if (!visit || !context.scope.covers(visit->centre_id))
    return api::refused(VisitRefusal::visit_not_found);
  if (!next_state(visit->state, VisitAction::assign))
    return api::refused(VisitRefusal::visit_step_not_allowed);
  return *std::move(visit);
}

PlacedVisit wished_place(const Visit& visit, PersonId worker_id,
                         std::optional<VehicleId> vehicle_id,
                         std::optional<std::int32_t> start_min) {
  // Nobody needs no car.
  return {worker_id, worker_id ? vehicle_id.value_or(visit.vehicle_id) : VehicleId{},
          start_min.value_or(visit.start_min)};
}

CentreDay day_of(db::Transaction& tx, const Context& context, OrganisationId centre_id,
                 base::Date on) {
  return read_centre_day(tx, context.region_id(), {centre_id, on, context.now});
}

Answer<MoveCheck> check_move(db::Transaction& tx, const Context& context, const MoveQuery& in,
                             const DispatchTools& tools) {
  OLIVE_TRY(visit, dispatched_visit(tx, context));
  const CentreDay day = day_of(tx, context, visit.centre_id, visit.visit_on);
  const Considered move =
      consider(day, {{visit.id, wished_place(visit, in.worker_id, in.vehicle_id, in.start_min)}},
               tools.travel);
  return check_of(tx, context, day, move, visit.id, tools);
}

/// Refuses what breaks a rule, and what nobody has confirmed. The first reason gives the name.
Answer<void> must_be_allowed(const Considered& move, bool accepts_warnings) {
  for (const PlanFault& fault : move.faults) {
    if (!is_hard(fault)) continue;
    if (const auto known = base::parse_enum<VisitRefusal>(base::name_of(fault.code)))
      return api::refused(*known);
    return api::refused(MoveRefusal::move_breaks_rules);
  }
  if (!move.faults.empty() && !accepts_warnings)
    return api::refused(MoveRefusal::move_needs_confirmation);
  return {};
}

Answer<DispatchDone> save_move(db::Transaction& tx, const Context& context, const MoveInput& in,
                               const DispatchTools& tools) {
  OLIVE_TRY(visit, dispatched_visit(tx, context));
  if (visit.version != in.version) return api::refused(VisitRefusal::version_stale);
  if (visit.visit_on < context.today()) return api::refused(DeedRefusal::day_in_the_past);
  const PlacedVisit wish = wished_place(visit, in.worker_id, in.vehicle_id, in.start_min);
  if (wish == PlacedVisit{visit.worker_id, visit.vehicle_id, visit.start_min})
    return api::refused(MoveRefusal::move_changes_nothing);
  const CentreDay day = day_of(tx, context, visit.centre_id, visit.visit_on);
  const Considered move = consider(day, {{visit.id, wish}}, tools.travel);
  if (auto allowed = must_be_allowed(move, in.accepts_warnings); !allowed)
    return std::unexpected(allowed.error());
  std::vector<Placing> placings;
  for (const auto& [id, placed] : move.placements) placings.push_back({*find_in(day, id), placed});
  const DeedBy by{context.principal.person_id, context.now};
  auto visits = place_all(tx, context.region_id(), placings, kOverruled, by);
  if (!visits) return api::refused(visits.error());
  const DeedDone done = keep_deed(tx, context.region_id(),
                                  {.centre_id = visit.centre_id,
                                   .deed_on = visit.visit_on,
                                   .kind = DeedKind::move,
                                   .actor_id = by.actor_id,
                                   .at = by.now},
                                  *std::move(visits));
  return dispatch_done({tx, context.region_id(), tools.explainer, context.language}, done);
}

Answer<MoveCheck> check_plan(db::Transaction& tx, const Context& context, const PlanCheckInput& in,
                             const DispatchTools& tools) {
  if (!is_own_centre(tx, context.region_id(), context.scope, in.centre_id))
    return api::refused(MoveRefusal::organisation_not_found, "/centre_id");
  const CentreDay day = day_of(tx, context, in.centre_id, in.on);
  Placements placements;
  for (std::size_t i = 0; i < in.placements.size(); ++i) {
    const PlanCheckPlacement& one = in.placements[i];
    const Visit* visit = find_in(day, one.visit_id);
    if (!visit || !next_state(visit->state, VisitAction::assign))
      return api::refused(VisitRefusal::visit_not_found,
                          "/placements/" + std::to_string(i) + "/visit_id");
    placements[one.visit_id] = wished_place(*visit, one.worker_id, one.vehicle_id, one.start_min);
  }
  const Considered move = consider(day, std::move(placements), tools.travel);
  return check_of(tx, context, day, move, std::nullopt, tools);
}

}  // namespace

Routes move_routes(const Tools& tools) {
  return {
      api::get<MoveQuery, MoveCheck>(
          "/api/v1/care/visits/{id}/move-check",
          {.operation = "check_care_move",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "What giving the visit to somebody at some time would break and cost."},
          [tools](db::Transaction& tx, const Context& context, const MoveQuery& in) {
            return check_move(tx, context, in, *tools);
          }),
      api::change<MoveInput, DispatchDone>(
          http::Method::put, "/api/v1/care/visits/{id}/placement",
          {.operation = "move_care_visit",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "Gives the visit to somebody at some time; what is linked goes along."},
          [tools](db::Transaction& tx, const Context& context, const MoveInput& in) {
            return save_move(tx, context, in, *tools);
          }),
      reading_post<PlanCheckInput, MoveCheck>(
          "/api/v1/care/plan-checks",
          {.operation = "check_care_plan",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "What a plan made by hand would break and cost; nothing is kept."},
          [tools](db::Transaction& tx, const Context& context, const PlanCheckInput& in) {
            return check_plan(tx, context, in, *tools);
          }),
  };
}

}  // namespace care
