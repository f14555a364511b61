#include "funds/settlement.h"

#include "funds_fixture.h"

namespace funds {
namespace {

using Refusal = FundSettlementRefusal;

class FundSettlementTest : public FundsTest {
 protected:
  FundSettlementTest() {
    fund(local_, 40'000'000, FundGoal::infrastructure, 35'000'000);
    paid_ = spend(FundGoal::infrastructure, local_, 33'000'000);
    EXPECT_TRUE(move(movement(MovementKind::interest, local_, 4'321)).has_value());
  }
  base::Result<FundSettlementId, Refusal> draft(AgreementId agreement) {
    return write(
        [&](auto& tx) { return propose_fund_settlement(tx, kBusan, agreement, kClerk, kNow); });
  }
  base::Result<FundSettlement, Refusal> settle(FundSettlementId id, PersonId by = kHead) {
    return deed(
        [&](auto& tx, auto& batch) { return approve_fund_settlement(tx, batch, kBusan, id, by); });
  }
  base::Result<void, Refusal> publish(FundSettlementId id, PersonId by = kClerk) {
    return write([&](auto& tx) { return publish_fund_settlement(tx, kBusan, id, by, kToday); });
  }
  FundSettlement found(FundSettlementId id) {
    return read([&](auto& tx) { return *find_fund_settlement(tx, kBusan, id); });
  }
  SpendingId paid_;
};
OLIVE_ON_BOTH_DATABASES(FundSettlementTest);

TEST_P(FundSettlementTest, ReturnsWhatIsLeftAndTheInterest) {
  const FundSettlementId id = draft(local_).value();
  EXPECT_EQ(found(id).received_won, 40'000'000);
  EXPECT_EQ(found(id).spent_won, 33'000'000);
  EXPECT_EQ(found(id).unspent_won, 7'000'000);
  EXPECT_EQ(found(id).interest_won, 4'321);
  ASSERT_TRUE(settle(id).has_value());
  EXPECT_EQ(balance(agreement_account(local_)), 0);
  EXPECT_EQ(balance(line_account(line(FundGoal::infrastructure), local_)), 0);
  EXPECT_EQ(balance(interest_account(local_)), 0);
  // Given 40 million, 7 million back, and the bank's interest on top.
  EXPECT_EQ(balance(funder_account(city_)), -33'000'000 + 4'321);
  const LineFigures figures_now = figures(FundGoal::infrastructure);
  EXPECT_EQ(figures_now.returned_won, 2'000'000);
  EXPECT_EQ(figures_now.allocated_won, 35'000'000);
  EXPECT_EQ(figures_now.left_won, 0);
}

TEST_P(FundSettlementTest, LinesAddUpToTheirSettlement) {
  const FundSettlementId id = draft(local_).value();
  const auto lines = read([&](auto& tx) { return lines_of_settlement(tx, kBusan, id); });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].goal, FundGoal::infrastructure);
  EXPECT_EQ(lines[0].allocated_won, 35'000'000);
  EXPECT_EQ(lines[0].spent_won, 33'000'000);
  EXPECT_EQ(lines[0].returned_won, 2'000'000);
}

TEST_P(FundSettlementTest, ASettledAgreementTakesNothingMore) {
  ASSERT_TRUE(settle(draft(local_).value()).has_value());
  EXPECT_EQ(propose(movement(MovementKind::interest, local_, 1)).error(),
            MovementRefusal::agreement_not_signed);
  EXPECT_EQ(propose(promise(FundGoal::infrastructure, local_, 1)).error(),
            CommitmentRefusal::agreement_not_signed);
  EXPECT_EQ(draft(local_).error(), Refusal::agreement_not_signed);
}

TEST_P(FundSettlementTest, WaitsUntilEverythingIsDecided) {
  const CommitmentId open = commit(FundGoal::infrastructure, local_, 1'000);
  EXPECT_EQ(draft(local_).error(), Refusal::agreement_has_open_business);
  ASSERT_TRUE(release(open).has_value());
  const MovementId waiting = propose(movement(MovementKind::interest, local_, 1)).value();
  EXPECT_EQ(draft(local_).error(), Refusal::agreement_has_open_business);
  ASSERT_TRUE(approve(waiting).has_value());
  EXPECT_TRUE(draft(local_).has_value());
}

TEST_P(FundSettlementTest, IsStaleWhenMoneyMovedMeanwhile) {
  const FundSettlementId id = draft(local_).value();
  (void)spend(FundGoal::infrastructure, local_, 500);
  EXPECT_EQ(settle(id).error(), Refusal::fund_settlement_stale);
  EXPECT_EQ(balance(line_account(line(FundGoal::infrastructure), local_)), 1'999'500);
  EXPECT_EQ(draft(local_).error(), Refusal::fund_settlement_exists);
  ASSERT_TRUE(write([&](auto& tx) {
                return reject_fund_settlement(tx, kBusan, id, kHead, "다시");
              }).has_value());
  EXPECT_TRUE(settle(draft(local_).value()).has_value());
}

TEST_P(FundSettlementTest, NeedsTwoPersonsAtEachStep) {
  const FundSettlementId id = draft(local_).value();
  EXPECT_EQ(publish(id).error(), Refusal::fund_settlement_not_approved);
  EXPECT_EQ(settle(id, kClerk).error(), Refusal::fund_settlement_own_proposal);
  ASSERT_TRUE(settle(id).has_value());
  EXPECT_EQ(settle(id).error(), Refusal::fund_settlement_not_proposed);
  EXPECT_EQ(publish(id, kHead).error(), Refusal::fund_settlement_own_approval);
  ASSERT_TRUE(publish(id).has_value());
  EXPECT_EQ(publish(id).error(), Refusal::fund_settlement_not_approved);
  EXPECT_EQ(found(id).published_on, kToday);
  EXPECT_EQ(settle(FundSettlementId{5}).error(), Refusal::fund_settlement_not_found);
  EXPECT_EQ(publish(FundSettlementId{5}).error(), Refusal::fund_settlement_not_found);
  EXPECT_EQ(draft(AgreementId{5}).error(), Refusal::agreement_not_found);
}

TEST_P(FundSettlementTest, NotBeforeThePeriodIsOver) {
  const base::Instant earlier = base::korean_instant(kToday.plus_days(-1), 0);
  const auto early =
      write([&](auto& tx) { return propose_fund_settlement(tx, kBusan, local_, kClerk, earlier); });
  EXPECT_EQ(early.error(), Refusal::agreement_not_over);
}

TEST_P(FundSettlementTest, ThePublicSeesItOnlyWhenPublished) {
  const FundSettlementId id = draft(local_).value();
  ASSERT_TRUE(settle(id).has_value());
  EXPECT_FALSE(read([&](auto& tx) { return find_published_spending(tx, kBusan, paid_); }));
  EXPECT_TRUE(read([](auto& tx) { return published_settlements(tx, kBusan); }).empty());
  ASSERT_TRUE(publish(id).has_value());
  const auto shown = read([&](auto& tx) { return find_published_spending(tx, kBusan, paid_); });
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->settlement_id, id);
  EXPECT_EQ(shown->amount_won, 33'000'000);
  EXPECT_EQ(shown->payee, "디자인투모로우");
  const auto evidence = read([&](auto& tx) { return published_evidence(tx, kBusan, paid_); });
  ASSERT_EQ(evidence.size(), 1u);
  EXPECT_EQ(evidence[0].sha256.size(), 64u);
}

}  // namespace
}  // namespace funds
