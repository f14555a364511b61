#include "base/check.h"
#include "funds/spending.h"
#include "step.h"

namespace funds {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, line_id, agreement_id, amount_won, payee, payee_kind, purpose, committed_on, "
    "due_on, state, hold_id, proposed_by, decided_by, decision_note FROM funds_commitment "
    "WHERE region_id = $1 AND ";

base::Result<void, CommitmentRefusal> check_commitment(db::Transaction& tx, RegionId region_id,
                                                       LineId line_id, AgreementId agreement_id,
                                                       Date due_on, Date today) {
  if (due_on < today) return base::refuse(CommitmentRefusal::commitment_due_over);
  const auto line = find_line(tx, region_id, line_id);
  if (!line) return base::refuse(CommitmentRefusal::fund_line_not_found);
  const auto agreement = find_agreement(tx, region_id, agreement_id);
  if (!agreement || agreement->programme_id != line->programme_id)
    return base::refuse(CommitmentRefusal::agreement_not_found);
  if (agreement->state != AgreementState::signed_off)
    return base::refuse(CommitmentRefusal::agreement_not_signed);
  return {};
}

CommitmentRefusal refusal_of(ledger::TransferRefusal refusal) {
  switch (refusal) {
    case ledger::TransferRefusal::balance_below_minimum:
      return CommitmentRefusal::line_balance_insufficient;
    case ledger::TransferRefusal::month_closed: return CommitmentRefusal::fund_month_closed;
    case ledger::TransferRefusal::hold_expired: return CommitmentRefusal::commitment_expired;
    case ledger::TransferRefusal::hold_already_resolved:
      return CommitmentRefusal::commitment_not_open;
    default: CHECK_REQUEST(false);
  }
  return CommitmentRefusal::commitment_not_open;
}

base::Result<Commitment, CommitmentRefusal> proposed(db::Transaction& tx, RegionId region_id,
                                                     CommitmentId commitment_id,
                                                     PersonId decided_by) {
  const auto found = find_commitment(tx, region_id, commitment_id);
  if (!found) return base::refuse(CommitmentRefusal::commitment_not_found);
  const StepState state =
      found->state == CommitmentState::proposed ? StepState::proposed : StepState::approved;
  OLIVE_TRY_VOID(check_step(state, found->proposed_by, decided_by,
                            CommitmentRefusal::commitment_not_proposed,
                            CommitmentRefusal::commitment_own_proposal));
  return *found;
}

// Compares with the former state, for two who act at the same time. `decided_by` is whose
// approval or rejection the commitment stands for; a release does not replace it.
bool change_state(db::Transaction& tx, RegionId region_id, const Commitment& commitment,
                  CommitmentState to, PersonId decided_by, std::string_view note) {
  return tx.execute(
             "UPDATE funds_commitment SET state = $4, decision_note = $5, decided_by = $6 "
             "WHERE region_id = $1 AND id = $2 AND state = $3",
             region_id, commitment.id, commitment.state, to, note, decided_by) == 1;
}

bool has_waiting_spending(db::Transaction& tx, RegionId region_id, CommitmentId commitment_id) {
  return tx
      .integer(
          "SELECT id FROM funds_spending WHERE region_id = $1 AND commitment_id = $2 "
          "AND state = 'proposed'",
          region_id, commitment_id)
      .has_value();
}

}  // namespace

base::Result<CommitmentId, CommitmentRefusal> propose_commitment(db::Transaction& tx,
                                                                 RegionId region_id,
                                                                 const NewCommitment& commitment,
                                                                 PersonId proposed_by,
                                                                 base::Instant now) {
  const Date today = base::korean_date(now);
  if (commitment.amount_won <= 0) return base::refuse(CommitmentRefusal::amount_not_positive);
  if (commitment.committed_on > today) return base::refuse(CommitmentRefusal::commitment_in_future);
  OLIVE_TRY_VOID(check_commitment(tx, region_id, commitment.line_id, commitment.agreement_id,
                                  commitment.due_on, today));
  const auto id = tx.make_id<CommitmentId>();
  tx.execute(
      "INSERT INTO funds_commitment (region_id, id, line_id, agreement_id, amount_won, payee, "
      "payee_kind, purpose, committed_on, due_on, state, hold_id, proposed_by, proposed_at, "
      "decided_by, decision_note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed', 0, "
      "$11, $12, 0, '')",
      region_id, id, commitment.line_id, commitment.agreement_id, commitment.amount_won,
      commitment.payee, commitment.payee_kind, commitment.purpose, commitment.committed_on,
      commitment.due_on, proposed_by, now);
  return id;
}

