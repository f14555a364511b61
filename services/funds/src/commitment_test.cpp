#include "funds_fixture.h"

namespace funds {
namespace {

class CommitmentTest : public FundsTest {
 protected:
  CommitmentTest() { fund(central_, 100'000'000, FundGoal::brand, 10'000'000); }
  Commitment found(CommitmentId id) {
    return read([&](auto& tx) { return *find_commitment(tx, kBusan, id); });
  }
};
OLIVE_ON_BOTH_DATABASES(CommitmentTest);

TEST_P(CommitmentTest, HoldsMoneyUntilItIsSpentOrReleased) {
  const CommitmentId id = commit(FundGoal::brand, central_, 6'000'000);
  EXPECT_EQ(found(id).state, CommitmentState::open);
  EXPECT_EQ(figures(FundGoal::brand).committed_won, 6'000'000);
  EXPECT_EQ(figures(FundGoal::brand).left_won, 4'000'000);
  EXPECT_EQ(approve(propose(promise(FundGoal::brand, central_, 4'000'001)).value()).error(),
            CommitmentRefusal::line_balance_insufficient);
  ASSERT_TRUE(release(id).has_value());
  EXPECT_EQ(figures(FundGoal::brand).left_won, 10'000'000);
  EXPECT_EQ(release(id).error(), CommitmentRefusal::commitment_not_open);
  EXPECT_EQ(found(id).state, CommitmentState::released);
  EXPECT_EQ(found(id).decided_by, kHead);  // whose approval it was, not who let it go
}

TEST_P(CommitmentTest, IsApprovedOnceAndByAnother) {
  const CommitmentId id = propose(promise(FundGoal::brand, central_, 1)).value();
  EXPECT_EQ(approve(id, kClerk).error(), CommitmentRefusal::commitment_own_proposal);
  EXPECT_EQ(release(id).error(), CommitmentRefusal::commitment_not_open);
  ASSERT_TRUE(approve(id).has_value());
  EXPECT_EQ(approve(id).error(), CommitmentRefusal::commitment_not_proposed);
  EXPECT_EQ(approve(CommitmentId{5}).error(), CommitmentRefusal::commitment_not_found);
  EXPECT_EQ(release(CommitmentId{5}).error(), CommitmentRefusal::commitment_not_found);
}

TEST_P(CommitmentTest, RejectedOnesHoldNothing) {
  const CommitmentId id = propose(promise(FundGoal::brand, central_, 1'000)).value();
  const auto reject = [&](PersonId by) {
    return write([&](auto& tx) { return reject_commitment(tx, kBusan, id, by, "비싸요"); });
  };
  EXPECT_EQ(reject(kClerk).error(), CommitmentRefusal::commitment_own_proposal);
  ASSERT_TRUE(reject(kHead).has_value());
  EXPECT_EQ(reject(kHead).error(), CommitmentRefusal::commitment_not_proposed);
  EXPECT_EQ(found(id).decision_note, "비싸요");
  EXPECT_EQ(found(id).decided_by, kHead);
  EXPECT_EQ(figures(FundGoal::brand).committed_won, 0);
}

TEST_P(CommitmentTest, RefusesWhatCannotBePromised) {
  NewCommitment wrong = promise(FundGoal::brand, central_, 0);
  EXPECT_EQ(propose(wrong).error(), CommitmentRefusal::amount_not_positive);
  wrong = promise(FundGoal::brand, central_, 1);
  wrong.committed_on = kToday.plus_days(1);
  EXPECT_EQ(propose(wrong).error(), CommitmentRefusal::commitment_in_future);
  wrong = promise(FundGoal::brand, central_, 1);
  wrong.due_on = kToday.plus_days(-1);
  EXPECT_EQ(propose(wrong).error(), CommitmentRefusal::commitment_due_over);
  wrong = promise(FundGoal::brand, central_, 1);
  wrong.line_id = {5};
  EXPECT_EQ(propose(wrong).error(), CommitmentRefusal::fund_line_not_found);
  EXPECT_EQ(propose(promise(FundGoal::brand, AgreementId{5}, 1)).error(),
            CommitmentRefusal::agreement_not_found);
  const AgreementId unsigned_one = write([&](auto& tx) {
    return propose_agreement(tx, kBusan, terms(city_, FundSource::city_fund, 1), kClerk, kNow)
        .value();
  });
  EXPECT_EQ(propose(promise(FundGoal::brand, unsigned_one, 1)).error(),
            CommitmentRefusal::agreement_not_signed);
}

// What has run out is back in its line by itself; releasing only tells our list.
TEST_P(CommitmentTest, RunsOutWithItsLastDay) {
  const CommitmentId id = commit(FundGoal::brand, central_, 1'000);
  ledger_.reset();
  const base::Instant later = base::korean_instant(kToday.plus_days(31), 0);
  ledger_ = std::make_unique<ledger::Ledger>(*database_, [=] { return later; });
  EXPECT_EQ(propose_payment_at(id, later).error(), SpendingRefusal::commitment_expired);
  ASSERT_TRUE(release(id).has_value());
  EXPECT_EQ(found(id).state, CommitmentState::released);
  EXPECT_EQ(figures(FundGoal::brand).left_won, 10'000'000);
}

TEST_P(CommitmentTest, IsNotReleasedWhileAPaymentWaits) {
  const CommitmentId id = commit(FundGoal::brand, central_, 1'000);
  ASSERT_TRUE(propose_payment(id, 1'000).has_value());
  EXPECT_EQ(release(id).error(), CommitmentRefusal::commitment_has_spending);
}

}  // namespace
}  // namespace funds
