#include "ledger/route.h"
#include "quarter_scope.h"
#include "routes.h"
#include "teams/team_payment.h"

namespace teams {
namespace {

struct TeamPaymentForm {
  PaymentKind kind = PaymentKind::performance;
  std::optional<PersonId> person_id;  ///< of what goes to a participant
  std::optional<std::string> payee;   ///< of everything else
  base::Date month;                   ///< any day of the month for which it is paid
  std::int64_t amount_won = 0;
  std::string reason;
  std::string evidence_number;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "payee", .max_length = 100},
        {.field = "amount_won", .minimum = 1, .maximum = 10'000'000'000},
        {.field = "reason", .min_length = 2, .max_length = 300},
        {.field = "evidence_number", .min_length = 1, .max_length = 60}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(TeamPaymentForm, (),
                      (kind, person_id, payee, month, amount_won, reason, evidence_number))

/// A payment with the masked name of whom it goes to.
struct NamedTeamPayment {
  TeamPayment payment;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedTeamPayment, (), (payment, name))

/// What a team's funds hold now.
struct TeamFunds {
  std::int64_t sales_won = 0;  ///< carried over
  std::int64_t set_aside_won = 0;
  std::int64_t performance_won = 0;
  std::int64_t tomorrow_profit_won = 0;
  std::int64_t activation_won = 0;
};
BOOST_DESCRIBE_STRUCT(TeamFunds, (),
                      (sales_won, set_aside_won, performance_won, tomorrow_profit_won,
                       activation_won))

/// One quarter of a team's book.
struct TeamBookQuarter {
  QuarterAccount account;
  std::optional<QuarterFigures> figures;  ///< of a submitted or closed one
};
BOOST_DESCRIBE_STRUCT(TeamBookQuarter, (), (account, figures))

struct TeamBook {
  Team team;
  TeamFunds funds;
  std::vector<TeamBookQuarter> quarters;   ///< newest first
  std::vector<NamedTeamPayment> payments;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(TeamBook, (), (team, funds, quarters, payments))

std::string field_of(TeamPaymentRefusal refusal) {
  switch (refusal) {
    case TeamPaymentRefusal::reason_missing: return "/reason";
    case TeamPaymentRefusal::evidence_number_missing: return "/evidence_number";
    case TeamPaymentRefusal::bonus_month_in_future: return "/month";
    case TeamPaymentRefusal::payee_missing: return "/payee";
    case TeamPaymentRefusal::type_not_entitled: return "/kind";
    case TeamPaymentRefusal::person_not_in_team:
    case TeamPaymentRefusal::bonus_days_too_few: return "/person_id";
    case TeamPaymentRefusal::team_payment_not_found:
    case TeamPaymentRefusal::team_payment_not_proposed:
    case TeamPaymentRefusal::team_payment_own_proposal: return "";
    default: return "/amount_won";
  }
}

NamedTeamPayment named(db::Transaction& tx, RegionId region_id, TeamPayment payment) {
  std::string name =
      payment.person_id ? masked_name(tx, region_id, payment.person_id) : payment.payee;
  return {std::move(payment), std::move(name)};
}

std::int64_t balance_of(db::Transaction& tx, RegionId region_id, const ledger::AccountKey& key) {
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  const auto account = ledger::find_account(tx, ledger_id, key);
  return account ? ledger::read_balance(tx, ledger_id, account->id).posted : 0;
}

TeamFunds funds_now(db::Transaction& tx, RegionId region_id, OrganisationId team_id) {
  return {.sales_won = balance_of(tx, region_id, team_sales_account(team_id)),
          .set_aside_won = balance_of(tx, region_id, team_set_aside_account(team_id)),
          .performance_won = balance_of(tx, region_id, team_performance_account(team_id)),
          .tomorrow_profit_won = balance_of(tx, region_id, team_profit_account(team_id)),
          .activation_won = balance_of(tx, region_id, team_activation_account(team_id))};
}

api::Answer<TeamBook> get_book(db::Transaction& tx, const api::Context& context,
                               const base::Nothing&) {
  const RegionId region_id = context.region_id();
  OLIVE_TRY(team, book_team(tx, context, context.path_id<OrganisationId>("id")));
  TeamBook book{.team = team, .funds = funds_now(tx, region_id, team.id)};
  for (const QuarterAccount& account : quarters_of_team(tx, region_id, team.id)) {
    TeamBookQuarter& row = book.quarters.emplace_back(account);
    if (account.state != QuarterState::draft) row.figures = figures_of(tx, region_id, account);
  }
  for (TeamPayment& payment : payments_of_team(tx, region_id, team.id))
    book.payments.push_back(named(tx, region_id, std::move(payment)));
  return book;
}

api::Answer<NamedTeamPayment> post_payment(db::Transaction& tx, const api::Context& context,
                                           const TeamPaymentForm& in) {
  const RegionId region_id = context.region_id();
  OLIVE_TRY(team, book_team(tx, context, context.path_id<OrganisationId>("id")));
  const auto id = propose_team_payment(tx, region_id,
                                       {.team_id = team.id,
                                        .kind = in.kind,
                                        .person_id = in.person_id.value_or(PersonId{}),
                                        .payee = in.payee.value_or(""),
                                        .month = in.month,
                                        .amount_won = in.amount_won,
                                        .reason = in.reason,
                                        .evidence_number = in.evidence_number},
                                       context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), field_of(id.error()));
  return named(tx, region_id, *find_team_payment(tx, region_id, *id));
}

// The payment of the path, when its team is of the caller's centre.
api::Answer<TeamPaymentId> payment_in_scope(db::Transaction& tx, const api::Context& context) {
  const auto id = context.path_id<TeamPaymentId>("id");
  const auto payment = find_team_payment(tx, context.region_id(), id);
  if (!payment || !book_team(tx, context, payment->team_id))
    return api::refused(TeamPaymentRefusal::team_payment_not_found);
  return id;
}

api::Answer<NamedTeamPayment> post_approval(db::Transaction& tx, ledger::Batch& batch,
                                            const api::Context& context, const base::Nothing&) {
  OLIVE_TRY(id, payment_in_scope(tx, context));
  auto paid = approve_team_payment(tx, batch, context.region_id(), id, context.principal.person_id);
  if (!paid) return api::refused(paid.error(), field_of(paid.error()));
  return named(tx, context.region_id(), *std::move(paid));
}

api::Answer<NamedTeamPayment> post_rejection(db::Transaction& tx, const api::Context& context,
                                             const BooksNote& in) {
  OLIVE_TRY(id, payment_in_scope(tx, context));
  const auto rejected =
      reject_team_payment(tx, context.region_id(), id, context.principal.person_id, in.note);
  if (!rejected) return api::refused(rejected.error());
  return named(tx, context.region_id(), *find_team_payment(tx, context.region_id(), id));
}

}  // namespace

std::vector<api::Route> team_payment_routes(ledger::Ledger& ledger) {
  return {
      api::get<base::Nothing, TeamBook>("/api/v1/teams/{id}/book",
                                        {.operation = "get_team_book",
                                         .permission = "teams.view",
                                         .tag = "teams",
                                         .summary = "A team's funds, quarters and payments"},
                                        get_book),
      api::post<TeamPaymentForm, NamedTeamPayment>(
          "/api/v1/teams/{id}/payments",
          {.operation = "propose_team_payment",
           .permission = "teams.books",
           .tag = "teams",
           .summary = "Proposes to pay something out of a team's funds",
           .success_status = 201},
          post_payment),
      ledger::deed<base::Nothing, NamedTeamPayment>(
          ledger, "/api/v1/team-payments/{id}/approval",
          {.operation = "approve_team_payment",
           .permission = "teams.close",
           .tag = "teams",
           .summary = "Another person approves; the ledger pays"},
          post_approval),
      api::post<BooksNote, NamedTeamPayment>("/api/v1/team-payments/{id}/rejection",
                                             {.operation = "reject_team_payment",
                                              .permission = "teams.close",
                                              .tag = "teams",
                                              .summary = "Another person rejects the payment"},
                                             post_rejection),
  };
}

}  // namespace teams
