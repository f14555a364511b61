#include "funds/agreement.h"
#include "routes.h"

namespace funds {
namespace {

struct AgreementQuery {
  std::optional<ProgrammeId> programme_id;
};
BOOST_DESCRIBE_STRUCT(AgreementQuery, (), (programme_id))

// An agreement with the money that came of it.
struct AgreementRow {
  Agreement agreement;
  std::int64_t given_won = 0;        // by the funder, less what went back
  std::int64_t unallocated_won = 0;  // here, and no line's
  std::int64_t interest_won = 0;
};
BOOST_DESCRIBE_STRUCT(AgreementRow, (), (agreement, given_won, unallocated_won, interest_won))

struct AgreementList {
  std::vector<AgreementRow> items;
};
BOOST_DESCRIBE_STRUCT(AgreementList, (), (items))

struct AgreementForm {
  ProgrammeId programme_id;
  OrganisationId funder_id;
  FundSource source = FundSource::central_fund;
  std::string name;
  std::int64_t amount_won = 0;
  Date starts_on;
  Date ends_on;
  std::string conditions;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "name", .min_length = 2, .max_length = 100},
        {.field = "amount_won", .minimum = 1, .maximum = 1'000'000'000'000},
        {.field = "conditions", .max_length = 2'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(AgreementForm, (),
                      (programme_id, funder_id, source, name, amount_won, starts_on, ends_on,
                       conditions))

struct FunderForm {
  std::string name;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "name", .min_length = 2, .max_length = 80}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(FunderForm, (), (name))

struct Funder {
  OrganisationId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Funder, (), (id, name))

struct FunderList {
  std::vector<Funder> items;
};
BOOST_DESCRIBE_STRUCT(FunderList, (), (items))

std::int64_t posted(db::Transaction& tx, RegionId region_id, const ledger::AccountKey& key) {
  const auto ledger_id = ledger::ledger_of(region_id);
  const auto account = ledger::find_account(tx, ledger_id, key);
  return account ? ledger::read_balance(tx, ledger_id, account->id).posted : 0;
}

std::int64_t given(db::Transaction& tx, RegionId region_id, AgreementId agreement_id) {
  return tx
      .integer(
          "SELECT SUM(amount_won) FROM funds_movement WHERE region_id = $1 AND agreement_id = $2 "
          "AND kind = 'payment' AND state = 'approved'",
          region_id, agreement_id)
      .value_or(0);
}

api::Answer<AgreementList> get_agreements(db::Transaction& tx, const api::Context& context,
                                          const AgreementQuery& in) {
  const RegionId region_id = context.region_id();
  AgreementList list;
  for (Agreement& agreement :
       list_agreements(tx, region_id, in.programme_id.value_or(ProgrammeId{}))) {
    const AgreementId id = agreement.id;
    list.items.push_back({.agreement = std::move(agreement),
                          .given_won = given(tx, region_id, id),
                          .unallocated_won = posted(tx, region_id, agreement_account(id)),
                          .interest_won = posted(tx, region_id, interest_account(id))});
  }
  return list;
}

std::string pointer_of(AgreementRefusal refusal) {
  switch (refusal) {
    case AgreementRefusal::organisation_not_found: return "/funder_id";
    case AgreementRefusal::dates_reversed: return "/ends_on";
    case AgreementRefusal::programme_not_found:
    case AgreementRefusal::programme_not_approved: return "/programme_id";
    default: return "/amount_won";
  }
}

api::Answer<Agreement> post_agreement(db::Transaction& tx, const api::Context& context,
                                      const AgreementForm& in) {
  const auto id = propose_agreement(tx, context.region_id(),
                                    {in.programme_id, in.funder_id, in.source, in.name,
                                     in.amount_won, in.starts_on, in.ends_on, in.conditions},
                                    context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return *find_agreement(tx, context.region_id(), *id);
}

api::Answer<Agreement> decide(db::Transaction& tx, const api::Context& context, StepState verdict) {
  const auto id = context.path_id<AgreementId>("id");
  const auto decided = decide_agreement(tx, context.region_id(), id, verdict,
                                        context.principal.person_id, context.today());
  if (!decided) return api::refused(decided.error());
  return *find_agreement(tx, context.region_id(), id);
}

api::Answer<Agreement> post_signature(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  return decide(tx, context, StepState::approved);
}

api::Answer<Agreement> post_rejection(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  return decide(tx, context, StepState::rejected);
}

api::Answer<FunderList> get_funders(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  FunderList list;
  for (people::Organisation& funder :
       people::organisations_of_kind(tx, context.region_id(), people::OrganisationKind::funder))
    list.items.push_back({funder.id, std::move(funder.name)});
  return list;
}

api::Answer<Funder> post_funder(db::Transaction& tx, const api::Context& context,
                                const FunderForm& in) {
  const auto id = people::create_organisation(
      tx, context.region_id(), {.kind = people::OrganisationKind::funder, .name = in.name},
      context.now);
  if (!id) return api::refused(id.error(), "/name");
  return Funder{*id, in.name};
}

}  // namespace

std::vector<api::Route> agreement_routes(const Dependencies&) {
  return {
      api::get<base::Nothing, FunderList>("/api/v1/funders",
                                          {.operation = "list_funders",
                                           .permission = "funds.view",
                                           .tag = "funds",
                                           .summary = "Organisations that give money, by name"},
                                          get_funders),
      api::post<FunderForm, Funder>("/api/v1/funders",
                                    {.operation = "create_funder",
                                     .permission = "funds.manage",
                                     .tag = "funds",
                                     .summary = "Registers an organisation that gives money",
                                     .success_status = 201},
                                    post_funder),
      api::get<AgreementQuery, AgreementList>("/api/v1/fund-agreements",
                                              {.operation = "list_fund_agreements",
                                               .permission = "funds.view",
                                               .tag = "funds",
                                               .summary = "Agreements with their money"},
                                              get_agreements),
      api::post<AgreementForm, Agreement>("/api/v1/fund-agreements",
                                          {.operation = "propose_fund_agreement",
                                           .permission = "funds.manage",
                                           .tag = "funds",
                                           .summary = "Enters an agreement to be signed",
                                           .success_status = 201},
                                          post_agreement),
      api::post<base::Nothing, Agreement>("/api/v1/fund-agreements/{id}/signature",
                                          {.operation = "sign_fund_agreement",
                                           .permission = "funds.approve",
                                           .tag = "funds",
                                           .summary = "Another person signs an agreement"},
                                          post_signature),
      api::post<base::Nothing, Agreement>("/api/v1/fund-agreements/{id}/rejection",
                                          {.operation = "reject_fund_agreement",
                                           .permission = "funds.approve",
                                           .tag = "funds",
                                           .summary = "Another person rejects an agreement"},
                                          post_rejection),
  };
}

}  // namespace funds
