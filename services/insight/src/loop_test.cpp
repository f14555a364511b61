#include "insight/loop.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "db/testing.h"
#include "ledger/points.h"

namespace insight {
namespace {

using ledger::AccountClass;

const ledger::LedgerId kLedger{1};
const base::Date kToday = *base::make_date(2026, 11, 22);

const ledger::AccountKey kSource{ledger::kOlive, ledger::OwnerKind::fund, 0, "source"};
const ledger::AccountKey kTill{ledger::kOlive, ledger::OwnerKind::organisation, 5, "sales"};
const ledger::AccountKey kRedeemed{ledger::kOlive, ledger::OwnerKind::region, 0, "redeemed"};
const ledger::AccountKey kBacking{ledger::kWon, ledger::OwnerKind::region, 0, "backing"};
const ledger::AccountKey kFund{ledger::kWon, ledger::OwnerKind::region, 0, "benefit_fund"};
const ledger::AccountKey kWallet = ledger::wallet_account(base::PersonId{7});

class LoopTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  LoopTest() : database_(GetParam()) {
    const db::ModuleSchema schemas[] = {ledger::schema()};
    db::migrate(*database_, schemas);
    ledger_ = std::make_unique<ledger::Ledger>(
        *database_, [this] { return base::korean_instant(day_, 12 * 3600); });
  }

  /// Moves `amount` on a day and returns its seq.
  std::int64_t post(base::Date day, std::string code, const ledger::AccountKey& debit,
                    const ledger::AccountKey& credit, std::int64_t amount) {
    day_ = day;
    return ledger_
        ->execute([&](db::Transaction&, ledger::Batch& batch) {
          ledger::TransferRequest request{.key = ledger::key_of("test", ++keys_),
                                          .amount = amount,
                                          .code = code,
                                          .effective_on = day};
          request.debit = batch.account(debit, {});
          request.credit = credit == kWallet ? batch.account(credit, ledger::wallet_terms())
                                             : batch.account(credit, {});
          if (credit == kWallet) request.expires_on = *base::make_date(2026, 12, 31);
          if (debit == kWallet) request.debit = *batch.find_account(kWallet);
          return batch.transfer(request);
        })
        .value()
        .seq;
  }

  void refund(base::Date day, std::int64_t seq, std::int64_t amount) {
    day_ = day;
    const auto entry = ledger_->execute([&](db::Transaction&, ledger::Batch& batch) {
      return batch.reverse(seq, amount, ledger::key_of("refund", ++keys_), "refund", {});
    });
    ASSERT_TRUE(entry.has_value());
  }

