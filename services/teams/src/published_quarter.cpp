#include "teams/published_quarter.h"

#include <algorithm>
#include <map>

namespace teams {
namespace {

struct Persons {
  OrganisationId centre_id;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Persons, (), (centre_id, count))

// Who worked in the closed teams of each centre in the quarter.
std::map<OrganisationId, std::int64_t> workers(db::Transaction& tx, RegionId region_id,
                                               base::Date quarter) {
  std::map<OrganisationId, std::int64_t> counts;
  for (const Persons& each : tx.query<Persons>(
           "SELECT q.centre_id, COUNT(DISTINCT a.person_id) AS count FROM teams_quarter q "
           "JOIN teams_attendance a ON a.region_id = q.region_id AND a.team_id = q.team_id "
           "AND a.worked_on BETWEEN $2 AND $3 AND a.kind = 'work' "
           "WHERE q.region_id = $1 AND q.quarter = $2 AND q.state = 'closed' GROUP BY q.centre_id",
           region_id, quarter, last_of_quarter(quarter)))
    counts[each.centre_id] = each.count;
  return counts;
}

// Who was paid a bonus in the quarter out of those teams' funds.
std::map<OrganisationId, std::int64_t> receivers(db::Transaction& tx, RegionId region_id,
                                                 base::Date quarter) {
  std::map<OrganisationId, std::int64_t> counts;
  for (const Persons& each : tx.query<Persons>(
           "SELECT q.centre_id, COUNT(DISTINCT p.person_id) AS count FROM teams_quarter q "
           "JOIN teams_payment p ON p.region_id = q.region_id AND p.team_id = q.team_id "
           "AND p.paid_on BETWEEN $2 AND $3 AND p.kind IN ('performance', 'tomorrow_profit') "
           "WHERE q.region_id = $1 AND q.quarter = $2 AND q.state = 'closed' GROUP BY q.centre_id",
           region_id, quarter, last_of_quarter(quarter)))
    counts[each.centre_id] = each.count;
  return counts;
}

struct CentreSums {
  std::int64_t teams = 0, open = 0;
  std::int64_t sales_won = 0, set_aside_won = 0, performance_won = 0;
};

std::map<OrganisationId, CentreSums> sums(db::Transaction& tx, RegionId region_id,
                                          base::Date quarter) {
  std::map<QuarterId, QuarterFigures> kept;
  for (const QuarterFigures& each : kept_figures_on(tx, region_id, quarter))
    kept[each.quarter_id] = each;
  std::map<OrganisationId, CentreSums> by_centre;
  for (const QuarterAccount& account : quarters_on(tx, region_id, quarter)) {
    CentreSums& centre = by_centre[account.centre_id];
    if (account.state != QuarterState::closed) {
      ++centre.open;
      continue;
    }
    const QuarterFigures& figures = kept.at(account.id);
    ++centre.teams;
    centre.sales_won += figures.sales_won;
    centre.set_aside_won += figures.set_aside_won;
    centre.performance_won += figures.spent_performance_won + figures.spent_profit_won;
  }
  return by_centre;
}

}  // namespace

ShownFigures show_figures(const std::vector<GroupFigure>& groups, std::int64_t min) {
  ShownFigures shown;
  std::int64_t hidden = 0;
  std::int64_t hidden_persons = 0;
  std::int64_t sum_won = 0;
  for (const GroupFigure& group : groups) {
    CHECK_REQUEST(group.persons >= 0);
    // Nobody behind it, nothing in it: that tells about nobody.
    const bool is_empty = group.persons == 0 && group.won == 0;
    const bool is_shown = is_empty || group.persons >= min;
    shown.won.push_back(is_shown ? std::optional(group.won) : std::nullopt);
    hidden += is_shown ? 0 : 1;
    hidden_persons += is_shown ? 0 : group.persons;
    sum_won += group.won;
  }
  if (hidden == 0 || (hidden > 1 && hidden_persons >= min)) shown.sum_won = sum_won;
  return shown;
}

PublicQuarter public_quarter(db::Transaction& tx, RegionId region_id, base::Date quarter) {
  quarter = first_of_quarter(quarter);
  PublicQuarter shown{.quarter = quarter};
  shown.group_min = settings::integer(tx, region_id, kPublicGroupMin, last_of_quarter(quarter));
  const auto by_centre = sums(tx, region_id, quarter);
  const auto worked = workers(tx, region_id, quarter);
  const auto received = receivers(tx, region_id, quarter);
  std::vector<GroupFigure> sales, set_aside, performance;
  for (const auto& centre :
       people::organisations_of_kind(tx, region_id, people::OrganisationKind::regional_centre)) {
    const auto found = by_centre.find(centre.id);
    if (found == by_centre.end()) continue;
    const auto count = [&centre](const auto& counts) {
      const auto at = counts.find(centre.id);
      return at == counts.end() ? std::int64_t{0} : at->second;
    };
    shown.centres.push_back({.centre_id = centre.id,
                             .centre_name = centre.name,
                             .teams = found->second.teams,
                             .teams_open = found->second.open});
    sales.push_back({found->second.sales_won, count(worked)});
    set_aside.push_back({found->second.set_aside_won, count(worked)});
    performance.push_back({found->second.performance_won, count(received)});
  }
  const ShownFigures shown_sales = show_figures(sales, shown.group_min);
  const ShownFigures shown_set_aside = show_figures(set_aside, shown.group_min);
  const ShownFigures shown_performance = show_figures(performance, shown.group_min);
  for (std::size_t i = 0; i < shown.centres.size(); ++i) {
    shown.centres[i].sales_won = shown_sales.won[i];
    shown.centres[i].set_aside_won = shown_set_aside.won[i];
    shown.centres[i].performance_won = shown_performance.won[i];
  }
  shown.sales_won = shown_sales.sum_won;
  shown.set_aside_won = shown_set_aside.sum_won;
  shown.performance_won = shown_performance.sum_won;
  return shown;
}

std::vector<base::Date> public_quarters(db::Transaction& tx, RegionId region_id) {
  std::vector<base::Date> quarters;
  const db::Rows rows = tx.rows(
      "SELECT DISTINCT quarter FROM teams_quarter WHERE region_id = $1 AND state = 'closed' "
      "ORDER BY quarter DESC",
      region_id);
  for (std::size_t i = 0; i < rows.size(); ++i)
    quarters.push_back(base::Date{static_cast<std::int32_t>(rows.integer(i, 0))});
  return quarters;
}

}  // namespace teams
