#include <memory>

#include "api/page.h"
#include "ledger/route.h"
#include "netting/obligation.h"
#include "party.h"
#include "routes.h"

namespace netting {
namespace {

struct ObligationQuery {
  std::optional<OrganisationId> organisation_id;
  std::optional<ObligationState> state;
  std::optional<std::string> cursor;
  std::optional<std::int32_t> limit;
};
BOOST_DESCRIBE_STRUCT(ObligationQuery, (), (organisation_id, state, cursor, limit))

struct ObligationPage {
  std::vector<Obligation> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(ObligationPage, (), (items, next_cursor))

struct TradingPartyList {
  std::vector<TradingParty> items;
};
BOOST_DESCRIBE_STRUCT(TradingPartyList, (), (items))

struct ObligationPayment {
  std::int64_t amount_won = 0;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "amount_won", .minimum = 1, .maximum = 100'000'000'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ObligationPayment, (), (amount_won))

struct ObligationWithdrawal {
  std::string note;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "note", .min_length = 2, .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ObligationWithdrawal, (), (note))

struct ObligationImportQuery {
  std::optional<bool> is_dry_run;
  std::optional<bool> skips_bad_rows;
};
BOOST_DESCRIBE_STRUCT(ObligationImportQuery, (), (is_dry_run, skips_bad_rows))

std::string pointer_of(ObligationRefusal refusal) {
  switch (refusal) {
    case ObligationRefusal::debtor_not_found: return "/debtor_id";
    case ObligationRefusal::creditor_not_found:
    case ObligationRefusal::parties_same: return "/creditor_id";
    case ObligationRefusal::invoice_in_future:
    case ObligationRefusal::invoice_too_old: return "/invoiced_on";
    case ObligationRefusal::due_before_invoice: return "/due_on";
    case ObligationRefusal::evidence_number_taken: return "/evidence_number";
    default: return "/amount_won";
  }
}

/// A party enters what it delivered, or what it owes.
bool may_enter(db::Transaction& tx, const api::Context& context, const NewObligation& given) {
  return speaks_for(tx, context.region_id(), context.scope, given.creditor_id) ||
         speaks_for(tx, context.region_id(), context.scope, given.debtor_id);
}

/// Of one party that the caller speaks for, or of all when the caller sees the whole region.
api::Answer<ObligationPage> get_obligations(db::Transaction& tx, const api::Context& context,
                                            const ObligationQuery& in) {
  const RegionId region_id = context.region_id();
  const OrganisationId party = in.organisation_id.value_or(OrganisationId{});
  if (!party && !context.scope.everywhere)
    return api::refused(ObligationRefusal::creditor_not_found, "/organisation_id");
  if (party && !speaks_for(tx, region_id, context.scope, party))
    return api::refused(ObligationRefusal::creditor_not_found, "/organisation_id");
  OLIVE_TRY(cursor, api::read_cursor(in.cursor));
  const std::int32_t limit = api::page_limit(in.limit);
  auto rows = list_obligations(tx, region_id,
                               {.organisation_id = party,
                                .state = in.state,
                                .after_id = {cursor.id},
                                .after_on = {static_cast<std::int32_t>(cursor.number)},
                                .limit = limit + 1});
  return api::page_of<ObligationPage>(std::move(rows), limit, [](const Obligation& row) {
    return api::Cursor{.number = row.invoiced_on.days, .id = row.id.value};
  });
}

api::Answer<TradingPartyList> get_parties(db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) {
  return TradingPartyList{list_parties(tx, context.region_id(), context.scope)};
}

api::Answer<Obligation> post_obligation(db::Transaction& tx, ledger::Batch& batch,
                                        const api::Context& context, const NewObligation& in) {
  if (!may_enter(tx, context, in))
    return api::refused(ObligationRefusal::creditor_not_found, "/creditor_id");
  const auto id =
      record_obligation(tx, batch, context.region_id(), in, context.principal.person_id);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return *find_obligation(tx, context.region_id(), *id);
}

/// The obligation of the path, when the caller speaks for its creditor: who has the claim says that
/// it was paid, or gives it up.
api::Answer<Obligation> own_claim(db::Transaction& tx, const api::Context& context) {
  auto found = find_obligation(tx, context.region_id(), context.path_id<ObligationId>("id"));
  if (!found || !speaks_for(tx, context.region_id(), context.scope, found->creditor_id))
    return api::refused(ObligationRefusal::obligation_not_found);
  return *std::move(found);
}

api::Answer<Obligation> post_payment(db::Transaction& tx, ledger::Batch& batch,
                                     const api::Context& context, const ObligationPayment& in) {
  OLIVE_TRY(claim, own_claim(tx, context));
  auto paid = pay_obligation(tx, batch, context.region_id(), claim.id, in.amount_won,
                             context.principal.person_id);
  if (!paid) return api::refused(paid.error(), "/amount_won");
  return *std::move(paid);
}

api::Answer<Obligation> post_withdrawal(db::Transaction& tx, ledger::Batch& batch,
                                        const api::Context& context,
                                        const ObligationWithdrawal& in) {
  OLIVE_TRY(claim, own_claim(tx, context));
  return api::answer(withdraw_obligation(tx, batch, context.region_id(), claim.id, in.note,
                                         context.principal.person_id));
}

/// The body is the CSV file itself; the report is the answer, whatever the file was like.
void run_import(ledger::Ledger& ledger, const api::Services& services,
                std::shared_ptr<const api::Context> context, api::Done done) {
  if (!ledger.is_writer()) return ledger::forward_deed(services, *context, done);
  ObligationImportQuery query;
  if (const auto read = api::read_input(*context, http::Method::get,
                                        base::type_info<ObligationImportQuery>(), &query);
      !read)
    return done(api::reply_problem(services, *context, read.error()));
  const documents::ImportOptions options{.is_dry_run = query.is_dry_run.value_or(false),
                                         .skips_bad_rows = query.skips_bad_rows.value_or(false)};
  auto reply = std::make_shared<api::Reply>();
  ledger.submit(
      [=, &services](db::Transaction& tx, ledger::Batch& batch) {
        bool commits = false;
        *reply = api::once(tx, services, *context, [&] {
          const documents::ImportReport report = import_obligations(
              tx, batch, context->region_id(), context->request.body, options,
              context->principal.person_id,
              [&](const NewObligation& given) { return may_enter(tx, *context, given); });
          commits = keeps(report);
          return api::reply_json(200, base::type_info<documents::ImportReport>(), &report);
        });
        return commits ? ledger::Verdict::commit : ledger::Verdict::reject;
      },
      [=, &services](ledger::Outcome outcome) {
        if (outcome.error)
          *reply = api::reply_problem(services, *context, {.status = 503, .code = "unavailable"});
        done(std::move(*reply));
      });
}

api::Route import_route(ledger::Ledger& ledger) {
  api::Route route =
      api::raw(http::Method::post, "/api/v1/obligation-imports",
               {.operation = "import_obligations",
                .permission = "netting.enter",
                .tag = "netting",
                .summary = "Imports invoices between organisations from a CSV file",
                .body_bytes_max = 2 << 20,
                .takes = "text/csv"},
               [&ledger](const api::Services& services, std::shared_ptr<const api::Context> context,
                         api::Done done) {
                 run_import(ledger, services, std::move(context), std::move(done));
               });
  route.input = &base::type_info<ObligationImportQuery>();
  route.output = &base::type_info<documents::ImportReport>();
  route.is_idempotent_by_key = true;
  return route;
}

}  // namespace

std::vector<api::Route> obligation_routes(ledger::Ledger& ledger) {
  return {
      api::get<ObligationQuery, ObligationPage>(
          "/api/v1/obligations",
          {.operation = "list_obligations",
           .permission = "netting.view",
           .tag = "netting",
           .summary = "What organisations owe each other, the oldest invoice first"},
          get_obligations),
      api::get<base::Nothing, TradingPartyList>(
          "/api/v1/trading-parties",
          {.operation = "list_trading_parties",
           .permission = "netting.view",
           .tag = "netting",
           .summary = "Teams, enterprises and shops; the caller's own first"},
          get_parties),
      ledger::deed<NewObligation, Obligation>(
          ledger, "/api/v1/obligations",
          {.operation = "record_obligation",
           .permission = "netting.enter",
           .tag = "netting",
           .summary = "Records an invoice between two organisations",
           .success_status = 201},
          post_obligation),
      import_route(ledger),
      ledger::deed<ObligationPayment, Obligation>(
          ledger, "/api/v1/obligations/{id}/payments",
          {.operation = "pay_obligation",
           .permission = "netting.enter",
           .tag = "netting",
           .summary = "The creditor records that some of it, or all, was paid"},
          post_payment),
      ledger::deed<ObligationWithdrawal, Obligation>(
          ledger, "/api/v1/obligations/{id}/withdrawal",
          {.operation = "withdraw_obligation",
           .permission = "netting.enter",
           .tag = "netting",
           .summary = "The creditor takes back what was entered by mistake"},
          post_withdrawal),
  };
}

}  // namespace netting
