// The public page as anybody meets it: without signing in, without people, never behind the ledger.
#include <gtest/gtest.h>

#include <memory>

#include "api/testing.h"
#include "db/testing.h"
#include "insight/loop.h"
#include "insight/module.h"
#include "ledger/wallet.h"

namespace insight {
namespace {

using api::testing::field;

const base::Date kToday = *base::make_date(2026, 11, 22);
const ledger::AccountKey kBacking{ledger::kWon, ledger::OwnerKind::region, 0, "backing"};
const ledger::AccountKey kFund{ledger::kWon, ledger::OwnerKind::region, 0, "benefit_fund"};

class InsightRoutesTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  InsightRoutesTest() : database_(GetParam()) {
    const db::ModuleSchema schemas[] = {ledger::schema()};
    db::migrate(*database_, schemas);
    ledger_ = std::make_unique<ledger::Ledger>(*database_, [this] { return now_; });
    Sources sources;
    sources.care = [this](db::Transaction&, base::RegionId, base::Date from, base::Date to) {
      ++counts_;
      from_ = from;
      to_ = to;
      // Two services of one district, told separately: together they are many enough.
      return std::vector<DistrictCare>{
          {"26380", 10, 600, 3}, {"26380", 20, 900, 4}, {"26140", 7, 500, 4}};
    };
    sources.teams = [](db::Transaction&, base::RegionId, base::Date) {
      return std::vector<DistrictCount>{{"26380", 2}};
    };
    manifest::Module own = module(std::move(sources));
    client_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own.routes, own.permissions);
    client_->sign_out();
  }

  void pay(std::string code, std::int64_t amount) {
    ASSERT_TRUE(ledger_
                    ->execute([&](db::Transaction&, ledger::Batch& batch) {
                      return batch.transfer({.key = ledger::key_of("insight", ++keys_),
                                             .debit = batch.account(kBacking, {}),
                                             .credit = batch.account(kFund, {}),
                                             .amount = amount,
                                             .code = std::move(code),
                                             .effective_on = base::korean_date(now_)});
                    })
                    .has_value());
  }
  std::string figure(const std::string& name, const std::string& what = "amount") {
    const auto answer = client_->get("/api/v1/insight/figures/" + name);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return field(answer.body, what);
  }

  db::testing::TemporaryDatabase database_;
  base::Instant now_ = base::korean_instant(kToday, 36'000);
  base::Date from_, to_;
  std::int64_t keys_ = 0;
  int counts_ = 0;  // how often districts were counted
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<api::testing::Client> client_;
};
INSTANTIATE_TEST_SUITE_P(Db, InsightRoutesTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& given) { return db::testing::dialect_name(given.param); });

TEST_P(InsightRoutesTest, AreOpenToEverybodyAndCoverTwelveMonths) {
  const auto loop = client_->get("/api/v1/insight/loop");
  ASSERT_EQ(loop.status, 200) << loop.body;
  EXPECT_EQ(field(loop.body, "from"), "2025-12-01");
  EXPECT_EQ(field(loop.body, "to"), "2026-11-22");
  EXPECT_EQ(from_, *base::make_date(2025, 12, 1));
  EXPECT_EQ(to_, kToday);
}

TEST_P(InsightRoutesTest, AFigureFollowsTheLedgerAtOnce) {
  EXPECT_EQ(figure("benefit_returned"), "0");
  pay("settlement_benefit", 2'400);  // within the minute that an answer is kept
  EXPECT_EQ(figure("benefit_returned"), "2400");
  pay("settlement_benefit", 600);
  EXPECT_EQ(figure("benefit_returned"), "3000");
  EXPECT_EQ(figure("benefit_returned", "entries"), "2");
  EXPECT_EQ(figure("benefit_returned", "unit"), "won");
  EXPECT_EQ(figure("wages_paid"), "0") << "another code";
}

TEST_P(InsightRoutesTest, DistrictsAreCountedOnceAMinute) {
  EXPECT_EQ(figure("benefit_paid"), "0");
  pay("benefit", 100);
  EXPECT_EQ(figure("benefit_paid"), "100");
  EXPECT_EQ(counts_, 1);
  now_ = now_.plus_seconds(60);
  EXPECT_EQ(figure("benefit_paid"), "100");
  EXPECT_EQ(counts_, 2);
}

TEST_P(InsightRoutesTest, TheHeadLetsOutsidersCompare) {
  pay("benefit", 100);
  const auto head = database_->read(
      [](db::Transaction& tx) { return ledger::read_head(tx, ledger::LedgerId{1}); });
  EXPECT_EQ(figure("benefit_paid", "last_seq"), std::to_string(head.last_seq));
  EXPECT_EQ(figure("benefit_paid", "chain_head"), head.chain_head);
  EXPECT_EQ(head.chain_head.size(), 64u);
}

TEST_P(InsightRoutesTest, ADayLaterTheWindowMoves) {
  ASSERT_EQ(client_->get("/api/v1/insight/loop").status, 200);
  now_ = base::korean_instant(*base::make_date(2026, 12, 1), 0);
  EXPECT_EQ(field(client_->get("/api/v1/insight/loop").body, "from"), "2026-01-01");
  EXPECT_EQ(to_, *base::make_date(2026, 12, 1));
}

TEST_P(InsightRoutesTest, DistrictsAreWithheldByAllTheirClients) {
  const std::string body = client_->get("/api/v1/insight/loop").body;
  const auto of = [&](const std::string& code) {
    return body.substr(body.find("\"district_code\":\"" + code));
  };
  EXPECT_EQ(field(of("26380"), "clients"), "7");
  EXPECT_EQ(field(of("26380"), "visits"), "30");
  EXPECT_EQ(field(of("26380"), "billed_min"), "1500");
  EXPECT_EQ(field(of("26380"), "teams"), "2");
  EXPECT_NE(field(of("26140"), "visits"), "7") << "four clients";
}

TEST_P(InsightRoutesTest, UnknownFiguresAreRefusedByName) {
  for (const char* name : {"nonsense", "points", "POINTS_SPENT", "points_spent%20"}) {
    const auto answer = client_->get(std::string("/api/v1/insight/figures/") + name);
    EXPECT_EQ(answer.status, 404) << name;
    EXPECT_EQ(field(answer.body, "code"), "figure_not_found") << name;
  }
}

TEST(SumOf, AddsAndTakesOffByCodeAndAsset) {
  const auto* wallets = find_definition("points_in_wallets");
  ASSERT_NE(wallets, nullptr);
  const std::vector<ledger::Total> totals{
      {.code = "point_grant", .asset = ledger::kOlive, .count = 4, .amount = 1'000},
      {.code = "purchase", .asset = ledger::kOlive, .count = 2, .amount = 300},
      {.code = "point_expiry", .asset = ledger::kOlive, .count = 1, .amount = 50},
      {.code = "purchase", .asset = ledger::kWon, .count = 9, .amount = 9'999},
      {.code = "wage", .asset = ledger::kOlive, .count = 9, .amount = 9'999}};
  EXPECT_EQ(sum_of(*wallets, totals).amount, 650);
  EXPECT_EQ(sum_of(*wallets, totals).entries, 7);
  EXPECT_EQ(sum_of(*wallets, {}).amount, 0);
}

}  // namespace
}  // namespace insight
