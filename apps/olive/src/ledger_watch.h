// Looks after the running ledger once a minute: reads the canary, signs a checkpoint, seals closed
// months, and states all of it in the metrics and in /healthz.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "db/database.h"
#include "ledger/canary.h"
#include "ledger/checkpoint.h"

namespace olive {

class LedgerWatch {
 public:
  LedgerWatch(db::Database& database, ledger::Ledger& ledger,
              std::shared_ptr<const ledger::Notary> notary, base::Clock clock,
              ledger::LedgerId ledger_id);
  ~LedgerWatch();
  LedgerWatch(const LedgerWatch&) = delete;
  LedgerWatch& operator=(const LedgerWatch&) = delete;

  // Looks now and then each `interval`, in a thread of its own.
  void start(std::chrono::milliseconds interval = std::chrono::minutes(1));
  void stop();
  // One look. Never throws: what fails is the finding.
  void look();
  // JSON for /healthz: `sound`, `alarm` with its finding, or `unknown` before the first look and
  // when the last one is older than three intervals. Thread-safe.
  [[nodiscard]] std::string health() const;

 private:
  void run(std::chrono::milliseconds interval);
  void seal();
  void note(ledger::CanaryReading reading);

  db::Database& database_;
  ledger::Ledger& ledger_;
  std::shared_ptr<const ledger::Notary> notary_;
  base::Clock clock_;
  ledger::LedgerId ledger_id_;

  mutable std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ending_ = false;
  std::optional<ledger::CanaryReading> last_;
  std::chrono::steady_clock::time_point looked_at_;
  std::chrono::milliseconds interval_{std::chrono::minutes(1)};
  std::thread thread_;
};

}  // namespace olive
