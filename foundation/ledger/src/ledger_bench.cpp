// Durable transfers a second with closed-loop clients in the same process.
//   ledger_bench ours sqlite|postgresql CLIENTS SECONDS plain|lots [TRANSFERS]
//                                                       of one deed, a linked group; 1 by default
//   ledger_bench serve sqlite|postgresql                POST /payments, until standard input ends
//   ledger_bench cluster                                a PostgreSQL's URL, until standard input
//   ends ledger_bench bare BATCH SECONDS plain|lots          the same rows by plain sqlite3
//   ledger_bench cte CLIENTS SECONDS                    one statement a transfer on PostgreSQL
//   ledger_bench memory ACCOUNTS                        resident bytes an account
// Prints one JSON object.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>

#include "base/text.h"
#include "testing/bench_load.h"
#include "testing/test_ledger.h"

namespace ledger::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double ms_since(SteadyClock::time_point start) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

// Clients as an I/O thread has them: each hands in its next payment when the last is acknowledged.
class Clients {
 public:
  Clients(TestLedger& ledger, bool with_lots, std::int64_t transfers)
      : ledger_(ledger), transfers_(transfers) {
    open_accounts(with_lots);
  }

  Figures run(std::size_t count, double seconds) {
    const auto start = SteadyClock::now();
    std::vector<std::size_t> ready(count);
    for (std::size_t i = 0; i < count; ++i) ready[i] = i;
    sent_at_.resize(count);
    while (ms_since(start) < seconds * 1'000) {
      for (const std::size_t client : ready) send(client);
      take(ready);
    }
    const double elapsed_s = ms_since(start) / 1'000;
    ledger_->drain();
    Figures found = figures(std::move(latencies_ms_), elapsed_s);
    found.rate *= static_cast<double>(transfers_);
    return found;
  }

 private:
  static constexpr int kLotsAWallet = 4;

  void open_accounts(bool with_lots) {
    ledger_.run([&](Batch& batch) {
      const AccountId fund = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
      for (std::int64_t i = 0; i < kShops; ++i)
        shops_.push_back(batch.account({kOlive, OwnerKind::organisation, i, "sales"}, {}));
      for (std::int64_t i = 0; i < kWallets; ++i)
        wallets_.push_back(batch.account({kOlive, OwnerKind::person, i, "wallet"},
                                         {.balance_min = 0, .has_lots = with_lots}));
      for (std::int64_t i = 0; i < kWallets * kLotsAWallet; ++i) fill(batch, fund, i, with_lots);
      return true;
    });
  }
  void fill(Batch& batch, AccountId fund, std::int64_t i, bool with_lots) {
    TransferRequest grant{.key = key_of("fill", i),
                          .debit = fund,
                          .credit = wallets_[static_cast<std::size_t>(i % kWallets)],
                          .amount = 1'000'000,
                          .code = "grant",
                          .effective_on = kFirstDay};
    if (with_lots) grant.expires_on = kFirstDay.plus_days(static_cast<int>(30 + i / kWallets));
    CHECK(batch.transfer(grant).has_value());
  }

