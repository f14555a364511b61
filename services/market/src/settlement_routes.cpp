#include "ledger/route.h"
#include "market/objection.h"
#include "routes.h"

namespace market {
namespace {

struct SettlementQuery {
  std::optional<OrganisationId> shop_id;
};
BOOST_DESCRIBE_STRUCT(SettlementQuery, (), (shop_id))

struct SettlementList {
  std::vector<Settlement> items;
};
BOOST_DESCRIBE_STRUCT(SettlementList, (), (items))

struct SettlementMonth {
  base::Date month;  ///< any day of it
};
BOOST_DESCRIBE_STRUCT(SettlementMonth, (), (month))

/// The shop says which amount it agrees to, so that it never agrees to another.
struct ConfirmationForm {
  std::optional<std::int64_t> payout_won;
};
BOOST_DESCRIBE_STRUCT(ConfirmationForm, (), (payout_won))

/// A settlement down to its lines.
struct SettlementSheet {
  Settlement settlement;
  std::vector<SettlementLine> lines;
  std::vector<Objection> objections;
};
BOOST_DESCRIBE_STRUCT(SettlementSheet, (), (settlement, lines, objections))

struct ObjectionForm {
  LineKind kind = LineKind::sale;
  SourceId source_id;
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 2, .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ObjectionForm, (), (kind, source_id, reason))

struct AnswerForm {
  bool is_upheld = false;
  std::string answer;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "answer", .min_length = 2, .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(AnswerForm, (), (is_upheld, answer))

struct BenefitForm {
  PersonId person_id;
  std::int64_t amount_won = 0;
  std::string purpose;
  std::optional<BenefitSource> source;  ///< the benefit fund, when not said

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "amount_won", .minimum = 1, .maximum = 10'000'000},
        {.field = "purpose", .min_length = 2, .max_length = 100}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(BenefitForm, (), (person_id, amount_won, purpose, source))

struct BenefitReceipt {
  BenefitId id;
  std::int64_t amount_won = 0;
};
BOOST_DESCRIBE_STRUCT(BenefitReceipt, (), (id, amount_won))

api::Answer<SettlementList> get_settlements(db::Transaction& tx, const api::Context& context,
                                            const SettlementQuery& in) {
  SettlementList list;
  for (Settlement& settlement :
       list_settlements(tx, context.region_id(), in.shop_id.value_or(OrganisationId{})))
    if (context.scope.covers(settlement.shop_id)) list.items.push_back(std::move(settlement));
  return list;
}

api::Answer<SettlementList> post_drafts(db::Transaction& tx, const api::Context& context,
                                        const SettlementMonth& in) {
  const auto drafts = draft_settlements(tx, context.region_id(), in.month,
                                        context.principal.person_id, context.now);
  if (!drafts) return api::refused(drafts.error(), "/month");
  SettlementList list;
  for (Settlement& settlement : list_settlements(tx, context.region_id(), OrganisationId{}))
    if (settlement.month == base::first_of_month(in.month)) list.items.push_back(settlement);
  return list;
}

api::Answer<Settlement> own_settlement(db::Transaction& tx, const api::Context& context) {
  auto settlement = find_settlement(tx, context.region_id(), context.path_id<SettlementId>("id"));
  if (!settlement || !context.scope.covers(settlement->shop_id))
    return api::refused(SettlementRefusal::settlement_not_found);
  return *settlement;
}

SettlementSheet sheet_of(db::Transaction& tx, RegionId region_id, Settlement settlement) {
  const SettlementId id = settlement.id;
  return {std::move(settlement), lines_of(tx, region_id, id), objections_of(tx, region_id, id)};
}

api::Answer<SettlementSheet> get_sheet(db::Transaction& tx, const api::Context& context,
                                       const base::Nothing&) {
  OLIVE_TRY(settlement, own_settlement(tx, context));
  return sheet_of(tx, context.region_id(), std::move(settlement));
}

api::Answer<Settlement> post_confirmation(db::Transaction& tx, const api::Context& context,
                                          const ConfirmationForm& in) {
  OLIVE_TRY(settlement, own_settlement(tx, context));
  if (const auto confirmed = confirm_settlement(tx, context.region_id(), settlement.id,
                                                context.principal.person_id, in.payout_won);
      !confirmed)
    return api::refused(confirmed.error());
  return *find_settlement(tx, context.region_id(), settlement.id);
}

api::Answer<SettlementSheet> post_objection(db::Transaction& tx, const api::Context& context,
                                            const ObjectionForm& in) {
  OLIVE_TRY(settlement, own_settlement(tx, context));
  if (const auto raised =
          object_to_line(tx, context.region_id(), settlement.id, in.kind, in.source_id, in.reason,
                         context.principal.person_id, context.now);
      !raised)
    return api::refused(raised.error(), "/source_id");
  return sheet_of(tx, context.region_id(),
                  *find_settlement(tx, context.region_id(), settlement.id));
}

api::Answer<SettlementSheet> post_answer(db::Transaction& tx, const api::Context& context,
                                         const AnswerForm& in) {
  OLIVE_TRY(settlement, own_settlement(tx, context));
  if (const auto answered = answer_objection(
          tx, context.region_id(), settlement.id, context.path_id<ObjectionId>("objection_id"),
          in.is_upheld, in.answer, context.principal.person_id, context.now);
      !answered)
    return api::refused(answered.error());
  return sheet_of(tx, context.region_id(),
                  *find_settlement(tx, context.region_id(), settlement.id));
}

api::Answer<Settlement> post_approval(db::Transaction& tx, ledger::Batch& batch,
                                      const api::Context& context, const base::Nothing&) {
  return api::answer(approve_settlement(tx, batch, context.region_id(),
                                        context.path_id<SettlementId>("id"),
                                        context.principal.person_id));
}

api::Answer<BenefitReceipt> post_benefit(db::Transaction& tx, ledger::Batch& batch,
                                         const api::Context& context, const BenefitForm& in) {
  const auto id =
      grant_benefit(tx, batch, context.region_id(), in.person_id, in.amount_won, in.purpose,
                    context.principal.person_id, in.source.value_or(BenefitSource::benefit_fund));
  if (!id)
    return api::refused(id.error(), id.error() == SettlementRefusal::person_not_found
                                        ? "/person_id"
                                        : "/amount_won");
  return BenefitReceipt{*id, in.amount_won};
}

}  // namespace

std::vector<api::Route> settlement_routes(ledger::Ledger& ledger) {
  return {
      api::get<SettlementQuery, SettlementList>("/api/v1/settlements",
                                                {.operation = "list_settlements",
                                                 .permission = "market.view",
                                                 .tag = "market",
                                                 .summary = "Monthly settlements, newest first"},
                                                get_settlements),
      api::post<SettlementMonth, SettlementList>(
          "/api/v1/settlements",
          {.operation = "draft_settlements",
           .permission = "market.manage",
           .tag = "market",
           .summary = "Drafts a month for every shop with unsettled sales",
           .success_status = 201},
          post_drafts),
      api::get<base::Nothing, SettlementSheet>(
          "/api/v1/settlements/{id}",
          {.operation = "get_settlement",
           .permission = "market.view",
           .tag = "market",
           .summary = "A settlement with its lines and objections"},
          get_sheet),
      api::post<ConfirmationForm, Settlement>("/api/v1/settlements/{id}/confirmation",
                                              {.operation = "confirm_settlement",
                                               .permission = "market.sell",
                                               .tag = "market",
                                               .summary = "The shop agrees to its settlement"},
                                              post_confirmation),
      api::post<ObjectionForm, SettlementSheet>(
          "/api/v1/settlements/{id}/objections",
          {.operation = "object_to_settlement",
           .permission = "market.sell",
           .tag = "market",
           .summary = "The shop objects to a line of its settlement",
           .success_status = 201},
          post_objection),
      api::post<AnswerForm, SettlementSheet>(
          "/api/v1/settlements/{id}/objections/{objection_id}/answer",
          {.operation = "answer_objection",
           .permission = "market.manage",
           .tag = "market",
           .summary = "Upholds or dismisses an objection"},
          post_answer),
      ledger::deed<base::Nothing, Settlement>(
          ledger, "/api/v1/settlements/{id}/approval",
          {.operation = "approve_settlement",
           .permission = "market.manage",
           .tag = "market",
           .summary = "Posts a confirmed settlement to the ledger"},
          post_approval),
      ledger::deed<BenefitForm, BenefitReceipt>(
          ledger, "/api/v1/benefits",
          {.operation = "grant_benefit",
           .permission = "market.benefits",
           .tag = "market",
           .summary = "Pays a benefit to a participant from the benefit fund",
           .success_status = 201},
          post_benefit),
  };
}

}  // namespace market
