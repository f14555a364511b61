// What holds between the figures of an account, and what closing does to the accounts of the
// ledger: nothing is lost, everything can be undone, whoever comes at the same time.
#include <future>

#include "books_fixture.h"
#include "quarter_figures.h"

namespace teams {
namespace {

using Kind = SalesLineKind;

/// An account that balances, with something in every place.
QuarterFigures balanced() {
  QuarterFigures f;
  f.carried_won = 50;
  f.sales_won = 1'000;
  f.government_support_won = 100;
  f.type_support_won = 20;
  f.spent_direct_won = 300;
  f.spent_overtime_won = 70;
  f.direct_cost_won = 180;
  f.overtime_won = 70;
  f.set_aside_won = 400;
  f.performance_won = 200;
  f.tomorrow_profit_won = 100;
  f.activation_won = 50;
  f.central_fund_won = 20;
  f.regional_support_won = 10;
  f.sales_left_won = 20;
  f.set_aside_before_won = 900;
  f.start_up_won = 300;
  f.tomorrow_incentive_won = 100;
  f.set_aside_total_won = 900;
  f.spending_before_won = 60;
  f.spent_performance_won = 40;
  f.spent_profit_won = 30;
  f.spent_activation_won = 10;
  f.spending_left_won = 330;
  return f;
}

TEST(QuarterFigures, AddUp) {
  const QuarterFigures f = balanced();
  EXPECT_EQ(f.surplus_won(), 800);
  EXPECT_EQ(f.support_left_won(), 0);
  EXPECT_TRUE(f.is_balanced());
}

/// Figures that say something about others; one won more in any of them breaks an equation.
const std::vector<std::int64_t QuarterFigures::*> kBound{&QuarterFigures::carried_won,
                                                         &QuarterFigures::sales_won,
                                                         &QuarterFigures::government_support_won,
                                                         &QuarterFigures::type_support_won,
                                                         &QuarterFigures::spent_direct_won,
                                                         &QuarterFigures::spent_overtime_won,
                                                         &QuarterFigures::programme_budget_won,
                                                         &QuarterFigures::set_aside_won,
                                                         &QuarterFigures::performance_won,
                                                         &QuarterFigures::tomorrow_profit_won,
                                                         &QuarterFigures::activation_won,
                                                         &QuarterFigures::central_fund_won,
                                                         &QuarterFigures::regional_support_won,
                                                         &QuarterFigures::sales_left_won,
                                                         &QuarterFigures::set_aside_before_won,
                                                         &QuarterFigures::start_up_won,
                                                         &QuarterFigures::tomorrow_incentive_won,
                                                         &QuarterFigures::set_aside_total_won,
                                                         &QuarterFigures::spending_before_won,
                                                         &QuarterFigures::spent_performance_won,
                                                         &QuarterFigures::spent_profit_won,
                                                         &QuarterFigures::spent_activation_won,
                                                         &QuarterFigures::spending_left_won};

TEST(QuarterFigures, AWonTooMuchAnywhereIsSeen) {
  for (std::size_t i = 0; i < kBound.size(); ++i)
    for (const std::int64_t wrong : {1, -1}) {
      QuarterFigures f = balanced();
      f.*kBound[i] += wrong;
      EXPECT_FALSE(f.is_balanced()) << i << " by " << wrong;
    }
}

struct SupportCase {
  std::string story;
  std::int64_t government_won, type_won, direct_won, left_won;
};

const std::vector<SupportCase> kSupportCases{
    {"no support", 0, 0, 0, 0},
    {"costs take all of it", 60, 40, 100, 0},
    {"costs take a part", 60, 40, 70, 30},
    {"no costs", 60, 40, 0, 100},
    {"costs that were taken back take nothing", 60, 0, -500, 60},
    {"taken back without support", 0, 0, -500, 0},
    {"support that was taken back", -10, 0, 0, 0},
};

TEST(QuarterFigures, SupportThatNoCostTookFollowsTheTable) {
  for (const SupportCase& c : kSupportCases) {
    QuarterFigures f;
    f.government_support_won = c.government_won;
    f.type_support_won = c.type_won;
    f.spent_direct_won = c.direct_won;
    EXPECT_EQ(f.support_left_won(), c.left_won) << c.story;
  }
}

class ClosingTest : public BooksTest {
 protected:
  ClosingTest() : id_(open()) {
    (void)add_worker("홍길동");
    add(id_, Kind::contract, 1'000'000);
    add(id_, Kind::government_support, 50'000);
    add(id_, Kind::direct_cost, 400'000);
    add(id_, Kind::overtime, 20'000);
  }
  std::vector<ledger::AccountKey> accounts() {
    return {team_sales_account(team_),       team_set_aside_account(team_),
            team_performance_account(team_), team_profit_account(team_),
            team_activation_account(team_),  team_buyers_account(),
            team_support_account(centre_),   team_costs_account(centre_),
            central_asset_fund_account(),    regional_support_account(centre_)};
  }
  std::vector<ledger::Entry> entries() {
    return database_->read([&](auto& tx) {
      const ledger::LedgerId ledger_id = ledger::ledger_of(kBusan);
      std::vector<ledger::Entry> all =
          ledger::entries_of(tx, ledger_id, "team_quarter:" + std::to_string(id_.value));
      for (const SalesLine& line : sales_lines(tx, kBusan, id_))
        for (const ledger::Entry& entry :
             ledger::entries_of(tx, ledger_id, "sales_line:" + std::to_string(line.id.value)))
          all.push_back(entry);
      return all;
    });
  }

  QuarterId id_;
};
OLIVE_ON_BOTH_DATABASES(ClosingTest);

TEST_P(ClosingTest, IsOneLinkedGroup) {
  (void)closed(id_);
  const auto all = entries();
  ASSERT_EQ(all.size(), 4u + 6u);  // lines and shares
  for (const ledger::Entry& entry : all) {
    EXPECT_EQ(entry.group_seq, account(id_).seq) << entry.code;
    EXPECT_EQ(entry.effective_on, kToday) << entry.code;
  }
}

TEST_P(ClosingTest, TheAccountsAddUpToNothing) {
  (void)closed(id_);
  std::int64_t sum = 0;
  for (const auto& key : accounts()) sum += balance(key);
  EXPECT_EQ(sum, 0);
}

TEST_P(ClosingTest, EveryEntryCanBeUndone) {
  (void)closed(id_);
  auto all = entries();
  std::ranges::sort(all, std::greater{}, &ledger::Entry::seq);  // what came last goes first
  ASSERT_TRUE(ledger_
                  ->execute([&](auto&, auto& batch) -> ledger::Posting<void> {
                    for (const ledger::Entry& entry : all)
                      OLIVE_TRY_VOID(batch.reverse(entry.seq, std::nullopt,
                                                   ledger::key_of("undo", entry.seq), "undo",
                                                   kDirector));
                    return {};
                  })
                  .has_value());
  for (const auto& key : accounts()) EXPECT_EQ(balance(key), 0) << key.purpose;
}

TEST_P(ClosingTest, OnlyOneOfManyAtOnceCloses) {
  ASSERT_TRUE(submit(id_).has_value());
  std::vector<std::future<bool>> tries;
  for (int i = 0; i < 8; ++i)
    tries.push_back(std::async(std::launch::async,
                               [this, i] { return close(id_, PersonId{100 + i}).has_value(); }));
  int done = 0;
  for (auto& each : tries) done += each.get() ? 1 : 0;
  EXPECT_EQ(done, 1);
  EXPECT_EQ(balance(team_buyers_account()), -1'000'000);
}

TEST_P(ClosingTest, PaymentsAtOnceNeverOverdrawAFund) {
  (void)closed(id_);
  const std::int64_t fund_won = balance(team_activation_account(team_));
  ASSERT_GT(fund_won, 0);
  std::vector<TeamPaymentId> proposed;
  for (int i = 0; i < 8; ++i)
    proposed.push_back(propose({.team_id = team_,
                                .kind = PaymentKind::activation,
                                .payee = "새봄",
                                .month = kToday,
                                .amount_won = fund_won / 3,
                                .reason = "활성화",
                                .evidence_number = "결의"})
                           .value());
  std::vector<std::future<bool>> tries;
  for (const TeamPaymentId id : proposed)
    tries.push_back(std::async(std::launch::async, [this, id] { return approve(id).has_value(); }));
  int paid = 0;
  for (auto& each : tries) paid += each.get() ? 1 : 0;
  EXPECT_EQ(paid, 3);
  EXPECT_EQ(balance(team_activation_account(team_)), fund_won - 3 * (fund_won / 3));
}

TEST_P(ClosingTest, ARefusedClosingChangesNothing) {
  ASSERT_TRUE(submit(id_).has_value());
  const std::int64_t last_seq = ledger_->last_seq();
  EXPECT_FALSE(close(id_, kClerk).has_value());
  EXPECT_EQ(ledger_->last_seq(), last_seq);
  EXPECT_EQ(account(id_).state, QuarterState::submitted);
  EXPECT_TRUE(entries().empty());
}

TEST_P(ClosingTest, KeptFiguresAreThoseOfTheQuarter) {
  const auto kept = [this] {
    return database_->read([](auto& tx) { return kept_figures_on(tx, kBusan, kThird); });
  };
  EXPECT_TRUE(kept().empty());
  const QuarterFigures f = closed(id_);
  ASSERT_EQ(kept().size(), 1u);
  EXPECT_EQ(kept()[0].quarter_id, id_);
  EXPECT_EQ(kept()[0].sales_won, f.sales_won);
  EXPECT_EQ(kept()[0].spending_left_won, f.spending_left_won);
}

TEST_P(ClosingTest, PaymentsAreSummedByKindAndDay) {
  (void)closed(id_);
  ASSERT_TRUE(approve(propose({.team_id = team_,
                               .kind = PaymentKind::activation,
                               .payee = "새봄",
                               .month = kToday,
                               .amount_won = 700,
                               .reason = "활성화",
                               .evidence_number = "결의"})
                          .value())
                  .has_value());
  database_->read([&](auto& tx) {
    EXPECT_EQ(paid_between(tx, kBusan, team_, kToday, kToday).activation_won, 700);
    EXPECT_EQ(paid_between(tx, kBusan, team_, kToday, kToday).start_up_won, 0);
    EXPECT_EQ(paid_between(tx, kBusan, team_, kThird, kToday.plus_days(-1)).activation_won, 0);
  });
}

}  // namespace
}  // namespace teams
