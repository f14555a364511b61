#include "care/events.h"
#include "observe/metrics.h"
#include "teams/attendance.h"
#include "wiring.h"

namespace olive {

namespace {

// A completed visit is proof of work. Whoever is in no team that day has no attendance: that is
// the rule, not a fault, so the task is done either way and the refusals are counted.
void record_visit(db::Transaction& tx, const jobs::Task& task, const care::VisitCompleted& visit) {
  const auto recorded =
      teams::record_work(tx, task.region_id,
                         {.person_id = visit.worker_id,
                          .worked_on = visit.visit_on,
                          .minutes = visit.minutes,
                          .source = "visit:" + std::to_string(visit.visit_id.value)},
                         task.due_at);
  observe::count("olive_visits_as_work_total", "result",
                 recorded ? "recorded" : base::name_of(recorded.error()));
}

}  // namespace

void subscribe_across(jobs::Runner& runner) {
  runner.on<care::VisitCompleted>("teams.attendance", record_visit);
}

}  // namespace olive
