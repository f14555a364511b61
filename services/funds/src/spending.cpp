#include "funds/spending.h"

#include <algorithm>

#include "base/check.h"
#include "step.h"

namespace funds {
namespace {

constexpr std::string_view kSelect =
    "SELECT s.id, s.commitment_id, c.line_id, c.agreement_id, s.amount_won, s.spent_on, c.payee, "
    "c.payee_kind, c.purpose, s.note, s.state, s.proposed_by, s.decided_by, s.decision_note, s.seq "
    "FROM funds_spending s JOIN funds_commitment c ON c.region_id = s.region_id "
    "AND c.id = s.commitment_id WHERE s.region_id = $1 AND ";

base::Result<Commitment, SpendingRefusal> open_commitment(db::Transaction& tx, RegionId region_id,
                                                          CommitmentId commitment_id, Date today) {
  const auto commitment = find_commitment(tx, region_id, commitment_id);
  if (!commitment) return base::refuse(SpendingRefusal::commitment_not_found);
  if (commitment->state != CommitmentState::open)
    return base::refuse(SpendingRefusal::commitment_not_open);
  if (commitment->due_on < today) return base::refuse(SpendingRefusal::commitment_expired);
  return *commitment;
}

base::Result<void, SpendingRefusal> check_amount(const NewSpending& spending,
                                                 const Commitment& commitment, Date today) {
  if (spending.amount_won <= 0) return base::refuse(SpendingRefusal::amount_not_positive);
  if (spending.amount_won > commitment.amount_won)
    return base::refuse(SpendingRefusal::spending_above_commitment);
  if (spending.spent_on > today) return base::refuse(SpendingRefusal::spending_in_future);
  if (spending.spent_on < commitment.committed_on)
    return base::refuse(SpendingRefusal::spending_before_commitment);
  return {};
}

bool has_waiting(db::Transaction& tx, RegionId region_id, CommitmentId commitment_id) {
  return tx
      .integer(
          "SELECT id FROM funds_spending WHERE region_id = $1 AND commitment_id = $2 "
          "AND state = 'proposed'",
          region_id, commitment_id)
      .has_value();
}

base::Result<Spending, SpendingRefusal> proposed(db::Transaction& tx, RegionId region_id,
                                                 SpendingId spending_id, PersonId decided_by) {
  const auto spending = find_spending(tx, region_id, spending_id);
  if (!spending) return base::refuse(SpendingRefusal::spending_not_found);
  OLIVE_TRY_VOID(check_step(spending->state, spending->proposed_by, decided_by,
                            SpendingRefusal::spending_not_proposed,
                            SpendingRefusal::spending_own_proposal));
  return *spending;
}

SpendingRefusal refusal_of(ledger::TransferRefusal refusal) {
  switch (refusal) {
    case ledger::TransferRefusal::month_closed: return SpendingRefusal::fund_month_closed;
    case ledger::TransferRefusal::hold_expired: return SpendingRefusal::commitment_expired;
    case ledger::TransferRefusal::hold_already_resolved:
      return SpendingRefusal::commitment_not_open;
    default: CHECK_REQUEST(false);
  }
  return SpendingRefusal::commitment_not_open;
}

// The hold ends and the payment is made in one group, instead of posting the hold: the payment
// counts for the day it was made, which may lie in another month than the promise.
ledger::Posting<ledger::Entry> pay(ledger::Batch& batch, const Spending& spending,
                                   ledger::HoldId hold_id, PersonId actor) {
  OLIVE_TRY_VOID(batch.void_hold(hold_id));
  const auto part = line_account(spending.line_id, spending.agreement_id);
  const auto spent = spent_account(spending.line_id, spending.agreement_id);
  return batch.transfer(
      {.key = ledger::key_of("fund_spending", spending.id.value),
       .debit = batch.account(part, fund_terms()),
       .credit = batch.account(spent, {.account_class = ledger::AccountClass::expense}),
       .amount = spending.amount_won,
       .code = "fund_spending",
       .effective_on = spending.spent_on,
       .actor = actor,
       .reference = "fund_spending:" + std::to_string(spending.id.value)});
}

bool decide(db::Transaction& tx, RegionId region_id, SpendingId id, StepState state,
            PersonId decided_by, std::string_view note, std::int64_t seq, base::Instant now) {
  return tx.execute(
             "UPDATE funds_spending SET state = $3, decided_by = $4, decision_note = $5, "
             "seq = $6, decided_at = $7 WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
             region_id, id, state, decided_by, note, seq, now) == 1;
}

}  // namespace

base::Result<void, SpendingRefusal> check_evidence(const std::vector<Evidence>& evidence,
                                                   std::int64_t amount_won,
                                                   std::int64_t simple_receipt_max_won) {
  CHECK_REQUEST(amount_won > 0);
  if (evidence.empty()) return base::refuse(SpendingRefusal::evidence_missing);
  const bool may_be_simple = amount_won <= simple_receipt_max_won;
  std::int64_t all_won = 0;
  std::int64_t counted_won = 0;
  for (const Evidence& document : evidence) {
    all_won += document.amount_won;
    if (document.kind != EvidenceKind::simple_receipt || may_be_simple)
      counted_won += document.amount_won;
  }
  if (all_won < amount_won) return base::refuse(SpendingRefusal::evidence_below_amount);
  if (counted_won < amount_won) return base::refuse(SpendingRefusal::evidence_too_weak);
  return {};
}

base::Result<SpendingId, SpendingRefusal> propose_spending(db::Transaction& tx, RegionId region_id,
                                                           const NewSpending& spending,
                                                           PersonId proposed_by,
                                                           base::Instant now) {
  const Date today = base::korean_date(now);
  OLIVE_TRY(commitment, open_commitment(tx, region_id, spending.commitment_id, today));
  OLIVE_TRY_VOID(check_amount(spending, commitment, today));
  if (has_waiting(tx, region_id, spending.commitment_id))
    return base::refuse(SpendingRefusal::commitment_has_spending);
  const auto id = tx.make_id<SpendingId>();
  tx.execute(
      "INSERT INTO funds_spending (region_id, id, commitment_id, amount_won, spent_on, note, "
      "state, proposed_by, proposed_at, decided_by, decided_at, decision_note, seq) "
      "VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, 0, 0, '', 0)",
      region_id, id, spending.commitment_id, spending.amount_won, spending.spent_on, spending.note,
      proposed_by, now);
  return id;
}

base::Result<Spending, SpendingRefusal> approve_spending(db::Transaction& tx, ledger::Batch& batch,
                                                         RegionId region_id, SpendingId spending_id,
                                                         PersonId decided_by) {
  OLIVE_TRY(spending, proposed(tx, region_id, spending_id, decided_by));
  OLIVE_TRY(commitment, open_commitment(tx, region_id, spending.commitment_id, batch.today()));
  const std::int64_t simple_max =
      settings::integer(tx, region_id, kSimpleReceiptMax, spending.spent_on);
  OLIVE_TRY_VOID(
      check_evidence(evidence_of(tx, region_id, spending_id), spending.amount_won, simple_max));
  CHECK_REQUEST(spending.amount_won <= commitment.amount_won);
  CHECK_REQUEST(static_cast<bool>(commitment.hold_id));  // whatever is open has its money set aside
  const auto entry = pay(batch, spending, commitment.hold_id, decided_by);
  if (!entry) return base::refuse(refusal_of(entry.error()));
  const auto changed = tx.execute(
      "UPDATE funds_commitment SET state = 'spent' "
      "WHERE region_id = $1 AND id = $2 AND state = 'open'",
      region_id, commitment.id);
  if (changed != 1) return base::refuse(SpendingRefusal::commitment_not_open);
  if (!decide(tx, region_id, spending_id, StepState::approved, decided_by, "", entry->seq,
              batch.now()))
    return base::refuse(SpendingRefusal::spending_not_proposed);
  CHECK_REQUEST(entry->seq > 0 && entry->amount == spending.amount_won);
  spending.state = StepState::approved;
  spending.decided_by = decided_by;
  spending.seq = entry->seq;
  return spending;
}

base::Result<void, SpendingRefusal> reject_spending(db::Transaction& tx, RegionId region_id,
                                                    SpendingId spending_id, PersonId decided_by,
                                                    std::string_view note, base::Instant now) {
  OLIVE_TRY_VOID(proposed(tx, region_id, spending_id, decided_by));
  if (!decide(tx, region_id, spending_id, StepState::rejected, decided_by, note, 0, now))
    return base::refuse(SpendingRefusal::spending_not_proposed);
  return {};
}

std::optional<Spending> find_spending(db::Transaction& tx, RegionId region_id,
                                      SpendingId spending_id) {
  return tx.query_one<Spending>(std::string(kSelect) + "s.id = $2", region_id, spending_id);
}

std::vector<Spending> spendings_of_line(db::Transaction& tx, RegionId region_id, LineId line_id) {
  return tx.query<Spending>(std::string(kSelect) + "c.line_id = $2 ORDER BY s.id DESC", region_id,
                            line_id);
}

std::vector<Spending> spendings_of_agreement(db::Transaction& tx, RegionId region_id,
                                             AgreementId agreement_id) {
  return tx.query<Spending>(std::string(kSelect) +
                                "c.agreement_id = $2 AND s.state = 'approved' "
                                "ORDER BY s.spent_on, s.id",
                            region_id, agreement_id);
}

}  // namespace funds
