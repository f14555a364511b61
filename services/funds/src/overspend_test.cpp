// Many at once: a line is never overspent, a commitment never resolved twice, won never lost.
#include <atomic>
#include <random>
#include <thread>

#include "funds_fixture.h"

namespace funds {
namespace {

constexpr int kThreads = 8;
constexpr int kStepsEach = 40;
constexpr std::int64_t kAllocated_won = 10'000'000;

/// What the threads saw succeed.
struct Tally {
  std::atomic<std::int64_t> spent_won = 0;
  std::atomic<int> paid = 0;
  std::atomic<int> released = 0;
  std::atomic<int> refused = 0;
};

class OverspendTest : public FundsTest {
 protected:
  OverspendTest() { fund(central_, 100'000'000, FundGoal::brand, kAllocated_won); }

  /// Promises, and then two people at once try to pay it and to release it.
  void walk(std::mt19937& random, Tally& tally) {
    const std::int64_t amount_won = 1 + static_cast<std::int64_t>(random() % 900'000);
    const auto id = propose(promise(FundGoal::brand, central_, amount_won)).value();
    const auto approved = approve(id);
    if (!approved) {
      EXPECT_EQ(approved.error(), CommitmentRefusal::line_balance_insufficient);
      ++tally.refused;
      return;
    }
    if (random() % 3 == 0) return release_twice(id, tally);
    const auto spending = propose_payment(id, amount_won).value();
    ASSERT_TRUE(prove(spending, amount_won, "%PDF-" + std::to_string(spending.value)).has_value());
    std::thread rival([&] { (void)count_payment(spending, amount_won, tally); });
    (void)count_payment(spending, amount_won, tally);
    rival.join();
  }
  void count_payment_of(std::int64_t amount_won, Tally& tally) {
    tally.spent_won += amount_won;
    ++tally.paid;
  }
  bool count_payment(SpendingId id, std::int64_t amount_won, Tally& tally) {
    const auto paid = approve(id);
    if (paid) count_payment_of(amount_won, tally);
    else EXPECT_EQ(paid.error(), SpendingRefusal::spending_not_proposed);
    return paid.has_value();
  }
  void release_twice(CommitmentId id, Tally& tally) {
    std::atomic<int> times = 0;
    std::thread rival([&] { times += release(id).has_value() ? 1 : 0; });
    times += release(id).has_value() ? 1 : 0;
    rival.join();
    EXPECT_EQ(times, 1);
    ++tally.released;
  }
};
OLIVE_ON_BOTH_DATABASES(OverspendTest);

TEST_P(OverspendTest, ALineIsNeverOverspent) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Tally tally;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] {
      std::mt19937 random(seed + i);
      for (int step = 0; step < kStepsEach; ++step) walk(random, tally);
    });
  for (std::thread& thread : threads) thread.join();

  const LineFigures brand = figures(FundGoal::brand);
  EXPECT_EQ(brand.spent_won, tally.spent_won);
  EXPECT_LE(brand.spent_won, kAllocated_won);
  EXPECT_EQ(brand.spent_won + brand.committed_won + brand.left_won, kAllocated_won);
  EXPECT_EQ(brand.committed_won, 0);
  EXPECT_GT(tally.paid, 0);
  EXPECT_GT(tally.refused, 0);  // the threads asked for far more than there was
  const auto found = read([](auto& tx) { return ledger::verify(tx, ledger::ledger_of(kBusan)); });
  EXPECT_TRUE(found.is_sound) << found.finding;
}

}  // namespace
}  // namespace funds
