/// The quarterly sales account of a team (사업단 매출정산): draft → submitted by one person →
/// closed by another. A closed account never changes; mistakes are reversed in a later quarter. Its
/// figures are those of the national sales account (data.go.kr 15138296), in the same order.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/batch.h"
#include "teams/sales_rule.h"

namespace teams {

using QuarterId = base::Id<struct QuarterTag>;

enum class QuarterState { draft, submitted, closed };
BOOST_DESCRIBE_ENUM(QuarterState, draft, submitted, closed)

struct QuarterAccount {
  QuarterId id;
  OrganisationId team_id;
  std::string team_name;
  OrganisationId centre_id;
  WorkType work_type = WorkType::social_service;  ///< of the team when the account was opened
  base::Date quarter;                             ///< its first day
  QuarterState state = QuarterState::draft;
  PersonId submitted_by;
  PersonId closed_by;
  std::optional<base::Date> closed_on;
  std::string note;      ///< why it came back, the last time that it did
  std::int64_t seq = 0;  ///< of the first entry in the ledger; 0: not closed
};
BOOST_DESCRIBE_STRUCT(QuarterAccount, (),
                      (id, team_id, team_name, centre_id, work_type, quarter, state, submitted_by,
                       closed_by, closed_on, note, seq))

/// Who bears what the costs are above the means.
enum class ShortfallBearer {
  programme_budget,  ///< the centre's self-sufficiency programme (자활근로 사업비)
  next_quarter,      ///< carried over as a debt, before anything is shared again
};
BOOST_DESCRIBE_ENUM(ShortfallBearer, programme_budget, next_quarter)

/// What the office says about a shortfall when it hands the account in.
struct NamedShortfall {
  ShortfallBearer bearer = ShortfallBearer::programme_budget;
  std::string reason;
};

/// The account in figures, all in won. What holds, always:
///   carried + sales + government support + type support + programme budget
///     = spent direct + spent overtime + set aside + performance + tomorrow's profit + activation
///       + central fund + regional support + sales left,
///   set aside total = before + set aside − start-up − tomorrow's incentive,
///   spending left = before + activation + performance + tomorrow's profit − what was paid of them.
struct QuarterFigures {
  QuarterId quarter_id;
  std::int64_t rule_version = 0;            ///< of the rule that shared the surplus; 0: draft
  std::int64_t person_months = 0;           ///< months in which somebody worked, by person
  std::int64_t sales_won = 0;               ///< 매출금액, reversals taken off
  std::int64_t government_support_won = 0;  ///< 정부지원사업금액
  std::int64_t direct_cost_won = 0;         ///< 직접사업금액: direct costs less support
  std::int64_t overtime_won = 0;            ///< 초과근무·휴일근무금액
  std::int64_t tomorrow_incentive_won = 0;  ///< 내일키움장려금, paid out of the set-aside
  std::int64_t start_up_won = 0;            ///< 자활창업자금금액, paid out of the set-aside
  std::int64_t activation_won = 0;          ///< 사업단활성화지원금액
  std::int64_t type_support_won = 0;        ///< 유형운영지원금액
  std::int64_t set_aside_won = 0;           ///< 매출적립금액
  std::int64_t set_aside_short_won = 0;     ///< 매출적립부족금액
  std::int64_t set_aside_before_won = 0;    ///< 전분기매출적립금액
  std::int64_t set_aside_total_won = 0;     ///< 누계매출적립금액
  std::int64_t sales_left_won = 0;  ///< 매출잔금액, carried to the next quarter; below 0: a debt
  std::int64_t tomorrow_profit_won = 0;    ///< 내일키움수익금액
  std::int64_t performance_won = 0;        ///< 자립성과금액
  std::int64_t central_fund_won = 0;       ///< 중앙자산키움펀드금액
  std::int64_t regional_support_won = 0;   ///< 지역자활사업지원비금액
  std::int64_t carried_won = 0;            ///< 전분기이월금액
  std::int64_t spent_direct_won = 0;       ///< 지출 직접사업비, whoever paid it
  std::int64_t spent_overtime_won = 0;     ///< 지출 초과/휴일수당
  std::int64_t spent_activation_won = 0;   ///< 지출 활성화지원
  std::int64_t spent_performance_won = 0;  ///< 지출 자립성과금
  std::int64_t spent_profit_won = 0;       ///< 지출 내일키움수익금
  std::int64_t spending_before_won = 0;    ///< what earlier quarters left to pay out
  std::int64_t spending_left_won = 0;      ///< 지출잔액
  std::int64_t spent_night_won = 0;        ///< of what overtime took: the premium for the night
  std::int64_t programme_budget_won = 0;   ///< of a shortfall, what the programme bears

