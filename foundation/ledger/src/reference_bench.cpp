// What the ledger is measured against: the same rows without a ledger around them.
#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>
#include <thread>

#include "base/check.h"
#include "testing/bench_load.h"

namespace ledger::bench {

namespace {

using SteadyClock = std::chrono::steady_clock;

double ms_since(SteadyClock::time_point start) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

// cumulative[i]: share of payments that go to shops 0 … i.
const std::array<double, kShops>& zipf() {
  static const auto cumulative = [] {
    std::array<double, kShops> sums{};
    double sum = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = sum += 1.0 / static_cast<double>(i + 1);
    for (double& each : sums) each /= sum;
    return sums;
  }();
  return cumulative;
}

class Statement {
 public:
  Statement(sqlite3* database, const char* sql) {
    CHECK(sqlite3_prepare_v2(database, sql, -1, &handle_, nullptr) == SQLITE_OK);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(handle_); }

  void bind(int place, std::int64_t value) { sqlite3_bind_int64(handle_, place, value); }
  void bind(int place, const std::array<std::uint8_t, 32>& bytes, int size) {
    sqlite3_bind_blob(handle_, place, bytes.data(), size, SQLITE_STATIC);
  }
  void run() {
    CHECK(sqlite3_step(handle_) == SQLITE_DONE);
    sqlite3_reset(handle_);
  }

