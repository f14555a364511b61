#include "funds/settlement.h"
#include "ledger/route.h"
#include "routes.h"

namespace funds {
namespace {

struct FundSettlementForm {
  AgreementId agreement_id;
};
BOOST_DESCRIBE_STRUCT(FundSettlementForm, (), (agreement_id))

struct FundSettlementList {
  std::vector<FundSettlement> items;
};
BOOST_DESCRIBE_STRUCT(FundSettlementList, (), (items))

struct FundSettlementDetail {
  FundSettlement settlement;
  Agreement agreement;
  std::vector<FundSettlementLine> lines;
  std::vector<Spending> spendings;
};
BOOST_DESCRIBE_STRUCT(FundSettlementDetail, (), (settlement, agreement, lines, spendings))

api::Answer<FundSettlementList> get_settlements(db::Transaction& tx, const api::Context& context,
                                                const base::Nothing&) {
  return FundSettlementList{list_fund_settlements(tx, context.region_id())};
}

api::Answer<FundSettlementDetail> get_settlement(db::Transaction& tx, const api::Context& context,
                                                 const base::Nothing&) {
  const RegionId region_id = context.region_id();
  auto settlement = find_fund_settlement(tx, region_id, context.path_id<FundSettlementId>("id"));
  if (!settlement) return api::refused(FundSettlementRefusal::fund_settlement_not_found);
  return FundSettlementDetail{
      .settlement = *settlement,
      .agreement = *find_agreement(tx, region_id, settlement->agreement_id),
      .lines = lines_of_settlement(tx, region_id, settlement->id),
      .spendings = spendings_of_agreement(tx, region_id, settlement->agreement_id)};
}

api::Answer<FundSettlement> found(db::Transaction& tx, const api::Context& context,
                                  FundSettlementId id) {
  return *find_fund_settlement(tx, context.region_id(), id);
}

api::Answer<FundSettlement> post_settlement(db::Transaction& tx, const api::Context& context,
                                            const FundSettlementForm& in) {
  const auto id = propose_fund_settlement(tx, context.region_id(), in.agreement_id,
                                          context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), "/agreement_id");
  return found(tx, context, *id);
}

api::Answer<FundSettlement> post_approval(db::Transaction& tx, ledger::Batch& batch,
                                          const api::Context& context, const base::Nothing&) {
  return api::answer(approve_fund_settlement(tx, batch, context.region_id(),
                                             context.path_id<FundSettlementId>("id"),
                                             context.principal.person_id));
}

api::Answer<FundSettlement> post_rejection(db::Transaction& tx, const api::Context& context,
                                           const FundNote& in) {
  const auto id = context.path_id<FundSettlementId>("id");
  const auto rejected =
      reject_fund_settlement(tx, context.region_id(), id, context.principal.person_id, in.note);
  if (!rejected) return api::refused(rejected.error());
  return found(tx, context, id);
}

api::Answer<FundSettlement> post_publication(db::Transaction& tx, const api::Context& context,
                                             const base::Nothing&) {
  const auto id = context.path_id<FundSettlementId>("id");
  const auto published = publish_fund_settlement(tx, context.region_id(), id,
                                                 context.principal.person_id, context.today());
  if (!published) return api::refused(published.error());
  return found(tx, context, id);
}

}  // namespace

std::vector<api::Route> fund_settlement_routes(const Dependencies& given) {
  return {
      api::get<base::Nothing, FundSettlementList>("/api/v1/fund-settlements",
                                                  {.operation = "list_fund_settlements",
                                                   .permission = "funds.view",
                                                   .tag = "funds",
                                                   .summary = "Settlements, newest first"},
                                                  get_settlements),
      api::get<base::Nothing, FundSettlementDetail>(
          "/api/v1/fund-settlements/{id}",
          {.operation = "get_fund_settlement",
           .permission = "funds.view",
           .tag = "funds",
           .summary = "A settlement with its lines and spendings"},
          get_settlement),
      api::post<FundSettlementForm, FundSettlement>(
          "/api/v1/fund-settlements",
          {.operation = "propose_fund_settlement",
           .permission = "funds.manage",
           .tag = "funds",
           .summary = "Drafts the settlement of an agreement that is over",
           .success_status = 201},
          post_settlement),
      ledger::deed<base::Nothing, FundSettlement>(
          given.ledger, "/api/v1/fund-settlements/{id}/approval",
          {.operation = "approve_fund_settlement",
           .permission = "funds.approve",
           .tag = "funds",
           .summary = "Another person approves; what is left returns to the funder"},
          post_approval),
      api::post<FundNote, FundSettlement>("/api/v1/fund-settlements/{id}/rejection",
                                          {.operation = "reject_fund_settlement",
                                           .permission = "funds.approve",
                                           .tag = "funds",
                                           .summary = "Another person rejects the draft"},
                                          post_rejection),
      api::post<base::Nothing, FundSettlement>(
          "/api/v1/fund-settlements/{id}/publication",
          {.operation = "publish_fund_settlement",
           .permission = "funds.approve",
           .tag = "funds",
           .summary = "Shows the settlement to everybody; not by who approved it"},
          post_publication),
  };
}

}  // namespace funds
