// Recomputes the balances of sealed months while verify() walks through the journal.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "ledger/batch.h"
#include "ledger/month.h"

namespace ledger {

class MonthAudit {
 public:
  MonthAudit(db::Transaction& tx, LedgerId ledger_id);

  /// The next entry, in order of seq. Empty, or the rule that it breaks.
  [[nodiscard]] std::string add(const Entry& entry);
  /// After the last entry: empty, or what is wrong with a seal.
  [[nodiscard]] std::string finish(const std::function<std::string(AccountId)>& asset_of);

 private:
  [[nodiscard]] std::string compare(const MonthSeal& seal,
                                    const std::vector<MonthBalance>& balances);

  db::Transaction& tx_;
  LedgerId ledger_id_;
  std::map<base::Date, MonthSeal> seals_;
  // Changes of the days after the month before and up to this one; of later days: not kept.
  std::map<base::Date, std::map<AccountId, std::int64_t>> changes_;
};

}  // namespace ledger
