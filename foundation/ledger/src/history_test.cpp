// Strict serialisability, in linear time: clients note when they asked and when they were answered,
// and the writer's order must explain every answer and contradict no clock.
#include <chrono>
#include <thread>

#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Operation {
  bool is_grant = false;
  std::size_t wallet = 0;
  std::int64_t amount = 0;
  SteadyClock::time_point invoked, completed;
  std::int64_t order = 0;  // among all deeds, as the writer took them
  std::int64_t seq = 0;    // 0: refused
};

class HistoryTest : public LedgerFixture {
 protected:
  static constexpr std::size_t kClients = 6;
  static constexpr std::size_t kWallets = 3;
  static constexpr int kOperations = 150;  // of each client

  void SetUp() override {
    fund_ = open("fund");
    shop_ = open("shop");
    for (std::size_t i = 0; i < kWallets; ++i)
      wallets_.push_back(open("wallet " + std::to_string(i), {.balance_min = 0}));
  }

  Operation run(std::size_t client, int n) {
    const auto dice =
        static_cast<std::int64_t>((client * 7'919 + static_cast<std::size_t>(n) * 104'729) % 1'000);
    Operation operation{.is_grant = dice % 5 < 2,
                        .wallet = static_cast<std::size_t>(dice / 5) % kWallets,
                        .amount = 1 + dice % 40};
    const AccountId wallet = wallets_[operation.wallet];
    const TransferRequest what{.key = key_of("history", static_cast<std::int64_t>(client), n),
                               .debit = operation.is_grant ? fund_ : wallet,
                               .credit = operation.is_grant ? wallet : shop_,
                               .amount = operation.amount,
                               .code = "history",
                               .effective_on = kFirstDay};
    operation.invoked = SteadyClock::now();
    const auto entry = ledger_->execute([&](db::Transaction&, Batch& batch) {
      operation.order = ++taken_;
      return batch.transfer(what);
    });
    operation.completed = SteadyClock::now();
    if (entry) operation.seq = entry->seq;
    return operation;
  }

  std::vector<Operation> history() {
    std::vector<std::vector<Operation>> of_client(kClients);
    std::vector<std::thread> clients;
    for (std::size_t client = 0; client < kClients; ++client)
      clients.emplace_back([this, client, &own = of_client[client]] {
        for (int n = 0; n < kOperations; ++n) own.push_back(run(client, n));
      });
    for (std::thread& client : clients) client.join();
    std::vector<Operation> all;
    for (const auto& own : of_client) all.insert(all.end(), own.begin(), own.end());
    std::ranges::sort(all, {}, &Operation::order);
    return all;
  }

  AccountId fund_, shop_;
  std::vector<AccountId> wallets_;
  std::int64_t taken_ = 0;  // the writer's thread alone counts
};

INSTANTIATE_TEST_SUITE_P(Db, HistoryTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

// Empty, or why no order of the operations explains the history.
std::string contradiction(const std::vector<Operation>& history) {
  std::vector<std::int64_t> balances(3);
  std::int64_t last_seq = 0;
  for (const Operation& each : history) {
    const bool can = each.is_grant || balances[each.wallet] >= each.amount;
    if (can != (each.seq != 0)) return "an answer that no state explains";
    if (!can) continue;
    balances[each.wallet] += each.is_grant ? each.amount : -each.amount;
    if (each.seq != ++last_seq) return "the sequence is not the order";
  }
  // Whoever was answered before another one asked stands before it.
  auto earliest_answer = SteadyClock::time_point::max();
  for (auto each = history.rbegin(); each != history.rend(); ++each) {
    if (earliest_answer < each->invoked) return "the order contradicts the clock";
    earliest_answer = std::min(earliest_answer, each->completed);
  }
  return {};
}

TEST_P(HistoryTest, the_order_explains_every_answer) {
  const std::vector<Operation> all = history();
  ASSERT_EQ(all.size(), kClients * kOperations);
  EXPECT_EQ(contradiction(all), "");
  const auto refused = std::ranges::count(all, 0, &Operation::seq);
  EXPECT_GT(refused, 20);  // the limits were reached
  EXPECT_LT(refused, static_cast<std::int64_t>(all.size()) / 2);
  expect_sound();
}

// The check itself must see what it is there for.
TEST_P(HistoryTest, a_forged_history_is_contradicted) {
  const std::vector<Operation> all = history();
  for (std::size_t i = 10; i < all.size(); i += 97) {
    auto refused = all;
    refused[i].seq = refused[i].seq != 0 ? 0 : 7;
    EXPECT_NE(contradiction(refused), "") << i;
    auto late = all;
    late[i].invoked = all.back().completed + std::chrono::seconds(1);
    late[i].completed = late[i].invoked + std::chrono::seconds(1);
    EXPECT_EQ(contradiction(late), "the order contradicts the clock") << i;
  }
}

}  // namespace
}  // namespace ledger
