#include "ledger/points.h"
#include "ledger/route.h"
#include "routes.h"
#include "teams/points.h"

namespace teams {
namespace {

struct YearQuery {
  std::int32_t year = 0;
};
BOOST_DESCRIBE_STRUCT(YearQuery, (), (year))

struct PointRunList {
  std::vector<PointRun> items;
};
BOOST_DESCRIBE_STRUCT(PointRunList, (), (items))

/// A decision with the person's masked name.
struct NamedDecision {
  PointDecision decision;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedDecision, (), (decision, name))

struct DecisionList {
  std::vector<NamedDecision> items;
};
BOOST_DESCRIBE_STRUCT(DecisionList, (), (items))

/// How a run would turn out, by verdict.
struct VerdictCount {
  PointVerdict verdict = PointVerdict::granted;
  std::int64_t persons = 0;
  std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(VerdictCount, (), (verdict, persons, points))

struct PointPreview {
  std::int32_t year = 0;
  std::vector<VerdictCount> verdicts;
};
BOOST_DESCRIBE_STRUCT(PointPreview, (), (year, verdicts))

/// One lot of the caller's wallet.
struct WalletLot {
  std::int64_t remaining = 0;
  base::Date expires_on;
  std::string source;
};
BOOST_DESCRIBE_STRUCT(WalletLot, (), (remaining, expires_on, source))

/// One movement of the caller's points.
struct WalletLine {
  base::Date on;
  std::string code;
  std::int64_t change = 0;
  std::int64_t balance = 0;
  std::string reference;
};
BOOST_DESCRIBE_STRUCT(WalletLine, (), (on, code, change, balance, reference))

struct MyPoints {
  std::int64_t points = 0;
  std::vector<WalletLot> lots;
  std::vector<WalletLine> lines;  ///< of this year, newest first
};
BOOST_DESCRIBE_STRUCT(MyPoints, (), (points, lots, lines))

api::Answer<PointPreview> get_preview(db::Transaction& tx, const api::Context& context,
                                      const YearQuery& in) {
  const auto decisions = preview_points(tx, context.region_id(), in.year, context.today());
  if (!decisions) return api::refused(decisions.error(), "/year");
  PointPreview preview{in.year, {}};
  for (const PointVerdict verdict : base::all_of<PointVerdict>()) {
    VerdictCount count{verdict, 0, 0};
    for (const PointDecision& decision : *decisions)
      if (decision.verdict == verdict) {
        ++count.persons;
        count.points += decision.points;
      }
    if (count.persons > 0) preview.verdicts.push_back(count);
  }
  return preview;
}

api::Answer<PointRun> post_run(db::Transaction& tx, ledger::Batch& batch,
                               const api::Context& context, const YearQuery& in) {
  const auto run =
      grant_points(tx, batch, context.region_id(), in.year, context.principal.person_id);
  if (!run) return api::refused(run.error(), "/year");
  return *run;
}

api::Answer<PointFunding> get_funding(db::Transaction& tx, const api::Context& context,
                                      const YearQuery& in) {
  const auto funding = point_funding(tx, context.region_id(), in.year, context.today());
  if (!funding) return api::refused(funding.error(), "/year");
  return *funding;
}

api::Answer<PointRunList> get_runs(db::Transaction& tx, const api::Context& context,
                                   const base::Nothing&) {
  return PointRunList{list_point_runs(tx, context.region_id())};
}

api::Answer<DecisionList> get_decisions(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  const auto run_id = context.path_id<PointRunId>("id");
  DecisionList list;
  for (PointDecision& decision : point_decisions(tx, context.region_id(), run_id)) {
    std::string name = masked_name(tx, context.region_id(), decision.person_id);
    list.items.push_back({std::move(decision), std::move(name)});
  }
  if (list.items.empty()) return api::refused(PointRefusal::point_run_not_found);
  return list;
}

api::Answer<MyPoints> get_my_points(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  const ledger::LedgerId ledger_id = ledger::ledger_of(context.region_id());
  const auto wallet =
      ledger::find_account(tx, ledger_id, ledger::wallet_account(context.principal.person_id));
  MyPoints points;
  if (!wallet) return points;
  const auto lots =
      ledger::read_wallet(tx, ledger_id, context.principal.person_id, context.today());
  points.points = ledger::sum_of(lots);
  for (const ledger::Lot& lot : lots)
    points.lots.push_back({lot.remaining, lot.expires_on, lot.source});
  const auto first = base::make_date(base::split_date(context.today()).year, 1, 1);
  const ledger::Statement statement =
      ledger::statement(tx, ledger_id, wallet->id, *first, context.today());
  for (auto line = statement.lines.rbegin(); line != statement.lines.rend(); ++line)
    points.lines.push_back({line->entry.effective_on, line->entry.code, line->change, line->balance,
                            line->entry.reference});
  return points;
}

}  // namespace

std::vector<api::Route> point_routes(ledger::Ledger& ledger) {
  return {
      api::get<YearQuery, PointPreview>(
          "/api/v1/point-run-preview",
          {.operation = "preview_point_run",
           .permission = "teams.points_view",
           .tag = "teams",
           .summary = "How a run of a programme year would turn out today"},
          get_preview),
      api::get<YearQuery, PointFunding>(
          "/api/v1/point-funding",
          {.operation = "get_point_funding",
           .permission = "teams.points_view",
           .tag = "teams",
           .summary = "Who pays for a year's points, and the won set aside for all that are out"},
          get_funding),
      ledger::deed<YearQuery, PointRun>(
          ledger, "/api/v1/point-runs",
          {.operation = "grant_points",
           .permission = "teams.points",
           .tag = "teams",
           .summary = "Decides who gets points this year, and grants them",
           .success_status = 201},
          post_run),
      api::get<base::Nothing, PointRunList>("/api/v1/point-runs",
                                            {.operation = "list_point_runs",
                                             .permission = "teams.points_view",
                                             .tag = "teams",
                                             .summary = "Point runs, newest first"},
                                            get_runs),
      api::get<base::Nothing, DecisionList>(
          "/api/v1/point-runs/{id}/decisions",
          {.operation = "list_point_decisions",
           .permission = "teams.points_view",
           .tag = "teams",
           .summary = "Who was granted points and who was not, with the reason"},
          get_decisions),
      api::get<base::Nothing, MyPoints>(
          "/api/v1/me/points",
          {.operation = "get_my_points",
           .permission = "signed_in",
           .tag = "teams",
           .summary = "The caller's wallet: lots with expiry, movements of the year"},
          get_my_points),
  };
}

}  // namespace teams
