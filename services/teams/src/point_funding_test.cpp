#include "ledger/points.h"
#include "teams/points.h"
#include "teams_fixture.h"

OLIVE_EMBEDDED(jobs)

namespace teams {
namespace {

// The night of the last day of the year, on a clock that the test turns.
class PointExpiryTest : public TeamsTest {
 protected:
  PointExpiryTest() {
    const db::ModuleSchema schemas[] = {{"jobs", jobs::embedded::schema()}};
    db::migrate(*database_, schemas);
    start();
    person_ = add_member("홍길동", *base::make_date(2025, 2, 1));
    CHECK(ledger_
              ->execute([](auto& tx, auto& batch) {
                return grant_points(tx, batch, kBusan, 2026, PersonId{9});
              })
              .has_value());
  }

  // The server, or the same server after a restart.
  void start() {
    runner_.reset();
    ledger_.reset();
    ledger_ = std::make_unique<ledger::Ledger>(*database_, [this] { return now_.load(); });
    runner_ = std::make_unique<jobs::Runner>(
        *database_, [this] { return now_.load(); }, [] { return std::vector{kBusan}; });
    schedule_point_expiry(*runner_, *ledger_);
    (void)runner_->run_due();
  }
  void run_at(std::int32_t year, std::int32_t month, std::int32_t day, std::int32_t second) {
    now_ = base::korean_instant(*base::make_date(year, month, day), second);
    (void)runner_->run_due();
  }
  ledger::Statement wallet_lines() {
    return database_->read([&](db::Transaction& tx) {
      const auto wallet =
          ledger::find_account(tx, ledger::ledger_of(kBusan), ledger::wallet_account(person_));
      return ledger::statement(tx, ledger::ledger_of(kBusan), wallet->id, {},
                               base::korean_date(now_.load()));
    });
  }
  PointFunding funding() {
    return database_
        ->read([&](db::Transaction& tx) { return point_funding(tx, kBusan, 2026, kToday); })
        .value();
  }

  std::atomic<base::Instant> now_ = kNow;
  std::unique_ptr<jobs::Runner> runner_;
  PersonId person_;
};
OLIVE_ON_BOTH_DATABASES(PointExpiryTest);

TEST_P(PointExpiryTest, LotsExpireInTheNightAfterTheirLastDay) {
  run_at(2026, 12, 31, 23 * 3'600);
  EXPECT_EQ(wallet_lines().closing, 200'000);
  run_at(2027, 1, 1, 9 * 60);
  EXPECT_EQ(wallet_lines().closing, 200'000);  // not before ten past midnight
  run_at(2027, 1, 1, 10 * 60);
  const ledger::Statement statement = wallet_lines();
  ASSERT_EQ(statement.lines.size(), 2U);
  EXPECT_EQ(statement.lines[1].entry.code, "point_expiry");
  EXPECT_EQ(statement.lines[1].change, -200'000);
  EXPECT_EQ(statement.lines[1].entry.effective_on, *base::make_date(2027, 1, 1));
  EXPECT_EQ(statement.closing, 0);
}

TEST_P(PointExpiryTest, TheFundGetsItsWonBack) {
  EXPECT_EQ(funding().outstanding_points, 200'000);
  EXPECT_EQ(funding().backing_won, 200'000);
  run_at(2027, 1, 1, 10 * 60);
  const PointFunding after = funding();
  EXPECT_EQ(after.outstanding_points, 0);
  EXPECT_EQ(after.backing_won, 0);
  ASSERT_EQ(after.sources.size(), 2U);
  EXPECT_EQ(after.sources[0].source, "sponsor_2026");
  EXPECT_EQ(after.sources[0].granted_points, 200'000);
  EXPECT_EQ(after.sources[0].returned_won, 200'000);
  EXPECT_EQ(after.sources[1].granted_points, 0);
  EXPECT_EQ(balance(ledger::point_fund_account("sponsor_2026")), 0);
}

TEST_P(PointExpiryTest, NightsThatWereMissedAreMadeUpForOnce) {
  now_ = base::korean_instant(*base::make_date(2027, 1, 9), 8 * 3'600);
  start();
  EXPECT_EQ(wallet_lines().closing, 0);
  const std::int64_t last_seq = ledger_->last_seq();
  start();
  run_at(2027, 1, 10, 3'600);
  EXPECT_EQ(ledger_->last_seq(), last_seq);
}

// Done by the ledger and not marked as done: as after a crash between the two.
TEST_P(PointExpiryTest, ATaskThatRunsTwiceExpiresOnce) {
  run_at(2027, 1, 1, 10 * 60);
  const std::int64_t last_seq = ledger_->last_seq();
  write([](db::Transaction& tx) {
    return tx.execute("UPDATE jobs_task SET state = 'waiting', held_until = 0 WHERE region_id = $1",
                      kBusan);
  });
  EXPECT_EQ(runner_->run_due(), 1U);
  EXPECT_EQ(ledger_->last_seq(), last_seq);
}

TEST_P(PointExpiryTest, FundingOfAnUnknownYearIsRefused) {
  const auto refused =
      database_->read([&](db::Transaction& tx) { return point_funding(tx, kBusan, 2031, kToday); });
  EXPECT_EQ(refused.error(), PointRefusal::year_not_configured);
}

}  // namespace
}  // namespace teams