base::Result<void, CommitmentRefusal> approve_commitment(db::Transaction& tx, ledger::Batch& batch,
                                                         RegionId region_id,
                                                         CommitmentId commitment_id,
                                                         PersonId decided_by) {
  OLIVE_TRY(commitment, proposed(tx, region_id, commitment_id, decided_by));
  OLIVE_TRY_VOID(check_commitment(tx, region_id, commitment.line_id, commitment.agreement_id,
                                  commitment.due_on, batch.today()));
  const auto part = line_account(commitment.line_id, commitment.agreement_id);
  const auto spent = spent_account(commitment.line_id, commitment.agreement_id);
  const auto hold =
      batch.hold({.key = ledger::key_of("fund_commitment", commitment_id.value),
                  .debit = batch.account(part, fund_terms()),
                  .credit = batch.account(spent, {.account_class = ledger::AccountClass::expense}),
                  .amount = commitment.amount_won,
                  .code = "fund_spending",
                  .effective_on = commitment.committed_on,
                  .actor = decided_by,
                  .reference = "fund_commitment:" + std::to_string(commitment_id.value)},
                 base::korean_instant(commitment.due_on.plus_days(1), 0));
  if (!hold) return base::refuse(refusal_of(hold.error()));
  CHECK_REQUEST(static_cast<bool>(*hold));
  const auto changed = tx.execute(
      "UPDATE funds_commitment SET state = 'open', hold_id = $3, decided_by = $4 "
      "WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
      region_id, commitment_id, *hold, decided_by);
  if (changed != 1) return base::refuse(CommitmentRefusal::commitment_not_proposed);
  return {};
}

base::Result<void, CommitmentRefusal> reject_commitment(db::Transaction& tx, RegionId region_id,
                                                        CommitmentId commitment_id,
                                                        PersonId decided_by,
                                                        std::string_view note) {
  OLIVE_TRY(commitment, proposed(tx, region_id, commitment_id, decided_by));
  if (!change_state(tx, region_id, commitment, CommitmentState::rejected, decided_by, note))
    return base::refuse(CommitmentRefusal::commitment_not_proposed);
  return {};
}

base::Result<void, CommitmentRefusal> release_commitment(db::Transaction& tx, ledger::Batch& batch,
                                                         RegionId region_id,
                                                         CommitmentId commitment_id,
                                                         std::string_view note) {
  const auto commitment = find_commitment(tx, region_id, commitment_id);
  if (!commitment) return base::refuse(CommitmentRefusal::commitment_not_found);
  if (commitment->state != CommitmentState::open)
    return base::refuse(CommitmentRefusal::commitment_not_open);
  if (has_waiting_spending(tx, region_id, commitment_id))
    return base::refuse(CommitmentRefusal::commitment_has_spending);
  const auto voided = batch.void_hold(commitment->hold_id);
  // What has expired is back in its line already; only our row did not know.
  if (!voided && voided.error() != ledger::TransferRefusal::hold_expired)
    return base::refuse(refusal_of(voided.error()));
  if (!change_state(tx, region_id, *commitment, CommitmentState::released, commitment->decided_by,
                    note))
    return base::refuse(CommitmentRefusal::commitment_not_open);
  return {};
}

std::optional<Commitment> find_commitment(db::Transaction& tx, RegionId region_id,
                                          CommitmentId commitment_id) {
  return tx.query_one<Commitment>(std::string(kSelect) + "id = $2", region_id, commitment_id);
}

std::vector<Commitment> commitments_of(db::Transaction& tx, RegionId region_id, LineId line_id) {
  return tx.query<Commitment>(std::string(kSelect) + "line_id = $2 ORDER BY id DESC", region_id,
                              line_id);
}

}  // namespace funds
