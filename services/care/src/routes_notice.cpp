// What one is told about one's own visits.
#include "dispatch.h"
#include "dispatch_dto.h"
#include "disruption_views.h"
#include "routes.h"

namespace care {
namespace {

using api::Answer;
using api::Context;
using Tools = std::shared_ptr<DispatchTools>;

NoticeList my_notices(db::Transaction& tx, const Context& context, const DispatchTools& tools) {
  const RegionId region_id = context.region_id();
  const PersonId person_id = context.principal.person_id;
  const auto notices = notices_for(tx, region_id, person_id);
  std::vector<VisitId> ids;
  std::vector<PersonId> workers;
  for (const Notice& one : notices) {
    ids.push_back(one.visit_id);
    workers.push_back(one.worker_id);
  }
  std::vector<Visit> visits;
  for (const auto& [id, visit] : visits_by_id(tx, region_id, ids)) visits.push_back(visit);
  const Names names = names_for(tx, region_id, visits, workers, {});
  NoticeList out{.unread = unread_notices(tx, region_id, person_id)};
  for (const Notice& one : notices) {
    const auto visit = std::ranges::find(visits, one.visit_id, &Visit::id);
    CHECK_REQUEST(visit != visits.end());  // visits are never deleted
    // To the client it is about who comes; to the worker about whom they go to.
    const bool is_client = visit->client_id == person_id;
    out.items.push_back(
        {one.id, one.visit_id, one.kind,
         tools.explainer.text(
             context.language,
             std::string(is_client ? "care.notice.client." : "care.notice.") +
                 std::string(base::name_of(one.kind)),
             {{"date", tools.explainer.date(context.language, one.visit_on)},
              {"start", tools.explainer.time(context.language, one.start_min)},
              {"before", tools.explainer.time(context.language, one.start_min_before)},
              {"service", tools.explainer.service(context.language, one.service)},
              {"client", names.clients.at(visit->client_id)},
              {"worker", names.workers.at(one.worker_id)}}),
         one.at, one.read_at});
  }
  return out;
}

Answer<NoticesLeft> mark_read(db::Transaction& tx, const Context& context, const base::Nothing&) {
  const auto read = read_notice(tx, context.region_id(), context.path_id<NoticeId>("id"),
                                context.principal.person_id, context.now);
  if (!read) return api::refused(read.error());
  return NoticesLeft{unread_notices(tx, context.region_id(), context.principal.person_id)};
}

}  // namespace

Routes notice_routes(const Tools& tools) {
  return {api::get<base::Nothing, NoticeList>(
              "/api/v1/care/my-notices",
              {.operation = "list_my_care_notices",
               .permission = "signed_in",
               .tag = "care",
               .summary = "What changed in the caller's own visits, newest first."},
              [tools](db::Transaction& tx, const Context& context, const base::Nothing&)
                  -> Answer<NoticeList> { return my_notices(tx, context, *tools); }),
          api::post<base::Nothing, NoticesLeft>("/api/v1/care/my-notices/{id}/reading",
                                                {.operation = "read_my_care_notice",
                                                 .permission = "signed_in",
                                                 .tag = "care",
                                                 .summary = "The caller has read the notice."},
                                                mark_read)};
}

}  // namespace care
