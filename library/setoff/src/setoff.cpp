#include "setoff/setoff.h"

#include <map>

#include "base/check.h"
#include "circulation.h"

namespace setoff {
namespace {

/// Parties by number, in the order in which they appear.
class Parties {
 public:
  int index_of(std::int64_t party) {
    return indices_.try_emplace(party, static_cast<int>(indices_.size())).first->second;
  }
  [[nodiscard]] int size() const { return static_cast<int>(indices_.size()); }

 private:
  std::map<std::int64_t, int> indices_;
};

void check_given(std::span<const Obligation> obligations) {
  CHECK(obligations.size() <= kObligationsMax);
  std::int64_t left = kTotalMax;
  for (const Obligation& each : obligations) {
    CHECK(each.amount > 0 && each.debtor != each.creditor);
    CHECK(each.amount <= left);
    left -= each.amount;
  }
}

void check_result(std::span<const Obligation> obligations, const std::vector<Arc>& arcs,
                  const std::vector<std::int64_t>& flow, int parties) {
  std::vector<std::int64_t> net(static_cast<std::size_t>(parties), 0);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    CHECK(0 <= flow[i] && flow[i] <= obligations[i].amount);
    net[static_cast<std::size_t>(arcs[i].from)] -= flow[i];
    net[static_cast<std::size_t>(arcs[i].to)] += flow[i];
  }
  for (const std::int64_t each : net) CHECK(each == 0);
}

}  // namespace

std::vector<std::int64_t> set_off(std::span<const Obligation> obligations) {
  check_given(obligations);
  if (obligations.empty()) return {};
  Parties parties;
  std::vector<Arc> arcs;
  arcs.reserve(obligations.size());
  for (const Obligation& each : obligations)
    arcs.push_back({parties.index_of(each.debtor), parties.index_of(each.creditor), each.amount});
  // What is cleared counts first, the place in the list second. A circle of the residual graph has
  // at most one arc a party, so its places add up to less than places × parties: with a won worth
  // that much, no order of the list is ever bought with a won that could have been cleared.
  const auto count = static_cast<std::int64_t>(arcs.size());
  const std::int64_t worth = count * parties.size();
  for (std::int64_t place = 0; place < count; ++place)
    arcs[static_cast<std::size_t>(place)].cost = place - worth;
  auto cleared = cheapest_circulation(parties.size(), arcs);
  check_result(obligations, arcs, cleared, parties.size());
  return cleared;
}

}  // namespace setoff
