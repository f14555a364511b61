// The steps of a visit as nouns. Completion is a deed on the ledger's writer.
#include "ledger/route.h"
#include "notice.h"
#include "permissions.h"
#include "routes.h"
#include "visit_views.h"

namespace care {
namespace {

using api::Answer;
using api::Context;

VisitBy by(const Context& context, std::int64_t version) {
  return {context.principal.person_id, version, context.now};
}

Answer<VisitRow> row_of(db::Transaction& tx, const Context& context, const Visiting<Visit>& visit) {
  if (!visit) return api::refused(visit.error());
  return visit_rows(tx, context.region_id(), {*visit}).front();
}

/// The visit of `{id}` for somebody who dispatches for its centre.
Answer<Visit> dispatched_visit(db::Transaction& tx, const Context& context) {
  auto visit = find_visit(tx, context.region_id(), context.path_id<VisitId>("id"));
  if (!visit || !context.scope.covers(visit->centre_id))
    return api::refused(VisitRefusal::visit_not_found);
  return *std::move(visit);
}

/// The visit of `{id}` for its worker, or for the centre on the worker's behalf.
Answer<Visit> worked_visit(db::Transaction& tx, const Context& context) {
  auto visit = find_visit(tx, context.region_id(), context.path_id<VisitId>("id"));
  if (!visit) return api::refused(VisitRefusal::visit_not_found);
  if (!may_carry_out(context, *visit))
    // 403 and not 404: a worker's list may show a visit that was given to a colleague a minute ago,
    // and "no such visit" would send them looking for an error.
    return api::refused(VisitRefusal::not_own_visit_not_permitted);
  return *std::move(visit);
}

Answer<VisitRow> put_cancellation(db::Transaction& tx, const Context& context,
                                  const CancellationInput& in) {
  OLIVE_TRY(visit, dispatched_visit(tx, context));
  const auto cancelled =
      cancel(tx, context.region_id(), visit.id, in.reason, by(context, in.version));
  if (cancelled) tell_of_cancellation(tx, context.region_id(), *cancelled, context.now);
  return row_of(tx, context, cancelled);
}

Answer<VisitRow> put_absence(db::Transaction& tx, const Context& context,
                             const VisitStepInput& in) {
  OLIVE_TRY(visit, dispatched_visit(tx, context));
  return row_of(
      tx, context,
      advance(tx, context.region_id(), visit.id, VisitAction::miss, by(context, in.version)));
}

Answer<VisitRow> put_check_in(db::Transaction& tx, const Context& context, const CheckInInput& in) {
  OLIVE_TRY(visit, worked_visit(tx, context));
  CheckIn input{.at = in.at};
  // Half a place is none.
  if (in.lat_e6 && in.lng_e6)
    input.position =
        geo::Point{static_cast<std::int32_t>(*in.lat_e6), static_cast<std::int32_t>(*in.lng_e6)};
  return row_of(tx, context,
                check_in(tx, context.region_id(), visit.id, input, by(context, in.version)));
}

Answer<VisitRow> put_completion(db::Transaction& tx, ledger::Batch& batch, const Context& context,
                                const CompletionInput& in, const crypto::Sealer& sealer) {
  OLIVE_TRY(visit, worked_visit(tx, context));
  // Whoever was there does not judge their own delay.
  const bool is_office = visit.worker_id != context.principal.person_id &&
                         scope_for(context.principal, "care.dispatch").covers(visit.centre_id);
  if (in.correction_reason && !is_office)
    return api::refused(VisitRefusal::correction_not_permitted, "/correction_reason");
  const Completion input{in.at, in.tasks, in.note.value_or(""), in.correction_reason.value_or("")};
  return row_of(
      tx, context,
      complete(tx, batch, context.region_id(), visit.id, input, sealer, by(context, in.version)));
}

api::Route worker_step(std::string path, std::string_view operation, std::string_view summary,
                       VisitAction action) {
  return api::post<VisitStepInput, VisitRow>(
      std::move(path),
      {.operation = operation, .permission = "care.work", .tag = "care", .summary = summary},
      [action](db::Transaction& tx, const Context& context,
               const VisitStepInput& in) -> Answer<VisitRow> {
        OLIVE_TRY(visit, worked_visit(tx, context));
        return row_of(tx, context,
                      advance(tx, context.region_id(), visit.id, action, by(context, in.version)));
      });
}

Routes dispatch_routes() {
  return {
      api::post<CancellationInput, VisitRow>("/api/v1/care/visits/{id}/cancellation",
                                             {.operation = "cancel_care_visit",
                                              .permission = "care.dispatch",
                                              .tag = "care",
                                              .summary = "Cancels the visit for a reason."},
                                             put_cancellation),
      api::post<VisitStepInput, VisitRow>("/api/v1/care/visits/{id}/absence",
                                          {.operation = "miss_care_visit",
                                           .permission = "care.dispatch",
                                           .tag = "care",
                                           .summary = "Records that the visit did not take place."},
                                          put_absence),
  };
}

}  // namespace

Routes visit_step_routes(const Dependencies& dependencies) {
  const crypto::Sealer& sealer = *dependencies.sealer;
  Routes out = dispatch_routes();
  out.push_back(worker_step("/api/v1/care/visits/{id}/confirmation", "confirm_care_visit",
                            "The worker has seen and accepted the visit.", VisitAction::confirm));
  out.push_back(worker_step("/api/v1/care/visits/{id}/departure", "depart_to_care_visit",
                            "The worker is on the way.", VisitAction::depart));
  out.push_back(api::post<CheckInInput, VisitRow>(
      "/api/v1/care/visits/{id}/check-in",
      {.operation = "check_in_care_visit",
       .permission = "care.work",
       .tag = "care",
       .summary = "The visit begins; of a position only the distance to the home is kept."},
      put_check_in));
  // On the ledger's writer: bill, quota, entries and event are one commit or none.
  out.push_back(ledger::deed<CompletionInput, VisitRow>(
      *dependencies.ledger, "/api/v1/care/visits/{id}/completion",
      {.operation = "complete_care_visit",
       .permission = "care.work",
       .tag = "care",
       .summary = "The visit ends: it is billed, posted to the ledger and announced."},
      [&sealer](db::Transaction& tx, ledger::Batch& batch, const Context& context,
                const CompletionInput& in) {
        return put_completion(tx, batch, context, in, sealer);
      }));
  return out;
}

}  // namespace care
