#include "market/refund.h"

#include "settlement_fixture.h"

namespace market {
namespace {

using RefundTest = SettlementBase;
OLIVE_ON_BOTH_DATABASES(RefundTest);

TEST_P(RefundTest, PartialRefundsAddUpToTheSaleAtMost) {
  const SaleId sale = ring_up(amount(4'000)).value();
  ASSERT_TRUE(give_back(sale, 1'500).has_value());
  EXPECT_EQ(wallet(), 7'500);
  EXPECT_EQ(give_back(sale, 2'501).error(), SaleRefusal::refund_above_sale);
  EXPECT_EQ(give_back(sale, 0).error(), SaleRefusal::refund_empty);
  EXPECT_EQ(give_back(sale, -5).error(), SaleRefusal::refund_empty);
  EXPECT_EQ(give_back(sale, 1, 1).error(), SaleRefusal::refund_above_won);
  ASSERT_TRUE(give_back(sale, 2'500).has_value());
  EXPECT_EQ(give_back(sale, 1).error(), SaleRefusal::refund_above_sale);
  EXPECT_EQ(give_back(SaleId{5}, 1).error(), SaleRefusal::sale_not_found);
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(balance(takings_account(shop_)), 0);
}

TEST_P(RefundTest, ADraftShrinksAndAConfirmedOneGoesBackToTheShop) {
  const SaleId sale = ring_up(amount(1'000)).value();
  ASSERT_TRUE(draft().has_value());
  ASSERT_TRUE(give_back(sale, 400).has_value());
  EXPECT_EQ(of_month().gross_points, 600);
  EXPECT_EQ(of_month().payout_won, 546);
  ASSERT_TRUE(confirm(of_month().id).has_value());
  ASSERT_TRUE(give_back(sale, 100).has_value());
  EXPECT_EQ(of_month().state, SettlementState::draft);
  EXPECT_EQ(of_month().gross_points, 500);
  EXPECT_EQ(approve(of_month().id).error(), SettlementRefusal::settlement_not_confirmed);
  ASSERT_TRUE(confirm(of_month().id).has_value());
  ASSERT_TRUE(approve(of_month().id).has_value());
  EXPECT_EQ(balance(payable_account(shop_)), 455);
  expect_full_cover();
}

TEST_P(RefundTest, ASettledSaleIsClawedBackFromWhoeverGotItsWon) {
  const SaleId sale = ring_up(amount(10'000)).value();
  settle();
  EXPECT_EQ(balance(payable_account(shop_)), 9'100);
  ASSERT_TRUE(give_back(sale, 1'000).has_value());
  EXPECT_EQ(wallet(), 1'000);
  EXPECT_EQ(balance(payable_account(shop_)), 8'190);
  EXPECT_EQ(balance(benefit_fund_account()), 540);
  EXPECT_EQ(balance(support_fund_account()), 270);
  EXPECT_EQ(balance(ledger::redeemed_points_account()), 9'000);
  expect_full_cover();
  EXPECT_EQ(give_back(sale, 9'001).error(), SaleRefusal::refund_above_sale);
  ASSERT_TRUE(give_back(sale, 9'000).has_value());
  EXPECT_EQ(balance(payable_account(shop_)), 0);
  EXPECT_EQ(balance(benefit_fund_account()), 0);
  EXPECT_EQ(balance(support_fund_account()), 0);
  EXPECT_EQ(wallet(), 10'000);
  expect_full_cover();
}

TEST_P(RefundTest, AClawbackIsALineOfTheNextStatementOnce) {
  const SaleId sale = ring_up(amount(8'000)).value();
  const Settlement first = settle();
  month_passes();
  ASSERT_TRUE(give_back(sale, 1'000).has_value());
  ASSERT_TRUE(ring_up(amount(2'000)).has_value());
  ASSERT_TRUE(draft(kNextMonth).has_value());
  const Settlement next = of_month(kNextMonth);
  EXPECT_EQ(next.gross_points, 2'000);
  EXPECT_EQ(next.clawback_won, -910);
  EXPECT_EQ(next.payout_won, 1'820 - 910);
  const auto all = lines(next.id);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].kind, LineKind::clawback);
  EXPECT_EQ(all[0].sale_id, sale);
  EXPECT_EQ(all[0].points, -1'000);
  EXPECT_EQ(lines(first.id)[0].points, 8'000);  // what was paid stays as it was
  ASSERT_TRUE(draft(kNextMonth).has_value());   // a second draft takes it up once again
  EXPECT_EQ(of_month(kNextMonth).clawback_won, -910);
  ASSERT_TRUE(confirm(of_month(kNextMonth).id).has_value());
  ASSERT_TRUE(approve(of_month(kNextMonth).id).has_value());
  EXPECT_EQ(balance(payable_account(shop_)), 7'280 + 1'820 - 910);
  EXPECT_EQ(draft(base::plus_months(kNextMonth, -2)).error(), SettlementRefusal::nothing_to_settle);
}

TEST_P(RefundTest, ADebtIsCarriedIntoTheNextMonthWithSales) {
  const SaleId sale = ring_up(amount(8'000)).value();
  settle();
  month_passes();
  ASSERT_TRUE(give_back(sale, 8'000).has_value());
  const Settlement owing = settle(kNextMonth);
  EXPECT_EQ(owing.payout_won, 0);
  EXPECT_EQ(owing.clawback_won, -7'280);
  EXPECT_EQ(owing.state, SettlementState::paid);  // there is nothing for the bank
  const base::Date third = base::plus_months(kNextMonth, 1);
  now_ = base::korean_instant(base::last_of_month(third), 12 * 3600);
  grant(buyer_, 9'000, third.plus_days(300));
  ASSERT_TRUE(ring_up(amount(9'000)).has_value());
  ASSERT_TRUE(draft(third).has_value());
  EXPECT_EQ(of_month(third).clawback_won, -7'280);
  EXPECT_EQ(of_month(third).payout_won, 8'190 - 7'280);
}

TEST_P(RefundTest, ExpiredLotsLiveThirtyDaysMore) {
  const SaleId sale = ring_up(amount(4'000)).value();  // of a lot that expires on 31 December
  now_ = base::korean_instant(kToday.plus_days(45), 12 * 3600);
  ASSERT_TRUE(deed([&](db::Transaction&, ledger::Batch& batch) -> ledger::Posting<std::size_t> {
                return ledger::expire_points(batch, batch.today()).size();
              }).has_value());
  EXPECT_EQ(wallet(), 0);
  ASSERT_TRUE(give_back(sale, 3'000).has_value());
  const auto lots = database_->read([&](auto& tx) {
    return ledger::read_wallet(tx, ledger::ledger_of(kBusan), buyer_, kToday.plus_days(45));
  });
  ASSERT_EQ(lots.size(), 1u);
  EXPECT_EQ(lots[0].remaining, 3'000);
  EXPECT_EQ(lots[0].expires_on, kToday.plus_days(45 + 30));
  EXPECT_EQ(lots[0].source, "test");
  expect_full_cover();
}

TEST_P(RefundTest, WonGoBackAsWonAndPointsAsPoints) {
  SaleForm form = cart(bread_, 3);
  form.paid_won = 2'000;
  const SaleId sale = ring_up(form).value();
  EXPECT_EQ(wallet(), 3'000);
  EXPECT_EQ(balance(drawer_account(shop_)), 2'000);
  EXPECT_EQ(give_back(sale, 7'001).error(), SaleRefusal::refund_above_sale);
  EXPECT_EQ(give_back(sale, 0, 2'001).error(), SaleRefusal::refund_above_won);
  ASSERT_TRUE(give_back(sale, 3'000, 500).has_value());
  ASSERT_TRUE(give_back(sale, 0, 1'500).has_value());
  EXPECT_EQ(give_back(sale, 0, 1).error(), SaleRefusal::refund_above_won);
  EXPECT_EQ(balance(drawer_account(shop_)), 0);
  EXPECT_EQ(balance(buyers_won_account()), 0);
  EXPECT_EQ(wallet(), 6'000);
}

TEST_P(RefundTest, ASaleOfACardTakesAtLeastAPoint) {
  SaleForm form = cart(bread_, 1);
  form.paid_won = 3'000;
  EXPECT_EQ(ring_up(form).error(), SaleRefusal::won_above_price);
  form.paid_won = 2'999;
  EXPECT_TRUE(ring_up(form).has_value());
  EXPECT_EQ(wallet(), 9'999);
  SaleForm plain = amount(500);
  plain.paid_won = 700;
  EXPECT_TRUE(ring_up(plain).has_value());
  EXPECT_EQ(wallet(), 9'499);
  EXPECT_EQ(balance(drawer_account(shop_)), 3'699);
}

}  // namespace
}  // namespace market
