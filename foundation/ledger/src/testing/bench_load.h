// The load of the ledger's benchmark, ours and the references'.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ledger::bench {

inline constexpr std::int64_t kWallets = 10'000;
inline constexpr std::int64_t kShops = 100;  // Zipf(1): the first gets 19 % of the payments

struct Payment {
  std::int64_t wallet = 0;  // 0 … kWallets - 1
  std::int64_t shop = 0;    // 0 … kShops - 1
  std::int64_t amount = 0;
};
// Payment `n` of the run; the same for everybody.
Payment payment(std::int64_t n);

struct Figures {
  double rate = 0;    // durable transfers a second
  double p99_ms = 0;  // from handing a transfer in to its acknowledgement
};

Figures figures(std::vector<double> latencies_ms, double seconds);

// One thread writes the same rows with plain sqlite3, `batch` transfers a transaction.
Figures bare_sqlite(const std::string& path, std::int64_t batch, double seconds, bool with_lots);
// `clients` threads, each transfer one statement and one transaction of its own.
Figures single_statement(const std::string& url, int clients, double seconds);

// A server with POST /payments; prints its port and serves until standard input ends.
void serve_payments(bool on_postgresql);

}  // namespace ledger::bench
