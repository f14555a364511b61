#include "base/check.h"
#include "funds/asset.h"
#include "funds/publication.h"
#include "routes.h"

namespace funds {
namespace {

struct PublishedLine {
  std::int32_t year = 0;
  FundGoal goal = FundGoal::brand;
  std::int64_t plan_won = 0;
};
BOOST_DESCRIBE_STRUCT(PublishedLine, (), (year, goal, plan_won))

// A settlement without who did what inside the office.
struct PublishedSettlement {
  FundSettlementId id;
  std::string agreement_name;
  std::string funder_name;
  FundSource source = FundSource::central_fund;
  std::int64_t received_won = 0;
  std::int64_t interest_won = 0;
  std::int64_t spent_won = 0;
  std::int64_t unspent_won = 0;
  Date published_on;
};
BOOST_DESCRIBE_STRUCT(PublishedSettlement, (),
                      (id, agreement_name, funder_name, source, received_won, interest_won,
                       spent_won, unspent_won, published_on))

struct PublishedProgramme {
  ProgrammeId id;
  std::string name;
  Date starts_on;
  Date ends_on;
  std::int64_t planned_won = 0;
  std::vector<PublishedLine> lines;
  std::vector<PublishedSettlement> settlements;
};
BOOST_DESCRIBE_STRUCT(PublishedProgramme, (),
                      (id, name, starts_on, ends_on, planned_won, lines, settlements))

struct PublishedFunds {
  std::vector<PublishedProgramme> programmes;
  std::vector<CentreResult> results;  // what centres have of it
};
BOOST_DESCRIBE_STRUCT(PublishedFunds, (), (programmes, results))

struct PublishedSettlementDetail {
  PublishedSettlement settlement;
  std::string programme_name;
  std::string conditions;
  Date starts_on;
  Date ends_on;
  std::vector<FundSettlementLine> lines;
  std::vector<PublicSpending> spendings;
};
BOOST_DESCRIBE_STRUCT(PublishedSettlementDetail, (),
                      (settlement, programme_name, conditions, starts_on, ends_on, lines,
                       spendings))

struct PublishedSpending {
  PublicSpending spending;
  std::vector<PublicEvidence> evidence;
  std::int64_t line_spent_won = 0;  // the published figure that counts this spending
};
BOOST_DESCRIBE_STRUCT(PublishedSpending, (), (spending, evidence, line_spent_won))

PublishedSettlement shown(const FundSettlement& each) {
  CHECK_REQUEST(each.state == FundSettlementState::published && each.published_on);
  return {each.id,        each.agreement_name, each.funder_name,
          each.source,    each.received_won,   each.interest_won,
          each.spent_won, each.unspent_won,    *each.published_on};
}

api::Answer<PublishedFunds> get_published(db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) {
  const RegionId region_id = context.region_id();
  const auto settlements = published_settlements(tx, region_id);
  PublishedFunds funds{.results = results_of(list_assets(tx, region_id))};
  for (const Programme& programme : list_programmes(tx, region_id)) {
    if (programme.state != StepState::approved) continue;
    PublishedProgramme row{programme.id,
                           programme.name,
                           programme.starts_on,
                           programme.ends_on,
                           programme.planned_won,
                           {},
                           {}};
    for (const BudgetLine& line : lines_of(tx, region_id, programme.id))
      row.lines.push_back({line.year, line.goal, line.planned_won + line.moved_won});
    for (const FundSettlement& each : settlements)
      if (each.programme_id == programme.id) row.settlements.push_back(shown(each));
    funds.programmes.push_back(std::move(row));
  }
  return funds;
}

api::Answer<PublishedSettlementDetail> get_settlement(db::Transaction& tx,
                                                      const api::Context& context,
                                                      const base::Nothing&) {
  const RegionId region_id = context.region_id();
  const auto settlement =
      find_fund_settlement(tx, region_id, context.path_id<FundSettlementId>("id"));
  if (!settlement || settlement->state != FundSettlementState::published)
    return api::refused(FundSettlementRefusal::fund_settlement_not_found);
  const auto agreement = find_agreement(tx, region_id, settlement->agreement_id);
  return PublishedSettlementDetail{
      .settlement = shown(*settlement),
      .programme_name = find_programme(tx, region_id, settlement->programme_id)->name,
      .conditions = agreement->conditions,
      .starts_on = agreement->starts_on,
      .ends_on = agreement->ends_on,
      .lines = lines_of_settlement(tx, region_id, settlement->id),
      .spendings = published_spendings(tx, region_id, settlement->id)};
}

api::Answer<PublishedSpending> get_spending(db::Transaction& tx, const api::Context& context,
                                            const base::Nothing&) {
  const RegionId region_id = context.region_id();
  auto spending = find_published_spending(tx, region_id, context.path_id<SpendingId>("id"));
  if (!spending) return api::refused(SpendingRefusal::spending_not_found);
  PublishedSpending detail{.spending = *spending,
                           .evidence = published_evidence(tx, region_id, spending->id)};
  for (const auto& line : lines_of_settlement(tx, region_id, spending->settlement_id))
    if (line.line_id == spending->line_id) detail.line_spent_won = line.spent_won;
  CHECK_REQUEST(detail.line_spent_won >= spending->amount_won);
  return detail;
}

// A public file, made anew for each request from one snapshot.
api::Route file_route(std::string path, std::string_view operation, std::string_view summary,
                      std::string_view media_type,
                      std::function<std::string(db::Transaction&, RegionId, base::Instant)> make) {
  return api::raw(http::Method::get, std::move(path),
                  {.operation = operation, .tag = "funds", .summary = summary, .gives = media_type},
                  [media_type, make = std::move(make)](
                      const api::Services& services,
                      const std::shared_ptr<const api::Context>& context, const api::Done& done) {
                    std::string body = services.database->read([&](db::Transaction& tx) {
                      return make(tx, context->region_id(), context->now);
                    });
                    done({.status = 200,
                          .content_type = std::string(media_type),
                          .body = std::move(body),
                          .headers = {{"Access-Control-Allow-Origin", "*"}}});
                  });
}

std::vector<api::Route> file_routes() {
  return {
      file_route("/api/v1/published-funds/360giving.json", "export_360giving",
                 "Signed agreements as 360Giving JSON", "application/json",
                 [](auto& tx, auto region_id, auto) { return giving_json(tx, region_id); }),
      file_route("/api/v1/published-funds/fiscal/datapackage.json", "export_fiscal_package",
                 "The descriptor of the Fiscal Data Package", "application/json",
                 [](auto& tx, auto region_id, auto now) {
                   return fiscal_package_json(tx, region_id, now);
                 }),
      file_route("/api/v1/published-funds/fiscal/budget.csv", "export_fiscal_budget",
                 "Budget lines of approved programmes", "text/csv",
                 [](auto& tx, auto region_id, auto) { return fiscal_budget_csv(tx, region_id); }),
      file_route("/api/v1/published-funds/fiscal/spending.csv", "export_fiscal_spending",
                 "Spendings of published settlements", "text/csv",
                 [](auto& tx, auto region_id, auto) { return fiscal_spending_csv(tx, region_id); }),
  };
}

}  // namespace

std::vector<api::Route> publication_routes(const Dependencies&) {
  std::vector<api::Route> routes = file_routes();
  routes.push_back(api::get<base::Nothing, PublishedFunds>(
      "/api/v1/published-funds",
      {.operation = "get_published_funds",
       .tag = "funds",
       .summary = "Programmes with their plans and published settlements"},
      get_published));
  routes.push_back(api::get<base::Nothing, PublishedSettlementDetail>(
      "/api/v1/published-funds/{id}",
      {.operation = "get_published_settlement",
       .tag = "funds",
       .summary = "A published settlement with the spendings behind its figures"},
      get_settlement));
  routes.push_back(api::get<base::Nothing, PublishedSpending>(
      "/api/v1/published-spendings/{id}",
      {.operation = "get_published_spending",
       .tag = "funds",
       .summary = "A published spending with the digests of its evidence"},
      get_spending));
  return routes;
}

}  // namespace funds
