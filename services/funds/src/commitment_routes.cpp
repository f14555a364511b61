#include "funds/spending.h"
#include "ledger/route.h"
#include "routes.h"

namespace funds {
namespace {

struct CommitmentForm {
  LineId line_id;
  AgreementId agreement_id;
  std::int64_t amount_won = 0;
  std::string payee;
  PayeeKind payee_kind = PayeeKind::business;
  std::string purpose;
  Date committed_on;
  Date due_on;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "amount_won", .minimum = 1, .maximum = 1'000'000'000'000},
        {.field = "payee", .min_length = 2, .max_length = 100},
        {.field = "purpose", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(CommitmentForm, (),
                      (line_id, agreement_id, amount_won, payee, payee_kind, purpose, committed_on,
                       due_on))

// A spending in a list, with how many documents prove it.
struct SpendingRow {
  Spending spending;
  std::int64_t evidence_count = 0;
};
BOOST_DESCRIBE_STRUCT(SpendingRow, (), (spending, evidence_count))

// A line down to its commitments and spendings.
struct FundLineDetail {
  Programme programme;
  LineFigures figures;
  std::vector<BudgetLine> siblings;  // of the same year: where money may be moved
  std::vector<LinePart> parts;
  std::vector<Commitment> commitments;
  std::vector<SpendingRow> spendings;
  std::vector<FundMovement> movements;
};
BOOST_DESCRIBE_STRUCT(FundLineDetail, (),
                      (programme, figures, siblings, parts, commitments, spendings, movements))

std::string pointer_of(CommitmentRefusal refusal) {
  switch (refusal) {
    case CommitmentRefusal::fund_line_not_found: return "/line_id";
    case CommitmentRefusal::agreement_not_found:
    case CommitmentRefusal::agreement_not_signed: return "/agreement_id";
    case CommitmentRefusal::commitment_in_future: return "/committed_on";
    case CommitmentRefusal::commitment_due_over: return "/due_on";
    default: return "/amount_won";
  }
}

api::Answer<Commitment> found(db::Transaction& tx, const api::Context& context, CommitmentId id) {
  return *find_commitment(tx, context.region_id(), id);
}

api::Answer<Commitment> post_commitment(db::Transaction& tx, const api::Context& context,
                                        const CommitmentForm& in) {
  const auto id = propose_commitment(tx, context.region_id(),
                                     {in.line_id, in.agreement_id, in.amount_won, in.payee,
                                      in.payee_kind, in.purpose, in.committed_on, in.due_on},
                                     context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return found(tx, context, *id);
}

api::Answer<Commitment> post_approval(db::Transaction& tx, ledger::Batch& batch,
                                      const api::Context& context, const base::Nothing&) {
  const auto id = context.path_id<CommitmentId>("id");
  const auto approved =
      approve_commitment(tx, batch, context.region_id(), id, context.principal.person_id);
  if (!approved) return api::refused(approved.error());
  return found(tx, context, id);
}

api::Answer<Commitment> post_rejection(db::Transaction& tx, const api::Context& context,
                                       const FundNote& in) {
  const auto id = context.path_id<CommitmentId>("id");
  const auto rejected =
      reject_commitment(tx, context.region_id(), id, context.principal.person_id, in.note);
  if (!rejected) return api::refused(rejected.error());
  return found(tx, context, id);
}

api::Answer<Commitment> post_release(db::Transaction& tx, ledger::Batch& batch,
                                     const api::Context& context, const FundNote& in) {
  const auto id = context.path_id<CommitmentId>("id");
  const auto released = release_commitment(tx, batch, context.region_id(), id, in.note);
  if (!released) return api::refused(released.error());
  return found(tx, context, id);
}

api::Answer<FundLineDetail> get_line(db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) {
  const RegionId region_id = context.region_id();
  const auto line = find_line(tx, region_id, context.path_id<LineId>("id"));
  if (!line) return api::refused(CommitmentRefusal::fund_line_not_found);
  FundLineDetail detail{.programme = *find_programme(tx, region_id, line->programme_id),
                        .figures = figures_of(tx, region_id, *line)};
  for (const BudgetLine& other : lines_of(tx, region_id, line->programme_id))
    if (other.year == line->year && other.id != line->id) detail.siblings.push_back(other);
  detail.parts = parts_of(tx, region_id, line->id);
  detail.commitments = commitments_of(tx, region_id, line->id);
  for (Spending& spending : spendings_of_line(tx, region_id, line->id)) {
    const auto count = std::ssize(evidence_of(tx, region_id, spending.id));
    detail.spendings.push_back({std::move(spending), count});
  }
  detail.movements = list_movements(tx, region_id, {}, line->id);
  return detail;
}

}  // namespace

std::vector<api::Route> commitment_routes(const Dependencies& given) {
  return {
      api::get<base::Nothing, FundLineDetail>(
          "/api/v1/fund-lines/{id}",
          {.operation = "get_fund_line",
           .permission = "funds.view",
           .tag = "funds",
           .summary = "A budget line with its sources, commitments and spendings"},
          get_line),
      api::post<CommitmentForm, Commitment>("/api/v1/fund-commitments",
                                            {.operation = "propose_fund_commitment",
                                             .permission = "funds.manage",
                                             .tag = "funds",
                                             .summary = "Proposes to commit money of a line",
                                             .success_status = 201},
                                            post_commitment),
      ledger::deed<base::Nothing, Commitment>(
          given.ledger, "/api/v1/fund-commitments/{id}/approval",
          {.operation = "approve_fund_commitment",
           .permission = "funds.approve",
           .tag = "funds",
           .summary = "Another person approves; the ledger sets the money aside"},
          post_approval),
      api::post<FundNote, Commitment>("/api/v1/fund-commitments/{id}/rejection",
                                      {.operation = "reject_fund_commitment",
                                       .permission = "funds.approve",
                                       .tag = "funds",
                                       .summary = "Another person rejects the commitment"},
                                      post_rejection),
      ledger::deed<FundNote, Commitment>(given.ledger, "/api/v1/fund-commitments/{id}/release",
                                         {.operation = "release_fund_commitment",
                                          .permission = "funds.manage",
                                          .tag = "funds",
                                          .summary = "Gives committed money back to its line"},
                                         post_release),
  };
}

}  // namespace funds
