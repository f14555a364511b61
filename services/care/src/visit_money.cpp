// What a completed visit is worth in the ledger: claims on citizen and district, sales of the team.
#include "visit_rows.h"

namespace care {
namespace {

using ledger::AccountClass;
using ledger::AccountId;
using ledger::OwnerKind;

/// The district's claims account; the region's own when the district has no organisation yet.
AccountId claim_account(ledger::Batch& batch, const Entitlement& entitlement) {
  const bool is_known = static_cast<bool>(entitlement.district_organisation_id);
  return batch.account({ledger::kWon, is_known ? OwnerKind::organisation : OwnerKind::region,
                        entitlement.district_organisation_id.value, "care_subsidy_receivable"},
                       {.account_class = AccountClass::asset});
}

/// What the citizen owes; paid in another deed.
AccountId copay_account(ledger::Batch& batch, PersonId client_id) {
  return batch.account({ledger::kWon, OwnerKind::person, client_id.value, "care_copay_receivable"},
                       {.account_class = AccountClass::asset});
}

/// The sales of the team that did the work; of the centre when the worker has no team.
AccountId sales_account(ledger::Batch& batch, const Visit& visit) {
  const OrganisationId owner = visit.team_id ? visit.team_id : visit.centre_id;
  return batch.account({ledger::kWon, OwnerKind::organisation, owner.value, "care_sales"},
                       {.account_class = AccountClass::income});
}

/// One claim. A visit posted again, by whatever mistake, is recognised by its key.
void post(ledger::Batch& batch, const Visit& visit, std::string_view code, AccountId debit,
          AccountId credit, std::int64_t amount_won, PersonId actor_id) {
  CHECK_REQUEST(amount_won >= 0);
  if (amount_won == 0) return;
  const ledger::TransferRequest request{.key = ledger::key_of(code, visit.id.value),
                                        .debit = debit,
                                        .credit = credit,
                                        .amount = amount_won,
                                        .code = std::string(code),
                                        .effective_on = visit.visit_on,
                                        .actor = actor_id,
                                        .reference = "visit:" + std::to_string(visit.id.value)};
  // Nothing a person typed can make these fail: new accounts without limits, amounts by our rules.
  CHECK_REQUEST(batch.transfer(request).has_value());
}

}  // namespace

void post_fee(ledger::Batch& batch, const Visit& visit, const Entitlement& entitlement,
              PersonId actor_id) {
  // What is owed and what was earned must be the same amount before the ledger sees it.
  CHECK_REQUEST(visit.copay_won + visit.subsidy_won == visit.price_won);
  // Free by tariff, or nothing was done: no entry of nothing.
  if (visit.price_won == 0) return;
  const AccountId sales = sales_account(batch, visit);
  post(batch, visit, "care_copay", copay_account(batch, visit.client_id), sales, visit.copay_won,
       actor_id);
  post(batch, visit, "care_subsidy", claim_account(batch, entitlement), sales, visit.subsidy_won,
       actor_id);
}

}  // namespace care
