// Closed months: what counts for a day in one is refused, what lets go of money is not.
#include "funds_fixture.h"

namespace funds {
namespace {

const Date kNovember = *base::make_date(2024, 11, 30);
const Date kDecember = *base::make_date(2024, 12, 1);

class MonthTest : public FundsTest {
 protected:
  MonthTest() { fund(central_, 50'000'000, FundGoal::brand, 10'000'000); }
  void close(Date month_end) {
    deed([&](auto&, auto& batch) {
      batch.close_month(month_end);
      return base::Result<void, MovementRefusal>{};
    });
  }
  CommitmentId commit_on(Date day) {
    NewCommitment given = promise(FundGoal::brand, central_, 1'000);
    given.committed_on = day;
    const CommitmentId id = propose(given).value();
    EXPECT_TRUE(approve(id).has_value());
    return id;
  }
  SpendingId pay_on(CommitmentId commitment, Date day) {
    const auto id = write([&](auto& tx) {
      return propose_spending(tx, kBusan, {commitment, 1'000, day, ""}, kClerk, kNow).value();
    });
    EXPECT_TRUE(prove(id, 1'000, "%PDF-" + std::to_string(id.value)).has_value());
    return id;
  }
};
OLIVE_ON_BOTH_DATABASES(MonthTest);

struct MonthCase {
  MovementKind kind;
  Date day;
  bool is_refused;
};

TEST_P(MonthTest, MovementsCountForOpenMonthsOnly) {
  close(kNovember);
  for (const MonthCase& c : {MonthCase{MovementKind::payment, kNovember, true},
                             {MovementKind::payment, kDecember, false},
                             {MovementKind::interest, kNovember, true},
                             {MovementKind::interest, kDecember, false},
                             {MovementKind::allocation, kNovember, true},
                             {MovementKind::allocation, kDecember, false},
                             {MovementKind::reallocation, kNovember, true},
                             {MovementKind::reallocation, kDecember, false}}) {
    NewMovement given = movement(c.kind, central_, 1'000);
    given.effective_on = c.day;
    if (c.kind == MovementKind::reallocation) given.from_line_id = line(FundGoal::brand);
    if (c.kind == MovementKind::allocation || c.kind == MovementKind::reallocation)
      given.to_line_id = line(FundGoal::promotion);
    const auto moved = move(given);
    ASSERT_EQ(moved.has_value(), !c.is_refused) << base::name_of(c.kind);
    if (!moved) EXPECT_EQ(moved.error(), MovementRefusal::fund_month_closed);
  }
}

TEST_P(MonthTest, ARefusedMovementStaysProposedAndMovesNothing) {
  close(kNovember);
  NewMovement given = movement(MovementKind::payment, central_, 1'000);
  given.effective_on = kNovember;
  const MovementId id = propose(given).value();
  EXPECT_EQ(approve(id).error(), MovementRefusal::fund_month_closed);
  const auto found = read([&](auto& tx) { return *find_movement(tx, kBusan, id); });
  EXPECT_EQ(found.state, StepState::proposed);
  EXPECT_EQ(found.seq, 0);
  EXPECT_EQ(balance(agreement_account(central_)), 40'000'000);
}

TEST_P(MonthTest, NothingIsPromisedForAClosedMonth) {
  close(kNovember);
  NewCommitment given = promise(FundGoal::brand, central_, 1'000);
  given.committed_on = kNovember;
  EXPECT_EQ(approve(propose(given).value()).error(), CommitmentRefusal::fund_month_closed);
  EXPECT_EQ(figures(FundGoal::brand).committed_won, 0);
}

// Promised in June, paid in December, when June has long been closed.
TEST_P(MonthTest, AnOldPromiseIsPaidInAnOpenMonth) {
  const CommitmentId commitment = commit_on(kJune);
  close(kNovember);
  ASSERT_TRUE(approve(pay_on(commitment, kDecember)).has_value());
  EXPECT_EQ(figures(FundGoal::brand).spent_won, 1'000);
}

TEST_P(MonthTest, APaymentOfAClosedMonthIsRefusedAndTheHoldStays) {
  const CommitmentId commitment = commit_on(kJune);
  const SpendingId late = pay_on(commitment, kNovember);
  close(kNovember);
  EXPECT_EQ(approve(late).error(), SpendingRefusal::fund_month_closed);
  const LineFigures brand = figures(FundGoal::brand);
  EXPECT_EQ(brand.committed_won, 1'000);  // a refusal changes nothing, the hold neither
  EXPECT_EQ(brand.spent_won, 0);
}

TEST_P(MonthTest, AnOldPromiseIsReleasedAllTheSame) {
  const CommitmentId commitment = commit_on(kJune);
  close(kNovember);
  ASSERT_TRUE(release(commitment).has_value());
  EXPECT_EQ(figures(FundGoal::brand).left_won, 10'000'000);
}

}  // namespace
}  // namespace funds
