// Plans compared, suppositions reported, and what a centre finds important.
#include <algorithm>

#include "care_problem.h"
#include "comparison.h"
#include "dispatch.h"
#include "dispatch_dto.h"
#include "disruption_views.h"
#include "json/json.h"
#include "people/organisation.h"
#include "permissions.h"
#include "proposal_views.h"
#include "routes.h"
#include "what_if.h"

namespace care {
namespace {

using api::Answer;
using api::Context;
using Tools = std::shared_ptr<DispatchTools>;

enum class WhatIfRefusal {
  what_if_not_found,
  what_if_subject_missing,
  organisation_not_found,
  care_worker_not_found,
  day_in_the_past,
  proposal_not_found,
};
BOOST_DESCRIBE_ENUM(WhatIfRefusal, what_if_not_found, what_if_subject_missing,
                    organisation_not_found, care_worker_not_found, day_in_the_past,
                    proposal_not_found)

// Comparison ------------------------------------------------------------------------------------

Answer<Proposal> visible_proposal(db::Transaction& tx, const Context& context, ProposalId id) {
  auto proposal = find_proposal(tx, context.region_id(), id);
  if (!proposal || !context.scope.covers(proposal->centre_id))
    return api::refused(WhatIfRefusal::proposal_not_found);
  return *std::move(proposal);
}

std::vector<VisitDifference> difference_rows(db::Transaction& tx, const Context& context,
                                             const CentreDay& day, const Comparison& comparison,
                                             const DispatchTools& tools) {
  std::vector<Visit> visits;
  std::vector<PersonId> workers;
  std::vector<VehicleId> vehicles;
  for (const PlanDifference& one : comparison.differing) {
    visits.push_back(*find_in(day, one.visit_id));
    workers.insert(workers.end(), {one.before.worker_id, one.after.worker_id});
    vehicles.insert(vehicles.end(), {one.before.vehicle_id, one.after.vehicle_id});
  }
  const Names names = names_for(tx, context.region_id(), visits, workers, vehicles);
  std::vector<VisitDifference> out;
  for (const PlanDifference& one : comparison.differing) {
    const Visit& visit = *find_in(day, one.visit_id);
    out.push_back({visit.id, names.clients.at(visit.client_id), visit.service,
                   placement_of(one.before, names), placement_of(one.after, names),
                   tools.explainer.change(context.language, visit, one.before, one.after, nullptr,
                                          names, /*is_regular=*/false)});
  }
  return out;
}

Answer<PlanComparison> compare(db::Transaction& tx, const Context& context,
                               const ComparisonQuery& in, const DispatchTools& tools) {
  const RegionId region_id = context.region_id();
  OLIVE_TRY(proposal, visible_proposal(tx, context, context.path_id<ProposalId>("id")));
  const CentreDay day =
      read_centre_day(tx, region_id, {proposal.centre_id, proposal.plan_on, context.now});
  Placements before;
  if (in.with) {
    OLIVE_TRY(other, visible_proposal(tx, context, *in.with));
    // Plans of different days have nothing to be compared by.
    if (other.centre_id != proposal.centre_id || other.plan_on != proposal.plan_on)
      return api::refused(WhatIfRefusal::proposal_not_found, "/with");
    before = placements_of(day, lines_of(tx, region_id, other.id));
  }
  const Comparison found = compare_plans(day, tools.travel, before,
                                         placements_of(day, lines_of(tx, region_id, proposal.id)));
  PlanComparison out{.terms = term_changes(found.terms, tools.explainer, context.language)};
  out.cost_before = found.cost_before;
  out.cost_after = found.cost_after;
  out.served_before = found.served_before;
  out.served_after = found.served_after;
  out.differing = difference_rows(tx, context, day, found, tools);
  return out;
}

// What if ---------------------------------------------------------------------------------------

WhatIfReport report_of(db::Transaction& tx, const Context& context, const WhatIf& it,
                       const DispatchTools& tools) {
  OrganisationNames centres(tx, context.region_id());
  const Persons persons(tx, context.region_id(), {it.worker_id});
  WhatIfReport out{it.id,   it.centre_id, centres(it.centre_id),      it.from_on, it.days,
                   it.kind, it.amount,    persons.name(it.worker_id), it.made_at};
  out.served_before = it.served_before;
  out.served_after = it.served_after;
  out.unassigned_before = it.unassigned_before;
  out.unassigned_after = it.unassigned_after;
  const auto pairs = json::read<TermPairs>(it.terms);
  CHECK_REQUEST(pairs.has_value());
  out.terms = term_changes(*pairs, tools.explainer, context.language);
  out.cost_before = it.cost_before;
  out.cost_after = it.cost_after;
  out.differing = it.differing;
  const auto travel = std::ranges::find(out.terms, optimiser::Term::travel, &TermChange::term);
  // "18 instead of 18" would make people look for a difference that is none.
  const bool is_same = it.served_before == it.served_after &&
                       (travel == out.terms.end() || travel->before == travel->after);
  out.sentence = tools.explainer.text(
      context.language,
      "care.what_if." + std::string(base::name_of(it.kind)) + (is_same ? ".same" : ""),
      {{"centre", out.centre_name},
       {"count", std::to_string(it.amount)},
       {"worker", out.worker_name},
       {"before", std::to_string(it.served_before)},
       {"after", std::to_string(it.served_after)},
       {"travel_before", std::to_string(travel == out.terms.end() ? 0 : travel->before)},
       {"travel_after", std::to_string(travel == out.terms.end() ? 0 : travel->after)}});
  return out;
}

/// Who is trained for everything that the centre does most: the usual new colleague.
std::vector<people::Certificate> usual_certificates() {
  using enum people::Certificate;
  return {care_worker, accompaniment, housekeeping, driver};
}

Answer<std::vector<CentreDay>> days_for(db::Transaction& tx, const Context& context,
                                        const WhatIfInput& in) {
  const RegionId region_id = context.region_id();
  if (!is_own_centre(tx, region_id, context.scope, in.centre_id))
    return api::refused(WhatIfRefusal::organisation_not_found, "/centre_id");
  if (in.on < context.today()) return api::refused(WhatIfRefusal::day_in_the_past, "/on");
  if (in.kind == WhatIfKind::worker_sick && !in.worker_id)
    return api::refused(WhatIfRefusal::what_if_subject_missing, "/worker_id");
  if (in.worker_id) {
    const auto worker = people::find_worker(tx, region_id, *in.worker_id);
    if (!worker || worker->centre_id != in.centre_id)
      return api::refused(WhatIfRefusal::care_worker_not_found, "/worker_id");
  }
  std::vector<CentreDay> out;
  for (std::int32_t i = 0; i < in.days.value_or(1); ++i)
    out.push_back(read_centre_day(tx, region_id, {in.centre_id, in.on.plus_days(i), context.now}));
  return out;
}

void think(const api::Services& services, const Context& context, const api::Done& done,
           DispatchTools& tools) {
  WhatIfInput in;
  if (auto read = api::read_input(context, http::Method::post, base::type_info<WhatIfInput>(), &in);
      !read)
    return done(api::reply_problem(services, context, read.error()));
  const auto days =
      services.database->read([&](db::Transaction& tx) { return days_for(tx, context, in); });
  if (!days) return done(api::reply_problem(services, context, days.error()));
  Supposition supposition{.kind = in.kind, .amount = in.count.value_or(1)};
  supposition.worker_id = in.worker_id.value_or(PersonId{});
  supposition.has_wheelchair_lift = in.has_wheelchair_lift.value_or(false);
  supposition.certificates = in.certificates.value_or(usual_certificates());
  WhatIf report = think_through(*days, supposition, tools.travel);
  report.made_by = context.principal.person_id;
  report.made_at = context.now;
  done(api::write_reply(services, [&](db::Transaction& tx) {
    return api::once(tx, services, context, [&] {
      const WhatIf kept = keep_what_if(tx, context.region_id(), report);
      return api::to_reply<WhatIfReport>(services, context, 201,
                                         report_of(tx, context, kept, tools));
    });
  }));
}

Answer<WhatIfReport> show(db::Transaction& tx, const Context& context, const DispatchTools& tools) {
  const auto found = find_what_if(tx, context.region_id(), context.path_id<WhatIfId>("id"));
  if (!found || !context.scope.covers(found->centre_id))
    return api::refused(WhatIfRefusal::what_if_not_found);
  return report_of(tx, context, *found, tools);
}

Answer<WhatIfList> list(db::Transaction& tx, const Context& context, const WhatIfQuery& in,
                        const DispatchTools& tools) {
  auto centres = centres_in(tx, context.region_id(), context.scope);
  if (in.centre_id) {
    if (!std::ranges::binary_search(centres, *in.centre_id))
      return api::refused(WhatIfRefusal::organisation_not_found, "/centre_id");
    centres = {*in.centre_id};
  }
  WhatIfList out;
  for (const WhatIf& one : list_what_ifs(tx, context.region_id(), centres))
    out.items.push_back(report_of(tx, context, one, tools));
  return out;
}

// Weights ---------------------------------------------------------------------------------------

Answer<CentreWeights> show_weights(db::Transaction& tx, const Context& context,
                                   const PlanWeightsQuery& in) {
  if (!is_own_centre(tx, context.region_id(), context.scope, in.centre_id))
    return api::refused(WhatIfRefusal::organisation_not_found, "/centre_id");
  const base::Date on = in.on.value_or(context.today());
  return CentreWeights{in.centre_id, on, plan_weights(tx, context.region_id(), in.centre_id, on)};
}

Answer<CentreWeights> set_weights(db::Transaction& tx, const Context& context,
                                  const PlanWeightsInput& in) {
  if (!is_own_centre(tx, context.region_id(), context.scope, in.centre_id))
    return api::refused(WhatIfRefusal::organisation_not_found, "/centre_id");
  const std::string scope = scope_of_centre(in.centre_id);
  const std::string value = json::write(in.weights);
  const auto changed = settings::set(tx, context.region_id(), kPlanWeights,
                                     {.scope = scope,
                                      .valid_from = in.valid_from,
                                      .value = value,
                                      .set_by = context.principal.person_id.value,
                                      .set_at = context.now,
                                      .reason = in.reason});
  if (!changed) return api::refused(changed.error());
  return CentreWeights{in.centre_id, in.valid_from,
                       plan_weights(tx, context.region_id(), in.centre_id, in.valid_from)};
}

Routes weight_routes() {
  return {api::get<PlanWeightsQuery, CentreWeights>(
              "/api/v1/care/plan-weights",
              {.operation = "get_care_plan_weights",
               .permission = "care.read_visits",
               .tag = "care",
               .summary = "What a centre's planning finds how important on a day."},
              show_weights),
          api::change<PlanWeightsInput, CentreWeights>(
              http::Method::put, "/api/v1/care/plan-weights",
              {.operation = "set_care_plan_weights",
               .permission = "care.set_weights",
               .tag = "care",
               .summary = "Sets what a centre's planning finds important from a day on."},
              set_weights)};
}

api::Route think_route(const Tools& tools) {
  api::Route route = api::post<WhatIfInput, WhatIfReport>(
      "/api/v1/care/what-ifs",
      {.operation = "create_care_what_if",
       .permission = "care.what_if",
       .tag = "care",
       .summary = "Plans days as they are and as supposed, and reports the difference.",
       .success_status = 201},
      {});
  route.run = [tools](const api::Services& services, const std::shared_ptr<const Context>& context,
                      const api::Done& done) { think(services, *context, done, *tools); };
  return route;
}

}  // namespace

Routes what_if_routes(const Tools& tools) {
  Routes out{think_route(tools),
             api::get<WhatIfQuery, WhatIfList>(
                 "/api/v1/care/what-ifs",
                 {.operation = "list_care_what_ifs",
                  .permission = "care.what_if",
                  .tag = "care",
                  .summary = "Reports of suppositions, newest first."},
                 [tools](db::Transaction& tx, const Context& context, const WhatIfQuery& in) {
                   return list(tx, context, in, *tools);
                 }),
             api::get<base::Nothing, WhatIfReport>(
                 "/api/v1/care/what-ifs/{id}",
                 {.operation = "get_care_what_if",
                  .permission = "care.what_if",
                  .tag = "care",
                  .summary = "One report of a supposition."},
                 [tools](db::Transaction& tx, const Context& context, const base::Nothing&) {
                   return show(tx, context, *tools);
                 }),
             api::get<ComparisonQuery, PlanComparison>(
                 "/api/v1/care/proposals/{id}/comparison",
                 {.operation = "compare_care_plans",
                  .permission = "care.read_visits",
                  .tag = "care",
                  .summary = "A proposal beside another one, or beside the plan as it stands."},
                 [tools](db::Transaction& tx, const Context& context, const ComparisonQuery& in) {
                   return compare(tx, context, in, *tools);
                 })};
  for (api::Route& route : weight_routes()) out.push_back(std::move(route));
  return out;
}

}  // namespace care
