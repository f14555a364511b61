#include "funds/spending.h"
#include "ledger/route.h"
#include "routes.h"

namespace funds {
namespace {

struct SpendingForm {
  CommitmentId commitment_id;
  std::int64_t amount_won = 0;
  Date spent_on;
  std::optional<std::string> note;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "amount_won", .minimum = 1, .maximum = 1'000'000'000'000},
        {.field = "note", .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(SpendingForm, (), (commitment_id, amount_won, spent_on, note))

struct SpendingDetail {
  Spending spending;
  Commitment commitment;
  BudgetLine line;
  std::string programme_name;
  std::string agreement_name;
  FundSource source = FundSource::central_fund;
  std::vector<Evidence> evidence;
  std::int64_t simple_receipt_max_won = 0;  // as it held on the day
  std::optional<std::int64_t> entry_seq;    // in the ledger
};
BOOST_DESCRIBE_STRUCT(SpendingDetail, (),
                      (spending, commitment, line, programme_name, agreement_name, source, evidence,
                       simple_receipt_max_won, entry_seq))

std::string pointer_of(SpendingRefusal refusal) {
  switch (refusal) {
    case SpendingRefusal::commitment_not_found:
    case SpendingRefusal::commitment_not_open:
    case SpendingRefusal::commitment_expired:
    case SpendingRefusal::commitment_has_spending: return "/commitment_id";
    case SpendingRefusal::spending_in_future:
    case SpendingRefusal::spending_before_commitment: return "/spent_on";
    default: return "/amount_won";
  }
}

api::Answer<SpendingDetail> detail_of(db::Transaction& tx, const api::Context& context,
                                      SpendingId id) {
  const RegionId region_id = context.region_id();
  const auto spending = find_spending(tx, region_id, id);
  if (!spending) return api::refused(SpendingRefusal::spending_not_found);
  const auto line = find_line(tx, region_id, spending->line_id);
  const auto agreement = find_agreement(tx, region_id, spending->agreement_id);
  SpendingDetail detail{.spending = *spending,
                        .commitment = *find_commitment(tx, region_id, spending->commitment_id),
                        .line = *line,
                        .programme_name = find_programme(tx, region_id, line->programme_id)->name,
                        .agreement_name = agreement->name,
                        .source = agreement->source,
                        .evidence = evidence_of(tx, region_id, id),
                        .simple_receipt_max_won = settings::integer(
                            tx, region_id, kSimpleReceiptMax, spending->spent_on)};
  if (spending->seq != 0) detail.entry_seq = spending->seq;
  return detail;
}

api::Answer<SpendingDetail> get_spending(db::Transaction& tx, const api::Context& context,
                                         const base::Nothing&) {
  return detail_of(tx, context, context.path_id<SpendingId>("id"));
}

api::Answer<Spending> post_spending(db::Transaction& tx, const api::Context& context,
                                    const SpendingForm& in) {
  const auto id = propose_spending(
      tx, context.region_id(), {in.commitment_id, in.amount_won, in.spent_on, in.note.value_or("")},
      context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return *find_spending(tx, context.region_id(), *id);
}

api::Answer<Spending> post_approval(db::Transaction& tx, ledger::Batch& batch,
                                    const api::Context& context, const base::Nothing&) {
  return api::answer(approve_spending(tx, batch, context.region_id(),
                                      context.path_id<SpendingId>("id"),
                                      context.principal.person_id));
}

api::Answer<Spending> post_rejection(db::Transaction& tx, const api::Context& context,
                                     const FundNote& in) {
  const auto id = context.path_id<SpendingId>("id");
  const auto rejected = reject_spending(tx, context.region_id(), id, context.principal.person_id,
                                        in.note, context.now);
  if (!rejected) return api::refused(rejected.error());
  return *find_spending(tx, context.region_id(), id);
}

}  // namespace

std::vector<api::Route> spending_routes(const Dependencies& given) {
  return {
      api::get<base::Nothing, SpendingDetail>("/api/v1/fund-spendings/{id}",
                                              {.operation = "get_fund_spending",
                                               .permission = "funds.view",
                                               .tag = "funds",
                                               .summary = "A spending with its evidence"},
                                              get_spending),
      api::post<SpendingForm, Spending>("/api/v1/fund-spendings",
                                        {.operation = "propose_fund_spending",
                                         .permission = "funds.manage",
                                         .tag = "funds",
                                         .summary = "Enters a payment on a commitment",
                                         .success_status = 201},
                                        post_spending),
      ledger::deed<base::Nothing, Spending>(
          given.ledger, "/api/v1/fund-spendings/{id}/approval",
          {.operation = "approve_fund_spending",
           .permission = "funds.approve",
           .tag = "funds",
           .summary = "Another person approves a payment whose evidence is there"},
          post_approval),
      api::post<FundNote, Spending>("/api/v1/fund-spendings/{id}/rejection",
                                    {.operation = "reject_fund_spending",
                                     .permission = "funds.approve",
                                     .tag = "funds",
                                     .summary = "Another person rejects the payment"},
                                    post_rejection),
  };
}

}  // namespace funds
