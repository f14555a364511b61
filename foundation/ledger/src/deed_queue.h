// Deeds of many threads on their way to the one writer, in order of arrival.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "ledger/ledger.h"

namespace ledger {

struct Job {
  Deed deed;
  std::function<void(Outcome)> done;
};

class DeedQueue {
 public:
  void push(Job job) {
    bool wake = false;
    {
      CHECK(job.deed && job.done);
      const std::lock_guard lock(mutex_);
      if (waiting_.empty()) waiting_since_ = Clock::now();
      waiting_.push_back(std::move(job));
      wake = is_writer_asleep_ && waiting_.size() >= wake_at_;
      if (wake) is_writer_asleep_ = false;
    }
    if (wake) arrived_.notify_one();
  }
  using Patience = std::chrono::microseconds;
  static constexpr Patience kForever = Patience::max();

  /// Everything that waits, into `jobs` (emptied first); blocks while there is nothing, but not
  /// longer than `patience`: then `jobs` stays empty. False when the queue was closed and is empty.
  bool take(std::vector<Job>& jobs, Patience patience = kForever) {
    jobs.clear();
    std::unique_lock lock(mutex_);
    is_at_work_ = false;
    sleep_until(lock, 1, patience == kForever ? Clock::time_point::max() : Clock::now() + patience);
    if (waiting_.empty() && !is_closed_) {
      last_taken_ = 0;
      return true;
    }
    // OPTIMIZATION: clients that were just answered are about to send again. A writer that runs off
    // with the first of them commits many small groups, each with a flush of its own. One client
    // alone never waits: its last group was of one.
    if (last_taken_ >= kCrowd && waiting_.size() < last_taken_ / 2)
      sleep_until(lock, last_taken_ / 2, Clock::now() + kCrowdPatience);
    CHECK(jobs.empty() && (is_closed_ || !waiting_.empty()));
    waiting_.swap(jobs);
    CHECK(waiting_.empty());
    is_at_work_ = !jobs.empty();
    taken_since_ = waiting_since_;
    last_taken_ = jobs.size();
    return !jobs.empty();
  }
  /// How long the oldest deed has been waiting for its answer, those at work included.
  [[nodiscard]] double age_s() const {
    const std::lock_guard lock(mutex_);
    if (!is_at_work_ && waiting_.empty()) return 0;
    const Clock::time_point since = is_at_work_ ? taken_since_ : waiting_since_;
    return std::chrono::duration<double>(Clock::now() - since).count();
  }
  void close() {
    const std::lock_guard lock(mutex_);
    CHECK(!is_closed_);
    is_closed_ = true;
    arrived_.notify_one();
  }

 private:
  using Clock = std::chrono::steady_clock;

  static constexpr std::size_t kCrowd = 8;
  static constexpr Patience kCrowdPatience{200};  // about one flush

  // Until `count` deeds wait, the queue is closed or the time is over. One wake-up for all of them.
  void sleep_until(std::unique_lock<std::mutex>& lock, std::size_t count, Clock::time_point end) {
    wake_at_ = count;
    while (waiting_.size() < count && !is_closed_) {
      is_writer_asleep_ = true;
      if (end == Clock::time_point::max()) arrived_.wait(lock);
      else if (arrived_.wait_until(lock, end) == std::cv_status::timeout) break;
    }
    is_writer_asleep_ = false;
  }

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Job> waiting_;
  Clock::time_point waiting_since_;  // the first of those that wait
  Clock::time_point taken_since_;    // the first of those that the writer has taken
  bool is_at_work_ = false;
  bool is_closed_ = false;
  std::size_t last_taken_ = 0;
  std::size_t wake_at_ = 1;
  bool is_writer_asleep_ = false;  // saves a system call for each deed under load
};

}  // namespace ledger
