#include "quarter_figures.h"

#include <algorithm>
#include <map>
#include <utility>

#include "teams/attendance.h"
#include "teams/sales_line.h"
#include "teams/sales_split.h"

namespace teams {
namespace {

constexpr std::string_view kSelect =
    "SELECT f.quarter_id, f.rule_version, f.person_months, f.sales_won, f.government_support_won, "
    "f.direct_cost_won, f.overtime_won, f.tomorrow_incentive_won, f.start_up_won, "
    "f.activation_won, f.type_support_won, f.set_aside_won, f.set_aside_short_won, "
    "f.set_aside_before_won, f.set_aside_total_won, f.sales_left_won, f.tomorrow_profit_won, "
    "f.performance_won, f.central_fund_won, f.regional_support_won, f.carried_won, "
    "f.spent_direct_won, f.spent_overtime_won, f.spent_activation_won, f.spent_performance_won, "
    "f.spent_profit_won, f.spending_before_won, f.spending_left_won, f.spent_night_won, "
    "f.programme_budget_won FROM "
    "teams_quarter_figures f "
    "JOIN teams_quarter q ON q.region_id = f.region_id AND q.id = f.quarter_id "
    "WHERE f.region_id = $1 AND ";

std::optional<QuarterFigures> kept(db::Transaction& tx, RegionId region_id, QuarterId id) {
  return tx.query_one<QuarterFigures>(std::string(kSelect) + "f.quarter_id = $2", region_id, id);
}

// The last closed account before this one, and the day after its quarter.
struct Before {
  QuarterFigures figures;
  base::Date from;
};
Before before(db::Transaction& tx, RegionId region_id, const QuarterAccount& account) {
  for (const QuarterAccount& each : quarters_of_team(tx, region_id, account.team_id))
    if (each.quarter < account.quarter && each.state == QuarterState::closed)
      return {kept(tx, region_id, each.id).value(), last_of_quarter(each.quarter).plus_days(1)};
  return {{}, base::Date{}};
}

void add_line(QuarterFigures& f, const SalesLine& line) {
  switch (line.kind) {
    case SalesLineKind::market:
    case SalesLineKind::contract: f.sales_won += line.amount_won; return;
    case SalesLineKind::government_support: f.government_support_won += line.amount_won; return;
    case SalesLineKind::type_support: f.type_support_won += line.amount_won; return;
    case SalesLineKind::direct_cost: f.spent_direct_won += line.amount_won; return;
    case SalesLineKind::night_work: f.spent_night_won += line.amount_won; [[fallthrough]];
    case SalesLineKind::overtime: f.spent_overtime_won += line.amount_won; return;
    case SalesLineKind::opening_sales: f.carried_won += line.amount_won; return;
    case SalesLineKind::opening_set_aside: f.set_aside_before_won += line.amount_won; return;
  }
  CHECK_REQUEST(false);
}

// Persons with the days of work that they need in a month, counted once for each month.
std::int64_t person_months(const std::map<std::pair<PersonId, base::Date>, std::int64_t>& days,
                           std::int64_t days_min) {
  std::int64_t count = 0;
  for (const auto& [month, worked] : days) count += worked >= days_min ? 1 : 0;
  return count;
}

std::map<std::pair<PersonId, base::Date>, std::int64_t> days_worked(db::Transaction& tx,
                                                                    RegionId region_id,
                                                                    const QuarterAccount& account) {
  std::map<std::pair<PersonId, base::Date>, std::int64_t> days;
  for (const AttendanceDay& day : attendance_of_team(
           tx, region_id, account.team_id, account.quarter, last_of_quarter(account.quarter)))
    if (day.kind == AttendanceKind::work)
      ++days[{day.person_id, base::first_of_month(day.worked_on)}];
  return days;
}

std::int64_t cap_of(const BonusRule& rule, WorkType type, std::int64_t months) {
  return is_entitled(rule, type) ? rule.month_max_won * months : 0;
}

void share(QuarterFigures& f, const SalesRule& rule, const SalesCaps& caps) {
  const SalesParts parts = split_sales(f.surplus_won(), rule, caps);
  f.rule_version = rule.version;
  f.set_aside_won = parts.set_aside_won;
  f.performance_won = parts.performance_won;
  f.tomorrow_profit_won = parts.tomorrow_profit_won;
  f.activation_won = parts.activation_won;
  f.central_fund_won = parts.central_fund_won;
  f.regional_support_won = parts.regional_support_won;
  f.sales_left_won = parts.left_won;
  f.set_aside_short_won = set_aside_short(f.sales_won, f.set_aside_won, rule);
}

void add_up(QuarterFigures& f) {
  f.set_aside_total_won =
      f.set_aside_before_won + f.set_aside_won - f.start_up_won - f.tomorrow_incentive_won;
  f.spending_left_won = f.spending_before_won + f.activation_won + f.performance_won +
                        f.tomorrow_profit_won - f.spent_activation_won - f.spent_performance_won -
                        f.spent_profit_won;
}

void share_by_rule(db::Transaction& tx, RegionId region_id, const QuarterAccount& account,
                   QuarterFigures& f) {
  const auto rule = sales_rule_for(tx, region_id, account.work_type, account.quarter);
  const auto days = days_worked(tx, region_id, account);
  f.person_months = person_months(days, 1);
  f.sales_left_won = f.surplus_won();
  if (!rule || f.support_left_won() > 0) return;
  if (f.surplus_won() < 0) {  // nothing to share: see teams/shortfall.h
    f.rule_version = rule->version;
    f.set_aside_short_won = set_aside_short(f.sales_won, 0, *rule);
    return;
  }
  const base::Date last = last_of_quarter(account.quarter);
  const auto performance = settings::table<BonusRule>(tx, region_id, kPerformancePay, last);
  const auto profit = settings::table<BonusRule>(tx, region_id, kTomorrowProfit, last);
  share(f, *rule,
        {cap_of(performance, account.work_type, person_months(days, performance.month_days_min)),
         cap_of(profit, account.work_type, person_months(days, profit.month_days_min))});
}

QuarterFigures compute(db::Transaction& tx, RegionId region_id, const QuarterAccount& account) {
  const Before previous = before(tx, region_id, account);
  QuarterFigures f{.quarter_id = account.id};
  f.carried_won = previous.figures.sales_left_won;
  f.set_aside_before_won = previous.figures.set_aside_total_won;
  f.spending_before_won = previous.figures.spending_left_won;
  for (const SalesLine& line : sales_lines(tx, region_id, account.id)) add_line(f, line);
  f.overtime_won = f.spent_overtime_won;
  f.direct_cost_won = f.spent_direct_won - f.government_support_won - f.type_support_won;
  // Payments between two accounts belong to the later one.
  const PaidSums paid =
      paid_between(tx, region_id, account.team_id, previous.from, last_of_quarter(account.quarter));
  f.tomorrow_incentive_won = paid.tomorrow_incentive_won;
  f.start_up_won = paid.start_up_won;
  f.spent_activation_won = paid.activation_won;
  f.spent_performance_won = paid.performance_won;
  f.spent_profit_won = paid.tomorrow_profit_won;
  share_by_rule(tx, region_id, account, f);
  add_up(f);
  return f;
}

}  // namespace

std::int64_t QuarterFigures::surplus_won() const {
  return carried_won + sales_won + government_support_won + type_support_won - spent_direct_won -
         spent_overtime_won;
}

std::int64_t QuarterFigures::shortfall_won() const {
  return std::max<std::int64_t>(0, -surplus_won());
}

std::int64_t QuarterFigures::support_left_won() const {
  const std::int64_t support_won = government_support_won + type_support_won;
  return std::max<std::int64_t>(0, support_won - std::max<std::int64_t>(0, spent_direct_won));
}

bool QuarterFigures::is_balanced() const {
  const std::int64_t shared_won = set_aside_won + performance_won + tomorrow_profit_won +
                                  activation_won + central_fund_won + regional_support_won +
                                  sales_left_won;
  QuarterFigures again = *this;
  add_up(again);
  return surplus_won() + programme_budget_won == shared_won &&
         set_aside_total_won == again.set_aside_total_won &&
         spending_left_won == again.spending_left_won;
}

QuarterFigures figures_of(db::Transaction& tx, RegionId region_id, const QuarterAccount& account) {
  if (account.state == QuarterState::draft) return compute(tx, region_id, account);
  return kept(tx, region_id, account.id).value();
}

std::vector<QuarterFigures> kept_figures_on(db::Transaction& tx, RegionId region_id,
                                            base::Date quarter) {
  return tx.query<QuarterFigures>(std::string(kSelect) + "q.quarter = $2 ORDER BY f.quarter_id",
                                  region_id, quarter);
}

void keep_figures(db::Transaction& tx, RegionId region_id, const QuarterFigures& figures) {
  std::vector<std::string_view> columns{"region_id"};
  std::vector<db::Value> cells{db::to_value(region_id)};
  QuarterFigures copy = figures;  // described members are reached through plain pointers
  for (const base::FieldInfo& field : base::type_info<QuarterFigures>().fields) {
    columns.push_back(field.name);
    cells.push_back(db::to_value(field.type().get_integer(field.member(&copy))));
  }
  tx.insert_many("teams_quarter_figures", columns, cells);
}

PaidSums paid_between(db::Transaction& tx, RegionId region_id, OrganisationId team_id,
                      base::Date from, base::Date to) {
  const auto sum = [&](std::string_view kind) {
    return tx
        .integer(
            "SELECT SUM(amount_won) FROM teams_payment WHERE region_id = $1 AND team_id = $2 "
            "AND kind = $3 AND state = 'approved' AND paid_on BETWEEN $4 AND $5",
            region_id, team_id, kind, from, to)
        .value_or(0);
  };
  return {.performance_won = sum("performance"),
          .tomorrow_profit_won = sum("tomorrow_profit"),
          .tomorrow_incentive_won = sum("tomorrow_incentive"),
          .start_up_won = sum("start_up"),
          .activation_won = sum("activation")};
}

}  // namespace teams
