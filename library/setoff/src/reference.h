/// Two slow ways to the same answer, for comparison: every set-off tried, and circles cancelled one
/// after the other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "setoff/setoff.h"

namespace setoff::testing {

using Amounts = std::vector<std::int64_t>;

/// What each party's net position loses; all zero for a set-off.
inline std::map<std::int64_t, std::int64_t> net_of(const std::vector<Obligation>& obligations,
                                                   const Amounts& amounts) {
  std::map<std::int64_t, std::int64_t> net;
  for (std::size_t i = 0; i < obligations.size(); ++i) {
    net[obligations[i].debtor] -= amounts[i];
    net[obligations[i].creditor] += amounts[i];
  }
  return net;
}

inline bool is_set_off(const std::vector<Obligation>& obligations, const Amounts& amounts) {
  return std::ranges::all_of(net_of(obligations, amounts),
                             [](const auto& each) { return each.second == 0; });
}

inline std::int64_t sum_of(const Amounts& amounts) {
  std::int64_t sum = 0;
  for (const std::int64_t each : amounts) sum += each;
  return sum;
}

/// How late in the list the cleared won stand; less is better.
inline std::int64_t lateness_of(const Amounts& amounts) {
  std::int64_t lateness = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i)
    lateness += amounts[i] * static_cast<std::int64_t>(i);
  return lateness;
}

struct Best {
  std::int64_t cleared = 0;
  std::int64_t lateness = 0;
};

/// Tries every combination of amounts. Cost: the product of (amount + 1).
inline Best best_of_all(const std::vector<Obligation>& obligations) {
  Best best;
  Amounts amounts(obligations.size(), 0);
  for (;;) {
    std::size_t i = 0;
    while (i < amounts.size() && amounts[i] == obligations[i].amount) amounts[i++] = 0;
    if (i == amounts.size()) return best;
    ++amounts[i];
    if (!is_set_off(obligations, amounts)) continue;
    const Best tried{sum_of(amounts), lateness_of(amounts)};
    if (tried.cleared > best.cleared ||
        (tried.cleared == best.cleared && tried.lateness < best.lateness))
      best = tried;
  }
}

/// A way along obligations, forwards (more is cleared) or backwards (less is).
struct Step {
  std::size_t obligation = 0;
  bool is_forward = true;
};

/// Bellman and Ford's search for a circle that clears more than it gives up.
class CircleSearch {
 public:
  CircleSearch(const std::vector<Obligation>& obligations, const Amounts& amounts)
      : obligations_(obligations), amounts_(amounts) {
    for (const Obligation& each : obligations) gain_[each.debtor] = gain_[each.creditor] = 0;
  }

  std::optional<std::vector<Step>> find() {
    std::optional<std::int64_t> improved;
    for (std::size_t round = 0; round <= gain_.size(); ++round) improved = improve();
    if (!improved) return std::nullopt;
    std::int64_t party = *improved;  // behind or on a circle; walk back onto it
    for (std::size_t i = 0; i < gain_.size(); ++i) party = source_of(came_by_.at(party));
    std::vector<Step> circle;
    const std::int64_t start = party;
    do {
      circle.push_back(came_by_.at(party));
      party = source_of(circle.back());
    } while (party != start);
    return circle;
  }

  [[nodiscard]] std::int64_t room(const Step& step) const {
    const std::int64_t cleared = amounts_[step.obligation];
    return step.is_forward ? obligations_[step.obligation].amount - cleared : cleared;
  }

 private:
  [[nodiscard]] std::int64_t source_of(const Step& step) const {
    const Obligation& each = obligations_[step.obligation];
    return step.is_forward ? each.debtor : each.creditor;
  }
  std::optional<std::int64_t> improve() {
    std::optional<std::int64_t> improved;
    for (std::size_t i = 0; i < obligations_.size(); ++i)
      for (const bool is_forward : {true, false}) {
        const Step step{i, is_forward};
        if (room(step) == 0) continue;
        const Obligation& each = obligations_[i];
        const std::int64_t from = source_of(step);
        const std::int64_t to = is_forward ? each.creditor : each.debtor;
        const std::int64_t gain = gain_[from] + (is_forward ? 1 : -1);
        if (gain <= gain_[to]) continue;
        gain_[to] = gain;
        came_by_[to] = step;
        improved = to;
      }
    return improved;
  }

  const std::vector<Obligation>& obligations_;
  const Amounts& amounts_;
  std::map<std::int64_t, std::int64_t> gain_;
  std::map<std::int64_t, Step> came_by_;
};

/// The most that can be cleared, by cancelling circles until none gains.
inline std::int64_t most_by_circles(const std::vector<Obligation>& obligations) {
  Amounts amounts(obligations.size(), 0);
  for (;;) {
    CircleSearch search(obligations, amounts);
    const auto circle = search.find();
    if (!circle) return sum_of(amounts);
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (const Step& step : *circle) most = std::min(most, search.room(step));
    for (const Step& step : *circle) amounts[step.obligation] += step.is_forward ? most : -most;
  }
}

/// Whether what is left still holds a circle: parties without debts are taken away until none is.
inline bool has_circle(const std::vector<Obligation>& obligations, const Amounts& cleared) {
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < obligations.size(); ++i)
    if (cleared[i] < obligations[i].amount) left.push_back(i);
  for (;;) {
    std::map<std::int64_t, int> debts;
    for (const std::size_t i : left) ++debts[obligations[i].debtor];
    const auto taken = std::erase_if(
        left, [&](std::size_t i) { return !debts.contains(obligations[i].creditor); });
    if (taken == 0) return !left.empty();
  }
}

}  // namespace setoff::testing
