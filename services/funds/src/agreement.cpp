#include "funds/agreement.h"

#include "base/check.h"
#include "step.h"

namespace funds {
namespace {

constexpr std::string_view kSelect =
    "SELECT a.id, a.programme_id, a.funder_id, o.name AS funder_name, a.source, a.name, "
    "a.amount_won, a.starts_on, a.ends_on, a.conditions, a.state, a.proposed_by, a.decided_by, "
    "a.signed_on FROM funds_agreement a JOIN people_organisation o "
    "ON o.region_id = a.region_id AND o.id = a.funder_id WHERE a.region_id = $1";

ledger::AccountKey fund_account(std::int64_t owner_id, std::string purpose) {
  return {ledger::kWon, ledger::OwnerKind::fund, owner_id, std::move(purpose)};
}

std::int64_t signed_won(db::Transaction& tx, RegionId region_id, ProgrammeId programme_id) {
  const std::int64_t sum_won =
      tx.integer(
            "SELECT SUM(amount_won) FROM funds_agreement WHERE region_id = $1 "
            "AND programme_id = $2 AND state IN ('signed_off', 'settled')",
            region_id, programme_id)
          .value_or(0);
  CHECK_REQUEST(sum_won >= 0);
  return sum_won;
}

base::Result<void, AgreementRefusal> check_sum(db::Transaction& tx, RegionId region_id,
                                               ProgrammeId programme_id, std::int64_t amount_won) {
  const auto programme = find_programme(tx, region_id, programme_id);
  if (!programme) return base::refuse(AgreementRefusal::programme_not_found);
  if (programme->state != StepState::approved)
    return base::refuse(AgreementRefusal::programme_not_approved);
  CHECK_REQUEST(amount_won > 0);
  if (signed_won(tx, region_id, programme_id) + amount_won > programme->planned_won)
    return base::refuse(AgreementRefusal::agreements_above_programme);
  return {};
}

}  // namespace

base::Result<AgreementId, AgreementRefusal> propose_agreement(db::Transaction& tx,
                                                              RegionId region_id,
                                                              const NewAgreement& agreement,
                                                              PersonId proposed_by,
                                                              base::Instant now) {
  if (agreement.amount_won <= 0) return base::refuse(AgreementRefusal::amount_not_positive);
  if (agreement.ends_on < agreement.starts_on)
    return base::refuse(AgreementRefusal::dates_reversed);
  if (!people::find_organisation(tx, region_id, agreement.funder_id))
    return base::refuse(AgreementRefusal::organisation_not_found);
  OLIVE_TRY_VOID(check_sum(tx, region_id, agreement.programme_id, agreement.amount_won));
  const auto id = tx.make_id<AgreementId>();
  tx.execute(
      "INSERT INTO funds_agreement (region_id, id, programme_id, funder_id, source, name, "
      "amount_won, starts_on, ends_on, conditions, state, proposed_by, proposed_at, decided_by, "
      "signed_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed', $11, $12, 0, NULL)",
      region_id, id, agreement.programme_id, agreement.funder_id, agreement.source, agreement.name,
      agreement.amount_won, agreement.starts_on, agreement.ends_on, agreement.conditions,
      proposed_by, now);
  return id;
}

base::Result<void, AgreementRefusal> decide_agreement(db::Transaction& tx, RegionId region_id,
                                                      AgreementId agreement_id, StepState verdict,
                                                      PersonId decided_by, Date signed_on) {
  CHECK_REQUEST(verdict != StepState::proposed);
  const auto agreement = find_agreement(tx, region_id, agreement_id);
  if (!agreement) return base::refuse(AgreementRefusal::agreement_not_found);
  const StepState state =
      agreement->state == AgreementState::proposed ? StepState::proposed : StepState::approved;
  OLIVE_TRY_VOID(check_step(state, agreement->proposed_by, decided_by,
                            AgreementRefusal::agreement_not_proposed,
                            AgreementRefusal::agreement_own_proposal));
  const bool is_signed = verdict == StepState::approved;
  if (is_signed)
    OLIVE_TRY_VOID(check_sum(tx, region_id, agreement->programme_id, agreement->amount_won));
  const auto changed = tx.execute(
      "UPDATE funds_agreement SET state = $3, decided_by = $4, signed_on = $5 "
      "WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
      region_id, agreement_id, is_signed ? AgreementState::signed_off : AgreementState::rejected,
      decided_by, is_signed ? std::optional(signed_on) : std::nullopt);
  if (changed != 1) return base::refuse(AgreementRefusal::agreement_not_proposed);
  return {};
}

std::optional<Agreement> find_agreement(db::Transaction& tx, RegionId region_id,
                                        AgreementId agreement_id) {
  return tx.query_one<Agreement>(std::string(kSelect) + " AND a.id = $2", region_id, agreement_id);
}

std::vector<Agreement> list_agreements(db::Transaction& tx, RegionId region_id,
                                       ProgrammeId programme_id) {
  return tx.query<Agreement>(std::string(kSelect) +
                                 " AND (a.programme_id = $2 OR $2 = 0) "
                                 "ORDER BY a.starts_on DESC, a.id",
                             region_id, programme_id);
}

ledger::AccountKey agreement_account(AgreementId agreement_id) {
  return fund_account(agreement_id.value, "fund_received");
}

ledger::AccountKey interest_account(AgreementId agreement_id) {
  return fund_account(agreement_id.value, "fund_interest");
}

ledger::AccountKey line_account(LineId line_id, AgreementId agreement_id) {
  return fund_account(line_id.value, "fund_line:" + std::to_string(agreement_id.value));
}

ledger::AccountKey spent_account(LineId line_id, AgreementId agreement_id) {
  return fund_account(line_id.value, "fund_spent:" + std::to_string(agreement_id.value));
}

ledger::AccountKey funder_account(OrganisationId funder_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, funder_id.value, "fund_given"};
}

ledger::AccountTerms fund_terms() { return {.balance_min = 0}; }

}  // namespace funds
