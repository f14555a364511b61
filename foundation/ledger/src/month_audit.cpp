#include "month_audit.h"

#include "month_tree.h"

namespace ledger {

MonthAudit::MonthAudit(db::Transaction& tx, LedgerId ledger_id) : tx_(tx), ledger_id_(ledger_id) {
  for (MonthSeal& seal : list_month_seals(tx, ledger_id))
    seals_.emplace(seal.month_end, std::move(seal));
}

std::string MonthAudit::add(const Entry& entry) {
  const auto seal = seals_.lower_bound(entry.effective_on);
  if (seal == seals_.end()) return {};
  if (entry.seq > seal->second.size) return "month_was_closed";
  auto& changes = changes_[seal->first];
  changes[entry.debit] -= entry.amount;
  changes[entry.credit] += entry.amount;
  return {};
}

std::string MonthAudit::finish(const std::function<std::string(AccountId)>& asset_of) {
  std::map<AccountId, std::int64_t> sums;
  for (const auto& [month_end, seal] : seals_) {
    for (const auto& [account_id, change] : changes_[month_end]) sums[account_id] += change;
    std::vector<MonthBalance> balances;
    for (const auto& [account_id, balance] : sums)
      if (balance != 0) balances.push_back({account_id, asset_of(account_id), balance});
    if (std::string finding = compare(seal, balances); !finding.empty()) return finding;
  }
  return {};
}

std::string MonthAudit::compare(const MonthSeal& seal, const std::vector<MonthBalance>& balances) {
  const std::string month = ": " + base::format_date(seal.month_end);
  const MonthTree tree(ledger_id_, seal.month_end, balances);
  if (tree.size() != seal.balances || merkle_root(tree.size(), tree.reader()) != seal.root)
    return "month_root_differs" + month;
  const std::vector<MonthBalance> stored = month_balances(tx_, ledger_id_, seal.month_end);
  const auto same = [](const MonthBalance& a, const MonthBalance& b) {
    return a.account_id == b.account_id && a.balance == b.balance;
  };
  if (!std::ranges::equal(stored, balances, same)) return "month_balances_differ" + month;
  return {};
}

}  // namespace ledger
