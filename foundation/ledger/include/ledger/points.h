/// Olive points and the won behind them. Every point that somebody holds, in a wallet or in a
/// shop's takings, is matched by one won set aside: a grant sets it aside out of the fund of its
/// source, settlement pays it out, expiry gives it back to that fund.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/wallet.h"

namespace ledger {

/// Won set aside for one point. Another rate would need a rule for parts of a won.
inline constexpr std::int64_t kWonPerPoint = 1;

/// Won that back the points in circulation; never below zero.
[[nodiscard]] AccountKey point_backing_account();
[[nodiscard]] AccountTerms point_backing_terms();
/// Won that a source has given for points; negative by what it still answers for.
[[nodiscard]] AccountKey point_fund_account(const std::string& source);
/// Points that a source has granted, as a negative balance; expiry does not bring them back.
[[nodiscard]] AccountKey point_source_account(const std::string& source);
/// Points that nobody spent in time.
[[nodiscard]] AccountKey expired_points_account();
/// Points that shops were paid for.
[[nodiscard]] AccountKey redeemed_points_account();

struct PointGrant {
  TransferKey key;
  base::PersonId person_id;
  std::int64_t points = 0;
  std::string source;  ///< `sponsor_2026`: names the fund, and stays on the lot
  base::Date expires_on;
  base::PersonId actor{};
  std::string reference{};
};

/// Puts points into a person's wallet and as many won aside for them, as one linked group. How much
/// a source may give is the caller's rule. Returns the entry of the points.
/// Refuses as Batch::transfer does; then the deed must be rejected, as half of it may stand.
Posting<Entry> grant_points(Batch& batch, const PointGrant& grant);

/// Takes what expired before `today` out of every wallet, earliest first, and gives its won back to
/// the funds that paid, as one linked group. A second run finds nothing. Returns the entries of the
/// points.
std::vector<Entry> expire_points(Batch& batch, base::Date today);

/// The lots that can be spent on `today`: what expired counts no more, whether or not
/// expire_points() has been.
[[nodiscard]] std::vector<Lot> spendable(std::vector<Lot> lots, base::Date today);
/// The spendable lots of a person's wallet, in the order in which they would be used.
[[nodiscard]] std::vector<Lot> read_wallet(db::Transaction& tx, LedgerId ledger_id,
                                           base::PersonId person_id, base::Date today);
/// What is left in lots, without what holds have locked.
[[nodiscard]] std::int64_t sum_of(const std::vector<Lot>& lots);

/// Points in circulation and the won that back them.
struct PointCover {
  std::int64_t outstanding_points = 0;  ///< in wallets and in shops' takings
  std::int64_t backing_won = 0;
  /// Whether every point could be paid out today.
  [[nodiscard]] bool is_full() const { return outstanding_points * kWonPerPoint <= backing_won; }
};
/// Cost: one pass over the accounts of points.
[[nodiscard]] PointCover read_point_cover(db::Transaction& tx, LedgerId ledger_id);

}  // namespace ledger
