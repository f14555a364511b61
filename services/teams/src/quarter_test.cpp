#include "teams/quarter.h"

#include <random>

#include "books_fixture.h"

namespace teams {
namespace {

using Kind = SalesLineKind;
using Refusal = QuarterRefusal;

class QuarterTest : public BooksTest {
 protected:
  /// Everything that belongs to the team, in won.
  std::int64_t held() {
    return balance(team_sales_account(team_)) + balance(team_set_aside_account(team_)) +
           balance(team_performance_account(team_)) + balance(team_profit_account(team_)) +
           balance(team_activation_account(team_));
  }
  base::Result<SalesLineId, SalesLineRefusal> reverse(SalesLineId line, QuarterId into) {
    return write([&](auto& tx) {
      return reverse_sales_line(tx, kBusan, line, into, "금액 잘못", kClerk, kNow);
    });
  }
  /// Enters a line and returns its amount.
  std::int64_t enter(QuarterId id, Kind kind, std::int64_t amount_won, base::Date on) {
    add(id, kind, amount_won, on);
    return amount_won;
  }
};
OLIVE_ON_BOTH_DATABASES(QuarterTest);

TEST_P(QuarterTest, SharesWhatWasEarnedAndCarriesTheRest) {
  (void)add_worker("홍길동");
  const QuarterId id = open();
  add(id, Kind::contract, 1'000'000);
  add(id, Kind::government_support, 200'000);
  add(id, Kind::direct_cost, 500'000);
  add(id, Kind::overtime, 100'000);
  const QuarterFigures f = closed(id);
  EXPECT_EQ(f.surplus_won(), 600'000);
  EXPECT_EQ(f.direct_cost_won, 300'000);  // the support paid the rest
  EXPECT_EQ(f.spent_direct_won, 500'000);
  EXPECT_EQ(f.overtime_won, 100'000);
  EXPECT_EQ(f.set_aside_won, 240'000);
  EXPECT_EQ(f.set_aside_short_won, 0);
  EXPECT_EQ(f.performance_won, 120'000);
  EXPECT_EQ(f.tomorrow_profit_won, 60'000);
  EXPECT_EQ(f.activation_won, 60'000);
  EXPECT_EQ(f.central_fund_won, 30'000);
  EXPECT_EQ(f.regional_support_won, 30'000);
  EXPECT_EQ(f.sales_left_won, 60'000);
  EXPECT_EQ(f.person_months, 1);
  EXPECT_EQ(f.rule_version, 1);
  EXPECT_TRUE(f.is_balanced());
}

TEST_P(QuarterTest, TheLedgerHoldsWhatTheAccountSays) {
  (void)add_worker("홍길동");
  const QuarterId id = open();
  add(id, Kind::contract, 1'000'000);
  add(id, Kind::type_support, 40'000);
  add(id, Kind::direct_cost, 340'000);
  const QuarterFigures f = closed(id);
  EXPECT_EQ(balance(team_sales_account(team_)), f.sales_left_won);
  EXPECT_EQ(balance(team_set_aside_account(team_)), f.set_aside_total_won);
  EXPECT_EQ(balance(team_performance_account(team_)), f.performance_won);
  EXPECT_EQ(balance(team_profit_account(team_)), f.tomorrow_profit_won);
  EXPECT_EQ(balance(team_activation_account(team_)), f.activation_won);
  EXPECT_EQ(balance(central_asset_fund_account()), f.central_fund_won);
  EXPECT_EQ(balance(regional_support_account(centre_)), f.regional_support_won);
  EXPECT_EQ(balance(team_buyers_account()), -f.sales_won);
  EXPECT_EQ(balance(team_support_account(centre_)), -f.type_support_won);
  EXPECT_EQ(balance(team_costs_account(centre_)), f.spent_direct_won);
  EXPECT_GT(account(id).seq, 0);
  EXPECT_TRUE(database_->read(
      [](auto& tx) { return ledger::verify(tx, ledger::ledger_of(kBusan)).is_sound; }));
}

TEST_P(QuarterTest, TheNextQuarterBeginsWhereThisOneEnded) {
  (void)add_worker("홍길동");
  const QuarterId third = open();
  add(third, Kind::contract, 1'000'000);
  const QuarterFigures before = closed(third);
  const QuarterId fourth = open(kFourth);
  add(fourth, Kind::contract, 100'000, kFourth);
  const QuarterFigures now = figures(fourth);
  EXPECT_EQ(now.carried_won, before.sales_left_won);
  EXPECT_EQ(now.set_aside_before_won, before.set_aside_total_won);
  EXPECT_EQ(now.spending_before_won, before.spending_left_won);
  EXPECT_EQ(now.surplus_won(), 100'000 + before.sales_left_won);
  EXPECT_TRUE(now.is_balanced());
}

TEST_P(QuarterTest, CapsGoByMonthsOfWorkAndType) {
  (void)add_worker("홍길동");  // one month of work: 150,000 won at most
  const QuarterId id = open();
  add(id, Kind::contract, 10'000'000);
  const QuarterFigures f = closed(id);
  EXPECT_EQ(f.performance_won, 150'000);
  EXPECT_EQ(f.tomorrow_profit_won, 150'000);
  EXPECT_EQ(f.set_aside_won, 4'000'000 + 2'000'000 - 150'000 + 1'000'000 - 150'000);
}

TEST_P(QuarterTest, NobodyWorkedNobodyGets) {
  const QuarterId id = open();
  add(id, Kind::contract, 10'000);
  const QuarterFigures f = closed(id);
  EXPECT_EQ(f.performance_won + f.tomorrow_profit_won, 0);
  EXPECT_EQ(f.set_aside_won, 7'000);
}

TEST_P(QuarterTest, SaysWhatLacksOfTheSetAside) {
  const QuarterId id = open();
  add(id, Kind::contract, 1'000'000);
  add(id, Kind::direct_cost, 990'000);
  const QuarterFigures f = closed(id);
  EXPECT_EQ(f.set_aside_won, 7'000);
  EXPECT_EQ(f.set_aside_short_won, 93'000);
}

TEST_P(QuarterTest, AnEmptyQuarterClosesWithNothing) {
  const QuarterFigures f = closed(open());
  EXPECT_TRUE(f.is_balanced());
  EXPECT_EQ(f.sales_left_won, 0);
  EXPECT_EQ(held(), 0);
}

TEST_P(QuarterTest, RefusesAmountsThatDoNotBalance) {
  const QuarterId id = open();
  add(id, Kind::contract, 100'000);
  const SalesLineId support = add(id, Kind::government_support, 50'000);
  EXPECT_EQ(submit(id).error(), Refusal::support_above_costs);
  add(id, Kind::direct_cost, 150'001);
  EXPECT_EQ(submit(id).error(), Refusal::costs_above_means);
  EXPECT_EQ(figures(id).surplus_won(), -1);
  EXPECT_EQ(figures(id).sales_left_won, -1);
  EXPECT_EQ(account(id).state, QuarterState::draft);
  ASSERT_TRUE(write([&](auto& tx) { return remove_sales_line(tx, kBusan, support); }).has_value());
  EXPECT_EQ(submit(id).error(), Refusal::costs_above_means);
  EXPECT_EQ(held(), 0);
}

TEST_P(QuarterTest, KeepsTheOrderOfQuarters) {
  EXPECT_EQ(write([&](auto& tx) {
              return open_quarter(tx, kBusan, team_, *base::make_date(2027, 1, 1), kToday);
            }).error(),
            Refusal::quarter_not_begun);
  EXPECT_EQ(write([&](auto& tx) {
              return open_quarter(tx, kBusan, OrganisationId{5}, kThird, kToday);
            }).error(),
            Refusal::team_not_found);
  const QuarterId third = open();
  EXPECT_EQ(open(kThird.plus_days(40)), third);  // any day of it finds the same
  const QuarterId fourth = open(kFourth);
  EXPECT_EQ(submit(fourth).error(), Refusal::quarter_not_over);
  const base::Instant next_year = base::korean_instant(*base::make_date(2027, 1, 5), 3600);
  EXPECT_EQ(submit(fourth, next_year).error(), Refusal::quarter_before_open);
  EXPECT_EQ(write([&](auto& tx) {
              return open_quarter(tx, kBusan, team_, *base::make_date(2026, 4, 1), kToday);
            }).error(),
            Refusal::quarter_later_exists);
  (void)closed(third);
  EXPECT_TRUE(submit(fourth, next_year).has_value());
}

TEST_P(QuarterTest, AnotherPersonCloses) {
  const QuarterId id = open();
  add(id, Kind::contract, 10'000);
  EXPECT_EQ(close(id).error(), Refusal::quarter_not_submitted);
  ASSERT_TRUE(write([&](auto& tx) {
                return submit_quarter(tx, kBusan, id, PersonId{77}, kNow);
              }).has_value());
  EXPECT_EQ(close(id, PersonId{77}).error(), Refusal::quarter_own_entry);  // submitted it
  EXPECT_EQ(close(id, kClerk).error(), Refusal::quarter_own_entry);        // entered a line
  EXPECT_EQ(held(), 0);
  ASSERT_TRUE(close(id).has_value());
  EXPECT_EQ(close(id).error(), Refusal::quarter_not_submitted);
  EXPECT_EQ(close(QuarterId{5}).error(), Refusal::quarter_not_found);
  EXPECT_EQ(account(id).closed_by, kDirector);
  EXPECT_EQ(account(id).closed_on, kToday);
}

TEST_P(QuarterTest, WithoutAnApprovedRuleNothingIsShared) {
  const OrganisationId other = add_team("두부", WorkType::market_entry);
  const QuarterId id =
      write([&](auto& tx) { return open_quarter(tx, kBusan, other, kThird, kToday); }).value();
  add(id, Kind::contract, 10'000);
  EXPECT_EQ(submit(id).error(), Refusal::sales_rule_missing);
  EXPECT_EQ(figures(id).sales_left_won, 10'000);
}

TEST_P(QuarterTest, SentBackItIsADraftAgain) {
  const QuarterId id = open();
  add(id, Kind::contract, 10'000);
  const auto send_back = [&] {
    return write([&](auto& tx) { return return_quarter(tx, kBusan, id, "영수증 확인"); });
  };
  EXPECT_EQ(send_back().error(), Refusal::quarter_not_submitted);
  ASSERT_TRUE(submit(id).has_value());
  EXPECT_EQ(try_add(id, Kind::contract, 5).error(), SalesLineRefusal::quarter_not_draft);
  ASSERT_TRUE(send_back().has_value());
  EXPECT_EQ(account(id).note, "영수증 확인");
  add(id, Kind::contract, 20'000);
  EXPECT_EQ(closed(id).sales_won, 30'000);
}

TEST_P(QuarterTest, AKeptAccountDoesNotFollowALaterRule) {
  const QuarterId id = open();
  add(id, Kind::contract, 10'000);
  const QuarterFigures before = closed(id);
  NewSalesRule other = shares_;
  other.valid_from = kThird;
  other.set_aside_ppm = 0;
  approve_rule(other);
  const QuarterFigures after = figures(id);
  EXPECT_EQ(after.set_aside_won, before.set_aside_won);
  EXPECT_EQ(after.rule_version, 1);
}

TEST_P(QuarterTest, AMistakeIsTakenBackInALaterQuarter) {
  const QuarterId third = open();
  const SalesLineId wrong = add(third, Kind::contract, 100'000);
  add(third, Kind::direct_cost, 40'000);
  EXPECT_EQ(reverse(wrong, third).error(), SalesLineRefusal::sales_line_not_closed);
  (void)closed(third);
  EXPECT_EQ(write([&](auto& tx) { return remove_sales_line(tx, kBusan, wrong); }).error(),
            SalesLineRefusal::quarter_not_draft);
  EXPECT_EQ(reverse(wrong, third).error(), SalesLineRefusal::quarter_not_draft);
  const QuarterId fourth = open(kFourth);
  const SalesLineId back = reverse(wrong, fourth).value();
  EXPECT_EQ(reverse(wrong, fourth).error(), SalesLineRefusal::sales_line_reversed);
  add(fourth, Kind::contract, 200'000, kFourth);
  EXPECT_EQ(figures(fourth).sales_won, 100'000);
  const std::int64_t held_before = held();
  ASSERT_TRUE(submit(fourth, base::korean_instant(*base::make_date(2027, 1, 5), 0)).has_value());
  ASSERT_TRUE(close(fourth).has_value());
  EXPECT_EQ(balance(team_buyers_account()), -200'000);
  EXPECT_EQ(held() - held_before,
            100'000 - figures(fourth).central_fund_won - figures(fourth).regional_support_won);
  const auto line = database_->read([&](auto& tx) { return find_sales_line(tx, kBusan, back); });
  EXPECT_EQ(line->reverses_id, wrong);
  EXPECT_GT(line->seq, 0);
}

TEST_P(QuarterTest, TakingBackACostGivesItsMoneyBack) {
  const QuarterId third = open();
  add(third, Kind::contract, 100'000);
  const SalesLineId cost = add(third, Kind::direct_cost, 40'000);
  (void)closed(third);
  const QuarterId fourth = open(kFourth);
  ASSERT_TRUE(reverse(cost, fourth).has_value());
  ASSERT_TRUE(submit(fourth, base::korean_instant(*base::make_date(2027, 1, 5), 0)).has_value());
  ASSERT_TRUE(close(fourth).has_value());
  EXPECT_EQ(balance(team_costs_account(centre_)), 0);
  EXPECT_EQ(figures(fourth).spent_direct_won, -40'000);
  EXPECT_TRUE(figures(fourth).is_balanced());
}

TEST_P(QuarterTest, EarlierBooksAreTakenOverOnce) {
  const QuarterId third = open();
  add(third, Kind::opening_sales, 30'000);
  add(third, Kind::opening_set_aside, 500'000);
  const QuarterFigures f = closed(third);
  EXPECT_EQ(f.carried_won, 30'000);
  EXPECT_EQ(f.set_aside_before_won, 500'000);
  EXPECT_EQ(f.set_aside_total_won, 500'000 + f.set_aside_won);
  EXPECT_EQ(balance(team_set_aside_account(team_)), f.set_aside_total_won);
  const QuarterId fourth = open(kFourth);
  EXPECT_EQ(try_add(fourth, Kind::opening_sales, 5, kFourth).error(),
            SalesLineRefusal::opening_not_first);
}

// Random lines over random quarters: the equations hold, nothing is lost, nothing below zero.
TEST_P(QuarterTest, WhateverIsEnteredTheBooksBalance) {
  std::mt19937_64 random(20'260'701);
  const auto below = [&random](std::int64_t limit) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
  };
  (void)add_worker("홍길동", 3);
  base::Date quarter = *base::make_date(2025, 1, 1);
  NewSalesRule early = shares_;
  early.valid_from = quarter;
  approve_rule(early);
  std::int64_t in_won = 0, out_won = 0, given_won = 0;
  for (; quarter <= kThird; quarter = last_of_quarter(quarter).plus_days(1)) {
    const QuarterId id = open(quarter);
    for (int i = 0; i < 4; ++i) in_won += enter(id, Kind::contract, 1 + below(3'000'000), quarter);
    const std::int64_t support_won =
        enter(id, Kind::government_support, 1 + below(100'000), quarter);
    in_won += support_won;
    out_won += enter(id, Kind::direct_cost, support_won + below(200'000) + 1, quarter);
    const auto submitted = submit(id);
    if (!submitted) {
      ASSERT_EQ(submitted.error(), Refusal::costs_above_means);
      in_won += enter(id, Kind::contract, 10'000'000, quarter);
      ASSERT_TRUE(submit(id).has_value());
    }
    ASSERT_TRUE(close(id).has_value());
    const QuarterFigures f = figures(id);
    ASSERT_TRUE(f.is_balanced());
    given_won += f.central_fund_won + f.regional_support_won;
    ASSERT_EQ(held(), in_won - out_won - given_won);
    ASSERT_EQ(balance(team_set_aside_account(team_)), f.set_aside_total_won);
    ASSERT_EQ(balance(team_sales_account(team_)), f.sales_left_won);
  }
}

}  // namespace
}  // namespace teams
