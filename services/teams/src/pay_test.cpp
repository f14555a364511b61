#include "teams/pay.h"

#include "teams_fixture.h"

namespace teams {
namespace {

class PayTest : public TeamsTest {
 protected:
  /// A member who worked `days` days from 2 November on.
  PersonId add_worker(const std::string& name, int days) {
    const PersonId person = add_member(name, *base::make_date(2026, 1, 1));
    write([&](auto& tx) {
      for (int i = 0; i < days; ++i)
        EXPECT_TRUE(record_work(tx, kBusan,
                                {person, base::make_date(2026, 11, 2)->plus_days(i), 480,
                                 "shift:" + std::to_string(i)},
                                kNow)
                        .has_value());
      return true;
    });
    return person;
  }
  base::Result<PayRunId, PayRefusal> draft(base::Date today = kToday) {
    return write([&](auto& tx) { return draft_pay_run(tx, kBusan, centre_, kToday, today); });
  }
  base::Result<PayRun, PayRefusal> post(PayRunId id) {
    return ledger_->execute(
        [&](auto& tx, auto& batch) { return post_pay_run(tx, batch, kBusan, id, PersonId{9}); });
  }
};
OLIVE_ON_BOTH_DATABASES(PayTest);

// October 2026 ends on a Saturday; 5 and 9 October are holidays, on which nobody worked.
TEST_P(PayTest, HolidaysArePaidAndTheLastWorkingDayIsEnough) {
  const PersonId person = add_member("홍길동", *base::make_date(2026, 1, 1));
  write([&](auto& tx) {
    return record_work(tx, kBusan, {person, *base::make_date(2026, 10, 6), 480, "shift:1"}, kNow)
        .has_value();
  });
  const auto draft_on = [&](base::Date today) {
    return write([&](auto& tx) {
      return draft_pay_run(tx, kBusan, centre_, *base::make_date(2026, 10, 1), today);
    });
  };
  EXPECT_EQ(draft_on(*base::make_date(2026, 10, 29)).error(), PayRefusal::month_not_over);
  const auto id = draft_on(*base::make_date(2026, 10, 30));
  ASSERT_TRUE(id.has_value());
  const auto lines = database_->read([&](auto& tx) { return pay_lines(tx, kBusan, *id); });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].work_days, 1);
  EXPECT_EQ(lines[0].rest_days, 2);
  EXPECT_EQ(lines[0].base_won, 3 * 53'840);
}

TEST_P(PayTest, ARegionMayLeaveHolidaysUnpaid) {
  const PersonId person = add_member("홍길동", *base::make_date(2026, 1, 1));
  const auto id = write([&](auto& tx) {
    CHECK(settings::set(tx, kBusan, kHolidayIsPaid,
                        {.valid_from = kToday, .value = "0", .set_at = kNow, .reason = "test"})
              .has_value());
    CHECK(record_work(tx, kBusan, {person, *base::make_date(2026, 10, 6), 480, "shift:1"}, kNow)
              .has_value());
    return draft_pay_run(tx, kBusan, centre_, *base::make_date(2026, 10, 1), kToday).value();
  });
  const auto lines = database_->read([&](auto& tx) { return pay_lines(tx, kBusan, id); });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].rest_days, 0);
}

TEST_P(PayTest, PostsWhatTheDraftSays) {
  const PersonId one = add_worker("홍길동", 1);
  const PersonId five = add_worker("김길순", 5);
  const PayRunId id = draft().value();
  database_->read([&](auto& tx) {
    const PayRun run = *find_pay_run(tx, kBusan, id);
    EXPECT_EQ(run.persons, 2);
    EXPECT_EQ(run.total_won, 57'840 + 343'040);
    EXPECT_EQ(run.state, PayState::draft);
    EXPECT_EQ(pay_lines(tx, kBusan, id).size(), 2u);
  });
  EXPECT_EQ(balance(wages_account(one)), 0);
  const auto posted = post(id);
  ASSERT_TRUE(posted.has_value());
  EXPECT_EQ(posted->state, PayState::posted);
  EXPECT_EQ(balance(wages_account(one)), 57'840);
  EXPECT_EQ(balance(wages_account(five)), 343'040);
  EXPECT_EQ(balance(wage_budget_account(centre_)), -400'880);
}

TEST_P(PayTest, NothingIsPaidTwice) {
  const PersonId person = add_worker("홍길동", 1);
  const PayRunId id = draft().value();
  ASSERT_TRUE(post(id).has_value());
  EXPECT_EQ(post(id).error(), PayRefusal::pay_run_already_posted);
  EXPECT_EQ(draft().error(), PayRefusal::pay_run_already_posted);
  EXPECT_EQ(balance(wages_account(person)), 57'840);
}

TEST_P(PayTest, ANewDraftReplacesTheOld) {
  const PersonId person = add_worker("홍길동", 1);
  const PayRunId first = draft().value();
  write([&](auto& tx) {
    return record_work(tx, kBusan, {person, *base::make_date(2026, 11, 9), 480, "shift:9"}, kNow)
        .has_value();
  });
  const PayRunId second = draft().value();
  EXPECT_EQ(post(first).error(), PayRefusal::pay_run_not_found);
  EXPECT_EQ(post(second)->total_won, 2 * 57'840);
  EXPECT_EQ(database_->read([&](auto& tx) { return list_pay_runs(tx, kBusan, centre_).size(); }),
            1u);
}

TEST_P(PayTest, RefusesDraftsThatCannotBe) {
  EXPECT_EQ(draft().error(), PayRefusal::nothing_to_pay);
  add_worker("홍길동", 1);
  EXPECT_EQ(draft(kToday.plus_days(-1)).error(), PayRefusal::month_not_over);
  EXPECT_EQ(
      write([&](auto& tx) { return draft_pay_run(tx, kBusan, team_, kToday, kToday); }).error(),
      PayRefusal::centre_not_found);
}

}  // namespace
}  // namespace teams
