#include "jobs/runner.h"
#include "netting_fixture.h"

OLIVE_EMBEDDED(jobs)

namespace netting {
namespace {

/// The jobs of the month and of the night, by the clock.
class NettingJobTest : public NettingTest {
 protected:
  NettingJobTest() {
    const db::ModuleSchema schemas[] = {{"jobs", jobs::embedded::schema()}};
    db::migrate(*database_, schemas);
    runner_ = std::make_unique<jobs::Runner>(
        *database_, [this] { return now_; }, [] { return std::vector<RegionId>{kBusan}; });
    module(*ledger_).subscribe(*runner_);
    (void)runner_->run_due();  // what is scheduled counts from here on
    (void)owe(cafe_, bakery_, 80'000);
    (void)owe(bakery_, cafe_, 80'000);
  }
  std::vector<NettingRound> run_at(Date day, std::int32_t hour) {
    now_ = base::korean_instant(day, hour * 3600);
    (void)runner_->run_due();
    return read([](auto& tx) { return list_rounds(tx, kBusan); });
  }

  std::unique_ptr<jobs::Runner> runner_;
};
OLIVE_ON_BOTH_DATABASES(NettingJobTest);

TEST_P(NettingJobTest, ProposesTheMonthThatEndedAndExpiresIt) {
  const Date fifth = *base::make_date(2026, 12, 5);
  EXPECT_TRUE(run_at(fifth, 4).empty());
  const auto proposed = run_at(fifth, 5);
  ASSERT_EQ(proposed.size(), 1U);
  EXPECT_EQ(proposed[0].month, kMonth);
  EXPECT_EQ(proposed[0].state, RoundState::open);
  EXPECT_EQ(proposed[0].set_off_won, 160'000);
  EXPECT_EQ(run_at(proposed[0].answer_by, 23)[0].state, RoundState::open);
  EXPECT_EQ(run_at(proposed[0].answer_by.plus_days(1), 1)[0].state, RoundState::expired);
}

TEST_P(NettingJobTest, WaitsForAnOpenRoundToEnd) {
  ASSERT_TRUE(propose().has_value());
  EXPECT_EQ(run_at(*base::make_date(2026, 11, 30), 12).size(), 1U);
  const auto expired = run_at(*base::make_date(2026, 12, 2), 12);
  ASSERT_EQ(expired.size(), 1U);
  EXPECT_EQ(expired[0].state, RoundState::expired);
  EXPECT_EQ(run_at(*base::make_date(2026, 12, 6), 12).size(), 2U);
}

}  // namespace
}  // namespace netting
