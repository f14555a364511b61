// A ledger on a temporary database with a clock that the test turns.
#pragma once

#include <memory>

#include "db/testing.h"
#include "ledger/ledger.h"

namespace ledger {

inline constexpr base::Date kFirstDay{20'454};  // 2026-01-01

class TestLedger {
 public:
  explicit TestLedger(db::Dialect dialect, int deeds_max = 1'000) : database_(dialect) {
    options_.deeds_max = deeds_max;
    options_.on_fatal = [this](const std::string& reason) { fatal_ = reason; };
    const db::ModuleSchema schemas[] = {schema()};
    db::migrate(*database_, schemas);
    start();
  }

  void start() {
    ledger_.reset();
    ledger_ = std::make_unique<Ledger>(*database_, [this] { return now_.load(); }, options_);
  }
  void stop() { ledger_.reset(); }
  /// Count from the next start() on.
  [[nodiscard]] LedgerOptions& options() { return options_; }

  [[nodiscard]] Ledger& operator*() { return *ledger_; }
  [[nodiscard]] Ledger* operator->() { return ledger_.get(); }
  [[nodiscard]] db::Database& database() { return *database_; }
  [[nodiscard]] db::testing::TemporaryDatabase& temporary() { return database_; }
  [[nodiscard]] const std::string& fatal() const { return fatal_; }
  [[nodiscard]] LedgerId id() const { return options_.ledger_id; }

  void set_now(base::Instant now) { now_ = now; }
  [[nodiscard]] base::Instant now() const { return now_.load(); }
  [[nodiscard]] base::Date today() const { return base::korean_date(now()); }

  /// Runs `work(Batch&)` as a deed that commits, and returns what it returns.
  template <class F>
  auto run(F work) {
    using R = std::invoke_result_t<F, Batch&>;
    const auto result = ledger_->execute([&](db::Transaction&, Batch& batch) {
      return base::Result<R, TransferRefusal>(work(batch));
    });
    return result.value();
  }
  [[nodiscard]] Verification verified() {
    return database_->read([&](db::Transaction& tx) { return verify(tx, id()); });
  }
  void sql(const std::string& text) {
    database_->write([&](db::Transaction& tx) { tx.rows(text); });
  }

 private:
  db::testing::TemporaryDatabase database_;
  LedgerOptions options_;
  std::atomic<base::Instant> now_ = base::korean_instant(kFirstDay, 9 * 3'600);
  std::string fatal_;
  std::unique_ptr<Ledger> ledger_;
};

}  // namespace ledger
