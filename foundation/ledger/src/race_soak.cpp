#include "testing/race.h"

#include <array>
#include <random>
#include <thread>
#include <vector>

#include "testing/test_ledger.h"

namespace ledger::race {

namespace {

constexpr std::size_t kClients = 8;
constexpr std::int64_t kUnits = 40;  // of a product, sold by one round of everybody
constexpr std::int64_t kPrice = 10;
constexpr std::int64_t kRoundOperations = 400;  // together; then new products, sales and holds

// What one client saw succeed, by target.
struct Seen {
  std::int64_t operations = 0;
  std::int64_t refused = 0;
  std::int64_t sold = 0;
  std::array<std::int64_t, 6> refunded{};
  std::array<std::int64_t, 6> settled{};
  std::array<std::int64_t, 6> resolved{};
  std::int64_t replayed_otherwise = 0;
};

// Six sales, holds and shops, and one product, that all clients go for.
class Round {
 public:
  Round(TestLedger& ledger, std::int64_t number) : ledger_(ledger), number_(number) {
    ledger_.run([this](Batch& batch) {
      fund_ = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
      won_ = batch.account({kWon, OwnerKind::region, 0, "bank"}, {});
      stock_ = batch.account({"SKU:1", OwnerKind::product, number_, "shelf"}, {.balance_min = 0});
      sold_ = batch.account({"SKU:1", OwnerKind::product, number_, "sold"}, {});
      batch
          .transfer(request(batch.account({"SKU:1", OwnerKind::region, 0, "supply"}, {}), stock_,
                            kUnits, "supply", 0))
          .value();
      for (std::int64_t i = 0; i < 6; ++i) {
        const auto at = static_cast<std::size_t>(i);
        shops_[at] = batch.account({kOlive, OwnerKind::organisation, number_ * 6 + i, "sales"},
                                   {.balance_min = 0});
        paid_[at] = batch.account({kWon, OwnerKind::organisation, number_ * 6 + i, "paid"}, {});
        sales_[at] = batch.transfer(request(fund_, shops_[at], kPrice, "sale", i)).value().seq;
        holds_[at] = batch
                         .hold(request(fund_, shops_[at], kPrice, "hold", i),
                               batch.now().plus_seconds(3'600))
                         .value();
      }
      return true;
    });
  }

  void client(std::size_t number, std::uint64_t seed, Seen& seen) {
    std::mt19937_64 random(seed);
    for (std::int64_t n = 0; n < kRoundOperations / static_cast<std::int64_t>(kClients); ++n) {
      const auto target = static_cast<std::size_t>(random() % 6);
      const std::int64_t key = static_cast<std::int64_t>(number) * 1'000 + n;
      ++seen.operations;
      switch (random() % 5) {
        case 0: sell(key, seen); break;
        case 1: refund(target, key, 1 + static_cast<std::int64_t>(random() % kPrice), seen); break;
        case 2: settle(target, seen); break;
        case 3: resolve(target, key, random() % 2 == 0, seen); break;
        default: replay(target, seen);
      }
    }
  }

  void judge(const std::vector<Seen>& all, Tally& tally) const {
    std::int64_t sold = 0;
    for (const Seen& seen : all) sold += seen.sold;
    tally.oversold += std::max<std::int64_t>(0, sold - kUnits);
    for (std::size_t i = 0; i < 6; ++i) {
      std::int64_t refunded = 0;
      std::int64_t settled = 0;
      std::int64_t resolved = 0;
      for (const Seen& seen : all) {
        refunded += seen.refunded[i];
        settled += seen.settled[i];
        resolved += seen.resolved[i];
      }
      tally.refunded_twice += refunded > kPrice ? 1 : 0;
      tally.settled_twice += settled > 1 ? 1 : 0;
      tally.resolved_twice += resolved > 1 ? 1 : 0;
    }
    for (const Seen& seen : all) {
      tally.operations += seen.operations;
      tally.refused += seen.refused;
      tally.replayed_otherwise += seen.replayed_otherwise;
    }
  }

 private:
  TransferRequest request(AccountId debit, AccountId credit, std::int64_t amount, const char* kind,
                          std::int64_t key) const {
    return {.key = key_of(kind, number_, key),
            .debit = debit,
            .credit = credit,
            .amount = amount,
            .code = kind,
            .effective_on = kFirstDay};
  }
  template <class F>
  auto deed(F work) {
    return ledger_->execute([&](db::Transaction&, Batch& batch) { return work(batch); });
  }

  void sell(std::int64_t key, Seen& seen) {
    const auto entry =
        deed([&](Batch& batch) { return batch.transfer(request(stock_, sold_, 1, "sell", key)); });
    (entry ? seen.sold : seen.refused) += 1;
  }
  void refund(std::size_t target, std::int64_t key, std::int64_t amount, Seen& seen) {
    const auto entry = deed([&](Batch& batch) {
      return batch.reverse(sales_[target], amount, key_of("refund", number_, key), "refund", {});
    });
    if (entry) seen.refunded[target] += entry->amount;
    else ++seen.refused;
  }
  // Points back to the fund, won to the shop, once for each shop.
  void settle(std::size_t target, Seen& seen) {
    const auto entry = deed([&](Batch& batch) -> Posting<Entry> {
      OLIVE_TRY(points, batch.transfer(request(fund_, shops_[target], 1, "bonus",
                                               static_cast<std::int64_t>(target))));
      OLIVE_TRY(paid, batch.transfer(request(won_, paid_[target], kPrice, "settle",
                                             static_cast<std::int64_t>(target))));
      CHECK(points.is_replay == paid.is_replay);
      return paid;
    });
    if (entry && !entry->is_replay) ++seen.settled[target];
    if (!entry) ++seen.refused;
  }
  void resolve(std::size_t target, std::int64_t key, bool posts, Seen& seen) {
    bool done = false;
    if (posts)
      done = deed([&](Batch& batch) {
               return batch.post_hold(holds_[target], kPrice, key_of("post", number_, key));
             }).has_value();
    else done = deed([&](Batch& batch) { return batch.void_hold(holds_[target]); }).has_value();
    (done ? seen.resolved[target] : seen.refused) += 1;
  }
  void replay(std::size_t target, Seen& seen) {
    TransferRequest other =
        request(fund_, shops_[target], kPrice + 1, "sale", static_cast<std::int64_t>(target));
    const auto entry = deed([&](Batch& batch) { return batch.transfer(other); });
    if (entry || entry.error() != TransferRefusal::idempotency_conflict) ++seen.replayed_otherwise;
    else ++seen.refused;
  }

  TestLedger& ledger_;
  std::int64_t number_;
  AccountId fund_, won_, stock_, sold_;
  std::array<AccountId, 6> shops_, paid_;
  std::array<std::int64_t, 6> sales_{};
  std::array<HoldId, 6> holds_;
};

}  // namespace

Tally run(db::Dialect dialect, std::int64_t operations, std::uint64_t seed) {
  TestLedger ledger(dialect);
  Tally tally;
  for (std::int64_t number = 1; tally.operations < operations; ++number) {
    Round round(ledger, number);
    std::vector<Seen> seen(kClients);
    std::vector<std::thread> clients;
    for (std::size_t i = 0; i < kClients; ++i)
      clients.emplace_back([&, i] {
        round.client(i, seed + static_cast<std::uint64_t>(number) * kClients + i, seen[i]);
      });
    for (std::thread& client : clients) client.join();
    round.judge(seen, tally);
  }
  tally.is_sound = ledger.fatal().empty() && ledger.verified().is_sound;
  return tally;
}

}  // namespace ledger::race