  void send(std::size_t client) {
    const std::int64_t first = next_;
    next_ += transfers_;
    sent_at_[client] = SteadyClock::now();
    ledger_->submit(
        [this, first](db::Transaction&, Batch& batch) {
          Verdict verdict = Verdict::commit;
          for (std::int64_t n = first; n < first + transfers_; ++n)
            if (pay(batch, n) == Verdict::reject) verdict = Verdict::reject;
          return verdict;
        },
        [this, client](const Outcome& outcome) { acknowledge(client, outcome); });
  }
  Verdict pay(Batch& batch, std::int64_t n) {
    const Payment what = payment(n);
    TransferRequest request;
    request.key.bytes[0] = 1;  // ascending, as version 7 UUIDs are
    for (int i = 0; i < 8; ++i)
      request.key.bytes[static_cast<std::size_t>(15 - i)] = static_cast<std::uint8_t>(n >> (8 * i));
    request.debit = wallets_[static_cast<std::size_t>(what.wallet)];
    request.credit = shops_[static_cast<std::size_t>(what.shop)];
    request.amount = what.amount;
    request.code = "purchase";
    request.effective_on = kFirstDay;
    return batch.transfer(request) ? Verdict::commit : Verdict::reject;
  }
  void acknowledge(std::size_t client, const Outcome& outcome) {
    CHECK(outcome.verdict == Verdict::commit);
    const double taken_ms = ms_since(sent_at_[client]);
    const std::lock_guard lock(mutex_);
    latencies_ms_.push_back(taken_ms);
    acknowledged_.push_back(client);
    if (acknowledged_.size() == 1) arrived_.notify_one();
  }
  void take(std::vector<std::size_t>& ready) {
    ready.clear();
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return !acknowledged_.empty(); });
    ready.swap(acknowledged_);
  }

  TestLedger& ledger_;
  std::vector<AccountId> shops_;
  std::vector<AccountId> wallets_;
  std::int64_t transfers_;  // of a deed
  std::int64_t next_ = 0;
  std::vector<SteadyClock::time_point> sent_at_;  // of the payment in flight, by client
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<std::size_t> acknowledged_;
  std::vector<double> latencies_ms_;
};

std::int64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::int64_t total_pages = 0;
  std::int64_t resident_pages = 0;
  file >> total_pages >> resident_pages;
  return resident_pages * sysconf(_SC_PAGESIZE);
}

void memory(std::int64_t accounts) {
  TestLedger ledger(db::Dialect::sqlite);
  constexpr std::int64_t kAtOnce = 10'000;
  for (std::int64_t first = 0; first < accounts; first += kAtOnce)
    ledger.run([&](Batch& batch) {
      for (std::int64_t i = first; i < first + kAtOnce; ++i)
        batch.account({kOlive, OwnerKind::person, i, "wallet"},
                      {.balance_min = 0, .has_lots = true});
      return true;
    });
  ledger.stop();
  const std::int64_t before = resident_bytes();
  ledger.start();  // what a restarted server holds
  fmt::print("{{\"bytes_an_account\": {}}}\n", (resident_bytes() - before) / accounts);
}

void print(const Figures& figures) {
  fmt::print("{{\"rate\": {:.0f}, \"p99_ms\": {:.3f}}}\n", figures.rate, figures.p99_ms);
}

int run(const std::vector<std::string>& words) {
  const auto number = [&](std::size_t i) { return base::parse_integer(words.at(i)).value(); };
  const std::string& mode = words.at(1);
  if (mode == "memory") memory(number(2));
  else if (mode == "bare") {
    db::testing::TemporaryDatabase database(db::Dialect::sqlite);
    const db::ModuleSchema schemas[] = {schema()};
    db::migrate(*database, schemas);
    print(bare_sqlite(database.url(), number(2), static_cast<double>(number(3)),
                      words.at(4) == "lots"));
  } else if (mode == "cte") {
    db::testing::TemporaryDatabase database(db::Dialect::postgresql);
    print(single_statement(database.url(), static_cast<int>(number(2)),
                           static_cast<double>(number(3))));
  } else if (mode == "ours") {
    TestLedger ledger(words.at(2) == "sqlite" ? db::Dialect::sqlite : db::Dialect::postgresql);
    Clients clients(ledger, words.at(5) == "lots", words.size() > 6 ? number(6) : 1);
    print(clients.run(static_cast<std::size_t>(number(3)), static_cast<double>(number(4))));
    CHECK(ledger.verified().is_sound);
  }
  if (mode == "serve") serve_payments(words.at(2) == "postgresql");
  if (mode == "cluster") {
    db::testing::TemporaryDatabase database(db::Dialect::postgresql);
    fmt::print("{}\n", database.url());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
  }
  return 0;
}

}  // namespace
}  // namespace ledger::bench

int main(int count, char** words) {
  return ledger::bench::run(std::vector<std::string>(words, words + count));
}