  /// The loop once around, in three months.
  void turn() {
    post(day(9, 1), "point_grant", kSource, kWallet, 200'000);
    const std::int64_t sale = post(day(10, 5), "purchase", kWallet, kTill, 30'000);
    post(day(11, 2), "purchase", kWallet, kTill, 20'000);
    refund(day(11, 3), sale, 10'000);
    post(day(11, 4), "settlement", kTill, kRedeemed, 40'000);
    post(day(11, 4), "settlement_benefit", kBacking, kFund, 2'400);
  }

  static base::Date day(int month, int day) { return *base::make_date(2026, month, day); }

  template <class F>
  auto read(F&& work) {
    return database_->read(std::forward<F>(work));
  }
  std::map<std::string, FigureSeries> figures(int months = 12) {
    std::map<std::string, FigureSeries> by_name;
    for (FigureSeries& series :
         read([&](db::Transaction& tx) { return loop_figures(tx, kLedger, kToday, months); }))
      by_name[series.figure.name] = series;
    return by_name;
  }

  db::testing::TemporaryDatabase database_;
  base::Date day_ = kToday;
  std::int64_t keys_ = 0;
  std::unique_ptr<ledger::Ledger> ledger_;
};

TEST_P(LoopTest, EmptyLedgerHasEveryFigureAtZero) {
  const auto all = figures();
  ASSERT_EQ(all.size(), figure_definitions().size());
  for (const auto& [name, series] : all) {
    EXPECT_EQ(series.figure.amount, 0) << name;
    EXPECT_EQ(series.months.size(), 12U) << name;
    EXPECT_EQ(series.figure.formula_key, "insight.formula." + name);
  }
}

TEST_P(LoopTest, SumsCodesLessTheirReversals) {
  turn();
  const auto all = figures();
  EXPECT_EQ(all.at("points_granted").figure.amount, 200'000);
  EXPECT_EQ(all.at("points_spent").figure.amount, 40'000);  // 30,000 + 20,000 − 10,000
  EXPECT_EQ(all.at("points_spent").figure.entries, 2);
  EXPECT_EQ(all.at("points_settled").figure.amount, 40'000);
  EXPECT_EQ(all.at("benefit_returned").figure.amount, 2'400);
  EXPECT_EQ(all.at("benefit_paid").figure.amount, 0);
  EXPECT_EQ(all.at("points_in_wallets").figure.amount, 160'000);
}

TEST_P(LoopTest, RefundCountsInItsOwnMonth) {
  turn();
  const auto months = figures().at("points_spent").months;
  EXPECT_EQ(months.at(10).month, day(10, 1));
  EXPECT_EQ(months.at(10).amount, 30'000);
  EXPECT_EQ(months.at(11).amount, 10'000);  // 20,000 sold, 10,000 of October given back
}

TEST_P(LoopTest, MonthsAddUpToTheFigure) {
  turn();
  for (const auto& [name, series] : figures()) {
    MonthAmount sum;
    for (const MonthAmount& month : series.months) {
      sum.amount += month.amount;
      sum.entries += month.entries;
    }
    EXPECT_EQ(sum.amount, series.figure.amount) << name;
    EXPECT_EQ(sum.entries, series.figure.entries) << name;
  }
}

TEST_P(LoopTest, OlderMonthsDoNotCount) {
  turn();
  EXPECT_EQ(figures(2).at("points_granted").figure.amount, 0);
  EXPECT_EQ(figures(3).at("points_granted").figure.amount, 200'000);
}

TEST_P(LoopTest, AgreesWithTheWalletsBalance) {
  turn();
  const auto account = ledger_->find_account(kWallet);
  EXPECT_EQ(figures().at("points_in_wallets").figure.amount, ledger_->balance(*account).posted);
}

TEST_P(LoopTest, WhatIsPromisedLiesReady) {
  const auto grant = [&](std::int64_t person, std::int64_t points, base::Date expires_on) {
    ASSERT_TRUE(ledger_
                    ->execute([&](db::Transaction&, ledger::Batch& batch) {
                      return ledger::grant_points(batch, {.key = ledger::key_of("grant", ++keys_),
                                                          .person_id = {person},
                                                          .points = points,
                                                          .source = "sponsor",
                                                          .expires_on = expires_on});
                    })
                    .has_value());
  };
  day_ = day(10, 1);
  grant(7, 1'000, day(12, 31));
  grant(8, 300, day(11, 9));
  post(day(10, 5), "purchase", kWallet, kTill, 400);
  post(day(11, 4), "settlement", kTill, kRedeemed, 400);
  post(day(11, 4), "settlement_shop", ledger::point_backing_account(), kFund, 370);
  post(day(11, 4), "settlement_benefit", ledger::point_backing_account(), kFund, 20);
  post(day(11, 4), "settlement_support", ledger::point_backing_account(), kFund, 10);
  day_ = day(11, 10);
  const auto expired =
      ledger_->execute([](db::Transaction&, ledger::Batch& batch) -> ledger::Posting<std::size_t> {
        return ledger::expire_points(batch, batch.today()).size();
      });
  EXPECT_EQ(expired, 1U);
  const auto all = figures();
  EXPECT_EQ(all.at("points_outstanding").figure.amount, 600);
  EXPECT_EQ(all.at("won_set_aside").figure.amount, 600);
  EXPECT_EQ(all.at("points_expired").figure.amount, 300);
}

TEST_P(LoopTest, TurnsAreExact) {
  turn();
  const Turns turns = read([&](db::Transaction& tx) { return loop_turns(tx, kLedger, kToday); });
  EXPECT_EQ(turns.from, day(10, 24));
  EXPECT_EQ(turns.spent_points, 10'000);
  // 170,000 on nine days (24 Oct – 1 Nov), 150,000 on 2 Nov, 160,000 on the other twenty.
  const std::int64_t stock_days = 9 * 170'000 + 150'000 + 20 * 160'000;
  EXPECT_EQ(turns.mean_stock_points, stock_days / 30);
  EXPECT_EQ(turns.turns_ppm, 10'000LL * 30 * 1'000'000 / stock_days);
  EXPECT_EQ(turns.holding_days, stock_days / 10'000);
  EXPECT_EQ(turns.return_ppm, 60'000);  // 2,400 of 40,000
}

TEST_P(LoopTest, NothingToDivideByIsNull) {
  const Turns turns = read([&](db::Transaction& tx) { return loop_turns(tx, kLedger, kToday); });
  EXPECT_EQ(turns.turns_ppm, std::nullopt);
  EXPECT_EQ(turns.holding_days, std::nullopt);
  EXPECT_EQ(turns.return_ppm, std::nullopt);
}

TEST_P(LoopTest, HeadIsWhatVerificationFinds) {
  EXPECT_EQ(read([](db::Transaction& tx) { return ledger::read_head(tx, kLedger); }).last_seq, 0);
  turn();
  const auto head = read([](db::Transaction& tx) { return ledger::read_head(tx, kLedger); });
  const auto found = read([](db::Transaction& tx) { return ledger::verify(tx, kLedger); });
  EXPECT_TRUE(found.is_sound) << found.finding;
  EXPECT_EQ(head.last_seq, found.entries);
  EXPECT_EQ(head.chain_head, found.head);
}

TEST(FigureDefinitions, HaveNamesOfTheirOwn) {
  for (const FigureDefinition& definition : figure_definitions())
    EXPECT_EQ(find_definition(definition.name), &definition) << definition.name;
  EXPECT_EQ(find_definition("nonsense"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Db, LoopTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& given) { return db::testing::dialect_name(given.param); });

}  // namespace
}  // namespace insight
