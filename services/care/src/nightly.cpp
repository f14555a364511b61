#include "nightly.h"

#include <set>

#include "care_problem.h"
#include "dispatch.h"
#include "dispatch_event.h"
#include "jobs/outbox.h"
#include "json/json.h"
#include "notice.h"
#include "week.h"

namespace care {
namespace {

constexpr std::int64_t kKeepEvents_s = 2 * base::kSecondsPerDay;
constexpr std::string_view kWatch = "care.watch_due";
constexpr std::string_view kWeek = "care.week_plan_due";

struct AlertRow {
  VisitId visit_id;
  DispatchAlert alert{};
};
BOOST_DESCRIBE_STRUCT(AlertRow, (), (visit_id, alert))

api::Scope everywhere() { return {.everywhere = true}; }

/// Visits of today that want somebody's attention.
std::vector<DispatchVisit> alarming_visits(db::Transaction& tx, RegionId region_id,
                                           base::Instant now, DispatchTools& tools) {
  BoardRequest request{.on = base::korean_date(now)};
  request.centres = centres_in(tx, region_id, everywhere());
  request.now = now;
  DispatchBoard board = read_board(tx, region_id, request, tools.ways, tools.explainer);
  std::erase_if(board.visits, [](const DispatchVisit& visit) {
    return !visit.alert || visit.state == VisitState::completed;
  });
  return std::move(board.visits);
}

DispatchEvent alert_event(const DispatchVisit& visit, DispatchEventKind kind, base::Date on,
                          base::Instant now) {
  DispatchEvent event{.kind = kind, .centre_id = visit.centre_id, .on = on};
  event.visit_id = visit.visit_id;
  event.version = visit.version;
  event.state = visit.state;
  event.worker_id = visit.worker_id;
  event.vehicle_id = visit.vehicle_id;
  event.start_min = visit.start_min;
  event.alert = visit.alert;
  event.late_min = visit.late_min;
  event.at = now;
  return event;
}

/// New alerts are told, and those that are over.
void tell_alerts(db::Transaction& tx, RegionId region_id, const std::vector<DispatchVisit>& visits,
                 base::Instant now) {
  const base::Date today = base::korean_date(now);
  std::set<std::pair<VisitId, DispatchAlert>> told;
  for (const AlertRow& row : tx.query<AlertRow>(
           "SELECT visit_id, alert FROM care_alert WHERE region_id = $1 AND visit_on = $2"
           " AND cleared_at IS NULL",
           region_id, today))
    told.emplace(row.visit_id, row.alert);
  for (const DispatchVisit& visit : visits) {
    if (told.erase({visit.visit_id, *visit.alert}) > 0) continue;
    tx.execute(
        "INSERT INTO care_alert (region_id, visit_id, alert, visit_on, raised_at)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (region_id, visit_id, alert)"
        " DO UPDATE SET raised_at = EXCLUDED.raised_at, cleared_at = NULL",
        region_id, visit.visit_id, *visit.alert, today, now);
    record_event(tx, region_id, alert_event(visit, DispatchEventKind::visit_alert, today, now));
  }
  for (const auto& [visit_id, alert] : told) {
    tx.execute(
        "UPDATE care_alert SET cleared_at = $4 WHERE region_id = $1 AND visit_id = $2"
        " AND alert = $3",
        region_id, visit_id, alert, now);
    // Something worse may have taken its place; that was told above.
    if (const auto visit = find_visit(tx, region_id, visit_id)) {
      DispatchEvent event = visit_event(DispatchEventKind::visit_alert_over, *visit, now);
      event.alert = alert;
      record_event(tx, region_id, event);
    }
  }
}

/// Plans day after day between two transactions: a search must not keep others from writing.
jobs::Effect plan_week(db::Database& database, const jobs::Task& task, DispatchTools& tools) {
  const auto wanted = json::read<WeekWanted>(task.payload);
  CHECK_REQUEST(wanted.has_value());  // written by this program
  const RegionId region_id = task.region_id;
  const base::Instant now = task.due_at;
  std::vector<Draft> drafts;
  std::vector<PlannedDay> planned;
  for (std::int32_t i = 0; i < kWeekDays; ++i) {
    const base::Date on = wanted->from_on.plus_days(i);
    if (on < base::korean_date(now)) continue;
    CentreDay day = database.read([&](db::Transaction& tx) {
      return read_centre_day(tx, region_id, {wanted->centre_id, on, now});
    });
    const bool has_work =
        std::ranges::any_of(day.visits, [&](const Visit& visit) { return is_movable(day, visit); });
    if (!has_work) continue;
    add_planned(day, planned);
    drafts.push_back(draft_of(day, tools.travel, Planning::anew, {}));
    planned.push_back(planned_day(day, drafts.back()));
  }
  return [drafts, region_id, now, made_by = wanted->made_by](db::Transaction& tx) {
    for (const Draft& draft : drafts)
      keep_proposal(tx, region_id, draft,
                    {.kind = ProposalKind::week_plan, .made_by = made_by, .now = now});
  };
}

}  // namespace

void want_week(db::Transaction& tx, RegionId region_id, base::Instant now) {
  const base::Date today = base::korean_date(now);
  for (const OrganisationId centre_id : centres_in(tx, region_id, everywhere()))
    jobs::publish(tx, region_id, WeekWanted{centre_id, today, {}});
}

void watch_today(db::Transaction& tx, RegionId region_id, base::Instant now, DispatchTools& tools) {
  tell_alerts(tx, region_id, alarming_visits(tx, region_id, now, tools), now);
}

void subscribe_dispatch(jobs::Runner& runner, db::Database& database,
                        const std::shared_ptr<DispatchTools>& tools) {
  runner.on<VisitsRescheduled>("care.notices", [](db::Transaction& tx, const jobs::Task& task,
                                                  const VisitsRescheduled& event) {
    tell_of_deed(tx, task.region_id, event.deed_id, task.due_at);
  });
  runner.subscribe_long(
      WeekWanted::kTopic, "care.planner",
      [&database, tools](const jobs::Task& task) { return plan_week(database, task, *tools); });
  runner.schedule("care.week_plan", jobs::daily_at(2, 30), kWeek);
  runner.subscribe(kWeek, "care.week_plan", [](db::Transaction& tx, const jobs::Task& task) {
    want_week(tx, task.region_id, task.due_at);
    forget_events(tx, task.region_id, task.due_at.plus_seconds(-kKeepEvents_s));
  });
  runner.schedule("care.watch", jobs::every_minutes(1), kWatch);
  // Read outside the transaction that writes: most minutes bring nothing new.
  runner.subscribe_long(
      kWatch, "care.watch", [&database, tools](const jobs::Task& task) -> jobs::Effect {
        const RegionId region_id = task.region_id;
        const base::Instant now = task.due_at;
        auto visits = database.read(
            [&](db::Transaction& tx) { return alarming_visits(tx, region_id, now, *tools); });
        return [visits = std::move(visits), region_id, now](db::Transaction& tx) {
          tell_alerts(tx, region_id, visits, now);
        };
      });
}

}  // namespace care
