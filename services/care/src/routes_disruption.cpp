// Something happened: the fact is recorded at once, and what to do about it is proposed.
#include <algorithm>

#include "care_problem.h"
#include "dispatch.h"
#include "dispatch_event.h"
#include "disruption_views.h"
#include "notice.h"
#include "permissions.h"
#include "proposal_views.h"
#include "routes.h"

namespace care {
namespace {

using api::Answer;
using api::Context;
using Tools = std::shared_ptr<DispatchTools>;

constexpr std::int64_t kDayMin = 24 * 60;
constexpr std::int64_t kOverrunMax = 480;
// A repair looks near what stands: fewer steps do, and a coordinator waits for it.
constexpr std::int64_t kRepairIterations = 2'000;

enum class InputRefusal { disruption_subject_missing, organisation_not_found, dates_reversed };
BOOST_DESCRIBE_ENUM(InputRefusal, disruption_subject_missing, organisation_not_found,
                    dates_reversed)

ViewContext view_of(db::Transaction& tx, const Context& context, const DispatchTools& tools) {
  return {tx, context.region_id(), tools.explainer, context.language};
}

Disruption disruption_of(const Context& context, const DisruptionInput& in) {
  Disruption it{.centre_id = in.centre_id, .disrupted_on = in.on, .reason = in.reason};
  it.worker_id = in.worker_id.value_or(PersonId{});
  it.vehicle_id = in.vehicle_id.value_or(VehicleId{});
  it.visit_id = in.visit_id.value_or(VisitId{});
  it.from_min = in.from_min.value_or(0);
  it.to_min = in.to_min.value_or(static_cast<std::int32_t>(kDayMin));
  it.minutes = in.minutes.value_or(0);
  it.recorded_by = context.principal.person_id;
  it.recorded_at = context.now;
  return it;
}

/// What the form leaves out, named by its field.
Answer<void> check_input(const DisruptionInput& in) {
  using enum DisruptionReason;
  const auto missing = [](std::string pointer) -> Answer<void> {
    return api::refused(InputRefusal::disruption_subject_missing, std::move(pointer));
  };
  if (in.reason == worker_sick && !in.worker_id) return missing("/worker_id");
  if (in.reason == vehicle_broken && !in.vehicle_id) return missing("/vehicle_id");
  if (in.reason != worker_sick && in.reason != vehicle_broken && !in.visit_id)
    return missing("/visit_id");
  if (in.reason == visit_overrun && !in.minutes) return missing("/minutes");
  if (in.reason == visit_cancelled && !in.version) return missing("/version");
  if (in.reason == visit_cancelled && !in.cancel_reason) return missing("/cancel_reason");
  if (in.from_min.value_or(0) >= in.to_min.value_or(static_cast<std::int32_t>(kDayMin)))
    return api::refused(InputRefusal::dates_reversed, "/to_min");
  return {};
}

/// The day as it would be with the fact in it.
CentreDay upset_day(CentreDay day, const Disruption& it) {
  day.disruptions.push_back(it);
  if (it.reason != DisruptionReason::visit_cancelled) return day;
  std::erase_if(day.visits, [&](const Visit& visit) { return visit.id == it.visit_id; });
  std::erase_if(day.links, [&](const VisitLink& link) {
    return link.from_visit_id == it.visit_id || link.to_visit_id == it.visit_id;
  });
  return day;
}

bool changes_anything(const Draft& draft) {
  return std::ranges::any_of(draft.lines, &ProposalLine::is_change);
}

/// The fact, and the plan that was made for it.
Answer<DisruptionDone> keep(db::Transaction& tx, const Context& context, const DisruptionInput& in,
                            const Draft& draft, const DispatchTools& tools) {
  const RegionId region_id = context.region_id();
  if (in.reason == DisruptionReason::visit_cancelled) {
    const auto cancelled = cancel(tx, region_id, *in.visit_id, *in.cancel_reason,
                                  {context.principal.person_id, *in.version, context.now});
    if (!cancelled) return api::refused(cancelled.error());
    tell_of_cancellation(tx, region_id, *cancelled, context.now);
  }
  const auto recorded = record_disruption(tx, region_id, disruption_of(context, in));
  if (!recorded) return api::refused(recorded.error());
  DispatchEvent event{.kind = DispatchEventKind::disruption_recorded, .centre_id = in.centre_id};
  event.on = in.on;
  event.at = context.now;
  record_event(tx, region_id, event);
  DisruptionDone out;
  const ViewContext view = view_of(tx, context, tools);
  if (changes_anything(draft)) {
    const Proposal kept = keep_proposal(tx, region_id, draft,
                                        {.kind = ProposalKind::replan,
                                         .disruption_id = recorded->id,
                                         .made_by = context.principal.person_id,
                                         .now = context.now});
    out.proposal = proposal_detail(view, kept);
  }
  out.disruption =
      disruption_rows(tx, region_id, {*recorded}, tools.explainer, context.language).front();
  return out;
}

/// The search runs between reading and keeping, without a transaction; fact and plan are kept
/// together, so that a repeated request finds both or none.
void record(const api::Services& services, const Context& context, const api::Done& done,
            DispatchTools& tools) {
  DisruptionInput in;
  const auto refuse = [&](const api::Problem& problem) {
    done(api::reply_problem(services, context, problem));
  };
  if (auto read =
          api::read_input(context, http::Method::post, base::type_info<DisruptionInput>(), &in);
      !read)
    return refuse(read.error());
  if (const auto checked = check_input(in); !checked) return refuse(checked.error());
  const RegionId region_id = context.region_id();
  const Disruption it = disruption_of(context, in);
  const auto day = services.database->read([&](db::Transaction& tx) -> Answer<CentreDay> {
    if (!is_own_centre(tx, region_id, context.scope, in.centre_id))
      return api::refused(InputRefusal::organisation_not_found, "/centre_id");
    return upset_day(read_centre_day(tx, region_id, {in.centre_id, in.on, context.now}), it);
  });
  if (!day) return refuse(day.error());
  const Draft draft =
      draft_of(*day, tools.travel, Planning::repair, {.iterations_max = kRepairIterations});
  done(api::write_reply(services, [&](db::Transaction& tx) {
    return api::once(tx, services, context, [&] {
      return api::to_reply<DisruptionDone>(services, context, 201,
                                           keep(tx, context, in, draft, tools));
    });
  }));
}

Answer<DisruptionRow> withdraw(db::Transaction& tx, const Context& context,
                               const DispatchTools& tools) {
  const RegionId region_id = context.region_id();
  const auto found = find_disruption(tx, region_id, context.path_id<DisruptionId>("id"));
  if (!found || !context.scope.covers(found->centre_id))
    return api::refused(DisruptionRefusal::disruption_not_found);
  const auto withdrawn = withdraw_disruption(tx, region_id, found->id, context.now);
  if (!withdrawn) return api::refused(withdrawn.error());
  DispatchEvent event{.kind = DispatchEventKind::disruption_recorded};
  event.centre_id = found->centre_id;
  event.on = found->disrupted_on;
  event.at = context.now;
  record_event(tx, region_id, event);
  return disruption_rows(tx, region_id, {*withdrawn}, tools.explainer, context.language).front();
}

}  // namespace

std::span<const base::Rule> DisruptionInput::rules() {
  static const base::Rule kRules[] = {
      {.field = "from_min", .minimum = 0, .maximum = kDayMin},
      {.field = "to_min", .minimum = 0, .maximum = kDayMin},
      {.field = "minutes", .minimum = 1, .maximum = kOverrunMax},
  };
  return kRules;
}

Routes disruption_routes(const Tools& tools) {
  api::Route recording = api::post<DisruptionInput, DisruptionDone>(
      "/api/v1/care/disruptions",
      {.operation = "record_care_disruption",
       .permission = "care.dispatch",
       .tag = "care",
       .summary = "Records what upset a day, and proposes how to go on.",
       .success_status = 201},
      {});
  recording.run = [tools](const api::Services& services,
                          const std::shared_ptr<const Context>& context,
                          const api::Done& done) { record(services, *context, done, *tools); };
  return {std::move(recording),
          api::post<base::Nothing, DisruptionRow>(
              "/api/v1/care/disruptions/{id}/withdrawal",
              {.operation = "withdraw_care_disruption",
               .permission = "care.dispatch",
               .tag = "care",
               .summary = "It is over, or was a mistake: it no longer holds."},
              [tools](db::Transaction& tx, const Context& context, const base::Nothing&) {
                return withdraw(tx, context, *tools);
              })};
}

}  // namespace care
