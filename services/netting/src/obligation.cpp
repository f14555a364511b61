#include "netting/obligation.h"

#include <array>

#include "base/check.h"

namespace netting {
namespace {

constexpr std::string_view kSelect =
    "SELECT o.id, o.debtor_id, d.name AS debtor_name, o.creditor_id, c.name AS creditor_name, "
    "o.amount_won, o.paid_won, o.set_off_won, o.amount_won - o.paid_won - o.set_off_won AS "
    "left_won, o.invoiced_on, o.due_on, o.evidence_number, o.item, o.state, "
    "NULLIF(o.round_id, 0) AS round_id, o.seq FROM netting_obligation o "
    "JOIN people_organisation d ON d.region_id = o.region_id AND d.id = o.debtor_id "
    "JOIN people_organisation c ON c.region_id = o.region_id AND c.id = o.creditor_id "
    "WHERE o.region_id = $1";

bool is_party(db::Transaction& tx, RegionId region_id, OrganisationId id) {
  const auto found = people::find_organisation(tx, region_id, id);
  return found && may_trade(found->kind);
}

base::Result<void, ObligationRefusal> check_obligation(db::Transaction& tx, RegionId region_id,
                                                       const NewObligation& given, Date today) {
  if (!is_party(tx, region_id, given.debtor_id))
    return base::refuse(ObligationRefusal::debtor_not_found);
  if (!is_party(tx, region_id, given.creditor_id))
    return base::refuse(ObligationRefusal::creditor_not_found);
  if (given.debtor_id == given.creditor_id) return base::refuse(ObligationRefusal::parties_same);
  if (given.amount_won <= 0) return base::refuse(ObligationRefusal::amount_not_positive);
  if (given.invoiced_on > today) return base::refuse(ObligationRefusal::invoice_in_future);
  if (given.invoiced_on < base::plus_months(today, -12 * kInvoiceYearsMax))
    return base::refuse(ObligationRefusal::invoice_too_old);
  if (given.due_on < given.invoiced_on) return base::refuse(ObligationRefusal::due_before_invoice);
  const auto same = tx.integer(
      "SELECT id FROM netting_obligation WHERE region_id = $1 AND creditor_id = $2 "
      "AND evidence_number = $3 AND state <> 'withdrawn' LIMIT 1",
      region_id, given.creditor_id, given.evidence_number);
  if (same) return base::refuse(ObligationRefusal::evidence_number_taken);
  return {};
}

/// Moves a claim. Neither account has a limit, so only a closed month could refuse, and entries
/// count for the day on which they are made.
ledger::Entry move_claim(ledger::Batch& batch, ledger::TransferKey key, OrganisationId from,
                         OrganisationId to, std::int64_t amount_won, std::string_view code,
                         ObligationId id, PersonId actor) {
  CHECK_REQUEST(from != to && amount_won > 0);
  const auto entry = batch.transfer({.key = key,
                                     .debit = batch.account(claims_account(from), {}),
                                     .credit = batch.account(claims_account(to), {}),
                                     .amount = amount_won,
                                     .code = std::string(code),
                                     .effective_on = batch.today(),
                                     .actor = actor,
                                     .reference = "obligation:" + std::to_string(id.value)});
  CHECK_REQUEST(entry.has_value());
  return *entry;
}

/// The obligation as long as it can still be paid or withdrawn.
base::Result<Obligation, ObligationRefusal> free_obligation(db::Transaction& tx, RegionId region_id,
                                                            ObligationId id) {
  auto found = find_obligation(tx, region_id, id);
  if (!found) return base::refuse(ObligationRefusal::obligation_not_found);
  if (found->state != ObligationState::open)
    return base::refuse(ObligationRefusal::obligation_not_open);
  if (found->round_id) return base::refuse(ObligationRefusal::obligation_in_round);
  CHECK_REQUEST(found->left_won > 0);
  return *std::move(found);
}

}  // namespace

std::span<const base::Rule> NewObligation::rules() {
  static constexpr std::array<base::Rule, 3> kRules{{
      {.field = "amount_won", .minimum = 1, .maximum = 100'000'000'000},
      {.field = "evidence_number", .min_length = 1, .max_length = 40},
      {.field = "item", .min_length = 1, .max_length = 100},
  }};
  return kRules;
}

base::Result<ObligationId, ObligationRefusal> record_obligation(db::Transaction& tx,
                                                                ledger::Batch& batch,
                                                                RegionId region_id,
                                                                const NewObligation& obligation,
                                                                PersonId entered_by) {
  OLIVE_TRY_VOID(check_obligation(tx, region_id, obligation, batch.today()));
  const auto id = tx.make_id<ObligationId>();
  const ledger::Entry entry =
      move_claim(batch, ledger::key_of("obligation", id.value), obligation.debtor_id,
                 obligation.creditor_id, obligation.amount_won, "obligation", id, entered_by);
  tx.execute(
      "INSERT INTO netting_obligation (region_id, id, debtor_id, creditor_id, amount_won, "
      "paid_won, set_off_won, invoiced_on, due_on, evidence_number, item, state, round_id, "
      "entered_by, entered_at, seq, note) "
      "VALUES ($1, $2, $3, $4, $5, 0, 0, $6, $7, $8, $9, 'open', 0, $10, $11, $12, '')",
      region_id, id, obligation.debtor_id, obligation.creditor_id, obligation.amount_won,
      obligation.invoiced_on, obligation.due_on, obligation.evidence_number, obligation.item,
      entered_by, batch.now(), entry.seq);
  return id;
}

base::Result<Obligation, ObligationRefusal> pay_obligation(db::Transaction& tx,
                                                           ledger::Batch& batch, RegionId region_id,
                                                           ObligationId obligation_id,
                                                           std::int64_t amount_won,
                                                           PersonId paid_by) {
  OLIVE_TRY(found, free_obligation(tx, region_id, obligation_id));
  if (amount_won <= 0) return base::refuse(ObligationRefusal::amount_not_positive);
  if (amount_won > found.left_won) return base::refuse(ObligationRefusal::payment_above_obligation);
  // Payments of one obligation are told apart by what had been paid before.
  move_claim(batch, ledger::key_of("obligation_payment", obligation_id.value, found.paid_won),
             found.creditor_id, found.debtor_id, amount_won, "obligation_payment", obligation_id,
             paid_by);
  const bool is_cleared = amount_won == found.left_won;
  tx.execute(
      "UPDATE netting_obligation SET paid_won = paid_won + $3, state = $4 "
      "WHERE region_id = $1 AND id = $2 AND state = 'open' AND round_id = 0",
      region_id, obligation_id, amount_won,
      is_cleared ? ObligationState::cleared : ObligationState::open);
  CHECK_REQUEST(tx.changed() == 1);
  const Obligation paid = *find_obligation(tx, region_id, obligation_id);
  CHECK_REQUEST(paid.left_won == found.left_won - amount_won);
  return paid;
}

base::Result<Obligation, ObligationRefusal> withdraw_obligation(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, ObligationId obligation_id,
    std::string_view note, PersonId withdrawn_by) {
  OLIVE_TRY(found, free_obligation(tx, region_id, obligation_id));
  move_claim(batch, ledger::key_of("obligation_withdrawal", obligation_id.value), found.creditor_id,
             found.debtor_id, found.left_won, "obligation_withdrawal", obligation_id, withdrawn_by);
  tx.execute(
      "UPDATE netting_obligation SET state = 'withdrawn', note = $3 "
      "WHERE region_id = $1 AND id = $2 AND state = 'open' AND round_id = 0",
      region_id, obligation_id, note);
  CHECK_REQUEST(tx.changed() == 1);
  return *find_obligation(tx, region_id, obligation_id);
}

std::optional<Obligation> find_obligation(db::Transaction& tx, RegionId region_id,
                                          ObligationId obligation_id) {
  return tx.query_one<Obligation>(std::string(kSelect) + " AND o.id = $2", region_id,
                                  obligation_id);
}

std::vector<Obligation> list_obligations(db::Transaction& tx, RegionId region_id,
                                         const ObligationFilter& filter) {
  const std::string state(filter.state ? base::name_of(*filter.state) : "");
  return tx.query<Obligation>(
      std::string(kSelect) +
          " AND (o.debtor_id = $2 OR o.creditor_id = $2 OR $2 = 0) AND (o.state = $3 OR $3 = '') "
          "AND (o.invoiced_on > $4 OR (o.invoiced_on = $4 AND o.id > $5)) "
          "ORDER BY o.invoiced_on, o.id LIMIT $6",
      region_id, filter.organisation_id, state, filter.after_on, filter.after_id, filter.limit);
}

ledger::AccountKey claims_account(OrganisationId organisation_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, organisation_id.value, "claims"};
}

}  // namespace netting
