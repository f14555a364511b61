#include "teams/points.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"
#include "point_grants.h"

namespace teams {
namespace {

base::Date day_of(std::int32_t year, std::int32_t month, std::int32_t day) {
  const auto date = base::make_date(year, month, day);
  CHECK_REQUEST(date.has_value());
  return *date;
}

/// Placements of everybody who counts for `year`: in a team the year before, or now.
std::map<PersonId, std::vector<Member>> candidates(db::Transaction& tx, RegionId region_id,
                                                   std::int32_t year, base::Date today) {
  std::map<PersonId, std::vector<Member>> by_person;
  for (const Member& member : placements_between(tx, region_id, day_of(year - 1, 1, 1), today))
    by_person[member.person_id].push_back(member);
  return by_person;
}

bool is_in_team(const std::vector<Member>& placements, base::Date on) {
  return std::ranges::any_of(placements, [on](const Member& member) {
    return member.joined_on <= on && (!member.left_on || *member.left_on >= on);
  });
}

void insert_decisions(db::Transaction& tx, RegionId region_id, PointRunId run_id, std::int32_t year,
                      const std::vector<PointDecision>& decisions) {
  static constexpr std::string_view kColumns[] = {"region_id", "point_run_id", "person_id",
                                                  "year",      "verdict",      "days_previous_year",
                                                  "points",    "source"};
  std::vector<db::Value> cells;
  cells.reserve(decisions.size() * std::size(kColumns));
  for (const PointDecision& decision : decisions)
    for (db::Value& value : std::vector<db::Value>{
             db::to_value(region_id), db::to_value(run_id), db::to_value(decision.person_id),
             db::to_value(year), db::to_value(decision.verdict),
             db::to_value(decision.days_previous_year), db::to_value(decision.points),
             db::to_value(decision.source)})
      cells.push_back(std::move(value));
  tx.insert_many("teams_point_decision", kColumns, cells);
}

}  // namespace

PointVerdict judge(bool is_working_now, std::int64_t days_previous_year, std::int64_t days_min,
                   bool has_grant) {
  if (!is_working_now) return PointVerdict::not_working_now;
  if (days_previous_year < days_min) return PointVerdict::too_few_days;
  if (has_grant) return PointVerdict::already_granted;
  return PointVerdict::granted;
}

std::int64_t days_in_year(const std::vector<Member>& placements, std::int32_t year) {
  const base::Date first = day_of(year, 1, 1);
  const base::Date last = day_of(year, 12, 31);
  std::vector<std::pair<base::Date, base::Date>> spans;
  for (const Member& member : placements) {
    const base::Date from = std::max(member.joined_on, first);
    const base::Date to = std::min(member.left_on.value_or(last), last);
    if (from <= to) spans.emplace_back(from, to);
  }
  std::ranges::sort(spans);
  std::int64_t days = 0;
  base::Date counted_to = first.plus_days(-1);
  for (const auto& [from, to] : spans) {
    const base::Date start = std::max(from, counted_to.plus_days(1));
    if (start > to) continue;
    days += to.days - start.days + 1;
    counted_to = to;
  }
  return days;
}

base::Result<std::vector<PointDecision>, PointRefusal> preview_points(db::Transaction& tx,
                                                                      RegionId region_id,
                                                                      std::int32_t year,
                                                                      base::Date today) {
  const auto years = settings::table<PointYears>(tx, region_id, kPointYears, today);
  const PointYear* terms = find_year(years, year);
  if (terms == nullptr) return base::refuse(PointRefusal::year_not_configured);
  if (base::split_date(today).year != year) return base::refuse(PointRefusal::year_not_current);
  const std::int64_t days_min = settings::integer(tx, region_id, kPointDaysMin, today);
  const std::set<PersonId> granted = granted_persons(tx, region_id, year);
  std::vector<PointDecision> decisions;
  for (const auto& [person_id, placements] : candidates(tx, region_id, year, today)) {
    const std::int64_t days = days_in_year(placements, year - 1);
    const PointVerdict verdict =
        judge(is_in_team(placements, today), days, days_min, granted.contains(person_id));
    const bool is_granted = verdict == PointVerdict::granted;
    decisions.push_back({person_id, verdict, days, is_granted ? terms->points : 0, {}});
  }
  return decisions;
}

base::Result<PointRun, PointRefusal> grant_points(db::Transaction& tx, ledger::Batch& batch,
                                                  RegionId region_id, std::int32_t year,
                                                  PersonId actor) {
  const base::Date today = batch.today();
  OLIVE_TRY(decisions, preview_points(tx, region_id, year, today));
  const auto years = settings::table<PointYears>(tx, region_id, kPointYears, today);
  SourcePicker picker(batch, *find_year(years, year));
  PointRun run{tx.make_id<PointRunId>(), year, today};
  for (PointDecision& decision : decisions) {
    if (decision.verdict != PointVerdict::granted) continue;
    decision.source = picker.grant(decision.person_id, actor);
    if (decision.source.empty()) {
      decision.verdict = PointVerdict::sources_exhausted;
      decision.points = 0;
      continue;
    }
    ++run.granted;
    run.points += decision.points;
  }
  run.refused = static_cast<std::int64_t>(decisions.size()) - run.granted;
  tx.execute(
      "INSERT INTO teams_point_run (region_id, id, year, decided_on, granted, refused, points, "
      "decided_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      region_id, run.id, run.year, run.decided_on, run.granted, run.refused, run.points, actor);
  insert_decisions(tx, region_id, run.id, year, decisions);
  return run;
}

std::vector<PointRun> list_point_runs(db::Transaction& tx, RegionId region_id) {
  return tx.query<PointRun>(
      "SELECT id, year, decided_on, granted, refused, points FROM teams_point_run "
      "WHERE region_id = $1 ORDER BY decided_on DESC, id DESC",
      region_id);
}

std::vector<PointDecision> point_decisions(db::Transaction& tx, RegionId region_id,
                                           PointRunId point_run_id) {
  return tx.query<PointDecision>(
      "SELECT person_id, verdict, days_previous_year, points, source FROM teams_point_decision "
      "WHERE region_id = $1 AND point_run_id = $2 "
      "ORDER BY CASE WHEN verdict = 'granted' THEN 1 ELSE 0 END, verdict, person_id",
      region_id, point_run_id);
}

}  // namespace teams
