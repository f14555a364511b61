#include "funds/movement.h"
#include "ledger/route.h"
#include "routes.h"

namespace funds {
namespace {

struct MovementQuery {
  std::optional<AgreementId> agreement_id;
  std::optional<LineId> line_id;
};
BOOST_DESCRIBE_STRUCT(MovementQuery, (), (agreement_id, line_id))

struct MovementList {
  std::vector<FundMovement> items;
};
BOOST_DESCRIBE_STRUCT(MovementList, (), (items))

struct MovementForm {
  MovementKind kind = MovementKind::payment;
  AgreementId agreement_id;
  std::optional<LineId> from_line_id;
  std::optional<LineId> to_line_id;
  std::int64_t amount_won = 0;
  Date effective_on;
  std::string reason;
  std::optional<std::string> funder_consent;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "amount_won", .minimum = 1, .maximum = 1'000'000'000'000},
        {.field = "reason", .min_length = 2, .max_length = 300},
        {.field = "funder_consent", .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(MovementForm, (),
                      (kind, agreement_id, from_line_id, to_line_id, amount_won, effective_on,
                       reason, funder_consent))

// The field of the line that a refusal is about: where money comes from is checked first.
std::string line_pointer(db::Transaction& tx, const api::Context& context, const MovementForm& in) {
  const LineId from_id = in.from_line_id.value_or(LineId{});
  if (in.kind != MovementKind::reallocation) return from_id ? "/from_line_id" : "/to_line_id";
  const auto from = find_line(tx, context.region_id(), from_id);
  const auto agreement = find_agreement(tx, context.region_id(), in.agreement_id);
  const bool is_from_right = from && agreement && from->programme_id == agreement->programme_id;
  return is_from_right ? "/to_line_id" : "/from_line_id";
}

std::string pointer_of(MovementRefusal refusal) {
  switch (refusal) {
    case MovementRefusal::agreement_not_found:
    case MovementRefusal::agreement_not_signed: return "/agreement_id";
    case MovementRefusal::movement_in_future: return "/effective_on";
    case MovementRefusal::reason_missing: return "/reason";
    case MovementRefusal::funder_consent_required: return "/funder_consent";
    default: return "/amount_won";
  }
}

bool is_about_a_line(MovementRefusal refusal) {
  return refusal == MovementRefusal::fund_line_not_found ||
         refusal == MovementRefusal::line_not_expected ||
         refusal == MovementRefusal::line_of_other_programme ||
         refusal == MovementRefusal::line_of_other_year || refusal == MovementRefusal::line_same;
}

api::Answer<MovementList> get_movements(db::Transaction& tx, const api::Context& context,
                                        const MovementQuery& in) {
  return MovementList{list_movements(tx, context.region_id(),
                                     in.agreement_id.value_or(AgreementId{}),
                                     in.line_id.value_or(LineId{}))};
}

api::Answer<FundMovement> post_movement(db::Transaction& tx, const api::Context& context,
                                        const MovementForm& in) {
  const auto id = propose_movement(tx, context.region_id(),
                                   {.kind = in.kind,
                                    .agreement_id = in.agreement_id,
                                    .from_line_id = in.from_line_id.value_or(LineId{}),
                                    .to_line_id = in.to_line_id.value_or(LineId{}),
                                    .amount_won = in.amount_won,
                                    .effective_on = in.effective_on,
                                    .reason = in.reason,
                                    .funder_consent = in.funder_consent.value_or("")},
                                   context.principal.person_id, context.now);
  if (!id)
    return api::refused(id.error(), is_about_a_line(id.error()) ? line_pointer(tx, context, in)
                                                                : pointer_of(id.error()));
  return *find_movement(tx, context.region_id(), *id);
}

api::Answer<FundMovement> post_approval(db::Transaction& tx, ledger::Batch& batch,
                                        const api::Context& context, const base::Nothing&) {
  return api::answer(approve_movement(tx, batch, context.region_id(),
                                      context.path_id<MovementId>("id"),
                                      context.principal.person_id));
}

api::Answer<FundMovement> post_rejection(db::Transaction& tx, const api::Context& context,
                                         const FundNote& in) {
  const auto id = context.path_id<MovementId>("id");
  const auto rejected = reject_movement(tx, context.region_id(), id, context.principal.person_id,
                                        in.note, context.now);
  if (!rejected) return api::refused(rejected.error());
  return *find_movement(tx, context.region_id(), id);
}

}  // namespace

std::vector<api::Route> movement_routes(const Dependencies& given) {
  return {
      api::get<MovementQuery, MovementList>(
          "/api/v1/fund-movements",
          {.operation = "list_fund_movements",
           .permission = "funds.view",
           .tag = "funds",
           .summary = "Payments, interest, allocations and re-allocations, newest first"},
          get_movements),
      api::post<MovementForm, FundMovement>(
          "/api/v1/fund-movements",
          {.operation = "propose_fund_movement",
           .permission = "funds.manage",
           .tag = "funds",
           .summary = "Proposes to move money to, or between, budget lines",
           .success_status = 201},
          post_movement),
      ledger::deed<base::Nothing, FundMovement>(
          given.ledger, "/api/v1/fund-movements/{id}/approval",
          {.operation = "approve_fund_movement",
           .permission = "funds.approve",
           .tag = "funds",
           .summary = "Another person approves; the ledger moves the money"},
          post_approval),
      api::post<FundNote, FundMovement>("/api/v1/fund-movements/{id}/rejection",
                                        {.operation = "reject_fund_movement",
                                         .permission = "funds.approve",
                                         .tag = "funds",
                                         .summary = "Another person rejects the movement"},
                                        post_rejection),
  };
}

}  // namespace funds
