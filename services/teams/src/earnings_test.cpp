#include <gtest/gtest.h>

#include <sstream>

#include "teams/pay.h"

namespace teams {
namespace {

const OrganisationId kTeam{7};
const OrganisationId kOtherTeam{8};

DailyPayTable default_table() { return *json::read<DailyPayTable>(kDailyPay.value); }

base::Date date(std::string_view text) { return *base::parse_date(text); }

/// `2026-11-02 w` a line: w = work, l = leave, a = absent, o = work in another team.
std::vector<AttendanceDay> days_of(const std::string& text) {
  std::vector<AttendanceDay> days;
  std::istringstream in(text);
  std::string day;
  char kind = 0;
  while (in >> day >> kind)
    days.push_back({PersonId{1}, date(day), kind == 'o' ? kOtherTeam : kTeam,
                    kind == 'l'   ? AttendanceKind::leave
                    : kind == 'a' ? AttendanceKind::absent
                                  : AttendanceKind::work,
                    480});
  return days;
}

struct PayCase {
  std::string story;
  std::string days;
  std::string month;
  WorkType type;
  std::int64_t work_days, leave_days, rest_days, base_won, expense_won;
};

/// One case a row, for an official to check. Rates of 2026: 53,840 + 4,000 won a day.
const std::vector<PayCase> kCases{
    {"one day", "2026-11-02 w", "2026-11-01", WorkType::social_service, 1, 0, 0, 53'840, 4'000},
    {"a full week earns a rest day",
     "2026-11-02 w 2026-11-03 w 2026-11-04 w 2026-11-05 w 2026-11-06 w", "2026-11-01",
     WorkType::social_service, 5, 0, 1, 323'040, 20'000},
    {"four days earn none", "2026-11-02 w 2026-11-03 w 2026-11-04 w 2026-11-05 w", "2026-11-01",
     WorkType::social_service, 4, 0, 0, 215'360, 16'000},
    {"leave counts for the rest day, without expenses",
     "2026-11-02 w 2026-11-03 l 2026-11-04 w 2026-11-05 w 2026-11-06 w", "2026-11-01",
     WorkType::social_service, 4, 1, 1, 323'040, 16'000},
    {"absence breaks the week", "2026-11-02 w 2026-11-03 a 2026-11-04 w 2026-11-05 w 2026-11-06 w",
     "2026-11-01", WorkType::social_service, 4, 0, 0, 215'360, 16'000},
    {"a week over the turn of the month pays its rest in the month of its Friday",
     "2026-09-28 w 2026-09-29 w 2026-09-30 w 2026-10-01 w 2026-10-02 w", "2026-10-01",
     WorkType::social_service, 2, 0, 1, 161'520, 8'000},
    {"the same week in the month before", "2026-09-28 w 2026-09-29 w 2026-09-30 w", "2026-09-01",
     WorkType::social_service, 3, 0, 0, 161'520, 12'000},
    {"days in another team are its own, but keep the week whole",
     "2026-11-02 o 2026-11-03 w 2026-11-04 w 2026-11-05 w 2026-11-06 w", "2026-11-01",
     WorkType::social_service, 4, 0, 1, 269'200, 16'000},
    {"who works at the weekend and rests on two other days earns the same",
     "2026-11-02 w 2026-11-04 w 2026-11-06 w 2026-11-07 w 2026-11-08 w", "2026-11-01",
     WorkType::social_service, 5, 0, 1, 323'040, 20'000},
    {"a sixth day earns no second rest",
     "2026-11-02 w 2026-11-03 w 2026-11-04 w 2026-11-05 w 2026-11-06 w 2026-11-07 w", "2026-11-01",
     WorkType::social_service, 6, 0, 1, 376'880, 24'000},
    {"a missed day is not made up for at the weekend",
     "2026-11-02 a 2026-11-03 w 2026-11-04 w 2026-11-05 w 2026-11-06 w 2026-11-07 w", "2026-11-01",
     WorkType::social_service, 5, 0, 0, 269'200, 20'000},
    {"a week that Sunday completes pays in Sunday's month",
     "2026-10-28 w 2026-10-29 w 2026-10-30 w 2026-10-31 w 2026-11-01 w", "2026-11-01",
     WorkType::social_service, 1, 0, 1, 107'680, 4'000},
    {"market entry", "2026-11-02 w", "2026-11-01", WorkType::market_entry, 1, 0, 0, 62'080, 4'000},
    {"work maintenance", "2026-11-02 w", "2026-11-01", WorkType::work_maintenance, 1, 0, 0, 29'940,
     4'000},
    {"2024 rate", "2024-03-04 w", "2024-03-01", WorkType::market_entry, 1, 0, 0, 57'930, 4'000},
    {"before the first rate the first one counts", "2019-03-04 w", "2019-03-01",
     WorkType::market_entry, 1, 0, 0, 57'930, 4'000},
    {"nothing", "", "2026-11-01", WorkType::social_service, 0, 0, 0, 0, 0},
};

TEST(Earnings, FollowTheTable) {
  const DailyPayTable table = default_table();
  for (const PayCase& c : kCases) {
    const Earnings e = earnings_of(days_of(c.days), kTeam, c.type, date(c.month), {table, 480});
    EXPECT_EQ(e.work_days, c.work_days) << c.story;
    EXPECT_EQ(e.leave_days, c.leave_days) << c.story;
    EXPECT_EQ(e.rest_days, c.rest_days) << c.story;
    EXPECT_EQ(e.base_won, c.base_won) << c.story;
    EXPECT_EQ(e.expense_won, c.expense_won) << c.story;
    EXPECT_EQ(e.total_won(), c.base_won + c.expense_won) << c.story;
  }
}

struct HolidayCase {
  std::string story;
  std::string days;
  std::string month;
  std::string joined_on, left_on;
  std::int64_t work_days, rest_days, base_won;
};

/// Holidays of 2026 by the announced calendar: Thursday 24 and Friday 25 September (추석),
/// Wednesday 3 June (election), Monday 2 March (substitute), Sunday 1 March.
const std::vector<HolidayCase> kHolidayCases{
    {"a holiday in the week is paid and keeps the week whole",
     "2026-06-01 w 2026-06-02 w 2026-06-04 w 2026-06-05 w", "2026-06-01", "2026-01-01", "", 4, 2,
     6 * 53'840},
    {"a holiday on the Friday earns the week's rest too", "2026-09-21 w 2026-09-22 w 2026-09-23 w",
     "2026-09-01", "2026-01-01", "", 3, 3, 6 * 53'840},
    {"one missing day breaks the week, the holiday is paid all the same",
     "2026-06-02 w 2026-06-04 w 2026-06-05 w", "2026-06-01", "2026-01-01", "", 3, 1, 4 * 53'840},
    {"work on a holiday is a day of work", "2026-06-03 w", "2026-06-01", "2026-01-01", "", 1, 0,
     53'840},
    {"a recorded absence is not paid", "2026-06-03 a 2026-06-04 w", "2026-06-01", "2026-01-01", "",
     1, 0, 53'840},
    {"nobody is paid before they came", "2026-06-04 w", "2026-06-01", "2026-06-04", "", 1, 0,
     53'840},
    {"nor after they left", "2026-06-01 w", "2026-06-01", "2026-01-01", "2026-06-02", 1, 0, 53'840},
    {"a Sunday is no working day; its substitute is", "2026-03-03 w", "2026-03-01", "2026-01-01",
     "", 1, 1, 2 * 53'840},
};

TEST(Earnings, PublicHolidaysFollowTheTable) {
  const settings::Calendar calendar{
      *json::read<settings::HolidayList>(settings::holiday_definition().value)};
  for (const HolidayCase& c : kHolidayCases) {
    Member member;
    member.team_id = kTeam;
    member.joined_on = date(c.joined_on);
    if (!c.left_on.empty()) member.left_on = date(c.left_on);
    const Earnings e = earnings_of(days_of(c.days), kTeam, WorkType::social_service, date(c.month),
                                   {default_table(), 480}, {calendar, {member}});
    EXPECT_EQ(e.work_days, c.work_days) << c.story;
    EXPECT_EQ(e.rest_days, c.rest_days) << c.story;
    EXPECT_EQ(e.base_won, c.base_won) << c.story;
    EXPECT_EQ(e.expense_won, c.work_days * 4'000) << c.story;
    EXPECT_EQ(earnings_of(days_of(c.days), kOtherTeam, WorkType::social_service, date(c.month),
                          {default_table(), 480}, {calendar, {member}})
                  .total_won(),
              0)
        << c.story;
  }
}

TEST(Earnings, AWeekOfHolidaysAloneEarnsNoRest) {
  settings::HolidayList list;
  for (int i = 0; i < 5; ++i) list.days.push_back({date("2026-11-02").plus_days(i), "rest"});
  Member member;
  member.team_id = kTeam;
  member.joined_on = date("2026-01-01");
  const Earnings e = earnings_of({}, kTeam, WorkType::social_service, date("2026-11-01"),
                                 {default_table(), 480}, {settings::Calendar(list), {member}});
  EXPECT_EQ(e.rest_days, 5);
}

TEST(Earnings, ABaseIsMadeOfItsParts) {
  const settings::Calendar calendar{
      *json::read<settings::HolidayList>(settings::holiday_definition().value)};
  Member member;
  member.team_id = kTeam;
  member.joined_on = date("2026-01-01");
  const Earnings e = earnings_of(days_of("2026-06-01 w 2026-06-02 l 2026-06-04 w 2026-06-05 w"),
                                 kTeam, WorkType::social_service, date("2026-06-01"),
                                 {default_table(), 480}, {calendar, {member}});
  EXPECT_EQ(e.holiday_days, 1);
  EXPECT_EQ(e.holiday_won, 53'840);
  EXPECT_EQ(e.leave_won, 53'840);
  EXPECT_EQ(e.rest_won, 53'840);
  EXPECT_EQ(e.base_won - e.holiday_won - e.leave_won - e.rest_won, 3 * 53'840);
}

struct LateCase {
  std::string story;
  std::int64_t day_won, late_min, day_min, late_won;
};

const std::vector<LateCase> kLateCases{
    {"on time", 53'840, 0, 480, 0},
    {"one hour of eight", 53'840, 60, 480, 6'730},
    {"rounded down in the person's favour", 53'840, 1, 480, 112},
    {"one hour of five", 29'940, 60, 300, 5'988},
    {"never more than the day", 53'840, 900, 480, 53'840},
};

TEST(Earnings, LateHoursFollowTheTable) {
  for (const LateCase& c : kLateCases)
    EXPECT_EQ(late_won(c.day_won, c.late_min, c.day_min), c.late_won) << c.story;
}

TEST(Earnings, LateHoursComeOffThePayAndKeepTheWeek) {
  auto days = days_of("2026-11-02 w 2026-11-03 w 2026-11-04 w 2026-11-05 w 2026-11-06 w");
  days[0].late_min = 60;
  days[4].late_min = 30;
  const auto earn = [&](std::int64_t day_min) {
    return earnings_of(days, kTeam, WorkType::social_service, date("2026-11-01"),
                       {default_table(), day_min});
  };
  EXPECT_EQ(earn(480).late_min, 90);
  EXPECT_EQ(earn(480).late_won, 6'730 + 3'365);
  EXPECT_EQ(earn(480).rest_days, 1);
  EXPECT_EQ(earn(480).total_won(), 323'040 + 20'000 - 10'095);
  EXPECT_EQ(earn(0).late_won, 0);
  EXPECT_EQ(earn(0).late_min, 90);
}

TEST(Earnings, DayMinutesAreChecked) {
  EXPECT_TRUE(is_right_day_minutes(kDayMinutes.value));
  EXPECT_FALSE(
      is_right_day_minutes(R"({"market_entry":0,"social_service":480,"work_maintenance":300})"));
}

TEST(Earnings, TheDayOfARateChangeDecides) {
  const DailyPayTable table = default_table();
  EXPECT_EQ(daily_won(table, WorkType::social_service, date("2025-12-31")), 52'060);
  EXPECT_EQ(daily_won(table, WorkType::social_service, date("2026-01-01")), 53'840);
}

TEST(Earnings, TheDefaultTableIsARightValue) {
  EXPECT_TRUE(kDailyPay.is_right(kDailyPay.value));
  EXPECT_FALSE(kDailyPay.is_right(R"({"rates":[{"valid_from":"2024-02-30"}]})"));
}

}  // namespace
}  // namespace teams
