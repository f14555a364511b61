// What a team's book is told of Olive Market: settlements that are in the ledger, and the drawer.
#include "market/settlement.h"
#include "olive_fixture.h"
#include "wiring.h"

namespace olive {
namespace {

constexpr base::Instant kNow{1'795'000'000'000'000};  // 2026-11-18
const base::Date kOctober = *base::make_date(2026, 10, 1);
constexpr base::OrganisationId kTeam{7};

class MarketSalesTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  template <class F>
  auto write(F&& work) {
    return application_.database().write(std::forward<F>(work));
  }

  MarketSalesTest() {
    shop_ = write([&](db::Transaction& tx) {
      return market::create_shop(
                 tx, kRegion, {.name = "두부 가게", .trade = "tofu", .opened_on = kOctober}, kNow)
          .value();
    });
    // The team itself plays no part here, its number does.
    write([&](db::Transaction& tx) {
      return tx.execute("UPDATE market_shop SET team_id = $3 WHERE region_id = $1 AND id = $2",
                        kRegion, shop_, kTeam);
    });
  }
  void settle(std::int64_t id, base::Date month, market::SettlementState state) {
    write([&](db::Transaction& tx) {
      return tx.execute(
          "INSERT INTO market_settlement (region_id, id, shop_id, month, state, sales, "
          "gross_points, shop_won, benefit_won, support_won, rule_version, drafted_at, "
          "confirmed_by, approved_by) VALUES ($1, $2, $3, $4, $5, 1, 0, 0, 0, 0, 1, 0, 0, 0)",
          kRegion, id, shop_, month, state);
    });
  }
  void add_line(std::int64_t settlement, market::LineKind kind, std::int64_t shop_won) {
    write([&](db::Transaction& tx) {
      return tx.execute(
          "INSERT INTO market_settlement_line (region_id, kind, source_id, settlement_id, sale_id, "
          "sold_on, seq, points, shop_won, benefit_won, support_won) "
          "VALUES ($1, $2, $3, $4, 0, $5, 1, 0, $6, 0, 0)",
          kRegion, kind, ++lines_, settlement, kOctober, shop_won);
    });
  }
  /// Won in the shop's drawer since a day; negative: taken out again.
  void pay(std::int64_t won, base::Date on) {
    const auto paid = application_.ledger().execute([&](db::Transaction&, ledger::Batch& batch) {
      const auto drawer = batch.account(market::drawer_account(shop_), {});
      const auto buyers = batch.account(market::buyers_won_account(), {});
      return batch.transfer({.key = ledger::key_of("test", ++lines_),
                             .debit = won > 0 ? buyers : drawer,
                             .credit = won > 0 ? drawer : buyers,
                             .amount = std::abs(won),
                             .code = "purchase_won",
                             .effective_on = on});
    });
    EXPECT_TRUE(paid.has_value());
  }
  std::vector<teams::OutsideSale> sold(base::Date from, base::Date to,
                                       base::OrganisationId team = kTeam) {
    return application_.database().read(
        [&](db::Transaction& tx) { return market_sales(tx, kRegion, team, from, to); });
  }

  testing::TemporaryInstallation installation_{GetParam()};
  Application application_{installation_.place(), [] { return kNow; }};
  base::OrganisationId shop_;
  std::int64_t lines_ = 0;
};

TEST_P(MarketSalesTest, ASettlementCountsOnceItIsInTheLedger) {
  settle(1, kOctober, market::SettlementState::paid);
  add_line(1, market::LineKind::sale, 70'000);
  add_line(1, market::LineKind::clawback, -5'000);
  add_line(1, market::LineKind::carry, -9'000);  // stood in the settlement before already
  settle(2, base::plus_months(kOctober, 1), market::SettlementState::confirmed);
  add_line(2, market::LineKind::sale, 1'000);
  const auto sales = sold(kOctober, *base::make_date(2026, 12, 31));
  ASSERT_EQ(sales.size(), 1u);
  EXPECT_EQ(sales[0].source, "settlement:1");
  EXPECT_EQ(sales[0].occurred_on, *base::make_date(2026, 10, 31));
  EXPECT_EQ(sales[0].amount_won, 65'000);
  EXPECT_EQ(sales[0].counterparty, "두부 가게");
}

TEST_P(MarketSalesTest, WonInTheDrawerCountByMonth) {
  pay(3'000, kOctober.plus_days(3));
  pay(4'000, kOctober.plus_days(9));
  pay(-5'000, kOctober.plus_days(40));  // given back in November
  const auto sales = sold(kOctober, *base::make_date(2026, 11, 30));
  ASSERT_EQ(sales.size(), 2u);
  EXPECT_EQ(sales[0].source, "drawer:" + std::to_string(shop_.value) + ":2026-10");
  EXPECT_EQ(sales[0].amount_won, 7'000);
  EXPECT_EQ(sales[1].amount_won, -5'000);
}

TEST_P(MarketSalesTest, OnlyTheTeamsShopsAndOnlyTheseDays) {
  settle(1, kOctober, market::SettlementState::approved);
  add_line(1, market::LineKind::sale, 70'000);
  pay(3'000, kOctober.plus_days(3));
  EXPECT_EQ(sold(kOctober, *base::make_date(2026, 10, 31)).size(), 2u);
  EXPECT_TRUE(sold(kOctober, *base::make_date(2026, 10, 30)).empty());
  EXPECT_TRUE(sold(*base::make_date(2026, 11, 1), *base::make_date(2026, 11, 30)).empty());
  EXPECT_TRUE(sold(kOctober, *base::make_date(2026, 10, 31), {8}).empty());
}

INSTANTIATE_TEST_SUITE_P(Db, MarketSalesTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

}  // namespace
}  // namespace olive
