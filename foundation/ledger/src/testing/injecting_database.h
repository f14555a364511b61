// A database that fails on order: the lying twin of the real one.
#pragma once

#include <atomic>

#include "db/database.h"

namespace ledger {

class InjectingDatabase final : public db::Database {
 public:
  explicit InjectingDatabase(db::Database& inner) : inner_(inner) {}

  /// The next `times` write transactions fail at their commit with `sqlstate`. The real database
  /// repeats the work on 40001, as it does for a conflict of its own.
  void fail_commits(int times, std::string sqlstate) {
    sqlstate_ = std::move(sqlstate);
    failures_left_ = times;
  }
  /// Write transactions that have become durable.
  [[nodiscard]] int commits() const { return commits_; }

  [[nodiscard]] db::Dialect dialect() const override { return inner_.dialect(); }
  [[nodiscard]] std::string describe() const override { return inner_.describe(); }
  void transact(Access access, const std::function<Verdict(db::Transaction&)>& work) override {
    bool commits = false;
    inner_.transact(access, [&](db::Transaction& tx) {
      const Verdict verdict = work(tx);
      commits = verdict == Verdict::commit;
      if (access == Access::write && commits && failures_left_ > 0 && failures_left_-- > 0)
        throw db::Error(sqlstate_, "injected");
      return verdict;
    });
    if (access == Access::write && commits) ++commits_;
  }

 private:
  db::Database& inner_;
  std::atomic<int> failures_left_ = 0;
  std::atomic<int> commits_ = 0;
  std::string sqlstate_;
};

}  // namespace ledger
