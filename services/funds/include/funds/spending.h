/// From a promise to a payment: a commitment holds money of a line, a spending with its evidence
/// resolves it, once.
#pragma once

#include <string>
#include <vector>

#include "funds/evidence.h"
#include "funds/movement.h"

namespace funds {

using CommitmentId = base::Id<struct CommitmentTag>;

/// Up to this amount a simple receipt is evidence enough; above it takes a tax invoice, a card slip
/// or a cash receipt. 30,000 won, as the tax law has it for expenses (법인세법 시행령 제158조).
inline constexpr settings::Definition kSimpleReceiptMax{.key = "funds.simple_receipt_max",
                                                        .value = "30000",
                                                        .unit = "won",
                                                        .minimum = 0,
                                                        .maximum = 10'000'000};

/// A private person's name is nobody's business: the public page does not show it.
enum class PayeeKind { business, person };
BOOST_DESCRIBE_ENUM(PayeeKind, business, person)

struct NewCommitment {
  LineId line_id;
  AgreementId agreement_id;  ///< whose money of the line
  std::int64_t amount_won = 0;
  std::string payee;
  PayeeKind payee_kind = PayeeKind::business;
  std::string purpose;
  Date committed_on;
  Date due_on;  ///< last day on which it can be spent; then the line has it back
};
BOOST_DESCRIBE_STRUCT(NewCommitment, (),
                      (line_id, agreement_id, amount_won, payee, payee_kind, purpose, committed_on,
                       due_on))

enum class CommitmentState { proposed, open, spent, released, rejected };
BOOST_DESCRIBE_ENUM(CommitmentState, proposed, open, spent, released, rejected)

struct Commitment {
  CommitmentId id;
  LineId line_id;
  AgreementId agreement_id;
  std::int64_t amount_won = 0;
  std::string payee;
  PayeeKind payee_kind = PayeeKind::business;
  std::string purpose;
  Date committed_on;
  Date due_on;
  CommitmentState state = CommitmentState::proposed;
  ledger::HoldId hold_id;  ///< 0 until approved
  PersonId proposed_by;
  PersonId decided_by;
  std::string decision_note;
};
BOOST_DESCRIBE_STRUCT(Commitment, (),
                      (id, line_id, agreement_id, amount_won, payee, payee_kind, purpose,
                       committed_on, due_on, state, hold_id, proposed_by, decided_by,
                       decision_note))

enum class CommitmentRefusal {
  commitment_not_found,
  commitment_not_proposed,
  commitment_not_open,
  commitment_own_proposal,
  commitment_expired,
  commitment_has_spending,  ///< a spending on it waits for a decision
  commitment_in_future,
  commitment_due_over,
  amount_not_positive,
  fund_line_not_found,
  agreement_not_found,
  agreement_not_signed,
  line_balance_insufficient,
  fund_month_closed,
};
BOOST_DESCRIBE_ENUM(CommitmentRefusal, commitment_not_found, commitment_not_proposed,
                    commitment_not_open, commitment_own_proposal, commitment_expired,
                    commitment_has_spending, commitment_in_future, commitment_due_over,
                    amount_not_positive, fund_line_not_found, agreement_not_found,
                    agreement_not_signed, line_balance_insufficient, fund_month_closed)

/// Proposes to promise money of a line; nothing is set aside yet. Refuses `commitment_in_future`,
/// `commitment_due_over`, and `agreement_not_found` also for an agreement of another programme.
[[nodiscard]] base::Result<CommitmentId, CommitmentRefusal> propose_commitment(
    db::Transaction& tx, RegionId region_id, const NewCommitment& commitment, PersonId proposed_by,
    base::Instant now);
/// Sets the amount aside in the ledger: from now on nobody else can have it. The hold ends by
/// itself after `due_on`. Refuses `line_balance_insufficient` and `fund_month_closed`; it stays
/// proposed.
[[nodiscard]] base::Result<void, CommitmentRefusal> approve_commitment(db::Transaction& tx,
                                                                       ledger::Batch& batch,
                                                                       RegionId region_id,
                                                                       CommitmentId commitment_id,
                                                                       PersonId decided_by);
[[nodiscard]] base::Result<void, CommitmentRefusal> reject_commitment(db::Transaction& tx,
                                                                      RegionId region_id,
                                                                      CommitmentId commitment_id,
                                                                      PersonId decided_by,
                                                                      std::string_view note);
/// Gives the amount back to its line. Not while a spending on it waits.
[[nodiscard]] base::Result<void, CommitmentRefusal> release_commitment(db::Transaction& tx,
                                                                       ledger::Batch& batch,
                                                                       RegionId region_id,
                                                                       CommitmentId commitment_id,
                                                                       std::string_view note);
[[nodiscard]] std::optional<Commitment> find_commitment(db::Transaction& tx, RegionId region_id,
                                                        CommitmentId commitment_id);
/// Newest first.
[[nodiscard]] std::vector<Commitment> commitments_of(db::Transaction& tx, RegionId region_id,
                                                     LineId line_id);

struct NewSpending {
  CommitmentId commitment_id;
  std::int64_t amount_won = 0;  ///< what is less than the commitment returns to the line
  Date spent_on;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(NewSpending, (), (commitment_id, amount_won, spent_on, note))

struct Spending {
  SpendingId id;
  CommitmentId commitment_id;
  LineId line_id;
  AgreementId agreement_id;
  std::int64_t amount_won = 0;
  Date spent_on;
  std::string payee;
  PayeeKind payee_kind = PayeeKind::business;
  std::string purpose;
  std::string note;
  StepState state = StepState::proposed;
  PersonId proposed_by;
  PersonId decided_by;
  std::string decision_note;
  std::int64_t seq = 0;  ///< of the ledger's entry; 0 until approved
};
BOOST_DESCRIBE_STRUCT(Spending, (),
                      (id, commitment_id, line_id, agreement_id, amount_won, spent_on, payee,
                       payee_kind, purpose, note, state, proposed_by, decided_by, decision_note,
                       seq))

enum class SpendingRefusal {
  spending_not_found,
  spending_not_proposed,
  spending_own_proposal,
  spending_in_future,
  spending_before_commitment,
  spending_above_commitment,
  commitment_not_found,
  commitment_not_open,
  commitment_expired,
  commitment_has_spending,
  amount_not_positive,
  evidence_missing,
  evidence_too_weak,      ///< simple receipts above the amount that they are good for
  evidence_below_amount,  ///< the documents do not add up to the amount
  fund_month_closed,
};
BOOST_DESCRIBE_ENUM(SpendingRefusal, spending_not_found, spending_not_proposed,
                    spending_own_proposal, spending_in_future, spending_before_commitment,
                    spending_above_commitment, commitment_not_found, commitment_not_open,
                    commitment_expired, commitment_has_spending, amount_not_positive,
                    evidence_missing, evidence_too_weak, evidence_below_amount, fund_month_closed)

/// Enters a payment on an open commitment, one at a time. Evidence is added afterwards and is not
/// looked at here. Refuses what does not fit the commitment's amount and days.
[[nodiscard]] base::Result<SpendingId, SpendingRefusal> propose_spending(
    db::Transaction& tx, RegionId region_id, const NewSpending& spending, PersonId proposed_by,
    base::Instant now);
/// Pays: the hold ends and the amount leaves the line, in one linked group. The rest of the
/// commitment returns to the line.
[[nodiscard]] base::Result<Spending, SpendingRefusal> approve_spending(db::Transaction& tx,
                                                                       ledger::Batch& batch,
                                                                       RegionId region_id,
                                                                       SpendingId spending_id,
                                                                       PersonId decided_by);
/// Its commitment stays open, and its documents may prove another payment.
[[nodiscard]] base::Result<void, SpendingRefusal> reject_spending(
    db::Transaction& tx, RegionId region_id, SpendingId spending_id, PersonId decided_by,
    std::string_view note, base::Instant now);
[[nodiscard]] std::optional<Spending> find_spending(db::Transaction& tx, RegionId region_id,
                                                    SpendingId spending_id);
/// Newest first.
[[nodiscard]] std::vector<Spending> spendings_of_line(db::Transaction& tx, RegionId region_id,
                                                      LineId line_id);
/// The approved ones, in the order of their days.
[[nodiscard]] std::vector<Spending> spendings_of_agreement(db::Transaction& tx, RegionId region_id,
                                                           AgreementId agreement_id);

/// Whether documents prove `amount_won`, by the rule of the day. Pure.
[[nodiscard]] base::Result<void, SpendingRefusal> check_evidence(
    const std::vector<Evidence>& evidence, std::int64_t amount_won,
    std::int64_t simple_receipt_max_won);

}  // namespace funds
