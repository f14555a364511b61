// The Merkle tree over the balances of a month, in memory.
#pragma once

#include <vector>

#include "base/check.h"
#include "ledger/month.h"

namespace ledger {

class MonthTree {
 public:
  MonthTree(LedgerId ledger_id, base::Date month_end, const std::vector<MonthBalance>& balances);

  [[nodiscard]] std::int64_t size() const {
    return static_cast<std::int64_t>(levels_.front().size());
  }
  [[nodiscard]] NodeOf reader() const {
    return [this](int level, std::int64_t position) {
      const auto at = static_cast<std::size_t>(level);
      CHECK(at < levels_.size());
      CHECK(position >= 0 && static_cast<std::size_t>(position) < levels_[at].size());
      return levels_[at][static_cast<std::size_t>(position)];
    };
  }

 private:
  std::vector<std::vector<Digest>> levels_;  // complete nodes only; the leaves first
};

}  // namespace ledger
