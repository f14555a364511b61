// The transaction as a deed sees it: a savepoint is opened at its first statement, so that deeds
// without SQL cost none.
#pragma once

#include <utility>

#include "base/check.h"
#include "db/database.h"

namespace ledger {

class DeedTransaction final : public db::Transaction {
 public:
  explicit DeedTransaction(db::Transaction& outer) : outer_(outer) {}

  db::Rows run(std::string_view sql, std::span<const db::Value> parameters) override {
    CHECK(!is_over_);  // a deed must not keep its transaction
    if (!has_savepoint_) outer_.rows("SAVEPOINT ledger_deed");
    has_savepoint_ = true;
    return outer_.run(sql, parameters);
  }
  [[nodiscard]] std::int64_t changed() const override { return outer_.changed(); }
  [[nodiscard]] db::Dialect dialect() const override { return outer_.dialect(); }

  [[nodiscard]] bool has_savepoint() const { return has_savepoint_; }
  void keep() {
    CHECK(!std::exchange(is_over_, true));
    if (has_savepoint_) outer_.rows("RELEASE SAVEPOINT ledger_deed");
  }
  void undo() {
    CHECK(!std::exchange(is_over_, true));
    if (!has_savepoint_) return;
    outer_.rows("ROLLBACK TO SAVEPOINT ledger_deed");
    outer_.rows("RELEASE SAVEPOINT ledger_deed");
  }

 private:
  db::Transaction& outer_;
  bool has_savepoint_ = false;
  bool is_over_ = false;
};

}  // namespace ledger
