#include "teams/team_payment.h"

#include "books_fixture.h"

namespace teams {
namespace {

using Refusal = TeamPaymentRefusal;

class TeamPaymentTest : public BooksTest {
 protected:
  /// The third quarter leaves 120,000 won of performance pay and 60,000 of profit.
  TeamPaymentTest() : person_(add_worker("홍길동")) {
    const QuarterId id = open();
    add(id, SalesLineKind::contract, 600'000);
    figures_ = closed(id);
  }
  NewTeamPayment to_others(PaymentKind kind, std::int64_t amount_won) {
    return {.team_id = team_,
            .kind = kind,
            .payee = "새봄 협동조합",
            .month = kToday,
            .amount_won = amount_won,
            .reason = "창업 준비",
            .evidence_number = "결의-9"};
  }

  PersonId person_;
  QuarterFigures figures_;
};
OLIVE_ON_BOTH_DATABASES(TeamPaymentTest);

TEST_P(TeamPaymentTest, PaysAParticipantOutOfTheFund) {
  const auto id = propose(bonus(person_, 100'000)).value();
  EXPECT_EQ(balance(bonus_account(person_)), 0);
  const auto paid = approve(id);
  ASSERT_TRUE(paid.has_value());
  EXPECT_EQ(paid->state, DecisionState::approved);
  EXPECT_EQ(paid->paid_on, kToday);
  EXPECT_GT(paid->seq, 0);
  EXPECT_EQ(balance(bonus_account(person_)), 100'000);
  EXPECT_EQ(balance(team_performance_account(team_)), 20'000);
  const auto own = database_->read(
      [&](auto& tx) { return payments_of_person(tx, kBusan, person_, kToday, kToday); });
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].amount_won, 100'000);
}

TEST_P(TeamPaymentTest, EveryKindHasItsFund) {
  const auto pay = [&](const NewTeamPayment& payment) {
    return approve(propose(payment).value()).has_value();
  };
  EXPECT_TRUE(pay(bonus(person_, 60'000, PaymentKind::tomorrow_profit)));
  EXPECT_TRUE(pay(bonus(person_, 10'000, PaymentKind::tomorrow_incentive)));
  EXPECT_TRUE(pay(to_others(PaymentKind::start_up, 200'000)));
  EXPECT_TRUE(pay(to_others(PaymentKind::activation, 30'000)));
  EXPECT_EQ(balance(team_profit_account(team_)), 0);
  EXPECT_EQ(balance(team_set_aside_account(team_)), 240'000 - 210'000);
  EXPECT_EQ(balance(team_activation_account(team_)), 60'000 - 30'000);
  EXPECT_EQ(balance(team_payees_account(centre_)), 230'000);
  EXPECT_EQ(balance(bonus_account(person_)), 70'000);
}

TEST_P(TeamPaymentTest, NoFundIsOverdrawn) {
  const auto first = propose(to_others(PaymentKind::start_up, 240'000)).value();
  const auto second = propose(to_others(PaymentKind::start_up, 1)).value();
  ASSERT_TRUE(approve(first).has_value());
  EXPECT_EQ(approve(second).error(), Refusal::team_fund_insufficient);
  EXPECT_EQ(balance(team_set_aside_account(team_)), 0);
  EXPECT_EQ(database_->read([&](auto& tx) { return find_team_payment(tx, kBusan, second)->state; }),
            DecisionState::proposed);
}

TEST_P(TeamPaymentTest, TheNextAccountShowsWhatWasPaid) {
  ASSERT_TRUE(approve(propose(bonus(person_, 100'000)).value()).has_value());
  ASSERT_TRUE(approve(propose(to_others(PaymentKind::start_up, 40'000)).value()).has_value());
  const QuarterFigures f = figures(open(kFourth));
  EXPECT_EQ(f.spent_performance_won, 100'000);
  EXPECT_EQ(f.start_up_won, 40'000);
  EXPECT_EQ(f.set_aside_total_won, figures_.set_aside_total_won + f.set_aside_won - 40'000);
  EXPECT_EQ(f.spending_before_won, figures_.spending_left_won);
  EXPECT_TRUE(f.is_balanced());
}

// Nobody opened the fourth quarter; what was paid in it is not lost.
TEST_P(TeamPaymentTest, APaymentBetweenTwoAccountsBelongsToTheLater) {
  ASSERT_TRUE(approve(propose(bonus(person_, 100'000)).value()).has_value());
  const base::Date next = *base::make_date(2027, 1, 15);
  const QuarterId later =
      write([&](auto& tx) { return open_quarter(tx, kBusan, team_, next, next); }).value();
  const QuarterFigures f = figures(later);
  EXPECT_EQ(f.spent_performance_won, 100'000);
  const std::int64_t in_funds_won = balance(team_performance_account(team_)) +
                                    balance(team_profit_account(team_)) +
                                    balance(team_activation_account(team_));
  EXPECT_EQ(f.spending_left_won,
            in_funds_won + f.performance_won + f.tomorrow_profit_won + f.activation_won);
}

TEST_P(TeamPaymentTest, CapsOfAMonthCountWhatWaits) {
  ASSERT_TRUE(propose(bonus(person_, 100'000)).has_value());
  EXPECT_EQ(propose(bonus(person_, 50'001)).error(), Refusal::bonus_above_month_max);
  const auto waits = propose(bonus(person_, 50'000)).value();
  EXPECT_EQ(propose(bonus(person_, 1)).error(), Refusal::bonus_above_month_max);
  ASSERT_TRUE(write([&](auto& tx) {
                return reject_team_payment(tx, kBusan, waits, kDirector, "다음 달에");
              }).has_value());
  EXPECT_TRUE(propose(bonus(person_, 1)).has_value());
  EXPECT_TRUE(propose(bonus(person_, 150'000, PaymentKind::tomorrow_profit)).has_value());
}

TEST_P(TeamPaymentTest, RefusesWhoeverIsNotEntitled) {
  NewTeamPayment payment = bonus(person_, 1'000);
  payment.month = *base::make_date(2026, 9, 1);  // placed, but did not work
  EXPECT_EQ(propose(payment).error(), Refusal::bonus_days_too_few);
  payment.month = *base::make_date(2025, 12, 1);
  EXPECT_EQ(propose(payment).error(), Refusal::person_not_in_team);
  payment = bonus(add_person("김길순"), 1'000);
  EXPECT_EQ(propose(payment).error(), Refusal::person_not_in_team);
  payment.team_id = add_team("정리", WorkType::work_maintenance);
  payment.person_id = person_;
  EXPECT_EQ(propose(payment).error(), Refusal::person_not_in_team);
}

TEST_P(TeamPaymentTest, WorkMaintenanceHasNoProfit) {
  team_ = add_team("정리", WorkType::work_maintenance);
  const PersonId person = add_worker("이순신");
  EXPECT_EQ(propose(bonus(person, 1'000, PaymentKind::tomorrow_profit)).error(),
            Refusal::type_not_entitled);
  EXPECT_TRUE(propose(bonus(person, 1'000)).has_value());
}

TEST_P(TeamPaymentTest, RefusesWhatLacksSomething) {
  NewTeamPayment payment = to_others(PaymentKind::start_up, 0);
  EXPECT_EQ(propose(payment).error(), Refusal::amount_not_positive);
  payment.amount_won = 5;
  payment.reason = " ";
  EXPECT_EQ(propose(payment).error(), Refusal::reason_missing);
  payment.reason = "창업";
  payment.evidence_number = "";
  EXPECT_EQ(propose(payment).error(), Refusal::evidence_number_missing);
  payment.evidence_number = "1";
  payment.payee = "";
  EXPECT_EQ(propose(payment).error(), Refusal::payee_missing);
  payment.payee = "새봄";
  payment.month = *base::make_date(2026, 12, 1);
  EXPECT_EQ(propose(payment).error(), Refusal::bonus_month_in_future);
  payment.team_id = OrganisationId{5};
  EXPECT_EQ(propose(payment).error(), Refusal::team_not_found);
}

TEST_P(TeamPaymentTest, TwoPeopleDecideOnce) {
  const auto id = propose(bonus(person_, 1'000)).value();
  EXPECT_EQ(approve(id, kClerk).error(), Refusal::team_payment_own_proposal);
  ASSERT_TRUE(approve(id).has_value());
  EXPECT_EQ(approve(id).error(), Refusal::team_payment_not_proposed);
  EXPECT_EQ(approve(TeamPaymentId{5}).error(), Refusal::team_payment_not_found);
  EXPECT_EQ(balance(bonus_account(person_)), 1'000);
}

}  // namespace
}  // namespace teams
