/// Money on its way between funder, agreement and lines. One person proposes, another approves.
#pragma once

#include <string>
#include <vector>

#include "funds/agreement.h"
#include "settings/settings.h"

namespace funds {

using MovementId = base::Id<struct FundMovementTag>;

/// Share of a line's plan that may go to other lines of the year without the funder's consent. A
/// funder's own rule is set with the funder's id as scope. Not published; a fifth is usual.
inline constexpr settings::Definition kReallocationMax{.key = "funds.reallocation_max",
                                                       .value = "200000",
                                                       .unit = "ppm",
                                                       .minimum = 0,
                                                       .maximum = 1'000'000};

enum class MovementKind {
  payment,       ///< the funder pays (교부)
  interest,      ///< the bank pays interest on it
  allocation,    ///< from the agreement to a line
  reallocation,  ///< from line to line of the same year
};
BOOST_DESCRIBE_ENUM(MovementKind, payment, interest, allocation, reallocation)

/// Money that shall move. Which lines are named follows from the kind, see `line_not_expected`.
struct NewMovement {
  MovementKind kind = MovementKind::payment;
  AgreementId agreement_id;
  LineId from_line_id;  ///< re-allocations; else 0
  LineId to_line_id;    ///< allocations and re-allocations; else 0
  std::int64_t amount_won = 0;
  Date effective_on;
  std::string reason;
  std::string funder_consent;  ///< the funder's letter: number and date; empty when not needed
};
BOOST_DESCRIBE_STRUCT(NewMovement, (),
                      (kind, agreement_id, from_line_id, to_line_id, amount_won, effective_on,
                       reason, funder_consent))

struct FundMovement {
  MovementId id;
  MovementKind kind = MovementKind::payment;
  AgreementId agreement_id;
  std::string agreement_name;
  LineId from_line_id;
  LineId to_line_id;
  std::int64_t amount_won = 0;
  Date effective_on;
  std::string reason;
  std::string funder_consent;
  StepState state = StepState::proposed;
  PersonId proposed_by;
  PersonId decided_by;
  std::string decision_note;
  std::int64_t seq = 0;  ///< of the ledger's entry; 0 until approved
};
BOOST_DESCRIBE_STRUCT(FundMovement, (),
                      (id, kind, agreement_id, agreement_name, from_line_id, to_line_id, amount_won,
                       effective_on, reason, funder_consent, state, proposed_by, decided_by,
                       decision_note, seq))

enum class MovementRefusal {
  movement_not_found,
  movement_not_proposed,
  movement_own_proposal,
  movement_in_future,
  agreement_not_found,
  agreement_not_signed,
  amount_not_positive,
  payment_above_agreement,
  fund_line_not_found,
  line_not_expected,  ///< a line was named that this kind of movement does not touch
  line_of_other_programme,
  line_of_other_year,
  line_same,
  allocation_above_plan,
  agreement_balance_insufficient,
  line_balance_insufficient,
  reason_missing,
  funder_consent_required,
  fund_month_closed,
};
BOOST_DESCRIBE_ENUM(MovementRefusal, movement_not_found, movement_not_proposed,
                    movement_own_proposal, movement_in_future, agreement_not_found,
                    agreement_not_signed, amount_not_positive, payment_above_agreement,
                    fund_line_not_found, line_not_expected, line_of_other_programme,
                    line_of_other_year, line_same, allocation_above_plan,
                    agreement_balance_insufficient, line_balance_insufficient, reason_missing,
                    funder_consent_required, fund_month_closed)

/// Proposes a movement; no money moves yet. Refuses by kind: a payment above what was agreed, an
/// allocation above the line's plan as first approved (what is re-allocated brings its own plan
/// along), a re-allocation between years or, beyond kReallocationMax, without the funder's letter.
/// Balances are not looked at: they are the ledger's to refuse when it is approved.
[[nodiscard]] base::Result<MovementId, MovementRefusal> propose_movement(
    db::Transaction& tx, RegionId region_id, const NewMovement& movement, PersonId proposed_by,
    base::Instant now);
/// Posts the movement. Checked again as it stands now: another may have come first. Refuses
/// `agreement_balance_insufficient` or `line_balance_insufficient` where the ledger would overdraw,
/// `fund_month_closed` for a day in a closed month; it stays proposed then. Run in a deed: plan and
/// money of a re-allocation change in one commit.
[[nodiscard]] base::Result<FundMovement, MovementRefusal> approve_movement(db::Transaction& tx,
                                                                           ledger::Batch& batch,
                                                                           RegionId region_id,
                                                                           MovementId movement_id,
                                                                           PersonId decided_by);
/// Moves nothing, keeps who rejected it and why. Refuses `movement_own_proposal`: who proposed may
/// not withdraw by rejecting either, so that every end has a second person.
[[nodiscard]] base::Result<void, MovementRefusal> reject_movement(
    db::Transaction& tx, RegionId region_id, MovementId movement_id, PersonId decided_by,
    std::string_view note, base::Instant now);
/// nullopt when the region has none of this id.
[[nodiscard]] std::optional<FundMovement> find_movement(db::Transaction& tx, RegionId region_id,
                                                        MovementId movement_id);
/// Of a line (0: any) of an agreement (0: any), newest first.
[[nodiscard]] std::vector<FundMovement> list_movements(db::Transaction& tx, RegionId region_id,
                                                       AgreementId agreement_id, LineId line_id);

/// A line's money, drawn from the ledger. Amounts in won.
struct LineFigures {
  BudgetLine line;
  std::int64_t plan_won = 0;       ///< planned, with what was re-allocated
  std::int64_t allocated_won = 0;  ///< money that the line was given
  std::int64_t committed_won = 0;  ///< promised to somebody
  std::int64_t spent_won = 0;
  std::int64_t returned_won = 0;  ///< gone back to funders at settlement
  std::int64_t left_won = 0;      ///< can still be committed
};
BOOST_DESCRIBE_STRUCT(LineFigures, (),
                      (line, plan_won, allocated_won, committed_won, spent_won, returned_won,
                       left_won))

/// An agreement's part of a line.
struct LinePart {
  AgreementId agreement_id;
  std::string agreement_name;
  FundSource source = FundSource::central_fund;
  std::int64_t allocated_won = 0;
  std::int64_t committed_won = 0;
  std::int64_t spent_won = 0;
  std::int64_t returned_won = 0;
  std::int64_t left_won = 0;
};
BOOST_DESCRIBE_STRUCT(LinePart, (),
                      (agreement_id, agreement_name, source, allocated_won, committed_won,
                       spent_won, returned_won, left_won))

/// The parts of a line, one for each agreement that gave it money, in the order of their periods.
/// From the ledger's balances as of this snapshot. Cost: five statements a part.
[[nodiscard]] std::vector<LinePart> parts_of(db::Transaction& tx, RegionId region_id,
                                             LineId line_id);
/// The sum of a line's parts. CHECK: allocated = committed + spent + returned + left, and no more
/// was allocated than planned.
[[nodiscard]] LineFigures figures_of(db::Transaction& tx, RegionId region_id,
                                     const BudgetLine& line);

}  // namespace funds
