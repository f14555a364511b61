#include "teams/leave.h"

#include <map>
#include <random>

#include "teams_fixture.h"

namespace teams {
namespace {

base::Date date(std::string_view text) { return *base::parse_date(text); }

AttendanceDay day(std::string_view on, AttendanceKind kind) {
  return {PersonId{1}, date(on), OrganisationId{7}, kind, 480};
}
constexpr auto kWork = AttendanceKind::work;
constexpr auto kLeaveDay = AttendanceKind::leave;
constexpr auto kAbsent = AttendanceKind::absent;

struct LeaveCase {
  std::string story;
  std::string on;
  std::vector<AttendanceDay> days;
  std::int64_t granted, used;
};

/// One case a row: somebody who came on 15 January 2026; a day a month, at most 3, then 15 a year.
const std::vector<LeaveCase> kCases{
    {"nothing on the first day", "2026-01-15", {}, 0, 0},
    {"nothing within the first month", "2026-02-14", {day("2026-01-20", kWork)}, 0, 0},
    {"a day after a full month", "2026-02-15", {day("2026-01-20", kWork)}, 1, 0},
    {"a month without any work is not full", "2026-03-15", {day("2026-01-20", kWork)}, 1, 0},
    {"an absence spoils its month, not the next",
     "2026-03-15",
     {day("2026-01-20", kWork), day("2026-02-02", kAbsent), day("2026-02-20", kWork)},
     1,
     0},
    {"leave keeps a month full and is used",
     "2026-03-15",
     {day("2026-01-20", kWork), day("2026-02-20", kLeaveDay)},
     2,
     1},
    {"no more than the rule's most",
     "2026-06-15",
     {day("2026-01-20", kWork), day("2026-02-20", kWork), day("2026-03-20", kWork),
      day("2026-04-20", kWork), day("2026-05-20", kWork)},
     3,
     0},
    {"a year later there are days for the year; the first year's use is over",
     "2027-01-15",
     {day("2026-12-20", kLeaveDay), day("2027-01-15", kLeaveDay)},
     15,
     1},
    {"the last day of the first year still counts the first year's use",
     "2027-01-14",
     {day("2026-12-20", kLeaveDay), day("2027-01-15", kLeaveDay)},
     0,
     1},
};

TEST(Leave, FollowsTheTable) {
  for (const LeaveCase& c : kCases) {
    const LeaveAccount account = leave_account(date("2026-01-15"), c.days, date(c.on), {1, 3, 15});
    EXPECT_EQ(account.granted_days, c.granted) << c.story;
    EXPECT_EQ(account.used_days, c.used) << c.story;
    EXPECT_GE(account.left_days(), 0) << c.story;
  }
}

TEST(Leave, TheYearOfServiceHasItsDays) {
  const LeaveAccount account =
      leave_account(date("2024-02-29"), {}, date("2026-03-10"), {1, 11, 15});
  EXPECT_EQ(account.from, date("2026-02-28"));
  EXPECT_EQ(account.until, date("2027-02-27"));
}

TEST(Leave, MoreTakenThanGrantedLeavesNothing) {
  EXPECT_EQ((LeaveAccount{.granted_days = 1, .used_days = 3}.left_days()), 0);
}

Member placed(std::string_view from, std::string_view to) {
  Member member;
  member.joined_on = date(from);
  if (!to.empty()) member.left_on = date(to);
  return member;
}

TEST(Leave, ServiceGoesOnOverAChangeOfTeam) {
  const std::vector<Member> placements{placed("2024-01-02", "2024-06-30"),
                                       placed("2025-01-02", "2025-12-31"),
                                       placed("2026-01-01", "")};
  EXPECT_EQ(service_began(placements, date("2024-03-01")), date("2024-01-02"));
  EXPECT_EQ(service_began(placements, date("2024-07-01")), std::nullopt);
  EXPECT_EQ(service_began(placements, date("2025-12-31")), date("2025-01-02"));
  EXPECT_EQ(service_began(placements, date("2026-11-30")), date("2025-01-02"));
  EXPECT_EQ(service_began({}, date("2026-11-30")), std::nullopt);
}

TEST(Leave, RulesAreChecked) {
  EXPECT_TRUE(is_right_leave_rule(kLeave.value));
  EXPECT_FALSE(is_right_leave_rule(R"({"month_days":-1,"month_days_max":11,"year_days":15})"));
  EXPECT_FALSE(is_right_leave_rule(R"({"month_days":1})"));
}

// Another reading of the rule: months are counted one by one, days by walking the calendar.
std::int64_t read_rule(base::Date began, const std::map<base::Date, AttendanceKind>& days,
                       base::Date on, const LeaveRule& rule) {
  if (base::plus_months(began, 12) <= on) return rule.year_days;
  std::int64_t granted = 0;
  for (int month = 1; month <= 12 && base::plus_months(began, month) <= on; ++month) {
    bool is_full = false, is_spoilt = false;
    for (base::Date day = base::plus_months(began, month - 1);
         day < base::plus_months(began, month); day = day.plus_days(1)) {
      const auto found = days.find(day);
      if (found == days.end()) continue;
      is_spoilt = is_spoilt || found->second == kAbsent;
      is_full = is_full || found->second != kAbsent;
    }
    granted += is_full && !is_spoilt ? rule.month_days : 0;
  }
  return std::min(granted, rule.month_days_max);
}

TEST(Leave, RandomYearsFollowTheRule) {
  std::mt19937_64 random(20'260'115);
  const LeaveRule rule{1, 6, 15};
  for (int walk = 0; walk < 300; ++walk) {
    const base::Date began = date("2025-01-01").plus_days(static_cast<int>(random() % 400));
    const base::Date on = began.plus_days(static_cast<int>(random() % 500));
    std::map<base::Date, AttendanceKind> days;
    std::vector<AttendanceDay> list;
    for (int i = 0; i < 60; ++i) {
      const base::Date day = began.plus_days(static_cast<int>(random() % 500));
      const auto kind = random() % 9 == 0 ? kAbsent : random() % 5 == 0 ? kLeaveDay : kWork;
      if (days.emplace(day, kind).second)
        list.push_back({PersonId{1}, day, OrganisationId{7}, kind, 480});
    }
    const LeaveAccount account = leave_account(began, list, on, rule);
    ASSERT_EQ(account.granted_days, read_rule(began, days, on, rule)) << walk;
    ASSERT_TRUE(account.from <= on && on <= account.until) << walk;
    ASSERT_EQ(base::plus_months(account.from, 12).plus_days(-1) >= account.until, true) << walk;
  }
}

/// Leave as the office enters it.
class LeaveTest : public TeamsTest {
 protected:
  base::Result<void, AttendanceRefusal> set(PersonId person, base::Date on, AttendanceKind kind) {
    return write([&](auto& tx) {
      return set_day(tx, kBusan, {person, on, team_, kind, 0}, PersonId{9}, kNow);
    });
  }
};
OLIVE_ON_BOTH_DATABASES(LeaveTest);

TEST_P(LeaveTest, NobodyTakesMoreThanTheyHave) {
  const PersonId person = add_member("홍길동", date("2026-10-01"));
  EXPECT_EQ(set(person, kToday, kLeaveDay).error(), AttendanceRefusal::leave_exhausted);
  ASSERT_TRUE(set(person, date("2026-10-06"), kWork).has_value());
  ASSERT_TRUE(set(person, kToday, kLeaveDay).has_value());
  EXPECT_TRUE(set(person, kToday, kLeaveDay).has_value());  // the same day again takes nothing
  EXPECT_EQ(set(person, kToday.plus_days(-3), kLeaveDay).error(),
            AttendanceRefusal::leave_exhausted);
  const auto account =
      database_->read([&](auto& tx) { return leave_of(tx, kBusan, person, kToday); });
  ASSERT_TRUE(account.has_value());
  EXPECT_EQ(account->granted_days, 1);
  EXPECT_EQ(account->left_days(), 0);
  // Who works instead gets the day back.
  ASSERT_TRUE(set(person, kToday, kWork).has_value());
  EXPECT_TRUE(set(person, kToday.plus_days(-3), kLeaveDay).has_value());
}

TEST_P(LeaveTest, AnotherRuleHoldsFromItsDay) {
  const PersonId person = add_member("홍길동", date("2026-10-01"));
  ASSERT_TRUE(set(person, date("2026-10-06"), kWork).has_value());
  write([&](auto& tx) {
    return settings::set(tx, kBusan, kLeave,
                         {.valid_from = kToday,
                          .value = R"({"month_days":2,"month_days_max":11,"year_days":15})",
                          .set_at = kNow,
                          .reason = "test"})
        .has_value();
  });
  database_->read([&](auto& tx) {
    EXPECT_EQ(leave_of(tx, kBusan, person, kToday)->granted_days, 2);
    EXPECT_EQ(leave_of(tx, kBusan, person, kToday.plus_days(-1))->granted_days, 1);
    EXPECT_FALSE(leave_of(tx, kBusan, PersonId{5}, kToday).has_value());
  });
}

}  // namespace
}  // namespace teams
