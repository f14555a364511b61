#include "teams/attendance.h"

#include "teams/pay.h"
#include "teams_fixture.h"

namespace teams {
namespace {

class AttendanceTest : public TeamsTest {
 protected:
  AttendanceTest() : person_(add_member("홍길동", kToday.plus_days(-30))) {}

  base::Result<void, AttendanceRefusal> record(const Work& work) {
    return write([&](auto& tx) { return record_work(tx, kBusan, work, kNow); });
  }
  base::Result<void, AttendanceRefusal> set(base::Date day, AttendanceKind kind,
                                            std::int64_t minutes) {
    return write([&](auto& tx) {
      return set_day(tx, kBusan, {person_, day, team_, kind, minutes}, PersonId{9}, kNow);
    });
  }
  std::vector<AttendanceDay> days() {
    return database_->read([&](auto& tx) {
      return attendance_of_person(tx, kBusan, person_, kToday.plus_days(-60), kToday);
    });
  }

  PersonId person_;
};
OLIVE_ON_BOTH_DATABASES(AttendanceTest);

TEST_P(AttendanceTest, DeedsAddUpOnce) {
  ASSERT_TRUE(record({person_, kToday, 120, "visit:1"}).has_value());
  ASSERT_TRUE(record({person_, kToday, 120, "visit:1"}).has_value());
  ASSERT_TRUE(record({person_, kToday, 60, "visit:2"}).has_value());
  ASSERT_EQ(days().size(), 1u);
  EXPECT_EQ(days()[0].minutes, 180);
  EXPECT_EQ(days()[0].team_id, team_);
  EXPECT_EQ(days()[0].kind, AttendanceKind::work);
}

TEST_P(AttendanceTest, RefusesWhatCannotBe) {
  EXPECT_EQ(record({person_, kToday, 0, "visit:1"}).error(),
            AttendanceRefusal::minutes_out_of_range);
  EXPECT_EQ(record({person_, kToday, 1'441, "visit:1"}).error(),
            AttendanceRefusal::minutes_out_of_range);
  EXPECT_EQ(record({person_, kToday.plus_days(1), 60, "visit:1"}).error(),
            AttendanceRefusal::day_in_the_future);
  EXPECT_EQ(record({person_, kToday.plus_days(-31), 60, "visit:1"}).error(),
            AttendanceRefusal::not_in_a_team);
  EXPECT_EQ(record({PersonId{5}, kToday, 60, "visit:1"}).error(), AttendanceRefusal::not_in_a_team);
  EXPECT_TRUE(days().empty());
}

TEST_P(AttendanceTest, HandSettingKeepsProvedMinutes) {
  ASSERT_TRUE(record({person_, kToday, 200, "visit:1"}).has_value());
  ASSERT_TRUE(set(kToday, AttendanceKind::work, 100).has_value());
  EXPECT_EQ(days()[0].minutes, 200);
  ASSERT_TRUE(set(kToday, AttendanceKind::work, 480).has_value());
  EXPECT_EQ(days()[0].minutes, 480);
  ASSERT_TRUE(set(kToday.plus_days(-1), AttendanceKind::absent, 0).has_value());
  EXPECT_EQ(days()[0].kind, AttendanceKind::absent);
}

TEST_P(AttendanceTest, PaidMonthsAreClosed) {
  ASSERT_TRUE(record({person_, kToday, 480, "visit:1"}).has_value());
  const PayRunId run =
      write([&](auto& tx) { return draft_pay_run(tx, kBusan, centre_, kToday, kToday).value(); });
  ASSERT_TRUE(set(kToday, AttendanceKind::absent, 0).has_value());  // a draft closes nothing
  ASSERT_TRUE(ledger_
                  ->execute([&](auto& tx, auto& batch) {
                    return post_pay_run(tx, batch, kBusan, run, PersonId{9});
                  })
                  .has_value());
  EXPECT_EQ(set(kToday, AttendanceKind::work, 480).error(), AttendanceRefusal::month_already_paid);
  EXPECT_EQ(record({person_, kToday, 60, "visit:2"}).error(),
            AttendanceRefusal::month_already_paid);
}

TEST_P(AttendanceTest, ATeamSeesItsMonth) {
  ASSERT_TRUE(record({person_, kToday, 60, "visit:1"}).has_value());
  database_->read([&](auto& tx) {
    EXPECT_EQ(attendance_of_team(tx, kBusan, team_, kToday, kToday).size(), 1u);
    EXPECT_TRUE(attendance_of_team(tx, kBusan, OrganisationId{5}, kToday, kToday).empty());
  });
}

TEST_P(AttendanceTest, LateMinutesBelongToADayOfWork) {
  struct LateCase {
    AttendanceKind kind;
    std::int64_t late_min;
    bool is_right;
  };
  const std::vector<LateCase> cases{
      {AttendanceKind::work, 0, true},     {AttendanceKind::work, 90, true},
      {AttendanceKind::work, 1'440, true}, {AttendanceKind::work, 1'441, false},
      {AttendanceKind::work, -1, false},   {AttendanceKind::absent, 0, true},
      {AttendanceKind::absent, 1, false},  {AttendanceKind::leave, 1, false}};
  for (const LateCase& c : cases) {
    const auto done = write([&](auto& tx) {
      return set_day(tx, kBusan, {person_, kToday, team_, c.kind, 0, c.late_min}, PersonId{9},
                     kNow);
    });
    EXPECT_EQ(done.has_value(), c.is_right) << base::name_of(c.kind) << " " << c.late_min;
    if (!c.is_right) EXPECT_EQ(done.error(), AttendanceRefusal::late_out_of_range);
  }
}

TEST_P(AttendanceTest, AnotherEntryReplacesLateMinutes) {
  const auto set_late = [&](std::int64_t late_min) {
    return write([&](auto& tx) {
      return set_day(tx, kBusan, {person_, kToday, team_, AttendanceKind::work, 480, late_min},
                     PersonId{9}, kNow)
          .has_value();
    });
  };
  ASSERT_TRUE(set_late(45));
  EXPECT_EQ(days()[0].late_min, 45);
  ASSERT_TRUE(record({person_, kToday, 60, "visit:1"}).has_value());
  EXPECT_EQ(days()[0].late_min, 45);  // a visit says nothing about lateness
  ASSERT_TRUE(set_late(0));
  EXPECT_EQ(days()[0].late_min, 0);
}

}  // namespace
}  // namespace teams
