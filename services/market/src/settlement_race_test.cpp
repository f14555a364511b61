// Tills and desks at the same moment: whatever the order, no point is sold twice, no sale is
// refunded beyond itself and none is settled twice.
#include <atomic>
#include <random>
#include <thread>

#include "settlement_fixture.h"

namespace market {
namespace {

constexpr int kThreads = 6;
constexpr int kStepsEach = 60;
constexpr std::int64_t kLoaves = 40;

class SettlementRaceTest : public SettlementBase {
 protected:
  void race(const std::function<void(std::mt19937_64&)>& step) {
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i)
      threads.emplace_back([&step, i] {
        std::mt19937_64 random(static_cast<std::uint64_t>(i) + 1);
        for (int n = 0; n < kStepsEach; ++n) step(random);
      });
    for (std::thread& thread : threads) thread.join();
  }
  std::int64_t sum(std::string_view sql) {
    return database_->read([&](auto& tx) { return tx.integer(sql, kBusan).value_or(0); });
  }
};
OLIVE_ON_BOTH_DATABASES(SettlementRaceTest);

TEST_P(SettlementRaceTest, NothingIsOversold) {
  ASSERT_EQ(stock_up(bread_, kLoaves, "race"), kLoaves);
  grant(buyer_, 250'000, kToday.plus_days(29));
  std::atomic<std::int64_t> sold = 0;
  race([&](std::mt19937_64& random) {
    const auto loaves = static_cast<std::int64_t>(random() % 3 + 1);
    if (ring_up(cart(bread_, loaves))) sold += loaves;
  });
  EXPECT_EQ(sold, kLoaves);
  EXPECT_EQ(balance(shelf_account({bread_})), 0);
  EXPECT_EQ(balance(takings_account(shop_)), kLoaves * 3'000);
}

TEST_P(SettlementRaceTest, NoRefundAndNoSettlementHappensTwice) {
  std::vector<SaleId> sales;
  for (int i = 0; i < 10; ++i) sales.push_back(ring_up(amount(1'000)).value());
  std::atomic<std::int64_t> back = 0;
  std::atomic<int> approvals = 0;
  race([&](std::mt19937_64& random) {
    switch (random() % 8) {
      case 0: (void)draft(); break;
      case 1:
        for (const Settlement& each :
             database_->read([&](auto& tx) { return list_settlements(tx, kBusan, shop_); }))
          (void)confirm(each.id);
        break;
      case 2:
        for (const Settlement& each :
             database_->read([&](auto& tx) { return list_settlements(tx, kBusan, shop_); }))
          if (approve(each.id)) ++approvals;
        break;
      default:
        const auto points = static_cast<std::int64_t>(random() % 90 + 1);
        if (give_back(sales[random() % sales.size()], points)) back += points;
    }
  });
  EXPECT_LE(approvals, 1);
  EXPECT_LE(back, 10'000);
  EXPECT_EQ(wallet(), back);
  EXPECT_EQ(sum("SELECT SUM(refunded) FROM market_sale WHERE region_id = $1"), back);
  EXPECT_EQ(sum("SELECT SUM(points) FROM market_refund WHERE region_id = $1"), back);
  EXPECT_EQ(sum("SELECT COUNT(*) FROM market_sale WHERE region_id = $1 AND refunded > points"), 0);
  // What was settled and what is still in the till are all that was not given back.
  EXPECT_EQ(balance(takings_account(shop_)) + balance(ledger::redeemed_points_account()),
            10'000 - back);
  expect_full_cover();
  const auto sound = database_->read(
      [](db::Transaction& tx) { return ledger::verify(tx, ledger::ledger_of(kBusan)); });
  EXPECT_TRUE(sound.is_sound) << sound.finding;
}

}  // namespace
}  // namespace market
