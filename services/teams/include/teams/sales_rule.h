/// How what a team earned in a quarter is shared: rules by type of work, from a date on, proposed
/// by one person and approved by another. An approved rule is never changed; a later one replaces
/// it, and every account keeps the version that it was shared by.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "settings/settings.h"
#include "teams/team.h"

namespace teams {

using SalesRuleId = base::Id<struct SalesRuleTag>;

/// Where a decision of two people stands.
enum class DecisionState { proposed, approved, rejected };
BOOST_DESCRIBE_ENUM(DecisionState, proposed, approved, rejected)

/// Shares of a quarter's surplus in 1e-6; what they leave is carried over. The national guide's
/// ratios are decided every year (자활사업안내), so none is written into the program.
struct SalesRule {
  SalesRuleId id;
  std::int64_t version = 0;  ///< 1, 2 … in the region
  WorkType work_type = WorkType::social_service;
  base::Date valid_from;                  ///< first day of a quarter
  std::int64_t set_aside_ppm = 0;         ///< 매출적립금
  std::int64_t performance_ppm = 0;       ///< 자립성과금
  std::int64_t tomorrow_profit_ppm = 0;   ///< 내일키움수익금
  std::int64_t activation_ppm = 0;        ///< 사업단활성화지원금
  std::int64_t central_fund_ppm = 0;      ///< 중앙자산키움펀드
  std::int64_t regional_support_ppm = 0;  ///< 지역자활사업지원비
  std::int64_t set_aside_floor_ppm = 0;   ///< of sales: what should be set aside at least
  std::string basis;                      ///< the guide or letter that says so
  DecisionState state = DecisionState::proposed;
  base::PersonId proposed_by;
  base::PersonId decided_by;  ///< 0: nobody yet
};
BOOST_DESCRIBE_STRUCT(SalesRule, (),
                      (id, version, work_type, valid_from, set_aside_ppm, performance_ppm,
                       tomorrow_profit_ppm, activation_ppm, central_fund_ppm, regional_support_ppm,
                       set_aside_floor_ppm, basis, state, proposed_by, decided_by))

/// A rule before anybody decided about it.
struct NewSalesRule {
  WorkType work_type = WorkType::social_service;
  base::Date valid_from;
  std::int64_t set_aside_ppm = 0;
  std::int64_t performance_ppm = 0;
  std::int64_t tomorrow_profit_ppm = 0;
  std::int64_t activation_ppm = 0;
  std::int64_t central_fund_ppm = 0;
  std::int64_t regional_support_ppm = 0;
  std::int64_t set_aside_floor_ppm = 0;
  std::string basis;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(NewSalesRule, (),
                      (work_type, valid_from, set_aside_ppm, performance_ppm, tomorrow_profit_ppm,
                       activation_ppm, central_fund_ppm, regional_support_ppm, set_aside_floor_ppm,
                       basis))

enum class SalesRuleRefusal {
  sales_shares_out_of_range,  ///< a share outside 0…1,000,000
  sales_shares_above_whole,   ///< the shares add up to more than there is
  sales_rule_not_at_quarter,  ///< begins within a quarter
  sales_rule_basis_missing,
  sales_rule_not_found,
  sales_rule_not_proposed,  ///< decided already
  sales_rule_own_proposal,  ///< somebody else decides
};
BOOST_DESCRIBE_ENUM(SalesRuleRefusal, sales_shares_out_of_range, sales_shares_above_whole,
                    sales_rule_not_at_quarter, sales_rule_basis_missing, sales_rule_not_found,
                    sales_rule_not_proposed, sales_rule_own_proposal)

[[nodiscard]] base::Result<SalesRuleId, SalesRuleRefusal> propose_sales_rule(
    db::Transaction& tx, RegionId region_id, const NewSalesRule& rule, PersonId proposed_by,
    base::Instant now);
/// Another person approves or rejects. Requires: `verdict` is not `proposed`.
[[nodiscard]] base::Result<void, SalesRuleRefusal> decide_sales_rule(
    db::Transaction& tx, RegionId region_id, SalesRuleId id, DecisionState verdict,
    PersonId decided_by, base::Instant now);
[[nodiscard]] std::optional<SalesRule> find_sales_rule(db::Transaction& tx, RegionId region_id,
                                                       SalesRuleId id);
/// All rules, the newest first.
[[nodiscard]] std::vector<SalesRule> list_sales_rules(db::Transaction& tx, RegionId region_id);
/// The approved rule that holds for the quarter which begins on `quarter`: the one with the latest
/// beginning, of these the newest version.
[[nodiscard]] std::optional<SalesRule> sales_rule_for(db::Transaction& tx, RegionId region_id,
                                                      WorkType work_type, base::Date quarter);

/// First and last day of the quarter around `day`.
[[nodiscard]] base::Date first_of_quarter(base::Date day);
[[nodiscard]] base::Date last_of_quarter(base::Date day);

}  // namespace teams
