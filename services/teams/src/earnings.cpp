#include <algorithm>
#include <map>

#include "base/check.h"
#include "teams/pay.h"

namespace teams {
namespace {

constexpr int kDaysOfWeek = 5;  // of work (주 5일)

const DailyPay& rate_on(const DailyPayTable& table, base::Date on) {
  CHECK_REQUEST(!table.rates.empty());
  const DailyPay* found = &table.rates.front();
  for (const DailyPay& rate : table.rates)
    if (rate.valid_from <= on) found = &rate;
  return *found;
}

/// A person's days as pay sees them: what was recorded, and holidays that nobody had to work.
class PaidDays {
 public:
  PaidDays(const std::vector<AttendanceDay>& days, const PaidHolidays& holidays)
      : holidays_(holidays) {
    for (const AttendanceDay& day : days) by_day_[day.worked_on] = &day;
  }

  [[nodiscard]] const AttendanceDay* find(base::Date on) const {
    const auto found = by_day_.find(on);
    return found == by_day_.end() ? nullptr : found->second;
  }
  /// The team in which the day is paid; 0: it is not.
  [[nodiscard]] OrganisationId team_on(base::Date on) const {
    if (const AttendanceDay* day = find(on))
      return day->kind == AttendanceKind::absent ? OrganisationId{} : day->team_id;
    return holiday_team(on);
  }
  /// The day is the fifth paid one of its week, Monday first: not all of them holidays that nobody
  /// worked on, and nobody missed one.
  [[nodiscard]] bool completes_week(base::Date day) const {
    int paid = 0;
    bool has_attended = false;
    for (base::Date on = day.plus_days(1 - base::weekday(day)); on <= day; on = on.plus_days(1)) {
      const AttendanceDay* known = find(on);
      if (known && known->kind == AttendanceKind::absent) return false;
      if (!team_on(on)) continue;
      ++paid;
      has_attended = has_attended || known != nullptr;
    }
    return paid == kDaysOfWeek && team_on(day) && has_attended;
  }

 private:
  [[nodiscard]] OrganisationId holiday_team(base::Date on) const {
    if (base::weekday(on) > 5 || !holidays_.calendar.is_holiday(on)) return {};
    for (const Member& member : holidays_.placements)
      if (member.joined_on <= on && (!member.left_on || *member.left_on >= on))
        return member.team_id;
    return {};
  }

  const PaidHolidays& holidays_;
  std::map<base::Date, const AttendanceDay*> by_day_;
};

void add_holiday(Earnings& earnings, std::int64_t rate) {
  ++earnings.rest_days;
  ++earnings.holiday_days;
  earnings.base_won += rate;
  earnings.holiday_won += rate;
}

void add_leave(Earnings& earnings, std::int64_t rate) {
  ++earnings.leave_days;
  earnings.base_won += rate;
  earnings.leave_won += rate;
}

void add_rest(Earnings& earnings, std::int64_t rate) {
  ++earnings.rest_days;
  earnings.base_won += rate;
  earnings.rest_won += rate;
}

void add_work(Earnings& earnings, const AttendanceDay& day, std::int64_t rate,
              const PayTerms& terms) {
  ++earnings.work_days;
  earnings.base_won += rate;
  earnings.expense_won += expense_won(terms.table, day.worked_on);
  earnings.late_min += day.late_min;
  if (terms.day_min > 0) earnings.late_won += late_won(rate, day.late_min, terms.day_min);
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

bool is_right_day_minutes(std::string_view json) {
  const auto table = json::read<DayMinutes>(json);
  const auto is_right = [](std::int64_t minutes) { return minutes >= 60 && minutes <= 720; };
  return table && is_right(table->market_entry) && is_right(table->social_service) &&
         is_right(table->work_maintenance);
}

std::int64_t late_won(std::int64_t day_won, std::int64_t late_min, std::int64_t day_min) {
  CHECK_REQUEST(late_min >= 0 && day_min > 0);
  return day_won * std::min(late_min, day_min) / day_min;
}

Earnings earnings_of(const std::vector<AttendanceDay>& days, OrganisationId team_id, WorkType type,
                     base::Date month, const PayTerms& terms, const PaidHolidays& holidays,
                     const std::map<base::Date, ExtraMinutes>& extra) {
  const base::Date last = base::last_of_month(month);
  const PaidDays paid(days, holidays);
  Earnings earnings;
  std::optional<ExtraSum> sum;
  if (!extra.empty()) sum.emplace(terms.extra_rates, terms.hours_min, terms.night);
  for (base::Date on = base::first_of_month(month); on <= last; on = on.plus_days(1)) {
    if (paid.team_on(on) != team_id) continue;
    const AttendanceDay* day = paid.find(on);
    const std::int64_t rate = daily_won(terms.table, type, on);
    if (day == nullptr) add_holiday(earnings, rate);
    else if (day->kind == AttendanceKind::work) add_work(earnings, *day, rate, terms);
    else add_leave(earnings, rate);
    if (paid.completes_week(on)) add_rest(earnings, rate);
    if (const auto found = extra.find(on); found != extra.end()) sum->add(found->second, rate);
  }
  if (sum) {
    earnings.extra = sum->minutes();
    earnings.extra_pay = sum->pay();
  }
  CHECK_REQUEST(earnings.total_won() >= 0);
  return earnings;
}

}  // namespace teams
