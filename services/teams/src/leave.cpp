#include "teams/leave.h"

#include <algorithm>

namespace teams {
namespace {

constexpr int kMonthsOfYear = 12;

bool is_between(base::Date day, base::Date from, base::Date until) {
  return from <= day && day <= until;
}

bool is_full_month(const std::vector<AttendanceDay>& days, base::Date from, base::Date until) {
  bool is_attended = false;
  for (const AttendanceDay& day : days) {
    if (!is_between(day.worked_on, from, until)) continue;
    if (day.kind == AttendanceKind::absent) return false;
    is_attended = true;
  }
  return is_attended;
}

// Months that ended on or before `on`, of the first year of service.
std::int64_t full_months(base::Date began_on, const std::vector<AttendanceDay>& days,
                         base::Date on) {
  std::int64_t count = 0;
  for (int month = 0; month < kMonthsOfYear; ++month) {
    const base::Date next = base::plus_months(began_on, month + 1);
    if (next > on) break;
    if (is_full_month(days, base::plus_months(began_on, month), next.plus_days(-1))) ++count;
  }
  return count;
}

}  // namespace

bool is_right_leave_rule(std::string_view json) {
  const auto rule = json::read<LeaveRule>(json);
  const auto is_days = [](std::int64_t days) { return days >= 0 && days <= 366; };
  return rule && is_days(rule->month_days) && is_days(rule->month_days_max) &&
         is_days(rule->year_days);
}

std::int64_t LeaveAccount::left_days() const {
  return std::max<std::int64_t>(0, granted_days - used_days);
}

LeaveAccount leave_account(base::Date began_on, const std::vector<AttendanceDay>& days,
                           base::Date on, const LeaveRule& rule) {
  CHECK_REQUEST(began_on <= on);
  int years = 0;
  while (base::plus_months(began_on, kMonthsOfYear * (years + 1)) <= on) ++years;
  LeaveAccount account{
      .from = base::plus_months(began_on, kMonthsOfYear * years),
      .until = base::plus_months(began_on, kMonthsOfYear * (years + 1)).plus_days(-1)};
  account.granted_days =
      years > 0 ? rule.year_days
                : std::min(rule.month_days_max, rule.month_days * full_months(began_on, days, on));
  account.used_days = std::ranges::count_if(days, [&account](const AttendanceDay& day) {
    return day.kind == AttendanceKind::leave &&
           is_between(day.worked_on, account.from, account.until);
  });
  CHECK_REQUEST(is_between(on, account.from, account.until));
  return account;
}

std::optional<base::Date> service_began(const std::vector<Member>& placements, base::Date on) {
  std::optional<base::Date> began;
  std::optional<base::Date> ended;  // last day of the service that is being followed
  for (const Member& member : placements) {
    if (member.joined_on > on) break;
    if (!began || !ended || member.joined_on > ended->plus_days(1)) began = member.joined_on;
    ended = member.left_on.value_or(on);
  }
  if (!began || *ended < on) return std::nullopt;
  return began;
}

std::optional<LeaveAccount> leave_of(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                     base::Date on) {
  const auto began = service_began(placements_of(tx, region_id, person_id), on);
  if (!began) return std::nullopt;
  const base::Date end = base::plus_months(on, kMonthsOfYear);
  return leave_account(*began, attendance_of_person(tx, region_id, person_id, *began, end), on,
                       settings::table<LeaveRule>(tx, region_id, kLeave, on));
}

}  // namespace teams
