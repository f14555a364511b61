#include "quarter_scope.h"
#include "routes.h"
#include "teams/sales_line.h"

namespace teams {
namespace {

struct SalesTakeover {
  std::int64_t taken = 0;  ///< lines that are new
};
BOOST_DESCRIBE_STRUCT(SalesTakeover, (), (taken))

struct ReversalForm {
  QuarterId quarter_id;  ///< the draft in which it is taken back
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ReversalForm, (), (quarter_id, reason))

std::string field_of(SalesLineRefusal refusal) {
  switch (refusal) {
    case SalesLineRefusal::quarter_not_found:
    case SalesLineRefusal::quarter_not_draft: return "/quarter_id";
    case SalesLineRefusal::sales_line_of_market:
    case SalesLineRefusal::opening_not_first: return "/kind";
    case SalesLineRefusal::amount_not_positive: return "/amount_won";
    case SalesLineRefusal::sales_line_outside_quarter: return "/occurred_on";
    case SalesLineRefusal::counterparty_missing: return "/counterparty";
    case SalesLineRefusal::evidence_number_missing:
    case SalesLineRefusal::evidence_number_used: return "/evidence_number";
    case SalesLineRefusal::reason_missing: return "/reason";
    default: return "";
  }
}

api::Answer<SalesLine> found(db::Transaction& tx, const api::Context& context, SalesLineId id) {
  auto line = find_sales_line(tx, context.region_id(), id);
  if (!line) return api::refused(SalesLineRefusal::sales_line_not_found);
  if (!quarter_in_scope(tx, context, line->quarter_id))
    return api::refused(SalesLineRefusal::sales_line_not_found);
  return *std::move(line);
}

api::Answer<SalesLine> post_line(db::Transaction& tx, const api::Context& context,
                                 const NewSalesLine& in) {
  OLIVE_TRY(account, quarter_in_scope(tx, context, context.path_id<QuarterId>("id")));
  const auto id = add_sales_line(tx, context.region_id(), account.id, in,
                                 context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), field_of(id.error()));
  return *find_sales_line(tx, context.region_id(), *id);
}

api::Answer<base::Nothing> post_removal(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  OLIVE_TRY(line, found(tx, context, context.path_id<SalesLineId>("id")));
  const auto removed = remove_sales_line(tx, context.region_id(), line.id);
  if (!removed) return api::refused(removed.error());
  return base::Nothing{};
}

api::Answer<SalesLine> post_reversal(db::Transaction& tx, const api::Context& context,
                                     const ReversalForm& in) {
  OLIVE_TRY(line, found(tx, context, context.path_id<SalesLineId>("id")));
  OLIVE_TRY(account, quarter_in_scope(tx, context, in.quarter_id));
  const auto id = reverse_sales_line(tx, context.region_id(), line.id, account.id, in.reason,
                                     context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), field_of(id.error()));
  return *find_sales_line(tx, context.region_id(), *id);
}

}  // namespace

std::vector<api::Route> sales_line_routes(const OutsideSales& sales) {
  const auto post_takeover = [sales](db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) -> api::Answer<SalesTakeover> {
    OLIVE_TRY(account, quarter_in_scope(tx, context, context.path_id<QuarterId>("id")));
    const auto taken = take_over_sales(tx, context.region_id(), account.id, sales,
                                       context.principal.person_id, context.now);
    if (!taken) return api::refused(taken.error());
    return SalesTakeover{*taken};
  };
  return {
      api::post<NewSalesLine, SalesLine>("/api/v1/team-quarters/{id}/lines",
                                         {.operation = "add_sales_line",
                                          .permission = "teams.books",
                                          .tag = "teams",
                                          .summary = "Enters a sale, support or cost",
                                          .success_status = 201},
                                         post_line),
      api::post<base::Nothing, SalesTakeover>(
          "/api/v1/team-quarters/{id}/market-sales",
          {.operation = "take_over_market_sales",
           .permission = "teams.books",
           .tag = "teams",
           .summary = "Takes over what Olive Market settled with the team's shops"},
          post_takeover),
      api::post<base::Nothing, base::Nothing>("/api/v1/sales-lines/{id}/removal",
                                              {.operation = "remove_sales_line",
                                               .permission = "teams.books",
                                               .tag = "teams",
                                               .summary = "Takes a line out of a draft"},
                                              post_removal),
      api::post<ReversalForm, SalesLine>("/api/v1/sales-lines/{id}/reversal",
                                         {.operation = "reverse_sales_line",
                                          .permission = "teams.books",
                                          .tag = "teams",
                                          .summary = "Takes a closed line back in a later quarter",
                                          .success_status = 201},
                                         post_reversal),
  };
}

}  // namespace teams
