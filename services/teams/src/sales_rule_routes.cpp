#include "routes.h"
#include "teams/sales_rule.h"

namespace teams {
namespace {

struct SalesRuleList {
  std::vector<SalesRule> items;
};
BOOST_DESCRIBE_STRUCT(SalesRuleList, (), (items))

std::string field_of(SalesRuleRefusal refusal) {
  switch (refusal) {
    case SalesRuleRefusal::sales_shares_out_of_range:
    case SalesRuleRefusal::sales_shares_above_whole: return "/set_aside_ppm";
    case SalesRuleRefusal::sales_rule_not_at_quarter: return "/valid_from";
    case SalesRuleRefusal::sales_rule_basis_missing: return "/basis";
    default: return "";
  }
}

api::Answer<SalesRuleList> get_rules(db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) {
  return SalesRuleList{list_sales_rules(tx, context.region_id())};
}

api::Answer<SalesRule> post_rule(db::Transaction& tx, const api::Context& context,
                                 const NewSalesRule& in) {
  const auto id =
      propose_sales_rule(tx, context.region_id(), in, context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), field_of(id.error()));
  return *find_sales_rule(tx, context.region_id(), *id);
}

api::Answer<SalesRule> decide(db::Transaction& tx, const api::Context& context,
                              DecisionState verdict) {
  const auto id = context.path_id<SalesRuleId>("id");
  const auto decided = decide_sales_rule(tx, context.region_id(), id, verdict,
                                         context.principal.person_id, context.now);
  if (!decided) return api::refused(decided.error());
  return *find_sales_rule(tx, context.region_id(), id);
}

}  // namespace

std::vector<api::Route> sales_rule_routes() {
  return {
      api::get<base::Nothing, SalesRuleList>("/api/v1/sales-rules",
                                             {.operation = "list_sales_rules",
                                              .permission = "teams.view",
                                              .tag = "teams",
                                              .summary = "How quarters are shared, newest first"},
                                             get_rules),
      api::post<NewSalesRule, SalesRule>("/api/v1/sales-rules",
                                         {.operation = "propose_sales_rule",
                                          .permission = "teams.rules",
                                          .tag = "teams",
                                          .summary = "Proposes shares for a type of work",
                                          .success_status = 201},
                                         post_rule),
      api::post<base::Nothing, SalesRule>(
          "/api/v1/sales-rules/{id}/approval",
          {.operation = "approve_sales_rule",
           .permission = "teams.rules",
           .tag = "teams",
           .summary = "Another person approves the shares"},
          [](db::Transaction& tx, const api::Context& context, const base::Nothing&) {
            return decide(tx, context, DecisionState::approved);
          }),
      api::post<base::Nothing, SalesRule>(
          "/api/v1/sales-rules/{id}/rejection",
          {.operation = "reject_sales_rule",
           .permission = "teams.rules",
           .tag = "teams",
           .summary = "Another person rejects the shares"},
          [](db::Transaction& tx, const api::Context& context, const base::Nothing&) {
            return decide(tx, context, DecisionState::rejected);
          }),
  };
}

}  // namespace teams
