#include <algorithm>
#include <map>

#include "base/check.h"
#include "teams/pay.h"

namespace teams {
namespace {

const DailyPay& rate_on(const DailyPayTable& table, base::Date on) {
  CHECK_REQUEST(!table.rates.empty());
  const DailyPay* found = &table.rates.front();
  for (const DailyPay& rate : table.rates)
    if (rate.valid_from <= on) found = &rate;
  return *found;
}

bool counts_for_rest(const AttendanceDay* day) {
  return day != nullptr && day->kind != AttendanceKind::absent;
}

}  // namespace

std::int64_t daily_won(const DailyPayTable& table, WorkType type, base::Date on) {
  const DailyPay& rate = rate_on(table, on);
  switch (type) {
    case WorkType::market_entry: return rate.market_entry_won;
    case WorkType::social_service: return rate.social_service_won;
    case WorkType::work_maintenance: return rate.work_maintenance_won;
  }
  CHECK(false);
}

std::int64_t expense_won(const DailyPayTable& table, base::Date on) {
  return rate_on(table, on).expense_won;
}

Earnings earnings_of(const std::vector<AttendanceDay>& days, OrganisationId team_id, WorkType type,
                     base::Date month, const DailyPayTable& table) {
  const base::Date last = base::last_of_month(month);
  std::map<base::Date, const AttendanceDay*> by_day;
  for (const AttendanceDay& day : days) by_day[day.worked_on] = &day;
  const auto find = [&](base::Date on) {
    const auto found = by_day.find(on);
    return found == by_day.end() ? nullptr : found->second;
  };
  Earnings earnings;
  for (base::Date on = base::first_of_month(month); on <= last; on = on.plus_days(1)) {
    const AttendanceDay* day = find(on);
    if (day == nullptr || day->team_id != team_id || day->kind == AttendanceKind::absent) continue;
    const std::int64_t rate = daily_won(table, type, on);
    earnings.base_won += rate;
    if (day->kind == AttendanceKind::work) {
      ++earnings.work_days;
      earnings.expense_won += expense_won(table, on);
    } else {
      ++earnings.leave_days;
    }
    if (base::weekday(on) != 5) continue;
    bool is_full_week = true;
    for (int back = 0; back < 5; ++back)
      is_full_week = is_full_week && counts_for_rest(find(on.plus_days(-back)));
    if (is_full_week) {
      ++earnings.rest_days;
      earnings.base_won += rate;
    }
  }
  return earnings;
}

}  // namespace teams
