#include "funds/movement.h"

#include "base/check.h"
#include "base/text.h"
#include "step.h"

namespace funds {
namespace {

using Checked = base::Result<void, MovementRefusal>;

constexpr std::int64_t kWhole_ppm = 1'000'000;
constexpr std::string_view kSelect =
    "SELECT m.id, m.kind, m.agreement_id, a.name AS agreement_name, m.from_line_id, m.to_line_id, "
    "m.amount_won, m.effective_on, m.reason, m.funder_consent, m.state, m.proposed_by, "
    "m.decided_by, m.decision_note, m.seq FROM funds_movement m JOIN funds_agreement a "
    "ON a.region_id = m.region_id AND a.id = m.agreement_id WHERE m.region_id = $1";

std::int64_t approved_sum(db::Transaction& tx, RegionId region_id, std::string_view where,
                          std::int64_t id) {
  return tx
      .integer(
          "SELECT SUM(amount_won) FROM funds_movement WHERE region_id = $1 "
          "AND state = 'approved' AND " +
              std::string(where),
          region_id, id)
      .value_or(0);
}

Checked check_payment(db::Transaction& tx, RegionId region_id, const NewMovement& movement,
                      const Agreement& agreement) {
  const std::int64_t paid_won = approved_sum(
      tx, region_id, "kind = 'payment' AND agreement_id = $2", movement.agreement_id.value);
  if (paid_won + movement.amount_won > agreement.amount_won)
    return base::refuse(MovementRefusal::payment_above_agreement);
  return {};
}

base::Result<BudgetLine, MovementRefusal> line_in(db::Transaction& tx, RegionId region_id,
                                                  LineId line_id, const Agreement& agreement) {
  const auto line = find_line(tx, region_id, line_id);
  if (!line) return base::refuse(MovementRefusal::fund_line_not_found);
  if (line->programme_id != agreement.programme_id)
    return base::refuse(MovementRefusal::line_of_other_programme);
  return *line;
}

Checked check_allocation(db::Transaction& tx, RegionId region_id, const NewMovement& movement,
                         const Agreement& agreement) {
  OLIVE_TRY(line, line_in(tx, region_id, movement.to_line_id, agreement));
  const std::int64_t given_won = approved_sum(
      tx, region_id, "kind = 'allocation' AND to_line_id = $2", movement.to_line_id.value);
  if (given_won + movement.amount_won > line.planned_won)
    return base::refuse(MovementRefusal::allocation_above_plan);
  return {};
}

// A little may be moved by those who run the programme; more is the funder's to allow.
Checked check_reallocation(db::Transaction& tx, RegionId region_id, const NewMovement& movement,
                           const Agreement& agreement) {
  OLIVE_TRY(from, line_in(tx, region_id, movement.from_line_id, agreement));
  OLIVE_TRY(to, line_in(tx, region_id, movement.to_line_id, agreement));
  if (from.id == to.id) return base::refuse(MovementRefusal::line_same);
  if (from.year != to.year) return base::refuse(MovementRefusal::line_of_other_year);
  const std::int64_t moved_won = approved_sum(
      tx, region_id, "kind = 'reallocation' AND from_line_id = $2", movement.from_line_id.value);
  const std::int64_t rule_ppm =
      settings::integer(tx, region_id, kReallocationMax, movement.effective_on,
                        std::to_string(agreement.funder_id.value));
  using Wide = __int128;  // won times parts of a million
  const Wide moved = Wide{moved_won + movement.amount_won} * kWhole_ppm;
  if (moved > Wide{from.planned_won} * rule_ppm && movement.funder_consent.empty())
    return base::refuse(MovementRefusal::funder_consent_required);
  return {};
}

// A line that the kind does not touch would still list the movement as its own.
Checked check_lines(const NewMovement& movement) {
  const bool takes_from = movement.kind == MovementKind::reallocation;
  const bool takes_to = takes_from || movement.kind == MovementKind::allocation;
  if ((movement.from_line_id && !takes_from) || (movement.to_line_id && !takes_to))
    return base::refuse(MovementRefusal::line_not_expected);
  return {};
}

Checked check_movement(db::Transaction& tx, RegionId region_id, const NewMovement& movement,
                       Date today) {
  if (movement.amount_won <= 0) return base::refuse(MovementRefusal::amount_not_positive);
  if (movement.effective_on > today) return base::refuse(MovementRefusal::movement_in_future);
  if (base::trim(movement.reason).empty()) return base::refuse(MovementRefusal::reason_missing);
  OLIVE_TRY_VOID(check_lines(movement));
  const auto agreement = find_agreement(tx, region_id, movement.agreement_id);
  if (!agreement) return base::refuse(MovementRefusal::agreement_not_found);
  if (agreement->state != AgreementState::signed_off)
    return base::refuse(MovementRefusal::agreement_not_signed);
  switch (movement.kind) {
    case MovementKind::payment: return check_payment(tx, region_id, movement, *agreement);
    case MovementKind::interest: return {};
    case MovementKind::allocation: return check_allocation(tx, region_id, movement, *agreement);
    case MovementKind::reallocation: return check_reallocation(tx, region_id, movement, *agreement);
  }
  CHECK_REQUEST(false);
  return {};
}

// Interest comes from a bank, whichever it is.
ledger::AccountKey bank_account() {
  return {ledger::kWon, ledger::OwnerKind::region, 0, "fund_bank_interest"};
}

struct Way {
  ledger::AccountKey debit, credit;
  ledger::AccountTerms debit_terms;
};

Way way_of(const FundMovement& m, OrganisationId funder_id) {
  switch (m.kind) {
    case MovementKind::payment:
      return {funder_account(funder_id), agreement_account(m.agreement_id), {}};
    case MovementKind::interest: return {bank_account(), interest_account(m.agreement_id), {}};
    case MovementKind::allocation:
      return {agreement_account(m.agreement_id), line_account(m.to_line_id, m.agreement_id),
              fund_terms()};
    case MovementKind::reallocation:
      return {line_account(m.from_line_id, m.agreement_id),
              line_account(m.to_line_id, m.agreement_id), fund_terms()};
  }
  CHECK_REQUEST(false);
  return {};
}

// The ledger refuses what would overdraw an account; its other refusals would be our mistake.
MovementRefusal refusal_of(ledger::TransferRefusal refusal, MovementKind kind) {
  if (refusal == ledger::TransferRefusal::month_closed) return MovementRefusal::fund_month_closed;
  CHECK_REQUEST(refusal == ledger::TransferRefusal::balance_below_minimum);
  return kind == MovementKind::allocation ? MovementRefusal::agreement_balance_insufficient
                                          : MovementRefusal::line_balance_insufficient;
}

ledger::Posting<ledger::Entry> post(ledger::Batch& batch, const FundMovement& m,
                                    OrganisationId funder_id, PersonId actor) {
  const Way way = way_of(m, funder_id);
  return batch.transfer({.key = ledger::key_of("fund_movement", m.id.value),
                         .debit = batch.account(way.debit, way.debit_terms),
                         .credit = batch.account(way.credit, fund_terms()),
                         .amount = m.amount_won,
                         .code = "fund_" + std::string(base::name_of(m.kind)),
                         .effective_on = m.effective_on,
                         .actor = actor,
                         .reference = "fund_movement:" + std::to_string(m.id.value)});
}

void shift_plan(db::Transaction& tx, RegionId region_id, LineId line_id, std::int64_t by_won) {
  tx.execute("UPDATE funds_line SET moved_won = moved_won + $3 WHERE region_id = $1 AND id = $2",
             region_id, line_id, by_won);
}

bool decide(db::Transaction& tx, RegionId region_id, MovementId id, StepState state,
            PersonId decided_by, std::string_view note, std::int64_t seq, base::Instant now) {
  return tx.execute(
             "UPDATE funds_movement SET state = $3, decided_by = $4, decision_note = $5, "
             "seq = $6, decided_at = $7 WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
             region_id, id, state, decided_by, note, seq, now) == 1;
}

// The proposal as it can still be decided by `decided_by`.
base::Result<FundMovement, MovementRefusal> open_movement(db::Transaction& tx, RegionId region_id,
                                                          MovementId movement_id,
                                                          PersonId decided_by) {
  const auto movement = find_movement(tx, region_id, movement_id);
  if (!movement) return base::refuse(MovementRefusal::movement_not_found);
  OLIVE_TRY_VOID(check_step(movement->state, movement->proposed_by, decided_by,
                            MovementRefusal::movement_not_proposed,
                            MovementRefusal::movement_own_proposal));
  return *movement;
}

}  // namespace

base::Result<MovementId, MovementRefusal> propose_movement(db::Transaction& tx, RegionId region_id,
                                                           const NewMovement& movement,
                                                           PersonId proposed_by,
                                                           base::Instant now) {
  OLIVE_TRY_VOID(check_movement(tx, region_id, movement, base::korean_date(now)));
  const auto id = tx.make_id<MovementId>();
  tx.execute(
      "INSERT INTO funds_movement (region_id, id, kind, agreement_id, from_line_id, to_line_id, "
      "amount_won, effective_on, reason, funder_consent, state, proposed_by, proposed_at, "
      "decided_by, decided_at, decision_note, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, 'proposed', $11, $12, 0, 0, '', 0)",
      region_id, id, movement.kind, movement.agreement_id, movement.from_line_id,
      movement.to_line_id, movement.amount_won, movement.effective_on, movement.reason,
      movement.funder_consent, proposed_by, now);
  return id;
}

base::Result<FundMovement, MovementRefusal> approve_movement(db::Transaction& tx,
                                                             ledger::Batch& batch,
                                                             RegionId region_id,
                                                             MovementId movement_id,
                                                             PersonId decided_by) {
  OLIVE_TRY(movement, open_movement(tx, region_id, movement_id, decided_by));
  const NewMovement again{.kind = movement.kind,
                          .agreement_id = movement.agreement_id,
                          .from_line_id = movement.from_line_id,
                          .to_line_id = movement.to_line_id,
                          .amount_won = movement.amount_won,
                          .effective_on = movement.effective_on,
                          .reason = movement.reason,
                          .funder_consent = movement.funder_consent};
  OLIVE_TRY_VOID(check_movement(tx, region_id, again, batch.today()));
  const auto agreement = find_agreement(tx, region_id, movement.agreement_id);
  const auto entry = post(batch, movement, agreement->funder_id, decided_by);
  if (!entry) return base::refuse(refusal_of(entry.error(), movement.kind));
  if (movement.kind == MovementKind::reallocation) {
    shift_plan(tx, region_id, movement.from_line_id, -movement.amount_won);
    shift_plan(tx, region_id, movement.to_line_id, movement.amount_won);
  }
  if (!decide(tx, region_id, movement_id, StepState::approved, decided_by, "", entry->seq,
              batch.now()))
    return base::refuse(MovementRefusal::movement_not_proposed);
  CHECK_REQUEST(entry->seq > 0 && entry->amount == movement.amount_won);
  movement.state = StepState::approved;
  movement.decided_by = decided_by;
  movement.seq = entry->seq;
  return movement;
}

base::Result<void, MovementRefusal> reject_movement(db::Transaction& tx, RegionId region_id,
                                                    MovementId movement_id, PersonId decided_by,
                                                    std::string_view note, base::Instant now) {
  OLIVE_TRY_VOID(open_movement(tx, region_id, movement_id, decided_by));
  if (!decide(tx, region_id, movement_id, StepState::rejected, decided_by, note, 0, now))
    return base::refuse(MovementRefusal::movement_not_proposed);
  return {};
}

std::optional<FundMovement> find_movement(db::Transaction& tx, RegionId region_id,
                                          MovementId movement_id) {
  return tx.query_one<FundMovement>(std::string(kSelect) + " AND m.id = $2", region_id,
                                    movement_id);
}

std::vector<FundMovement> list_movements(db::Transaction& tx, RegionId region_id,
                                         AgreementId agreement_id, LineId line_id) {
  return tx.query<FundMovement>(
      std::string(kSelect) +
          " AND (m.agreement_id = $2 OR $2 = 0) "
          "AND (m.from_line_id = $3 OR m.to_line_id = $3 OR $3 = 0) ORDER BY m.id DESC",
      region_id, agreement_id, line_id);
}

}  // namespace funds
