#include "week.h"

#include "centre_day.h"
#include "proposal.h"

namespace care {
namespace {

struct WorkerMinutes {
  PersonId worker_id;
  std::int64_t minutes = 0;
};
BOOST_DESCRIBE_STRUCT(WorkerMinutes, (), (worker_id, minutes))
struct PlanWorker {
  PlanId plan_id;
  PersonId worker_id;
};
BOOST_DESCRIBE_STRUCT(PlanWorker, (), (plan_id, worker_id))

base::Date monday_of(base::Date on) { return on.plus_days(1 - base::weekday(on)); }

}  // namespace

PlannedDay planned_day(const CentreDay& day, const Draft& draft) {
  PlannedDay out{.on = day.on};
  for (const ProposalLine& line : draft.lines) {
    const Visit& visit = *find_in(day, line.visit_id);
    out.lines.push_back({visit.plan_id, line.from_worker_id, line.to_worker_id, line.to_start_min,
                         visit.length_min});
  }
  return out;
}

WeekAround read_week(db::Transaction& tx, RegionId region_id, const settings::Snapshot& snapshot,
                     const CentreDay& day, Habits habits) {
  WeekAround out;
  out.near_min = week_near_min(snapshot, day.centre_id, day.on);
  for (const people::WorkerProfile& worker : day.workers)
    out.minutes_max[worker.person_id] =
        week_min_max(snapshot, day.centre_id, worker.person_id, day.on);
  const base::Date first = monday_of(day.on);
  const base::Date last = first.plus_days(6);
  for (const WorkerMinutes& row : tx.query<WorkerMinutes>(
           "SELECT worker_id, CAST(SUM(length_min) AS BIGINT) AS minutes FROM care_visit"
           " WHERE region_id = $1 AND centre_id = $2 AND visit_on >= $3 AND visit_on <= $4"
           " AND visit_on <> $5 AND worker_id <> 0 AND state NOT IN ('cancelled', 'missed')"
           " GROUP BY worker_id",
           region_id, day.centre_id, first, last, day.on))
    out.minutes[row.worker_id] = static_cast<std::int32_t>(row.minutes);
  if (habits == Habits::skip) return out;
  for (const PlanWorker& row : tx.query<PlanWorker>(
           "SELECT DISTINCT plan_id, worker_id FROM care_visit WHERE region_id = $1"
           " AND centre_id = $2 AND visit_on >= $3 AND visit_on <= $4 AND visit_on <> $5"
           " AND plan_id <> 0 AND state NOT IN ('cancelled', 'missed')",
           region_id, day.centre_id, first, last, day.on)) {
    PlanHabit& habit = out.habits[row.plan_id];
    if (row.worker_id) habit.workers.insert(row.worker_id);
  }
  return out;
}

void add_planned(CentreDay& day, const std::vector<PlannedDay>& planned) {
  for (const PlannedDay& one : planned) {
    if (one.on == day.on || monday_of(one.on) != monday_of(day.on)) continue;
    for (const PlannedDay::Line& line : one.lines) {
      if (line.from_worker_id) day.week.minutes[line.from_worker_id] -= line.length_min;
      if (line.to_worker_id) day.week.minutes[line.to_worker_id] += line.length_min;
      const auto habit = day.week.habits.find(line.plan_id);
      if (habit == day.week.habits.end() || !line.to_worker_id) continue;
      habit->second.workers.insert(line.to_worker_id);
      if (!habit->second.start_min) habit->second.start_min = line.start_min;
    }
  }
}

}  // namespace care
