#include "market/settlement.h"

#include "settlement_fixture.h"

namespace market {
namespace {

using SettlementTest = SettlementBase;
OLIVE_ON_BOTH_DATABASES(SettlementTest);

TEST_P(SettlementTest, TurnsPointsIntoWonAndBenefits) {
  const SaleId sale = ring_up(amount(9'000)).value();
  ASSERT_TRUE(give_back(sale, 1'000).has_value());
  EXPECT_EQ(draft(), 1);
  const Settlement settlement = of_month();
  EXPECT_EQ(settlement.gross_points, 8'000);
  EXPECT_EQ(settlement.sales, 1);
  EXPECT_EQ(settlement.rule_version, 1);
  ASSERT_TRUE(confirm(settlement.id).has_value());
  EXPECT_EQ(approve(settlement.id)->state, SettlementState::approved);
  EXPECT_EQ(of_month().payout_won, 7'280);
  EXPECT_EQ(balance(takings_account(shop_)), 0);
  EXPECT_EQ(balance(ledger::redeemed_points_account()), 8'000);
  EXPECT_EQ(balance(payable_account(shop_)), 7'280);
  EXPECT_EQ(balance(benefit_fund_account()), 480);
  EXPECT_EQ(balance(support_fund_account()), 240);
  EXPECT_EQ(balance(ledger::point_backing_account()), 2'000);  // what is left in the wallet
  EXPECT_TRUE(cover().is_full());
  EXPECT_EQ(cover().outstanding_points, cover().backing_won);
}

TEST_P(SettlementTest, PaysNothingThatIsNotBacked) {
  // Points from nowhere: a ledger that somebody wrote to without setting won aside.
  const auto unbacked = deed([&](db::Transaction&, ledger::Batch& batch) {
    return batch.transfer(
        {.key = ledger::key_of("test_unbacked", 1),
         .debit = batch.account(ledger::point_source_account("nobody"), {}),
         .credit = batch.account(ledger::wallet_account(buyer_), ledger::wallet_terms()),
         .amount = 5'000,
         .code = "point_grant",
         .effective_on = kToday,
         .expires_on = kToday});
  });
  ASSERT_TRUE(unbacked.has_value());
  EXPECT_FALSE(cover().is_full());
  ASSERT_TRUE(ring_up(amount(10'001)).has_value());
  ASSERT_TRUE(draft().has_value());
  ASSERT_TRUE(confirm(of_month().id).has_value());
  EXPECT_EQ(approve(of_month().id).error(), SettlementRefusal::backing_insufficient);
  EXPECT_EQ(of_month().state, SettlementState::confirmed);
  EXPECT_EQ(balance(takings_account(shop_)), 10'001);
  EXPECT_EQ(balance(ledger::point_backing_account()), 10'000);
}

TEST_P(SettlementTest, StepsComeInOrderAndOnce) {
  ASSERT_TRUE(ring_up(amount(100)).has_value());
  ASSERT_TRUE(draft().has_value());
  const SettlementId id = of_month().id;
  EXPECT_EQ(approve(id).error(), SettlementRefusal::settlement_not_confirmed);
  ASSERT_TRUE(confirm(id).has_value());
  EXPECT_EQ(confirm(id).error(), SettlementRefusal::settlement_not_draft);
  ASSERT_TRUE(approve(id).has_value());
  EXPECT_EQ(approve(id).error(), SettlementRefusal::settlement_not_confirmed);
  EXPECT_EQ(confirm(SettlementId{5}).error(), SettlementRefusal::settlement_not_found);
  EXPECT_EQ(approve(SettlementId{5}).error(), SettlementRefusal::settlement_not_found);
}

TEST_P(SettlementTest, DraftsAreReplacedUntilConfirmed) {
  ASSERT_TRUE(ring_up(amount(100)).has_value());
  ASSERT_TRUE(draft().has_value());
  ASSERT_TRUE(ring_up(amount(200)).has_value());
  ASSERT_TRUE(draft().has_value());
  EXPECT_EQ(of_month().gross_points, 300);
  ASSERT_TRUE(confirm(of_month().id).has_value());
  ASSERT_TRUE(ring_up(amount(50)).has_value());
  EXPECT_EQ(draft().error(), SettlementRefusal::nothing_to_settle);
  EXPECT_EQ(of_month().gross_points, 300);
}

TEST_P(SettlementTest, NeedsAFinishedMonthAndSales) {
  EXPECT_EQ(draft().error(), SettlementRefusal::nothing_to_settle);
  ASSERT_TRUE(ring_up(amount(100)).has_value());
  now_ = kNow.plus_seconds(-86'400);
  EXPECT_EQ(draft().error(), SettlementRefusal::month_not_over);
}

TEST_P(SettlementTest, FourEyesSeeEveryWon) {
  ASSERT_TRUE(ring_up(amount(100)).has_value());
  ASSERT_TRUE(draft().has_value());
  const SettlementId id = of_month().id;
  ASSERT_TRUE(confirm(id).has_value());
  EXPECT_EQ(approve(id, kDrafter).error(), SettlementRefusal::four_eyes_required);
  EXPECT_EQ(approve(id, kKeeper).error(), SettlementRefusal::four_eyes_required);
  EXPECT_EQ(of_month().state, SettlementState::confirmed);
  EXPECT_TRUE(approve(id, kApprover).has_value());
}

TEST_P(SettlementTest, AShopConfirmsTheAmountThatItSaw) {
  ASSERT_TRUE(ring_up(amount(1'000)).has_value());
  ASSERT_TRUE(draft().has_value());
  EXPECT_EQ(confirm(of_month().id, 1'000).error(), SettlementRefusal::settlement_changed);
  EXPECT_EQ(of_month().state, SettlementState::draft);
  EXPECT_TRUE(confirm(of_month().id, 910).has_value());
}

TEST_P(SettlementTest, EveryLineNamesItsSaleAndItsEntry) {
  const SaleId first = ring_up(amount(1'000)).value();
  const SaleId second = ring_up(amount(9)).value();
  ASSERT_TRUE(draft().has_value());
  const auto all = lines(of_month().id);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].sale_id, first);
  EXPECT_EQ(all[1].sale_id, second);
  EXPECT_EQ(all[1].points, 9);
  EXPECT_EQ(all[1].shop_won, 8);
  EXPECT_EQ(all[1].benefit_won, 1);
  EXPECT_GT(all[0].seq, 0);
  EXPECT_EQ(of_month().shop_won, 918);  // the sum of what was agreed at the till, not of the month
}

TEST_P(SettlementTest, TheRuleOfTheSalesDayHolds) {
  ASSERT_TRUE(ring_up(amount(1'000)).has_value());
  write([&](db::Transaction& tx) {
    return settings::set(
               tx, kBusan, kSplitRule,
               {.valid_from = kToday,
                .value = R"({"version":2,"margin_ppm":0,"benefit_ppm":0,"support_ppm":0})",
                .set_at = kNow,
                .reason = "new rule"})
        .has_value();
  });
  ASSERT_TRUE(ring_up(amount(1'000)).has_value());
  ASSERT_TRUE(draft().has_value());
  EXPECT_EQ(of_month().shop_won, 910 + 1'000);
  EXPECT_EQ(of_month().benefit_won, 60);
}

TEST_P(SettlementTest, BenefitsComeOutOfTheFund) {
  ASSERT_TRUE(ring_up(amount(10'000)).has_value());
  ASSERT_TRUE(draft().has_value());
  ASSERT_TRUE(confirm(of_month().id).has_value());
  ASSERT_TRUE(approve(of_month().id).has_value());
  const auto benefit = [&](PersonId person, std::int64_t amount_won) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return grant_benefit(tx, batch, kBusan, person, amount_won, "health check", kKeeper);
    });
  };
  ASSERT_TRUE(benefit(buyer_, 500).has_value());
  EXPECT_EQ(balance(benefits_account(buyer_)), 500);
  EXPECT_EQ(balance(benefit_fund_account()), 100);
  EXPECT_EQ(benefit(buyer_, 101).error(), SettlementRefusal::benefit_fund_insufficient);
  EXPECT_EQ(benefit(buyer_, 0).error(), SettlementRefusal::amount_not_positive);
  EXPECT_EQ(benefit(PersonId{5}, 1).error(), SettlementRefusal::person_not_found);
}

}  // namespace
}  // namespace market
