#include "teams/attendance.h"

#include <algorithm>

#include "centre_days.h"
#include "teams/extra_work.h"
#include "teams/leave.h"

namespace teams {
namespace {

constexpr std::int64_t kMinutesPerDay = 1'440;

constexpr std::string_view kSelect =
    "SELECT person_id, worked_on, team_id, kind, minutes, late_min, came_min, left_min, "
    "night_min FROM teams_attendance WHERE region_id = $1 AND ";

/// The placement that a day belongs to, if the day may still be changed.
base::Result<Member, AttendanceRefusal> open_placement(db::Transaction& tx, RegionId region_id,
                                                       PersonId person_id, base::Date day,
                                                       base::Instant now) {
  if (day > base::korean_date(now)) return base::refuse(AttendanceRefusal::day_in_the_future);
  const auto member = placement_on(tx, region_id, person_id, day);
  if (!member) return base::refuse(AttendanceRefusal::not_in_a_team);
  if (is_paid(tx, region_id, member->team_id, day))
    return base::refuse(AttendanceRefusal::month_already_paid);
  return *member;
}

// Who has the day as leave already takes no other one.
bool has_leave_for(db::Transaction& tx, RegionId region_id, PersonId person_id, base::Date on) {
  const auto days = attendance_of_person(tx, region_id, person_id, on, on);
  if (!days.empty() && days.front().kind == AttendanceKind::leave) return true;
  const auto leave = leave_of(tx, region_id, person_id, on);
  return leave && leave->left_days() > 0;
}

base::Result<void, AttendanceRefusal> check_day(const AttendanceDay& day) {
  if (day.minutes < 0 || day.minutes > kMinutesPerDay)
    return base::refuse(AttendanceRefusal::minutes_out_of_range);
  const bool is_work = day.kind == AttendanceKind::work;
  if (day.came_min || day.left_min) {
    const std::int64_t came = day.came_min.value_or(-1), left = day.left_min.value_or(-1);
    if (!is_work || came < 0 || came >= std::min(left, kMinutesPerDay) ||
        left - came > kMinutesPerDay)
      return base::refuse(AttendanceRefusal::hours_out_of_range);
  }
  if (day.late_min < 0 || day.late_min > (is_work ? kMinutesPerDay : 0))
    return base::refuse(AttendanceRefusal::late_out_of_range);
  return {};
}

// Work that goes past midnight ends before that of the next day begins.
bool overlaps(db::Transaction& tx, RegionId region_id, const AttendanceDay& day) {
  if (!day.came_min) return false;
  for (const AttendanceDay& other : attendance_of_person(
           tx, region_id, day.person_id, day.worked_on.plus_days(-1), day.worked_on.plus_days(1))) {
    if (!other.came_min || other.worked_on == day.worked_on) continue;
    const bool is_before = other.worked_on < day.worked_on;
    const AttendanceDay& first = is_before ? other : day;
    const AttendanceDay& second = is_before ? day : other;
    if (*first.left_min - kMinutesPerDay > *second.came_min) return true;
  }
  return false;
}

// What the day's hours make of it, by the rules of that day.
void count_hours(db::Transaction& tx, RegionId region_id, AttendanceDay& day) {
  day.night_min = 0;
  if (!day.came_min) return;
  const auto breaks = settings::table<BreakRule>(tx, region_id, kBreak, day.worked_on);
  day.minutes = worked_min(*day.came_min, *day.left_min, breaks);
  day.night_min = night_min(*day.came_min, *day.left_min, breaks,
                            settings::table<NightRule>(tx, region_id, kNightRule, day.worked_on));
}

}  // namespace

base::Result<void, AttendanceRefusal> record_work(db::Transaction& tx, RegionId region_id,
                                                  const Work& work, base::Instant now) {
  if (work.minutes < 1 || work.minutes > kMinutesPerDay)
    return base::refuse(AttendanceRefusal::minutes_out_of_range);
  OLIVE_TRY(member, open_placement(tx, region_id, work.person_id, work.worked_on, now));
  const std::int64_t is_new = tx.execute(
      "INSERT INTO teams_attendance_source (region_id, source, person_id, worked_on, minutes) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (region_id, source, person_id) DO NOTHING",
      region_id, work.source, work.person_id, work.worked_on, work.minutes);
  if (is_new == 0) return {};
  tx.execute(
      "INSERT INTO teams_attendance (region_id, person_id, worked_on, team_id, kind, minutes, "
      "set_by, set_at) VALUES ($1, $2, $3, $4, 'work', $5, 0, $6) "
      "ON CONFLICT (region_id, person_id, worked_on) DO UPDATE SET kind = 'work', "
      "minutes = teams_attendance.minutes + EXCLUDED.minutes",
      region_id, work.person_id, work.worked_on, member.team_id, work.minutes, now);
  return {};
}

base::Result<void, AttendanceRefusal> set_day(db::Transaction& tx, RegionId region_id,
                                              const AttendanceDay& given, PersonId set_by,
                                              base::Instant now) {
  OLIVE_TRY_VOID(check_day(given));
  AttendanceDay day = given;
  OLIVE_TRY(member, open_placement(tx, region_id, day.person_id, day.worked_on, now));
  if (day.kind == AttendanceKind::leave &&
      !has_leave_for(tx, region_id, day.person_id, day.worked_on))
    return base::refuse(AttendanceRefusal::leave_exhausted);
  if (overlaps(tx, region_id, day)) return base::refuse(AttendanceRefusal::work_hours_overlap);
  count_hours(tx, region_id, day);
  const auto proved = tx.integer(
      "SELECT SUM(minutes) FROM teams_attendance_source WHERE region_id = $1 AND person_id = $2 "
      "AND worked_on = $3",
      region_id, day.person_id, day.worked_on);
  const std::int64_t minutes = std::max(day.minutes, proved.value_or(0));
  tx.execute(
      "INSERT INTO teams_attendance (region_id, person_id, worked_on, team_id, kind, minutes, "
      "late_min, set_by, set_at, came_min, left_min, night_min) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
      "ON CONFLICT (region_id, person_id, worked_on) DO UPDATE SET kind = EXCLUDED.kind, "
      "minutes = EXCLUDED.minutes, late_min = EXCLUDED.late_min, set_by = EXCLUDED.set_by, "
      "set_at = EXCLUDED.set_at, came_min = EXCLUDED.came_min, left_min = EXCLUDED.left_min, "
      "night_min = EXCLUDED.night_min",
      region_id, day.person_id, day.worked_on, member.team_id, day.kind, minutes, day.late_min,
      set_by, now, day.came_min, day.left_min, day.night_min);
  return {};
}

std::vector<AttendanceDay> attendance_of_team(db::Transaction& tx, RegionId region_id,
                                              OrganisationId team_id, base::Date from,
                                              base::Date to) {
  return tx.query<AttendanceDay>(std::string(kSelect) +
                                     "team_id = $2 AND worked_on BETWEEN $3 AND $4 "
                                     "ORDER BY person_id, worked_on",
                                 region_id, team_id, from, to);
}

std::vector<AttendanceDay> attendance_of_person(db::Transaction& tx, RegionId region_id,
                                                PersonId person_id, base::Date from,
                                                base::Date to) {
  return tx.query<AttendanceDay>(std::string(kSelect) +
                                     "person_id = $2 AND worked_on BETWEEN $3 AND $4 "
                                     "ORDER BY worked_on",
                                 region_id, person_id, from, to);
}

}  // namespace teams
