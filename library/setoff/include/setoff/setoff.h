/// Multilateral set-off: clears what a group owes each other in circles.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace setoff {

/// `debtor` owes `creditor`. Parties are named by any numbers that tell them apart.
struct Obligation {
  std::int64_t debtor = 0;
  std::int64_t creditor = 0;
  std::int64_t amount = 0;
};

/// Most obligations of one call.
inline constexpr std::size_t kObligationsMax = 1'000'000;
/// Most that all obligations of one call may add up to, so that no sum leaves int64.
inline constexpr std::int64_t kTotalMax = 1'000'000'000'000'000'000;

/// How much comes off each obligation, in the order of the list: the most that can be cleared while
/// every party's claims lose as much as its debts. Where several set-offs clear the same, what
/// stands earlier in the list is preferred, so list the oldest first.
/// Requires: amounts > 0, nobody owes itself, limits as above.
/// Cost: a network simplex; 10,000 obligations of 300 parties take a fraction of a second.
/// Source: Fleischman, Dini, Littera, "Liquidity-Saving through Obligation-Clearing and Mutual
/// Credit", J. Risk Financial Manag. 2020, 13(12), 295.
[[nodiscard]] std::vector<std::int64_t> set_off(std::span<const Obligation> obligations);

}  // namespace setoff
