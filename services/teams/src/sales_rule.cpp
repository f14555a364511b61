#include "teams/sales_rule.h"

#include <algorithm>
#include <array>

#include "base/apportion.h"
#include "base/text.h"

namespace teams {
namespace {

constexpr int kMonthsOfQuarter = 3;
constexpr std::string_view kSelect =
    "SELECT id, version, work_type, valid_from, set_aside_ppm, performance_ppm, "
    "tomorrow_profit_ppm, activation_ppm, central_fund_ppm, regional_support_ppm, "
    "set_aside_floor_ppm, basis, state, proposed_by, decided_by FROM teams_sales_rule "
    "WHERE region_id = $1";

base::Result<void, SalesRuleRefusal> check(const NewSalesRule& rule) {
  const std::array shares{rule.set_aside_ppm,      rule.performance_ppm,  rule.tomorrow_profit_ppm,
                          rule.activation_ppm,     rule.central_fund_ppm, rule.regional_support_ppm,
                          rule.set_aside_floor_ppm};
  if (!std::ranges::all_of(shares,
                           [](std::int64_t ppm) { return ppm >= 0 && ppm <= base::kWhole_ppm; }))
    return base::refuse(SalesRuleRefusal::sales_shares_out_of_range);
  std::int64_t sum = -rule.set_aside_floor_ppm;  // of sales, not of the surplus
  for (const std::int64_t ppm : shares) sum += ppm;
  if (sum > base::kWhole_ppm) return base::refuse(SalesRuleRefusal::sales_shares_above_whole);
  if (rule.valid_from != first_of_quarter(rule.valid_from))
    return base::refuse(SalesRuleRefusal::sales_rule_not_at_quarter);
  if (base::trim(rule.basis).empty())
    return base::refuse(SalesRuleRefusal::sales_rule_basis_missing);
  return {};
}

}  // namespace

std::span<const base::Rule> NewSalesRule::rules() {
  constexpr std::int64_t kMax = base::kWhole_ppm;
  static constexpr std::array<base::Rule, 8> kRules{{
      {.field = "set_aside_ppm", .minimum = 0, .maximum = kMax},
      {.field = "performance_ppm", .minimum = 0, .maximum = kMax},
      {.field = "tomorrow_profit_ppm", .minimum = 0, .maximum = kMax},
      {.field = "activation_ppm", .minimum = 0, .maximum = kMax},
      {.field = "central_fund_ppm", .minimum = 0, .maximum = kMax},
      {.field = "regional_support_ppm", .minimum = 0, .maximum = kMax},
      {.field = "set_aside_floor_ppm", .minimum = 0, .maximum = kMax},
      {.field = "basis", .min_length = 2, .max_length = 200},
  }};
  return kRules;
}

base::Result<SalesRuleId, SalesRuleRefusal> propose_sales_rule(db::Transaction& tx,
                                                               RegionId region_id,
                                                               const NewSalesRule& rule,
                                                               PersonId proposed_by,
                                                               base::Instant now) {
  OLIVE_TRY_VOID(check(rule));
  const auto version =
      tx.integer("SELECT MAX(version) FROM teams_sales_rule WHERE region_id = $1", region_id);
  const auto id = tx.make_id<SalesRuleId>();
  tx.execute(
      "INSERT INTO teams_sales_rule (region_id, id, version, work_type, valid_from, set_aside_ppm, "
      "performance_ppm, tomorrow_profit_ppm, activation_ppm, central_fund_ppm, "
      "regional_support_ppm, set_aside_floor_ppm, basis, state, proposed_by, proposed_at, "
      "decided_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'proposed', "
      "$14, $15, 0)",
      region_id, id, version.value_or(0) + 1, rule.work_type, rule.valid_from, rule.set_aside_ppm,
      rule.performance_ppm, rule.tomorrow_profit_ppm, rule.activation_ppm, rule.central_fund_ppm,
      rule.regional_support_ppm, rule.set_aside_floor_ppm, rule.basis, proposed_by, now);
  return id;
}

base::Result<void, SalesRuleRefusal> decide_sales_rule(db::Transaction& tx, RegionId region_id,
                                                       SalesRuleId id, DecisionState verdict,
                                                       PersonId decided_by, base::Instant now) {
  CHECK_REQUEST(verdict != DecisionState::proposed);
  const auto rule = find_sales_rule(tx, region_id, id);
  if (!rule) return base::refuse(SalesRuleRefusal::sales_rule_not_found);
  if (rule->state != DecisionState::proposed)
    return base::refuse(SalesRuleRefusal::sales_rule_not_proposed);
  if (rule->proposed_by == decided_by)
    return base::refuse(SalesRuleRefusal::sales_rule_own_proposal);
  tx.execute(
      "UPDATE teams_sales_rule SET state = $3, decided_by = $4, decided_at = $5 "
      "WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
      region_id, id, verdict, decided_by, now);
  CHECK_REQUEST(tx.changed() == 1);
  return {};
}

std::optional<SalesRule> find_sales_rule(db::Transaction& tx, RegionId region_id, SalesRuleId id) {
  return tx.query_one<SalesRule>(std::string(kSelect) + " AND id = $2", region_id, id);
}

std::vector<SalesRule> list_sales_rules(db::Transaction& tx, RegionId region_id) {
  return tx.query<SalesRule>(std::string(kSelect) + " ORDER BY version DESC", region_id);
}

std::optional<SalesRule> sales_rule_for(db::Transaction& tx, RegionId region_id, WorkType work_type,
                                        base::Date quarter) {
  return tx.query_one<SalesRule>(
      std::string(kSelect) +
          " AND work_type = $2 AND valid_from <= $3 AND state = 'approved' "
          "ORDER BY valid_from DESC, version DESC LIMIT 1",
      region_id, work_type, quarter);
}

base::Date first_of_quarter(base::Date day) {
  const base::YearMonthDay date = base::split_date(day);
  const int month = (date.month - 1) / kMonthsOfQuarter * kMonthsOfQuarter + 1;
  return base::make_date(date.year, month, 1).value();
}

base::Date last_of_quarter(base::Date day) {
  return base::plus_months(first_of_quarter(day), kMonthsOfQuarter).plus_days(-1);
}

}  // namespace teams
