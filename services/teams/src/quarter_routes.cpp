#include <map>

#include "ledger/route.h"
#include "quarter_scope.h"
#include "routes.h"
#include "teams/sales_line.h"
#include "teams/shortfall.h"

namespace teams {
namespace {

struct QuarterQuery {
  std::optional<base::Date> quarter;  ///< any day of it; the last that is over when absent
  std::optional<OrganisationId> centre_id;
};
BOOST_DESCRIBE_STRUCT(QuarterQuery, (), (quarter, centre_id))

/// A team on the quarter desk, with its account when there is one.
struct QuarterDeskRow {
  OrganisationId team_id;
  std::string team_name;
  OrganisationId centre_id;
  WorkType work_type = WorkType::social_service;
  std::optional<QuarterAccount> account;
  std::optional<QuarterFigures> figures;  ///< of a submitted or closed account
  std::int64_t lines = 0;
  std::int64_t sales_won = 0;  ///< of its lines, so far
};
BOOST_DESCRIBE_STRUCT(QuarterDeskRow, (),
                      (team_id, team_name, centre_id, work_type, account, figures, lines,
                       sales_won))

struct QuarterDesk {
  base::Date quarter;
  bool is_over = false;
  std::vector<QuarterDeskRow> items;
};
BOOST_DESCRIBE_STRUCT(QuarterDesk, (), (quarter, is_over, items))

struct QuarterForm {
  OrganisationId team_id;
  base::Date quarter;  ///< any day of it
};
BOOST_DESCRIBE_STRUCT(QuarterForm, (), (team_id, quarter))

/// An account with all that a decision about it needs.
struct QuarterDetail {
  QuarterAccount account;
  QuarterFigures figures;
  std::optional<QuarterFigures> before;  ///< of the last closed account
  std::optional<SalesRule> rule;         ///< in force for the quarter
  std::vector<SalesLine> lines;
  std::vector<OutsideSale> missing;    ///< settled by the market, not in the book
  std::optional<Shortfall> shortfall;  ///< of a submitted or closed account
  bool is_over = false;
  bool may_close = false;  ///< the caller entered nothing of it
};

/// Needed when costs are above the means.
struct QuarterSubmission {
  std::optional<ShortfallBearer> shortfall_bearer;
  std::optional<std::string> shortfall_reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "shortfall_reason", .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(QuarterSubmission, (), (shortfall_bearer, shortfall_reason))

struct QuarterClosing {
  std::optional<std::int64_t> shortfall_won;  ///< approved, as the caller saw it

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "shortfall_won", .minimum = 0, .maximum = 100'000'000'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(QuarterClosing, (), (shortfall_won))
BOOST_DESCRIBE_STRUCT(QuarterDetail, (),
                      (account, figures, before, rule, lines, missing, shortfall, is_over,
                       may_close))

struct LineSum {
  QuarterId quarter_id;
  std::int64_t lines = 0;
  std::int64_t sales_won = 0;
};
BOOST_DESCRIBE_STRUCT(LineSum, (), (quarter_id, lines, sales_won))

std::map<QuarterId, LineSum> line_sums(db::Transaction& tx, RegionId region_id,
                                       base::Date quarter) {
  std::map<QuarterId, LineSum> sums;
  for (const LineSum& sum : tx.query<LineSum>(
           "SELECT l.quarter_id, COUNT(*) AS lines, SUM(CASE WHEN l.kind IN ('market', 'contract') "
           "THEN l.amount_won ELSE 0 END) AS sales_won FROM teams_sales_line l "
           "JOIN teams_quarter q ON q.region_id = l.region_id AND q.id = l.quarter_id "
           "WHERE l.region_id = $1 AND q.quarter = $2 GROUP BY l.quarter_id",
           region_id, quarter))
    sums[sum.quarter_id] = sum;
  return sums;
}

// The last quarter that is over.
base::Date quarter_before(base::Date today) {
  return first_of_quarter(first_of_quarter(today).plus_days(-1));
}

api::Answer<QuarterDesk> get_desk(db::Transaction& tx, const api::Context& context,
                                  const QuarterQuery& in) {
  const RegionId region_id = context.region_id();
  QuarterDesk desk{.quarter =
                       first_of_quarter(in.quarter.value_or(quarter_before(context.today())))};
  desk.is_over = last_of_quarter(desk.quarter) < context.today();
  std::map<OrganisationId, QuarterAccount> accounts;
  for (QuarterAccount& each : quarters_on(tx, region_id, desk.quarter))
    accounts.emplace(each.team_id, std::move(each));
  std::map<QuarterId, QuarterFigures> figures;
  for (const QuarterFigures& each : kept_figures_on(tx, region_id, desk.quarter))
    figures[each.quarter_id] = each;
  auto sums = line_sums(tx, region_id, desk.quarter);
  for (const Team& team :
       list_teams(tx, region_id, in.centre_id.value_or(OrganisationId{}), context.today())) {
    if (!context.scope.covers(team.centre_id)) continue;
    if (team.started_on > last_of_quarter(desk.quarter)) continue;
    QuarterDeskRow row{team.id, team.name, team.centre_id, team.work_type, {}, {}};
    if (const auto found = accounts.find(team.id); found != accounts.end()) {
      row.account = found->second;
      row.lines = sums[found->second.id].lines;
      row.sales_won = sums[found->second.id].sales_won;
      if (const auto kept = figures.find(found->second.id); kept != figures.end())
        row.figures = kept->second;
    }
    desk.items.push_back(std::move(row));
  }
  return desk;
}

// What the closed account before this one says.
std::optional<QuarterFigures> figures_before(db::Transaction& tx, RegionId region_id,
                                             const QuarterAccount& account) {
  for (const QuarterAccount& each : quarters_of_team(tx, region_id, account.team_id))
    if (each.quarter < account.quarter && each.state == QuarterState::closed)
      return figures_of(tx, region_id, each);
  return std::nullopt;
}

QuarterDetail detail_of(db::Transaction& tx, const api::Context& context,
                        const QuarterAccount& account, const OutsideSales& sales) {
  const RegionId region_id = context.region_id();
  const PersonId me = context.principal.person_id;
  QuarterDetail detail{.account = account,
                       .figures = figures_of(tx, region_id, account),
                       .before = figures_before(tx, region_id, account),
                       .rule = sales_rule_for(tx, region_id, account.work_type, account.quarter),
                       .lines = sales_lines(tx, region_id, account.id),
                       .missing = {},
                       .shortfall = shortfall_of(tx, region_id, account.id),
                       .is_over = last_of_quarter(account.quarter) < context.today(),
                       .may_close = account.submitted_by != me};
  if (account.state != QuarterState::closed)
    detail.missing = missing_sales(tx, region_id, account, sales, context.today());
  for (const SalesLine& line : detail.lines)
    if (line.entered_by == me) detail.may_close = false;
  return detail;
}

std::string field_of(QuarterRefusal refusal) {
  switch (refusal) {
    case QuarterRefusal::team_not_found: return "/team_id";
    case QuarterRefusal::quarter_not_begun:
    case QuarterRefusal::quarter_later_exists: return "/quarter";
    case QuarterRefusal::support_above_costs: return "/government_support_won";
    case QuarterRefusal::costs_above_means: return "/spent_direct_won";
    case QuarterRefusal::shortfall_not_there: return "/shortfall_bearer";
    case QuarterRefusal::shortfall_reason_missing: return "/shortfall_reason";
    case QuarterRefusal::shortfall_not_approved: return "/shortfall_won";
    default: return "";
  }
}

api::Answer<QuarterAccount> post_closing(db::Transaction& tx, ledger::Batch& batch,
                                         const api::Context& context, const QuarterClosing& in) {
  OLIVE_TRY(account, quarter_in_scope(tx, context, context.path_id<QuarterId>("id")));
  const auto closed = close_quarter(tx, batch, context.region_id(), account.id,
                                    context.principal.person_id, in.shortfall_won.value_or(0));
  if (!closed) return api::refused(closed.error(), field_of(closed.error()));
  return *closed;
}

api::Answer<QuarterAccount> post_return(db::Transaction& tx, const api::Context& context,
                                        const BooksNote& in) {
  OLIVE_TRY(account, quarter_in_scope(tx, context, context.path_id<QuarterId>("id")));
  const auto returned = return_quarter(tx, context.region_id(), account.id, in.note);
  if (!returned) return api::refused(returned.error());
  return *find_quarter(tx, context.region_id(), account.id);
}

api::Answer<QuarterAccount> post_submission(db::Transaction& tx, const api::Context& context,
                                            const QuarterSubmission& in) {
  OLIVE_TRY(account, quarter_in_scope(tx, context, context.path_id<QuarterId>("id")));
  std::optional<NamedShortfall> shortfall;
  if (in.shortfall_bearer)
    shortfall = NamedShortfall{*in.shortfall_bearer, in.shortfall_reason.value_or("")};
  const auto submitted = submit_quarter(tx, context.region_id(), account.id,
                                        context.principal.person_id, context.now, shortfall);
  if (!submitted) return api::refused(submitted.error(), field_of(submitted.error()));
  return *find_quarter(tx, context.region_id(), account.id);
}

api::Answer<QuarterAccount> post_quarter(db::Transaction& tx, const api::Context& context,
                                         const QuarterForm& in) {
  OLIVE_TRY(team, book_team(tx, context, in.team_id));
  const auto id = open_quarter(tx, context.region_id(), team.id, in.quarter, context.today());
  if (!id) return api::refused(id.error(), field_of(id.error()));
  return *find_quarter(tx, context.region_id(), *id);
}

std::vector<api::Route> deciding_routes(ledger::Ledger& ledger) {
  return {
      api::post<QuarterSubmission, QuarterAccount>(
          "/api/v1/team-quarters/{id}/submission",
          {.operation = "submit_team_quarter",
           .permission = "teams.books",
           .tag = "teams",
           .summary = "Hands an account in to be closed, with who bears a shortfall"},
          post_submission),
      api::post<BooksNote, QuarterAccount>("/api/v1/team-quarters/{id}/return",
                                           {.operation = "return_team_quarter",
                                            .permission = "teams.close",
                                            .tag = "teams",
                                            .summary = "Sends an account back with a word"},
                                           post_return),
      ledger::deed<QuarterClosing, QuarterAccount>(
          ledger, "/api/v1/team-quarters/{id}/closing",
          {.operation = "close_team_quarter",
           .permission = "teams.close",
           .tag = "teams",
           .summary = "Another person closes the account; the ledger shares the surplus"},
          post_closing),
  };
}

}  // namespace

api::Answer<QuarterAccount> quarter_in_scope(db::Transaction& tx, const api::Context& context,
                                             QuarterId id) {
  auto account = find_quarter(tx, context.region_id(), id);
  if (!account || !context.scope.covers(account->centre_id))
    return api::refused(QuarterRefusal::quarter_not_found);
  return *std::move(account);
}

api::Answer<Team> book_team(db::Transaction& tx, const api::Context& context,
                            OrganisationId team_id) {
  auto team = find_team(tx, context.region_id(), team_id, context.today());
  if (!team || !context.scope.covers(team->centre_id))
    return api::refused(TeamRefusal::team_not_found, "/team_id");
  return *std::move(team);
}

std::vector<api::Route> quarter_routes(ledger::Ledger& ledger, const OutsideSales& sales) {
  std::vector<api::Route> routes = deciding_routes(ledger);
  routes.push_back(api::get<QuarterQuery, QuarterDesk>(
      "/api/v1/team-quarters",
      {.operation = "list_team_quarters",
       .permission = "teams.view",
       .tag = "teams",
       .summary = "The teams of a quarter with their sales accounts"},
      get_desk));
  routes.push_back(api::post<QuarterForm, QuarterAccount>(
      "/api/v1/team-quarters",
      {.operation = "open_team_quarter",
       .permission = "teams.books",
       .tag = "teams",
       .summary = "Opens a team's account of a quarter, or finds it",
       .success_status = 201},
      post_quarter));
  routes.push_back(api::get<base::Nothing, QuarterDetail>(
      "/api/v1/team-quarters/{id}",
      {.operation = "get_team_quarter",
       .permission = "teams.view",
       .tag = "teams",
       .summary = "An account with its figures, lines and differences"},
      [sales](db::Transaction& tx, const api::Context& context,
              const base::Nothing&) -> api::Answer<QuarterDetail> {
        OLIVE_TRY(account, quarter_in_scope(tx, context, context.path_id<QuarterId>("id")));
        return detail_of(tx, context, account, sales);
      }));
  return routes;
}

}  // namespace teams
