// How often and when a transaction is run again.
#pragma once

#include <chrono>
#include <random>
#include <string_view>
#include <thread>

#include "db/database.h"

namespace db {

inline constexpr int kAttempts = 12;  // about 4 s of waiting in all: a failover may take that long

// Serialisation failure and deadlock; PostgreSQL asks for the whole transaction again.
inline bool is_conflict(std::string_view sqlstate) {
  return sqlstate == "40001" || sqlstate == "40P01";
}

// Runs `attempt` until it does not throw a db::Error for which `may_retry` holds. Waits 1 ms, 2 ms
// … 1 s with jitter between attempts, so that two rivals do not collide again.
template <class Attempt, class MayRetry>
void run_attempts(const Attempt& attempt, const MayRetry& may_retry) {
  for (int n = 1;; ++n) {
    try {
      attempt();
      return;
    } catch (const Error& error) {
      if (n == kAttempts || !may_retry(error)) throw;
    }
    thread_local std::minstd_rand random{std::random_device{}()};
    const int limit_ms = 1 << std::min(n - 1, 10);
    std::this_thread::sleep_for(std::chrono::microseconds(
        std::uniform_int_distribution<int>(limit_ms * 500, limit_ms * 1'000)(random)));
  }
}

// Marks the thread as writing to a database for its lifetime. A write inside a write would wait for
// itself on SQLite and commit on its own on PostgreSQL; both are bugs of the caller.
class WritingMark {
 public:
  explicit WritingMark(const Database& database) : outer_(current_), database_(&database) {
    for (const WritingMark* mark = outer_; mark != nullptr; mark = mark->outer_)
      CHECK(mark->database_ != database_);
    current_ = this;
  }
  WritingMark(const WritingMark&) = delete;
  WritingMark& operator=(const WritingMark&) = delete;
  ~WritingMark() { current_ = outer_; }

 private:
  static thread_local const WritingMark* current_;
  const WritingMark* outer_;
  const Database* database_;
};

inline thread_local const WritingMark* WritingMark::current_ = nullptr;

// PostgreSQL's text cannot hold NUL; SQLite would store what PostgreSQL refuses.
void refuse_nul(std::span<const Value> parameters);

}  // namespace db
