// Extra work as staff decide on it: what attendance holds, beside what was decided.
#include <algorithm>
#include <tuple>

#include "base/check.h"
#include "base/text.h"
#include "centre_days.h"
#include "teams/extra_work.h"
#include "teams/pay.h"

namespace teams {
namespace {

using Refusal = ExtraWorkRefusal;

struct Decided {
  PersonId person_id;
  base::Date worked_on;
  std::int64_t overtime_min = 0;
  std::int64_t holiday_work_min = 0;
  std::int64_t holiday_over_min = 0;
  std::int64_t weekly_min = 0;
  std::int64_t night_min = 0;
  ExtraWorkState state = ExtraWorkState::waiting;
  std::string note;
  PersonId decided_by;

  [[nodiscard]] ExtraMinutes extra() const {
    return {overtime_min, holiday_work_min, holiday_over_min, weekly_min, night_min};
  }
};
BOOST_DESCRIBE_STRUCT(Decided, (),
                      (person_id, worked_on, overtime_min, holiday_work_min, holiday_over_min,
                       weekly_min, night_min, state, note, decided_by))

constexpr std::string_view kSelect =
    "SELECT person_id, worked_on, overtime_min, holiday_work_min, holiday_over_min, weekly_min, "
    "night_min, state, note, decided_by FROM teams_extra_work WHERE region_id = $1 AND ";

struct Entered {
  PersonId person_id;
  base::Date worked_on;
  PersonId set_by;
};
BOOST_DESCRIBE_STRUCT(Entered, (), (person_id, worked_on, set_by))

// The day with its extra minutes, if it holds any.
std::optional<ExtraWork> find_extra(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                    base::Date on, base::Date today) {
  const base::Date month = base::first_of_month(on);
  const auto days = attendance_of_person(tx, region_id, person_id, first_monday(month), on);
  if (days.empty() || days.back().worked_on != on) return std::nullopt;
  const auto team = find_team(tx, region_id, days.back().team_id, month);
  CHECK_REQUEST(team.has_value());  // teams are never deleted
  const ExtraWorkDesk desk(tx, region_id, person_id, on, on, today);
  auto work = desk.work_in(days, pay_terms(tx, region_id, team->work_type, month).hours_min);
  if (work.empty() || work.back().worked_on != on) return std::nullopt;
  return std::move(work.back());
}

void keep(db::Transaction& tx, RegionId region_id, const ExtraWork& work, base::Instant now) {
  tx.execute(
      "INSERT INTO teams_extra_work (region_id, person_id, worked_on, team_id, overtime_min, "
      "holiday_work_min, holiday_over_min, weekly_min, night_min, state, note, decided_by, "
      "decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
      "ON CONFLICT (region_id, person_id, worked_on) DO UPDATE SET team_id = EXCLUDED.team_id, "
      "overtime_min = EXCLUDED.overtime_min, holiday_work_min = EXCLUDED.holiday_work_min, "
      "holiday_over_min = EXCLUDED.holiday_over_min, weekly_min = EXCLUDED.weekly_min, "
      "night_min = EXCLUDED.night_min, state = EXCLUDED.state, note = EXCLUDED.note, decided_by = "
      "EXCLUDED.decided_by, "
      "decided_at = EXCLUDED.decided_at",
      region_id, work.person_id, work.worked_on, work.team_id, work.extra.overtime_min,
      work.extra.holiday_work_min, work.extra.holiday_over_min, work.extra.weekly_min,
      work.extra.night_min, work.state, work.note, work.decided_by, now);
}

}  // namespace

ExtraWorkDesk::ExtraWorkDesk(db::Transaction& tx, RegionId region_id, PersonId person_id,
                             base::Date from, base::Date to, base::Date today)
    : holidays_{settings::calendar(tx, region_id, today),
                settings::integer(tx, region_id, kHolidayIsPaid, today) != 0} {
  for (Decided& each : tx.query<Decided>(
           std::string(kSelect) + "(person_id = $2 OR $2 = 0) AND worked_on BETWEEN $3 AND $4",
           region_id, person_id, from, to)) {
    ExtraWork& kept = decided_[{each.person_id, each.worked_on}];
    kept.extra = each.extra();
    kept.state = each.state;
    kept.note = std::move(each.note);
    kept.decided_by = each.decided_by;
  }
  for (const Entered& each : tx.query<Entered>(
           "SELECT person_id, worked_on, set_by FROM teams_attendance WHERE region_id = $1 "
           "AND (person_id = $2 OR $2 = 0) AND worked_on BETWEEN $3 AND $4 AND set_by <> 0",
           region_id, person_id, from, to))
    entered_[{each.person_id, each.worked_on}] = each.set_by;
}

std::vector<ExtraWork> ExtraWorkDesk::work_in(const std::vector<AttendanceDay>& days,
                                              std::int64_t day_min) const {
  std::vector<ExtraWork> list;
  const auto found = extra_minutes(days, day_min, holidays_);
  for (const AttendanceDay& day : days) {
    const auto extra = found.find(day.worked_on);
    if (extra == found.end()) continue;
    ExtraWork work{.person_id = day.person_id,
                   .worked_on = day.worked_on,
                   .team_id = day.team_id,
                   .minutes = day.minutes,
                   .came_min = day.came_min,
                   .left_min = day.left_min,
                   .extra = extra->second,
                   .note = {}};
    const Key key(day.person_id, day.worked_on);
    if (const auto entered = entered_.find(key); entered != entered_.end())
      work.entered_by = entered->second;
    if (const auto kept = decided_.find(key);
        kept != decided_.end() && kept->second.extra == work.extra) {
      work.state = kept->second.state;
      work.note = kept->second.note;
      work.decided_by = kept->second.decided_by;
    }
    list.push_back(std::move(work));
  }
  return list;
}

std::map<base::Date, ExtraMinutes> ExtraWorkDesk::approved(const std::vector<AttendanceDay>& days,
                                                           std::int64_t day_min) const {
  std::map<base::Date, ExtraMinutes> minutes;
  if (decided_.empty()) return minutes;
  for (const ExtraWork& work : work_in(days, day_min))
    if (work.state == ExtraWorkState::approved) minutes[work.worked_on] = work.extra;
  return minutes;
}

base::Result<ExtraWorkApproval, ExtraWorkRefusal> approve_month(
    db::Transaction& tx, RegionId region_id, OrganisationId centre_id, base::Date month,
    std::optional<std::int64_t> extra_min, PersonId decided_by, base::Instant now) {
  auto list = extra_work_of_centre(tx, region_id, centre_id, month, base::korean_date(now));
  std::erase_if(list, [decided_by](const ExtraWork& work) {
    return work.state != ExtraWorkState::waiting || work.entered_by == decided_by;
  });
  if (list.empty()) return base::refuse(Refusal::extra_work_not_found);
  ExtraWorkApproval approval;
  for (const ExtraWork& work : list) {
    ++approval.days;
    approval.extra_min += work.extra.total_min();
  }
  if (extra_min && *extra_min != approval.extra_min)
    return base::refuse(Refusal::extra_work_changed);
  if (is_paid(tx, region_id, list.front().team_id, month))
    return base::refuse(Refusal::month_already_paid);
  for (ExtraWork& work : list) {
    work.state = ExtraWorkState::approved;
    work.decided_by = decided_by;
    keep(tx, region_id, work, now);
  }
  return approval;
}

std::vector<ExtraWork> extra_work_of_centre(db::Transaction& tx, RegionId region_id,
                                            OrganisationId centre_id, base::Date month,
                                            base::Date today) {
  month = base::first_of_month(month);
  const ExtraWorkDesk desk(tx, region_id, {}, month, base::last_of_month(month), today);
  const auto days = centre_days(tx, region_id, centre_id, month);
  std::map<WorkType, std::vector<OrganisationId>> teams;
  for (const Team& team : list_teams(tx, region_id, centre_id, month))
    teams[team.work_type].push_back(team.id);
  std::vector<ExtraWork> list;
  for (const auto& [type, own] : teams) {
    const std::int64_t hours_min = pay_terms(tx, region_id, type, month).hours_min;
    for (const auto& [person_id, all] : days)
      for (ExtraWork& work : desk.work_in(all, hours_min))
        if (work.worked_on >= month && std::ranges::find(own, work.team_id) != own.end())
          list.push_back(std::move(work));
  }
  std::ranges::sort(
      list, {}, [](const ExtraWork& each) { return std::tuple(each.worked_on, each.person_id); });
  return list;
}

base::Result<ExtraWork, ExtraWorkRefusal> decide_extra_work(db::Transaction& tx, RegionId region_id,
                                                            const ExtraWorkDecision& decision,
                                                            PersonId decided_by,
                                                            base::Instant now) {
  auto work =
      find_extra(tx, region_id, decision.person_id, decision.worked_on, base::korean_date(now));
  if (!work) return base::refuse(Refusal::extra_work_not_found);
  if (work->extra.total_min() != decision.extra_min)
    return base::refuse(Refusal::extra_work_changed);
  if (work->entered_by == decided_by) return base::refuse(Refusal::extra_work_own_entry);
  if (is_paid(tx, region_id, work->team_id, work->worked_on))
    return base::refuse(Refusal::month_already_paid);
  if (!decision.is_approved && base::trim(decision.note).empty())
    return base::refuse(Refusal::decision_note_missing);
  work->state = decision.is_approved ? ExtraWorkState::approved : ExtraWorkState::declined;
  work->note = base::trim(decision.note);
  work->decided_by = decided_by;
  keep(tx, region_id, *work, now);
  return *std::move(work);
}

}  // namespace teams
