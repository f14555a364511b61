#include "teams/sales_split.h"

#include <algorithm>

#include "base/apportion.h"

namespace teams {
namespace {

/// Moves what `part` has above `cap` to what is set aside.
void cap_part(std::int64_t& part, std::int64_t cap, std::int64_t& set_aside) {
  CHECK_REQUEST(cap >= 0);
  const std::int64_t above = std::max<std::int64_t>(0, part - cap);
  part -= above;
  set_aside += above;
}

}  // namespace

std::int64_t SalesParts::sum() const {
  return set_aside_won + performance_won + tomorrow_profit_won + activation_won + central_fund_won +
         regional_support_won + left_won;
}

SalesParts split_sales(std::int64_t surplus_won, const SalesRule& rule, const SalesCaps& caps) {
  CHECK_REQUEST(surplus_won >= 0);
  const std::int64_t given_ppm = rule.set_aside_ppm + rule.performance_ppm +
                                 rule.tomorrow_profit_ppm + rule.activation_ppm +
                                 rule.central_fund_ppm + rule.regional_support_ppm;
  CHECK_REQUEST(given_ppm <= base::kWhole_ppm);
  const std::vector<std::int64_t> won = base::apportion(
      surplus_won, std::vector{rule.set_aside_ppm, rule.performance_ppm, rule.tomorrow_profit_ppm,
                               rule.activation_ppm, rule.central_fund_ppm,
                               rule.regional_support_ppm, base::kWhole_ppm - given_ppm});
  SalesParts parts{won[0], won[1], won[2], won[3], won[4], won[5], won[6]};
  cap_part(parts.performance_won, caps.performance_won, parts.set_aside_won);
  cap_part(parts.tomorrow_profit_won, caps.tomorrow_profit_won, parts.set_aside_won);
  CHECK_REQUEST(parts.sum() == surplus_won);
  return parts;
}

std::int64_t set_aside_short(std::int64_t sales_won, std::int64_t set_aside_won,
                             const SalesRule& rule) {
  const std::int64_t least_won =
      base::share_of(std::max<std::int64_t>(0, sales_won), rule.set_aside_floor_ppm);
  return std::max<std::int64_t>(0, least_won - set_aside_won);
}

bool is_right_bonus_rule(std::string_view json) {
  const auto rule = json::read<BonusRule>(json);
  return rule && rule->month_max_won >= 0 && rule->month_days_min >= 0 &&
         rule->month_days_min <= 31;
}

bool is_entitled(const BonusRule& rule, WorkType type) {
  switch (type) {
    case WorkType::market_entry: return rule.market_entry;
    case WorkType::social_service: return rule.social_service;
    case WorkType::work_maintenance: return rule.work_maintenance;
  }
  CHECK_REQUEST(false);
  return false;
}

}  // namespace teams