  /// What is shared: income and support less costs. Negative: the costs are above the means.
  [[nodiscard]] std::int64_t surplus_won() const;
  /// What the costs are above the means; 0: they are covered.
  [[nodiscard]] std::int64_t shortfall_won() const;
  /// Support that no cost took: it cannot be shared, so the account cannot be closed with it.
  [[nodiscard]] std::int64_t support_left_won() const;
  /// Whether the three equations hold.
  [[nodiscard]] bool is_balanced() const;
};
BOOST_DESCRIBE_STRUCT(QuarterFigures, (),
                      (quarter_id, rule_version, person_months, sales_won, government_support_won,
                       direct_cost_won, overtime_won, tomorrow_incentive_won, start_up_won,
                       activation_won, type_support_won, set_aside_won, set_aside_short_won,
                       set_aside_before_won, set_aside_total_won, sales_left_won,
                       tomorrow_profit_won, performance_won, central_fund_won, regional_support_won,
                       carried_won, spent_direct_won, spent_overtime_won, spent_activation_won,
                       spent_performance_won, spent_profit_won, spending_before_won,
                       spending_left_won, spent_night_won, programme_budget_won))

/// Refusals in the order in which they are checked.
enum class QuarterRefusal {
  team_not_found,
  quarter_not_begun,  ///< lies in the future
  quarter_not_found,
  quarter_not_draft,
  quarter_not_submitted,
  quarter_not_over,      ///< its last day is still to come
  quarter_before_open,   ///< the quarter before is not closed
  quarter_later_exists,  ///< a later one has been opened already
  sales_rule_missing,    ///< nobody approved how it is shared
  support_above_costs,   ///< support pays costs; nobody shares it
  set_aside_below_zero,  ///< a set-aside of earlier books was taken back after it had been spent
  costs_above_means,     ///< more spent than carried, sold and given, and nobody said who bears it
  shortfall_not_there,   ///< somebody was named for it, but the means cover the costs
  shortfall_reason_missing,
  quarter_own_entry,       ///< whoever entered or submitted does not close
  shortfall_not_approved,  ///< another shortfall than the caller saw
};
BOOST_DESCRIBE_ENUM(QuarterRefusal, team_not_found, quarter_not_begun, quarter_not_found,
                    quarter_not_draft, quarter_not_submitted, quarter_not_over, quarter_before_open,
                    quarter_later_exists, sales_rule_missing, support_above_costs,
                    set_aside_below_zero, costs_above_means, shortfall_not_there,
                    shortfall_reason_missing, quarter_own_entry, shortfall_not_approved)

/// Opens the account of a team for the quarter around `day`; the one that exists when there is one.
[[nodiscard]] base::Result<QuarterId, QuarterRefusal> open_quarter(db::Transaction& tx,
                                                                   RegionId region_id,
                                                                   OrganisationId team_id,
                                                                   base::Date day,
                                                                   base::Date today);
/// Hands the account in: from now on its lines stand still and its figures are kept, shared by the
/// rule of the quarter. Requires of the office: the quarter is over, the one before is closed, and
/// when costs are above the means, who bears that and why.
[[nodiscard]] base::Result<void, QuarterRefusal> submit_quarter(
    db::Transaction& tx, RegionId region_id, QuarterId id, PersonId submitted_by, base::Instant now,
    const std::optional<NamedShortfall>& shortfall = {});
/// Sends it back with a word about why: a draft again, its figures are forgotten.
[[nodiscard]] base::Result<void, QuarterRefusal> return_quarter(db::Transaction& tx,
                                                                RegionId region_id, QuarterId id,
                                                                std::string_view note);
/// Closes a submitted account as one linked group: every line, then the share of every fund. What
/// is left stays in the team's sales account, where the next quarter finds it. `shortfall_won` is
/// what the caller approves of costs above the means; 0: there are none.
[[nodiscard]] base::Result<QuarterAccount, QuarterRefusal> close_quarter(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, QuarterId id, PersonId closed_by,
    std::int64_t shortfall_won = 0);

[[nodiscard]] std::optional<QuarterAccount> find_quarter(db::Transaction& tx, RegionId region_id,
                                                         QuarterId id);
/// The account of a team for the quarter that begins on `quarter`.
[[nodiscard]] std::optional<QuarterAccount> quarter_of(db::Transaction& tx, RegionId region_id,
                                                       OrganisationId team_id, base::Date quarter);
/// Accounts of a team, newest quarter first.
[[nodiscard]] std::vector<QuarterAccount> quarters_of_team(db::Transaction& tx, RegionId region_id,
                                                           OrganisationId team_id);
/// Accounts of all teams for one quarter, by centre and name.
[[nodiscard]] std::vector<QuarterAccount> quarters_on(db::Transaction& tx, RegionId region_id,
                                                      base::Date quarter);
/// The figures: kept ones of a submitted or closed account; of a draft as they stand now, shared by
/// the approved rule when there is one (a surplus that cannot be shared stays in sales_left_won).
[[nodiscard]] QuarterFigures figures_of(db::Transaction& tx, RegionId region_id,
                                        const QuarterAccount& account);
/// Figures that were kept, of all accounts of one quarter.
[[nodiscard]] std::vector<QuarterFigures> kept_figures_on(db::Transaction& tx, RegionId region_id,
                                                          base::Date quarter);

/// A team's accounts (won): what is left of its sales, and its funds. None can be overdrawn.
[[nodiscard]] ledger::AccountKey team_sales_account(OrganisationId team_id);
[[nodiscard]] ledger::AccountKey team_set_aside_account(OrganisationId team_id);
[[nodiscard]] ledger::AccountKey team_performance_account(OrganisationId team_id);
[[nodiscard]] ledger::AccountKey team_profit_account(OrganisationId team_id);
[[nodiscard]] ledger::AccountKey team_activation_account(OrganisationId team_id);
/// Where sales come from, and what they pay: the other sides, of the region and of the centre.
[[nodiscard]] ledger::AccountKey team_buyers_account();
[[nodiscard]] ledger::AccountKey team_support_account(OrganisationId centre_id);
[[nodiscard]] ledger::AccountKey team_costs_account(OrganisationId centre_id);
[[nodiscard]] ledger::AccountKey central_asset_fund_account();
[[nodiscard]] ledger::AccountKey regional_support_account(OrganisationId centre_id);
[[nodiscard]] ledger::AccountTerms team_terms();  ///< a liability that never falls below zero

}  // namespace teams
