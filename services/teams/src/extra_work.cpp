#include "teams/extra_work.h"

#include <algorithm>

#include "base/check.h"

namespace teams {
namespace {

constexpr std::int64_t kWhole_ppm = 1'000'000;
constexpr int kDaysOfWork = 5;  // in a week
constexpr std::int64_t kMinutesPerDay = 1'440;
constexpr std::int64_t kNoon_min = kMinutesPerDay / 2;

// The day's minutes by kind; `week_min` of the same week, within their days' hours, came before.
ExtraMinutes extra_of(const AttendanceDay& day, std::int64_t day_min, std::int64_t week_min,
                      const HolidayTerms& holidays) {
  const std::int64_t within = std::min(day.minutes, day_min);
  const std::int64_t over = day.minutes - within;
  ExtraMinutes extra{.night_min = std::min(day.night_min, day.minutes)};
  if (!holidays.calendar.is_holiday(day.worked_on)) {
    extra.overtime_min = over;
    extra.weekly_min =
        std::clamp<std::int64_t>(week_min + within - kDaysOfWork * day_min, 0, within);
    return extra;
  }
  extra.holiday_over_min = over;
  // A paid holiday has the day's pay for itself; otherwise that pays the work.
  const bool is_paid = holidays.are_paid && base::weekday(day.worked_on) <= kDaysOfWork;
  (is_paid ? extra.holiday_work_min : extra.weekly_min) = within;
  return extra;
}

// Minutes of the night between two minutes after midnight, the later of them on the next day or
// not.
std::int64_t in_night(std::int64_t from, std::int64_t to, const NightRule& night) {
  const auto within = [from, to](std::int64_t begin, std::int64_t end) {
    return std::max<std::int64_t>(0, std::min(to, end) - std::max(from, begin));
  };
  return within(0, night.to_min) + within(night.from_min, kMinutesPerDay + night.to_min) +
         within(kMinutesPerDay + night.from_min, 2 * kMinutesPerDay);
}

base::Date monday_of(base::Date day) { return day.plus_days(1 - base::weekday(day)); }

}  // namespace

bool is_right_extra_rates(std::string_view json) {
  const auto rates = json::read<ExtraRates>(json);
  const auto is_rate = [](std::int64_t ppm) { return ppm >= 0 && ppm <= 5 * kWhole_ppm; };
  return rates && is_rate(rates->overtime_ppm) && is_rate(rates->holiday_work_ppm) &&
         is_rate(rates->holiday_over_ppm) && is_rate(rates->weekly_ppm);
}

bool is_right_break_rule(std::string_view json) {
  const auto rule = json::read<BreakRule>(json);
  return rule && rule->every_min >= 30 && rule->every_min <= 1'440 && rule->break_min >= 0 &&
         rule->break_min <= 240;
}

bool is_right_night_rule(std::string_view json) {
  const auto rule = json::read<NightRule>(json);
  return rule && rule->from_min >= kNoon_min && rule->from_min <= kMinutesPerDay &&
         rule->to_min >= 0 && rule->to_min <= kNoon_min && rule->premium_ppm >= 0 &&
         rule->premium_ppm <= 5 * kWhole_ppm;
}

std::int64_t night_min(std::int64_t came_min, std::int64_t left_min, const BreakRule& breaks,
                       const NightRule& night) {
  CHECK_REQUEST(came_min <= left_min && breaks.every_min > 0 && breaks.break_min >= 0);
  std::int64_t minutes = in_night(came_min, left_min, night);
  // The same breaks that worked_min() takes off, each after its period of work.
  const std::int64_t period = breaks.every_min + breaks.break_min;
  for (std::int64_t ends = came_min + period; ends <= left_min; ends += period)
    minutes -= in_night(ends - breaks.break_min, ends, night);
  return minutes;
}

std::int64_t worked_min(std::int64_t came_min, std::int64_t left_min, const BreakRule& rule) {
  CHECK_REQUEST(came_min <= left_min && rule.every_min > 0 && rule.break_min >= 0);
  const std::int64_t present = left_min - came_min;
  // The break lies within the time of presence, so a full period is work and its break together.
  return present - rule.break_min * (present / (rule.every_min + rule.break_min));
}

std::map<base::Date, ExtraMinutes> extra_minutes(const std::vector<AttendanceDay>& days,
                                                 std::int64_t day_min,
                                                 const HolidayTerms& holidays) {
  CHECK_REQUEST(day_min > 0);
  std::map<base::Date, ExtraMinutes> found;
  base::Date monday;
  std::int64_t week_min = 0;
  for (const AttendanceDay& day : days) {
    if (day.kind != AttendanceKind::work) continue;
    if (monday_of(day.worked_on) != monday) week_min = 0;
    monday = monday_of(day.worked_on);
    const ExtraMinutes extra = extra_of(day, day_min, week_min, holidays);
    CHECK_REQUEST(extra.total_min() >= 0);
    CHECK_REQUEST(extra.total_min() - extra.night_min <= day.minutes);
    if (extra.total_min() > 0) found[day.worked_on] = extra;
    week_min += std::min(day.minutes, day_min);
  }
  return found;
}

ExtraSum::ExtraSum(const ExtraRates& rates, std::int64_t day_min, const NightRule& night)
    : rates_(rates), day_min_(day_min), night_ppm_(night.premium_ppm) {
  CHECK_REQUEST(day_min > 0);
}

void ExtraSum::add(const ExtraMinutes& minutes, std::int64_t day_won) {
  for (const auto kind :
       {&ExtraMinutes::overtime_min, &ExtraMinutes::holiday_work_min,
        &ExtraMinutes::holiday_over_min, &ExtraMinutes::weekly_min, &ExtraMinutes::night_min}) {
    minutes_.*kind += minutes.*kind;
    worth_.*kind += minutes.*kind * day_won;
  }
}

ExtraPay ExtraSum::pay() const {
  const auto won = [this](std::int64_t worth, std::int64_t ppm) {
    const std::int64_t whole = day_min_ * kWhole_ppm;
    return (worth * ppm + whole - 1) / whole;
  };
  return {.overtime_won = won(worth_.overtime_min, rates_.overtime_ppm),
          .holiday_work_won = won(worth_.holiday_work_min, rates_.holiday_work_ppm),
          .holiday_over_won = won(worth_.holiday_over_min, rates_.holiday_over_ppm),
          .weekly_won = won(worth_.weekly_min, rates_.weekly_ppm),
          .night_won = won(worth_.night_min, night_ppm_)};
}

}  // namespace teams
