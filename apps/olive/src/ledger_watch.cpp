#include "ledger_watch.h"

#include "json/json.h"
#include "ledger/month.h"
#include "observe/log.h"
#include "observe/metrics.h"

namespace olive {

namespace {

struct LedgerHealth {
  std::string status;
  std::string finding;
  std::int64_t entries = 0;
  std::int64_t sealed_entries = 0;
  std::optional<base::Instant> looked_at;
};
BOOST_DESCRIBE_STRUCT(LedgerHealth, (), (status, finding, entries, sealed_entries, looked_at))

}  // namespace

LedgerWatch::LedgerWatch(db::Database& database, ledger::Ledger& ledger,
                         std::shared_ptr<const ledger::Notary> notary, base::Clock clock,
                         ledger::LedgerId ledger_id)
    : database_(database),
      ledger_(ledger),
      notary_(std::move(notary)),
      clock_(std::move(clock)),
      ledger_id_(ledger_id) {
  CHECK(notary_ != nullptr && clock_);
}

LedgerWatch::~LedgerWatch() { stop(); }

void LedgerWatch::start(std::chrono::milliseconds interval) {
  CHECK(!thread_.joinable() && interval.count() > 0);
  interval_ = interval;
  thread_ = std::thread([this, interval] { run(interval); });
}

void LedgerWatch::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void LedgerWatch::run(std::chrono::milliseconds interval) {
  for (;;) {
    look();
    std::unique_lock lock(mutex_);
    if (ended_.wait_for(lock, interval, [this] { return is_ending_; })) return;
  }
}

// The queue's age is taken first: a writer that hangs would never come back from the sealing.
void LedgerWatch::look() {
  ledger::CanaryReading reading{.taken_at = clock_()};
  try {
    const double queue_age_s = ledger_.is_writer() ? ledger_.queue_age_s() : 0;
    observe::gauge("olive_ledger_queue_age_seconds", queue_age_s);
    const bool is_stuck = queue_age_s > ledger::kQueueAgeMaxS;
    if (!is_stuck && ledger_.is_writer()) seal();
    reading = database_.read(
        [&](db::Transaction& tx) { return ledger::read_canary(tx, ledger_id_, clock_()); });
    if (reading.is_sound && is_stuck) reading.finding = "queue_stuck";
  } catch (const std::exception& error) {
    reading.finding = std::string("not_readable: ") + error.what();
  }
  reading.is_sound = reading.finding.empty();
  note(std::move(reading));
}

void LedgerWatch::seal() {
  ledger_.seal();
  const auto months =
      database_.read([&](db::Transaction& tx) { return ledger::unsealed_months(tx, ledger_id_); });
  for (const base::Date& month_end : months)
    ledger::seal_month(database_, *notary_, ledger_id_, month_end, clock_());
}

void LedgerWatch::note(ledger::CanaryReading reading) {
  observe::gauge("olive_ledger_canary_sound", reading.is_sound ? 1 : 0);
  observe::gauge("olive_ledger_canary_unixtime",
                 static_cast<double>(reading.taken_at.micros / base::kMicrosPerSecond));
  observe::gauge("olive_ledger_entries", static_cast<double>(reading.entries));
  observe::gauge("olive_ledger_sealed_entries", static_cast<double>(reading.sealed_entries));
  observe::count("olive_ledger_canary_total", "result", reading.is_sound ? "sound" : "alarm");
  if (!reading.is_sound)
    observe::log(observe::Level::error, "ledger_alarm", {{"finding", reading.finding}});
  const std::lock_guard lock(mutex_);
  last_ = std::move(reading);
  looked_at_ = std::chrono::steady_clock::now();
}

std::string LedgerWatch::health() const {
  const std::lock_guard lock(mutex_);
  LedgerHealth health{.status = "unknown"};
  if (last_) {
    const bool is_old = std::chrono::steady_clock::now() - looked_at_ > 3 * interval_;
    health = {is_old            ? "unknown"
              : last_->is_sound ? "sound"
                                : "alarm",
              last_->finding, last_->entries, last_->sealed_entries, last_->taken_at};
  }
  return json::write(health);
}

}  // namespace olive
