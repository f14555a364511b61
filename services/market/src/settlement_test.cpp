#include "market/settlement.h"

#include <rapidcheck/gtest.h>

#include "market_fixture.h"

namespace market {
namespace {

struct SplitCase {
  std::int64_t gross;
  SplitRule rule;
  Split parts;
};

/// One case a row: gross, (version, margin, benefit, support), → shop, benefit, support.
const std::vector<SplitCase> kSplitCases{
    {0, {1, 300'000, 200'000, 100'000}, {0, 0, 0}},
    {10'000, {1, 300'000, 200'000, 100'000}, {9'100, 600, 300}},
    {1, {1, 300'000, 200'000, 100'000}, {1, 0, 0}},
    {9, {1, 300'000, 200'000, 100'000}, {8, 1, 0}},
    {10'000, {1, 0, 1'000'000, 0}, {10'000, 0, 0}},
    {10'000, {1, 1'000'000, 1'000'000, 0}, {0, 10'000, 0}},
    {3, {1, 1'000'000, 500'000, 500'000}, {0, 2, 1}},
    {1'000'000'000'000,
     {1, 333'333, 333'333, 333'334},
     {777'777'888'889, 111'110'888'889, 111'111'222'222}},
};

TEST(Split, FollowsTheTable) {
  for (const SplitCase& c : kSplitCases) {
    const Split parts = split(c.gross, c.rule);
    EXPECT_EQ(parts.shop_won, c.parts.shop_won) << c.gross;
    EXPECT_EQ(parts.benefit_won, c.parts.benefit_won) << c.gross;
    EXPECT_EQ(parts.support_won, c.parts.support_won) << c.gross;
  }
}

RC_GTEST_PROP(Split, PartsAddUpAndAreNeverNegative, ()) {
  const auto gross = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  const auto margin = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
  const auto benefit = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
  const auto support = *rc::gen::inRange<std::int64_t>(0, 1'000'001 - benefit);
  const Split parts = split(gross, {1, margin, benefit, support});
  RC_ASSERT(parts.shop_won + parts.benefit_won + parts.support_won == gross);
  RC_ASSERT(parts.shop_won >= 0 && parts.benefit_won >= 0 && parts.support_won >= 0);
}

TEST(Split, RulesAreChecked) {
  EXPECT_TRUE(is_right_split_rule(kSplitRule.value));
  EXPECT_FALSE(is_right_split_rule(
      R"({"version":1,"margin_ppm":1,"benefit_ppm":600000,"support_ppm":600000})"));
  EXPECT_FALSE(
      is_right_split_rule(R"({"version":1,"margin_ppm":-1,"benefit_ppm":0,"support_ppm":0})"));
  EXPECT_FALSE(is_right_split_rule("{}"));
}

class SettlementTest : public MarketTest {
 protected:
  base::Result<std::int64_t, SettlementRefusal> draft(base::Instant now = kNow) {
    return write([&](auto& tx) { return draft_settlements(tx, kBusan, kToday, now); });
  }
  Settlement only() {
    const auto all =
        database_->read([&](auto& tx) { return list_settlements(tx, kBusan, OrganisationId{}); });
    EXPECT_EQ(all.size(), 1u);
    return all.at(0);
  }
  ledger::PointCover cover() {
    return database_->read(
        [](auto& tx) { return ledger::read_point_cover(tx, ledger::ledger_of(kBusan)); });
  }
  base::Result<void, SettlementRefusal> confirm(SettlementId id) {
    return write([&](auto& tx) { return confirm_settlement(tx, kBusan, id, kKeeper); });
  }
  base::Result<Settlement, SettlementRefusal> approve(SettlementId id) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return approve_settlement(tx, batch, kBusan, id, kKeeper);
    });
  }
};
OLIVE_ON_BOTH_DATABASES(SettlementTest);

TEST_P(SettlementTest, TurnsPointsIntoWonAndBenefits) {
  const SaleId sale = ring_up(amount(9'000)).value();
  ASSERT_TRUE(give_back(sale, 1'000).has_value());
  EXPECT_EQ(draft(), 1);
  const Settlement settlement = only();
  EXPECT_EQ(settlement.gross_points, 8'000);
  EXPECT_EQ(settlement.sales, 1);
  EXPECT_EQ(settlement.rule_version, 1);
  ASSERT_TRUE(confirm(settlement.id).has_value());
  EXPECT_EQ(approve(settlement.id)->state, SettlementState::approved);
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
  ASSERT_TRUE(confirm(only().id).has_value());
  EXPECT_EQ(approve(only().id).error(), SettlementRefusal::backing_insufficient);
  EXPECT_EQ(only().state, SettlementState::confirmed);
  EXPECT_EQ(balance(takings_account(shop_)), 10'001);
  EXPECT_EQ(balance(ledger::point_backing_account()), 10'000);
}

TEST_P(SettlementTest, StepsComeInOrderAndOnce) {
  ASSERT_TRUE(ring_up(amount(100)).has_value());
  ASSERT_TRUE(draft().has_value());
  const SettlementId id = only().id;
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
  EXPECT_EQ(only().gross_points, 300);
  ASSERT_TRUE(confirm(only().id).has_value());
  ASSERT_TRUE(ring_up(amount(50)).has_value());
  EXPECT_EQ(draft().error(), SettlementRefusal::nothing_to_settle);
  EXPECT_EQ(only().gross_points, 300);
}

TEST_P(SettlementTest, SettledSalesAreNotRefundedAtTheTill) {
  const SaleId sale = ring_up(amount(100)).value();
  ASSERT_TRUE(draft().has_value());
  EXPECT_EQ(give_back(sale, 1).error(), SaleRefusal::sale_already_settled);
}

TEST_P(SettlementTest, NeedsAFinishedMonthAndSales) {
  EXPECT_EQ(draft().error(), SettlementRefusal::nothing_to_settle);
  ASSERT_TRUE(ring_up(amount(100)).has_value());
  EXPECT_EQ(draft(kNow.plus_seconds(-86'400)).error(), SettlementRefusal::month_not_over);
}

TEST_P(SettlementTest, BenefitsComeOutOfTheFund) {
  ASSERT_TRUE(ring_up(amount(10'000)).has_value());
  ASSERT_TRUE(draft().has_value());
  ASSERT_TRUE(confirm(only().id).has_value());
  ASSERT_TRUE(approve(only().id).has_value());
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
