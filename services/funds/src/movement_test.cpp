#include "funds/movement.h"

#include "funds_fixture.h"

namespace funds {
namespace {

class MovementTest : public FundsTest {
 protected:
  NewMovement between(FundGoal from, FundGoal to, std::int64_t amount_won) {
    return movement(MovementKind::reallocation, central_, amount_won, line(to), line(from));
  }
};
OLIVE_ON_BOTH_DATABASES(MovementTest);

TEST_P(MovementTest, MoneyComesAndIsGivenToLines) {
  fund(central_, 60'000'000, FundGoal::brand, 25'000'000);
  EXPECT_EQ(balance(funder_account(ministry_)), -60'000'000);
  EXPECT_EQ(balance(agreement_account(central_)), 35'000'000);
  EXPECT_EQ(balance(line_account(line(FundGoal::brand), central_)), 25'000'000);
  const LineFigures brand = figures(FundGoal::brand);
  EXPECT_EQ(brand.plan_won, 30'000'000);
  EXPECT_EQ(brand.allocated_won, 25'000'000);
  EXPECT_EQ(brand.left_won, 25'000'000);
  ASSERT_TRUE(move(movement(MovementKind::interest, central_, 12'345)).has_value());
  EXPECT_EQ(balance(interest_account(central_)), 12'345);
  EXPECT_EQ(balance(agreement_account(central_)), 35'000'000);
}

TEST_P(MovementTest, NeedsAnotherPersonAndCountsOnce) {
  const MovementId id = propose(movement(MovementKind::payment, central_, 1'000)).value();
  EXPECT_EQ(approve(id, kClerk).error(), MovementRefusal::movement_own_proposal);
  EXPECT_EQ(balance(agreement_account(central_)), 0);
  ASSERT_TRUE(approve(id).has_value());
  EXPECT_EQ(approve(id).error(), MovementRefusal::movement_not_proposed);
  EXPECT_EQ(approve(MovementId{5}).error(), MovementRefusal::movement_not_found);
  EXPECT_EQ(balance(agreement_account(central_)), 1'000);
  const auto found = read([&](auto& tx) { return *find_movement(tx, kBusan, id); });
  EXPECT_EQ(found.state, StepState::approved);
  EXPECT_GT(found.seq, 0);
}

TEST_P(MovementTest, RejectedOnesMoveNothing) {
  const MovementId id = propose(movement(MovementKind::payment, central_, 1'000)).value();
  const auto reject = [&](PersonId by) {
    return write([&](auto& tx) { return reject_movement(tx, kBusan, id, by, "틀림", kNow); });
  };
  EXPECT_EQ(reject(kClerk).error(), MovementRefusal::movement_own_proposal);
  ASSERT_TRUE(reject(kHead).has_value());
  EXPECT_EQ(approve(id).error(), MovementRefusal::movement_not_proposed);
  EXPECT_EQ(balance(agreement_account(central_)), 0);
  const auto all = read([&](auto& tx) { return list_movements(tx, kBusan, central_, {}); });
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].decision_note, "틀림");
}

TEST_P(MovementTest, NoMoreIsReceivedThanAgreed) {
  ASSERT_TRUE(move(movement(MovementKind::payment, local_, 39'999'999)).has_value());
  EXPECT_EQ(propose(movement(MovementKind::payment, local_, 2)).error(),
            MovementRefusal::payment_above_agreement);
  const MovementId first = propose(movement(MovementKind::payment, local_, 1)).value();
  const MovementId second = propose(movement(MovementKind::payment, local_, 1)).value();
  ASSERT_TRUE(approve(first).has_value());
  EXPECT_EQ(approve(second).error(), MovementRefusal::payment_above_agreement);
}

TEST_P(MovementTest, NoMoreIsAllocatedThanPlannedOrReceived) {
  ASSERT_TRUE(move(movement(MovementKind::payment, central_, 31'000'000)).has_value());
  const LineId brand = line(FundGoal::brand);
  EXPECT_EQ(move(movement(MovementKind::allocation, central_, 30'000'001, brand)).error(),
            MovementRefusal::allocation_above_plan);
  allocate(central_, FundGoal::brand, 30'000'000);
  EXPECT_EQ(move(movement(MovementKind::allocation, central_, 1, brand)).error(),
            MovementRefusal::allocation_above_plan);
  EXPECT_EQ(move(movement(MovementKind::allocation, central_, 1'000'001, line(FundGoal::manuals)))
                .error(),
            MovementRefusal::agreement_balance_insufficient);
}

TEST_P(MovementTest, RefusesWhatHasNoPlace) {
  NewMovement wrong = movement(MovementKind::payment, central_, 0);
  EXPECT_EQ(propose(wrong).error(), MovementRefusal::amount_not_positive);
  wrong = movement(MovementKind::payment, AgreementId{5}, 1);
  EXPECT_EQ(propose(wrong).error(), MovementRefusal::agreement_not_found);
  wrong = movement(MovementKind::payment, central_, 1);
  wrong.effective_on = kToday.plus_days(1);
  EXPECT_EQ(propose(wrong).error(), MovementRefusal::movement_in_future);
  wrong.effective_on = kToday;
  wrong.reason = "  ";
  EXPECT_EQ(propose(wrong).error(), MovementRefusal::reason_missing);
  wrong = movement(MovementKind::allocation, central_, 1, LineId{5});
  EXPECT_EQ(propose(wrong).error(), MovementRefusal::fund_line_not_found);
  EXPECT_EQ(propose(between(FundGoal::brand, FundGoal::brand, 1)).error(),
            MovementRefusal::line_same);
  wrong = movement(MovementKind::reallocation, central_, 1, line(FundGoal::promotion, 2025),
                   line(FundGoal::promotion));
  EXPECT_EQ(propose(wrong).error(), MovementRefusal::line_of_other_year);
  const ProgrammeId other = approved_programme("other");
  const LineId foreign = read([&](auto& tx) { return lines_of(tx, kBusan, other)[0].id; });
  wrong = movement(MovementKind::allocation, central_, 1, foreign);
  EXPECT_EQ(propose(wrong).error(), MovementRefusal::line_of_other_programme);
}

TEST_P(MovementTest, ReallocationTakesThePlanAlong) {
  fund(central_, 100'000'000, FundGoal::brand, 30'000'000);
  ASSERT_TRUE(move(between(FundGoal::brand, FundGoal::promotion, 6'000'000)).has_value());
  EXPECT_EQ(figures(FundGoal::brand).plan_won, 24'000'000);
  EXPECT_EQ(figures(FundGoal::brand).left_won, 24'000'000);
  EXPECT_EQ(figures(FundGoal::promotion).plan_won, 26'000'000);
  EXPECT_EQ(figures(FundGoal::promotion).left_won, 6'000'000);
}

// A fifth of 30 million may be moved by those who run the programme, in one step or in many.
TEST_P(MovementTest, MuchMovesOnlyWithTheFundersConsent) {
  fund(central_, 100'000'000, FundGoal::brand, 30'000'000);
  ASSERT_TRUE(move(between(FundGoal::brand, FundGoal::promotion, 5'999'999)).has_value());
  NewMovement more = between(FundGoal::brand, FundGoal::promotion, 2);
  EXPECT_EQ(propose(more).error(), MovementRefusal::funder_consent_required);
  more.funder_consent = "자활복지개발원 사업지원부-1234 (2024-12-01)";
  EXPECT_TRUE(move(more).has_value());
  EXPECT_TRUE(write([&](auto& tx) {
                return settings::set(tx, kBusan, kReallocationMax,
                                     {.scope = std::to_string(ministry_.value),
                                      .valid_from = kToday,
                                      .value = "300000",
                                      .set_at = kNow,
                                      .reason = "지침 개정"});
              }).has_value());
  EXPECT_TRUE(move(between(FundGoal::brand, FundGoal::promotion, 2'999'999)).has_value());
  EXPECT_EQ(propose(between(FundGoal::brand, FundGoal::promotion, 1)).error(),
            MovementRefusal::funder_consent_required);
}

TEST_P(MovementTest, ALineGivesNoMoreThanItHas) {
  fund(central_, 100'000'000, FundGoal::brand, 5'000'000);
  (void)commit(FundGoal::brand, central_, 4'000'000);
  EXPECT_EQ(move(between(FundGoal::brand, FundGoal::promotion, 1'000'001)).error(),
            MovementRefusal::line_balance_insufficient);
  EXPECT_TRUE(move(between(FundGoal::brand, FundGoal::promotion, 1'000'000)).has_value());
}

TEST_P(MovementTest, PartsTellTheSourcesApart) {
  fund(central_, 60'000'000, FundGoal::infrastructure, 20'000'000);
  fund(local_, 40'000'000, FundGoal::infrastructure, 15'000'000);
  (void)spend(FundGoal::infrastructure, local_, 5'000'000);
  const auto parts =
      read([&](auto& tx) { return parts_of(tx, kBusan, line(FundGoal::infrastructure)); });
  ASSERT_EQ(parts.size(), 2u);
  for (const LinePart& part : parts) {
    const bool is_local = part.agreement_id == local_;
    EXPECT_EQ(part.spent_won, is_local ? 5'000'000 : 0);
    EXPECT_EQ(part.left_won, is_local ? 10'000'000 : 20'000'000);
    EXPECT_EQ(part.allocated_won, is_local ? 15'000'000 : 20'000'000);
  }
}

}  // namespace
}  // namespace funds
