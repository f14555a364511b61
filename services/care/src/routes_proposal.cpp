// Proposals: made, shown, approved or turned down by a person, undone.
#include "care_problem.h"
#include "dispatch.h"
#include "disruption_views.h"
#include "jobs/outbox.h"
#include "json/json.h"
#include "nightly.h"
#include "people/organisation.h"
#include "permissions.h"
#include "proposal_views.h"
#include "routes.h"

namespace care {
namespace {

using api::Answer;
using api::Context;
using Tools = std::shared_ptr<DispatchTools>;

ViewContext view_of(db::Transaction& tx, const Context& context, const DispatchTools& tools) {
  return {tx, context.region_id(), tools.explainer, context.language};
}

/// The proposal of `{id}` within the scope of the route's permission.
Answer<Proposal> visible_proposal(db::Transaction& tx, const Context& context) {
  auto proposal = find_proposal(tx, context.region_id(), context.path_id<ProposalId>("id"));
  if (!proposal || !context.scope.covers(proposal->centre_id))
    return api::refused(ProposalRefusal::proposal_not_found);
  return *std::move(proposal);
}

/// Reads, searches and keeps in three steps: no transaction stays open while the search runs.
void propose(const api::Services& services, const Context& context, const api::Done& done,
             DispatchTools& tools) {
  ProposalInput in;
  if (auto read =
          api::read_input(context, http::Method::post, base::type_info<ProposalInput>(), &in);
      !read)
    return done(api::reply_problem(services, context, read.error()));
  const RegionId region_id = context.region_id();
  const auto day = services.database->read([&](db::Transaction& tx) -> Answer<CentreDay> {
    if (!is_own_centre(tx, region_id, context.scope, in.centre_id))
      return api::refused(ProposalRefusal::organisation_not_found, "/centre_id");
    if (in.on < context.today()) return api::refused(ProposalRefusal::day_in_the_past, "/on");
    CentreDay day = read_centre_day(tx, region_id, {in.centre_id, in.on, context.now});
    if (std::ranges::none_of(day.visits,
                             [&](const Visit& visit) { return is_movable(day, visit); }))
      return api::refused(ProposalRefusal::nothing_to_plan, "/on");
    return day;
  });
  if (!day) return done(api::reply_problem(services, context, day.error()));
  SearchOptions options;
  if (in.seed) options.seed = static_cast<std::uint64_t>(*in.seed);
  const Draft draft = draft_of(*day, tools.travel, Planning::anew, options);
  done(api::write_reply(services, [&](db::Transaction& tx) {
    return api::once(tx, services, context, [&] {
      const Proposal kept = keep_proposal(tx, region_id, draft,
                                          {.kind = ProposalKind::day_plan,
                                           .made_by = context.principal.person_id,
                                           .now = context.now});
      return api::to_reply<ProposalDetail>(services, context, 201,
                                           proposal_detail(view_of(tx, context, tools), kept));
    });
  }));
}

Answer<WeekPlanQueued> queue_week(db::Transaction& tx, const Context& context,
                                  const WeekPlanInput& in) {
  if (!is_own_centre(tx, context.region_id(), context.scope, in.centre_id))
    return api::refused(ProposalRefusal::organisation_not_found, "/centre_id");
  if (in.from_on < context.today())
    return api::refused(ProposalRefusal::day_in_the_past, "/from_on");
  jobs::publish(tx, context.region_id(),
                WeekWanted{in.centre_id, in.from_on, context.principal.person_id});
  return WeekPlanQueued{kWeekDays, in.from_on, in.from_on.plus_days(kWeekDays - 1)};
}

Answer<ProposalList> list(db::Transaction& tx, const Context& context, const ProposalQuery& in,
                          const DispatchTools& tools) {
  ProposalFilter filter{.centres = centres_in(tx, context.region_id(), context.scope)};
  if (in.centre_id) {
    if (!std::ranges::binary_search(filter.centres, *in.centre_id))
      return api::refused(ProposalRefusal::organisation_not_found, "/centre_id");
    filter.centres = {*in.centre_id};
  }
  filter.from_on = in.from_on.value_or(context.today());
  filter.to_on = in.to_on.value_or(filter.from_on.plus_days(kWeekDays));
  filter.state = in.state;
  filter.kind = in.kind;
  return ProposalList{
      proposal_rows(view_of(tx, context, tools), list_proposals(tx, context.region_id(), filter))};
}

Answer<DispatchDone> approve(db::Transaction& tx, const Context& context, const ApprovalInput& in,
                             const DispatchTools& tools) {
  OLIVE_TRY(proposal, visible_proposal(tx, context));
  const auto done = approve_proposal(tx, context.region_id(), proposal.id, in.change_ids,
                                     {context.principal.person_id, context.now});
  if (!done) return api::refused(done.error());
  const auto now = find_proposal(tx, context.region_id(), proposal.id);
  return dispatch_done(view_of(tx, context, tools), *done, now->state);
}

Answer<ProposalRow> reject(db::Transaction& tx, const Context& context, const RejectionInput& in,
                           const DispatchTools& tools) {
  OLIVE_TRY(proposal, visible_proposal(tx, context));
  const auto rejected = reject_proposal(tx, context.region_id(), proposal.id, in.reason,
                                        context.principal.person_id, context.now);
  if (!rejected) return api::refused(rejected.error());
  return proposal_rows(view_of(tx, context, tools), {*rejected}).front();
}

Answer<DispatchDeedList> list_deeds(db::Transaction& tx, const Context& context,
                                    const DeedQuery& in, const DispatchTools& tools) {
  if (!is_own_centre(tx, context.region_id(), context.scope, in.centre_id))
    return api::refused(ProposalRefusal::organisation_not_found, "/centre_id");
  const auto deeds =
      deeds_on(tx, context.region_id(), in.centre_id, in.on.value_or(context.today()));
  return DispatchDeedList{deed_rows(view_of(tx, context, tools), deeds, context.now)};
}

Answer<DispatchDone> undo(db::Transaction& tx, const Context& context, const base::Nothing&,
                          const DispatchTools& tools) {
  const auto deed = find_deed(tx, context.region_id(), context.path_id<DeedId>("id"));
  if (!deed || !context.scope.covers(deed->centre_id))
    return api::refused(DeedRefusal::deed_not_found);
  const auto done =
      undo_deed(tx, context.region_id(), deed->id, {context.principal.person_id, context.now});
  if (!done) return api::refused(done.error());
  return dispatch_done(view_of(tx, context, tools), *done);
}

api::Route propose_route(const Tools& tools) {
  api::Route route =
      api::post<ProposalInput, ProposalDetail>("/api/v1/care/proposals",
                                               {.operation = "create_care_proposal",
                                                .permission = "care.dispatch",
                                                .tag = "care",
                                                .summary = "Plans a centre's day anew.",
                                                .success_status = 201},
                                               {});
  route.run = [tools](const api::Services& services, const std::shared_ptr<const Context>& context,
                      const api::Done& done) { propose(services, *context, done, *tools); };
  return route;
}

/// A function that needs the tools, as the route's work.
template <class In, class Out, class F>
api::Work<In, Out> with(const Tools& tools, F work) {
  return [tools, work](db::Transaction& tx, const Context& context, const In& in) {
    return work(tx, context, in, *tools);
  };
}

Routes deciding_routes(const Tools& tools) {
  return {
      api::post<ApprovalInput, DispatchDone>(
          "/api/v1/care/proposals/{id}/approval",
          {.operation = "approve_care_proposal",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "Carries out changes of a proposal, all of them or those named."},
          with<ApprovalInput, DispatchDone>(tools, approve)),
      api::post<RejectionInput, ProposalRow>(
          "/api/v1/care/proposals/{id}/rejection",
          {.operation = "reject_care_proposal",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "Turns down what is still open of a proposal."},
          with<RejectionInput, ProposalRow>(tools, reject)),
      api::get<DeedQuery, DispatchDeedList>(
          "/api/v1/care/dispatch-deeds",
          {.operation = "list_care_dispatch_deeds",
           .permission = "care.read_visits",
           .tag = "care",
           .summary = "What was done to a day, and what of it can be undone."},
          with<DeedQuery, DispatchDeedList>(tools, list_deeds)),
      api::post<base::Nothing, DispatchDone>(
          "/api/v1/care/dispatch-deeds/{id}/undo",
          {.operation = "undo_care_dispatch_deed",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "Puts every visit of a deed back exactly as it was."},
          with<base::Nothing, DispatchDone>(tools, undo)),
  };
}

}  // namespace

std::span<const base::Rule> RejectionInput::rules() {
  static const base::Rule kRules[] = {{.field = "reason", .min_length = 2, .max_length = 500}};
  return kRules;
}

Routes proposal_routes(const Tools& tools) {
  Routes out{
      propose_route(tools),
      api::post<WeekPlanInput, WeekPlanQueued>(
          "/api/v1/care/week-plans",
          {.operation = "create_care_week_plan",
           .permission = "care.dispatch",
           .tag = "care",
           .summary = "Lets the next seven days of a centre be planned in the background.",
           .success_status = 201},
          queue_week),
      api::get<ProposalQuery, ProposalList>("/api/v1/care/proposals",
                                            {.operation = "list_care_proposals",
                                             .permission = "care.read_visits",
                                             .tag = "care",
                                             .summary = "Proposals of some days, newest first."},
                                            with<ProposalQuery, ProposalList>(tools, list)),
      api::get<base::Nothing, ProposalDetail>(
          "/api/v1/care/proposals/{id}",
          {.operation = "get_care_proposal",
           .permission = "care.read_visits",
           .tag = "care",
           .summary = "A proposal with a sentence for every change."},
          [tools](db::Transaction& tx, const Context& context,
                  const base::Nothing&) -> Answer<ProposalDetail> {
            OLIVE_TRY(proposal, visible_proposal(tx, context));
            return proposal_detail(view_of(tx, context, *tools), proposal);
          })};
  for (api::Route& route : deciding_routes(tools)) out.push_back(std::move(route));
  return out;
}

}  // namespace care
