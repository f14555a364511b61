// Random quarters of attendance: what earnings_of computes against a reading of the rule that walks
// week by week instead of day by day. The seed is printed; OLIVE_SEED=n repeats a walk.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>

#include "teams/pay.h"

namespace teams {
namespace {

const OrganisationId kTeams[] = {{7}, {8}};
const base::Date kFirst = *base::make_date(2025, 12, 1);
constexpr int kDays = 100;
constexpr int kWalks = 200;

using Days = std::map<base::Date, AttendanceDay>;

Days random_days(std::mt19937_64& random) {
  Days days;
  for (int i = 0; i < kDays; ++i) {
    const auto die = random() % 10;
    if (die == 0) continue;  // no record of that day
    const base::Date on = kFirst.plus_days(i);
    const AttendanceKind kind = die == 1   ? AttendanceKind::absent
                                : die == 2 ? AttendanceKind::leave
                                           : AttendanceKind::work;
    days[on] = {PersonId{1}, on, kTeams[random() % 8 == 0 ? 1 : 0], kind, 480};
  }
  return days;
}

bool is_in_month(base::Date day, base::Date month) { return base::first_of_month(day) == month; }

/// The rule as an official reads it: days first, then whole weeks from Monday to Sunday.
Earnings read_rule(const Days& days, OrganisationId team, WorkType type, base::Date month,
                   const DailyPayTable& table) {
  Earnings sum;
  for (const auto& [on, day] : days) {
    if (!is_in_month(on, month) || day.team_id != team) continue;
    if (day.kind == AttendanceKind::absent) continue;
    sum.base_won += daily_won(table, type, on);
    if (day.kind == AttendanceKind::leave) {
      ++sum.leave_days;
    } else {
      ++sum.work_days;
      sum.expense_won += expense_won(table, on);
    }
  }
  // The first week of the month may begin in the month before.
  base::Date monday = month.plus_days(1 - base::weekday(month));
  for (; monday <= base::last_of_month(month); monday = monday.plus_days(7)) {
    std::vector<base::Date> attended;
    base::Date missed = monday.plus_days(7);
    for (base::Date on = monday.plus_days(6); on >= monday; on = on.plus_days(-1)) {
      const auto found = days.find(on);
      if (found == days.end()) continue;
      if (found->second.kind == AttendanceKind::absent) missed = on;
      else attended.insert(attended.begin(), on);
    }
    if (attended.size() < 5 || missed < attended[4] || !is_in_month(attended[4], month)) continue;
    if (days.at(attended[4]).team_id != team) continue;
    ++sum.rest_days;
    sum.base_won += daily_won(table, type, attended[4]);
  }
  return sum;
}

std::uint64_t walk_seed() {
  const char* given = std::getenv("OLIVE_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

TEST(EarningsWalk, AgreesWithTheRuleWeekByWeek) {
  const std::uint64_t seed = walk_seed();
  SCOPED_TRACE("OLIVE_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  const auto table = json::read<DailyPayTable>(kDailyPay.value);
  ASSERT_TRUE(table.has_value());
  for (int walk = 0; walk < kWalks; ++walk) {
    const Days days = random_days(random);
    std::vector<AttendanceDay> list;
    for (const auto& [on, day] : days) list.push_back(day);
    for (const int shift : {0, 1, 2, 3}) {
      const base::Date month = base::plus_months(kFirst, shift);
      for (const OrganisationId team : kTeams)
        for (const WorkType type : base::all_of<WorkType>()) {
          const Earnings ours = earnings_of(list, team, type, month, {*table, 480});
          const Earnings read = read_rule(days, team, type, month, *table);
          ASSERT_EQ(ours.work_days, read.work_days) << base::format_date(month);
          ASSERT_EQ(ours.leave_days, read.leave_days) << base::format_date(month);
          ASSERT_EQ(ours.rest_days, read.rest_days) << base::format_date(month);
          ASSERT_EQ(ours.base_won, read.base_won) << base::format_date(month);
          ASSERT_EQ(ours.expense_won, read.expense_won) << base::format_date(month);
        }
    }
  }
}

TEST(EarningsWalk, AnotherDayOfWorkNeverEarnsLess) {
  std::mt19937_64 random(7);
  const auto table = json::read<DailyPayTable>(kDailyPay.value);
  for (int walk = 0; walk < kWalks; ++walk) {
    Days days = random_days(random);
    const auto total = [&](const Days& all) {
      std::vector<AttendanceDay> list;
      for (const auto& [on, day] : all) list.push_back(day);
      return earnings_of(list, kTeams[0], WorkType::social_service, *base::make_date(2026, 1, 1),
                         {*table, 480})
          .total_won();
    };
    const std::int64_t before = total(days);
    const base::Date on = base::make_date(2026, 1, 1)->plus_days(static_cast<int>(random() % 31));
    if (days.contains(on) && days[on].team_id != kTeams[0]) continue;
    days[on] = {PersonId{1}, on, kTeams[0], AttendanceKind::work, 480};
    ASSERT_GE(total(days), before);
  }
}

}  // namespace
}  // namespace teams
