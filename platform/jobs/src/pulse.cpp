#include "jobs/pulse.h"

#include <exception>
#include <utility>

#include "base/check.h"
#include "observe/log.h"

namespace jobs {

Pulse::Pulse(std::chrono::milliseconds period, std::function<void()> beat)
    : period_(period), beat_(std::move(beat)) {
  CHECK(period_.count() > 0 && beat_);
  thread_ = std::thread([this] { loop(); });
}

Pulse::~Pulse() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Pulse::loop() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    lock.unlock();
    try {
      beat_();
    } catch (const std::exception& error) {  // the database is away; the next beat tries again
      observe::log(observe::Level::error, "pulse_failed", {{"reason", error.what()}});
    }
    lock.lock();
    changed_.wait_for(lock, period_, [this] { return is_stopping_; });
  }
}

}  // namespace jobs
