// The figures of a quarterly account: how they come about, and how they are kept.
#pragma once

#include "teams/quarter.h"

namespace teams {

// Keeps the figures of a submitted account. CHECK: it has none yet.
void keep_figures(db::Transaction& tx, RegionId region_id, const QuarterFigures& figures);

// What was paid out of a team's funds, by what for; see teams/team_payment.h.
struct PaidSums {
  std::int64_t performance_won = 0;
  std::int64_t tomorrow_profit_won = 0;
  std::int64_t tomorrow_incentive_won = 0;
  std::int64_t start_up_won = 0;
  std::int64_t activation_won = 0;
};
// Payments of the days from `from` to `to`, both included.
[[nodiscard]] PaidSums paid_between(db::Transaction& tx, RegionId region_id, OrganisationId team_id,
                                    base::Date from, base::Date to);

}  // namespace teams
