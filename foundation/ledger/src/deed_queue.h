// Deeds of many threads on their way to the one writer, in order of arrival.
#pragma once

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
      waiting_.push_back(std::move(job));
      wake = is_writer_asleep_;
      is_writer_asleep_ = false;
    }
    if (wake) arrived_.notify_one();
  }
  /// Everything that waits, into `jobs` (emptied first); blocks while there is nothing. False when
  /// the queue was closed and is empty.
  bool take(std::vector<Job>& jobs) {
    jobs.clear();
    std::unique_lock lock(mutex_);
    while (waiting_.empty() && !is_closed_) {
      is_writer_asleep_ = true;
      arrived_.wait(lock);
    }
    is_writer_asleep_ = false;
    CHECK(jobs.empty() && (is_closed_ || !waiting_.empty()));
    waiting_.swap(jobs);
    CHECK(waiting_.empty());
    return !jobs.empty();
  }
  void close() {
    const std::lock_guard lock(mutex_);
    CHECK(!is_closed_);
    is_closed_ = true;
    arrived_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Job> waiting_;
  bool is_closed_ = false;
  bool is_writer_asleep_ = false;  // saves a system call for each deed under load
};

}  // namespace ledger
