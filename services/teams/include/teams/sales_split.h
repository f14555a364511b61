/// How a quarter's surplus is shared by a rule. Pure.
#pragma once

#include "teams/sales_rule.h"

namespace teams {

/// Most that the quarter may give to its participants, in won.
struct SalesCaps {
  std::int64_t performance_won = 0;
  std::int64_t tomorrow_profit_won = 0;
};

/// What becomes of a surplus; the parts add up to it.
struct SalesParts {
  std::int64_t set_aside_won = 0;
  std::int64_t performance_won = 0;
  std::int64_t tomorrow_profit_won = 0;
  std::int64_t activation_won = 0;
  std::int64_t central_fund_won = 0;
  std::int64_t regional_support_won = 0;
  std::int64_t left_won = 0;  ///< stays with the sales, for the next quarter

  [[nodiscard]] std::int64_t sum() const;
  auto operator<=>(const SalesParts&) const = default;
};

/// Shares by largest remainders; what is above a cap is set aside. No part is negative. A part
/// never falls while its exact share grows by a won (see base::apportion).
/// Requires: surplus_won and the caps >= 0; the rule's shares add up to at most a million.
[[nodiscard]] SalesParts split_sales(std::int64_t surplus_won, const SalesRule& rule,
                                     const SalesCaps& caps);

/// What lacks of the least that should be set aside of these sales; 0 when there are none.
[[nodiscard]] std::int64_t set_aside_short(std::int64_t sales_won, std::int64_t set_aside_won,
                                           const SalesRule& rule);

/// A rule about money for participants out of a team's sales.
struct BonusRule {
  std::int64_t month_max_won = 0;   ///< of one person in one month
  std::int64_t month_days_min = 0;  ///< days of work in the month
  bool market_entry = false;        ///< types whose participants are entitled
  bool social_service = false;
  bool work_maintenance = false;
};
BOOST_DESCRIBE_STRUCT(BonusRule, (),
                      (month_max_won, month_days_min, market_entry, social_service,
                       work_maintenance))

[[nodiscard]] bool is_right_bonus_rule(std::string_view json);
[[nodiscard]] bool is_entitled(const BonusRule& rule, WorkType type);

/// 내일키움수익금: up to 150,000 won a month, not for work maintenance (facts §3.3).
inline constexpr settings::Definition kTomorrowProfit{
    .key = "teams.tomorrow_profit",
    .kind = settings::Kind::table,
    .value = R"({"month_max_won":150000,"month_days_min":1,"market_entry":true,
"social_service":true,"work_maintenance":false})",
    .unit = "won",
    .is_right = &is_right_bonus_rule};

/// 자립성과금: its cap is not published; the one of 내일키움수익금 until the guide says otherwise.
inline constexpr settings::Definition kPerformancePay{
    .key = "teams.performance_pay",
    .kind = settings::Kind::table,
    .value = R"({"month_max_won":150000,"month_days_min":1,"market_entry":true,
"social_service":true,"work_maintenance":true})",
    .unit = "won",
    .is_right = &is_right_bonus_rule};

}  // namespace teams