 private:
  sqlite3_stmt* handle_ = nullptr;
};

// Journal row, coalesced balance rows, lot rows, block row, fencing row: as the ledger writes them.
class BareWriter {
 public:
  BareWriter(const std::string& path, bool with_lots) : with_lots_(with_lots) {
    CHECK(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
    command("PRAGMA journal_mode = WAL");
    command("PRAGMA synchronous = FULL");
    command("INSERT INTO ledger_writer VALUES (1, 1, 0) ON CONFLICT DO NOTHING");
    transfer_ = std::make_unique<Statement>(
        database_,
        "INSERT INTO ledger_transfer VALUES (1, ?1, ?1, ?2, ?3, ?4, ?5, ?6, 'purchase', 20454,"
        " 1767225600000000, 0, '', 0, 0, x'', ?7, ?8)");
    balance_ = std::make_unique<Statement>(
        database_,
        "INSERT INTO ledger_balance VALUES (1, ?1, ?2, 0, 0) ON CONFLICT (ledger_id, account_id)"
        " DO UPDATE SET posted = excluded.posted, held = excluded.held, incoming = "
        "excluded.incoming");
    use_ =
        std::make_unique<Statement>(database_, "INSERT INTO ledger_lot_use VALUES (1, ?1, ?2, ?3)");
    lot_ = std::make_unique<Statement>(
        database_,
        "INSERT INTO ledger_lot VALUES (1, ?1, ?1, 1, '', 1000000000, ?2, 0, 20500)"
        " ON CONFLICT (ledger_id, id) DO UPDATE SET remaining = excluded.remaining,"
        " held = excluded.held");
    block_ = std::make_unique<Statement>(
        database_, "INSERT INTO ledger_block VALUES (1, ?1, ?2, ?3, ?3, 1767225600000000)");
    total_ = std::make_unique<Statement>(
        database_,
        "INSERT INTO ledger_day_total VALUES (1, 20454, 'purchase', 'OLIVE', ?1, ?1)"
        " ON CONFLICT (ledger_id, effective_on, code, asset) DO UPDATE SET"
        " count = ledger_day_total.count + excluded.count, amount = ledger_day_total.amount + "
        "excluded.amount");
    posting_ = std::make_unique<Statement>(
        database_, "INSERT INTO ledger_posting VALUES (1, ?1, 20454, ?2, ?3)");
    fence_ = std::make_unique<Statement>(
        database_, "UPDATE ledger_writer SET last_seq = ?1 WHERE ledger_id = 1 AND epoch = 1");
  }
  BareWriter(const BareWriter&) = delete;
  BareWriter& operator=(const BareWriter&) = delete;
  ~BareWriter() {
    for (auto* each : {&transfer_, &balance_, &use_, &lot_, &block_, &total_, &posting_, &fence_})
      each->reset();
    sqlite3_close(database_);
  }

  void commit(std::int64_t batch) {
    command("BEGIN IMMEDIATE");
    touched_.clear();
    for (std::int64_t i = 0; i < batch; ++i) write_one();
    std::ranges::sort(touched_);
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    for (const std::int64_t account : touched_) write_account(account);
    block_->bind(1, seq_ - batch + 1);
    block_->bind(2, seq_);
    block_->bind(3, bytes_, 32);
    block_->run();
    total_->bind(1, batch);
    total_->run();
    fence_->bind(1, seq_);
    fence_->run();
    command("COMMIT");
    if (postings_.size() >= kPostingsMax) write_postings();
  }

 private:
  // Account, entry, change: gathered and sorted as the ledger does it.
  using PostingRow = std::array<std::int64_t, 3>;
  static constexpr std::size_t kPostingsMax = 128'000;

  void write_postings() {
    command("BEGIN IMMEDIATE");
    std::ranges::sort(postings_);
    for (const PostingRow& each : postings_) {
      for (int i = 0; i < 3; ++i) posting_->bind(i + 1, each[static_cast<std::size_t>(i)]);
      posting_->run();
    }
    command("COMMIT");
    postings_.clear();
  }

  void command(const char* sql) {
    CHECK(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }

  void write_one() {
    const Payment what = payment(seq_++);
    for (int i = 0; i < 8; ++i)
      bytes_[static_cast<std::size_t>(15 - i)] = static_cast<std::uint8_t>(seq_ >> (8 * i));
    transfer_->bind(1, seq_);
    transfer_->bind(2, bytes_, 16);
    transfer_->bind(3, bytes_, 16);
    transfer_->bind(4, kShops + what.wallet);
    transfer_->bind(5, what.shop);
    transfer_->bind(6, what.amount);
    transfer_->bind(7, bytes_, 32);
    transfer_->bind(8, bytes_, 32);
    transfer_->run();
    touched_.push_back(kShops + what.wallet);
    touched_.push_back(what.shop);
    postings_.push_back({kShops + what.wallet, seq_, -what.amount});
    postings_.push_back({what.shop, seq_, what.amount});
    if (!with_lots_) return;
    use_->bind(1, seq_);
    use_->bind(2, kShops + what.wallet);
    use_->bind(3, -what.amount);
    use_->run();
  }
  void write_account(std::int64_t account) {
    balance_->bind(1, account);
    balance_->bind(2, seq_);
    balance_->run();
    if (!with_lots_ || account < kShops) return;
    lot_->bind(1, account);
    lot_->bind(2, 1'000'000'000 - seq_);
    lot_->run();
  }

  bool with_lots_;
  sqlite3* database_ = nullptr;
  std::unique_ptr<Statement> transfer_, balance_, use_, lot_, block_, total_, posting_, fence_;
  std::array<std::uint8_t, 32> bytes_{};
  std::vector<std::int64_t> touched_;
  std::vector<PostingRow> postings_;
  std::int64_t seq_ = 0;
};

class PgClient {
 public:
  explicit PgClient(const std::string& url) : handle_(PQconnectdb(url.c_str())) {
    CHECK(PQstatus(handle_) == CONNECTION_OK);
  }
  PgClient(const PgClient&) = delete;
  PgClient& operator=(const PgClient&) = delete;
  ~PgClient() { PQfinish(handle_); }

  void command(const char* sql) { check(PQexec(handle_, sql)); }
  void prepare(const char* sql) { check(PQprepare(handle_, "pay", sql, 0, nullptr)); }
  void pay(std::int64_t n) {
    const Payment what = payment(n);
    const std::string texts[] = {std::to_string(n), std::to_string(kShops + what.wallet),
                                 std::to_string(what.shop), std::to_string(what.amount)};
    const char* const values[] = {texts[0].c_str(), texts[1].c_str(), texts[2].c_str(),
                                  texts[3].c_str()};
    PGresult* const result = PQexecPrepared(handle_, "pay", 4, values, nullptr, nullptr, 0);
    CHECK(std::string_view(PQcmdTuples(result)) == "1");  // a payment that was made
    check(result);
  }

 private:
  void check(PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      std::fputs(PQerrorMessage(handle_), stderr);
    CHECK(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK);
    PQclear(result);
  }
  PGconn* handle_;
};

void prepare_tables(PgClient& client) {
  client.command(
      "CREATE TABLE account (id BIGINT PRIMARY KEY, balance BIGINT NOT NULL) WITH (fillfactor = "
      "50)");
  client.command(
      "CREATE TABLE transfer (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key BIGINT NOT "
      "NULL"
      " UNIQUE, debit BIGINT NOT NULL, credit BIGINT NOT NULL, amount BIGINT NOT NULL)");
  client.command(("INSERT INTO account SELECT i, 1000000000 FROM generate_series(0, " +
                  std::to_string(kShops + kWallets - 1) + ") i")
                     .c_str());
  client.command("VACUUM ANALYZE account");
}

}  // namespace

Payment payment(std::int64_t n) {
  std::uint64_t x = static_cast<std::uint64_t>(n) * 0x9E3779B97F4A7C15ULL + 0xD6E8FEB86659FD93ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  x ^= x >> 31U;
  const double at = static_cast<double>(x >> 40U) / static_cast<double>(1U << 24U);
  const auto shop = std::ranges::upper_bound(zipf(), at) - zipf().begin();
  return {static_cast<std::int64_t>(x % kWallets), std::min<std::int64_t>(shop, kShops - 1),
          1 + static_cast<std::int64_t>(x >> 16U) % 50};
}

Figures figures(std::vector<double> latencies_ms, double seconds) {
  Figures found;
  found.rate = static_cast<double>(latencies_ms.size()) / seconds;
  std::ranges::sort(latencies_ms);
  if (!latencies_ms.empty()) found.p99_ms = latencies_ms[latencies_ms.size() * 99 / 100];
  return found;
}

Figures bare_sqlite(const std::string& path, std::int64_t batch, double seconds, bool with_lots) {
  BareWriter writer(path, with_lots);
  std::vector<double> latencies_ms;
  const auto start = SteadyClock::now();
  while (ms_since(start) < seconds * 1'000) {
    const auto begin = SteadyClock::now();
    writer.commit(batch);
    latencies_ms.insert(latencies_ms.end(), static_cast<std::size_t>(batch), ms_since(begin));
  }
  return figures(std::move(latencies_ms), ms_since(start) / 1'000);
}

Figures single_statement(const std::string& url, int clients, double seconds) {
  {
    PgClient client(url);
    prepare_tables(client);
  }
  std::atomic<std::int64_t> next = 0;
  std::vector<double> latencies_ms;
  std::mutex mutex;
  std::vector<std::thread> threads;
  const auto start = SteadyClock::now();
  for (int i = 0; i < clients; ++i)
    threads.emplace_back([&] {
      PgClient client(url);
      client.prepare(
          "WITH debited AS (UPDATE account SET balance = balance - $4::bigint WHERE id = $2::bigint"
          " AND balance >= $4::bigint RETURNING id), credited AS (UPDATE account SET balance ="
          " balance + $4::bigint WHERE id = $3::bigint AND EXISTS (SELECT 1 FROM debited) "
          "RETURNING id)"
          " INSERT INTO transfer (key, debit, credit, amount) SELECT $1::bigint, $2, $3, $4"
          " FROM debited, credited");
      std::vector<double> own;
      while (ms_since(start) < seconds * 1'000) {
        const auto begin = SteadyClock::now();
        client.pay(next++);
        own.push_back(ms_since(begin));
      }
      const std::lock_guard lock(mutex);
      latencies_ms.insert(latencies_ms.end(), own.begin(), own.end());
    });
  for (std::thread& thread : threads) thread.join();
  return figures(std::move(latencies_ms), ms_since(start) / 1'000);
}

}  // namespace ledger::bench
