// Random walks: whatever people try, in whatever order, a visit and a referral move exactly as the
// state tables say, each step counts the version up by one, and a refusal changes nothing.
#include <algorithm>
#include <random>

#include "care_fixture.h"

namespace care {
namespace {

class WalkTest : public CareTest {
 protected:
  /// Tries an action with input that nothing else speaks against.
  Visiting<Visit> attempt(const Visit& visit, VisitAction action) {
    if (action == VisitAction::complete) return complete_visit(visit);
    return write([&](db::Transaction& tx) -> Visiting<Visit> {
      switch (action) {
        case VisitAction::assign:
          return assign(tx, region_id_, visit.id, {worker_}, by(visit, at(10)));
        case VisitAction::unassign: return unassign(tx, region_id_, visit.id, by(visit, at(10)));
        case VisitAction::check_in:
          return check_in(tx, region_id_, visit.id, {}, by(visit, at(10)));
        case VisitAction::cancel:
          return cancel(tx, region_id_, visit.id, CancelReason::weather, by(visit, at(10)));
        default: return advance(tx, region_id_, visit.id, action, by(visit, at(10)));
      }
    });
  }
  Visiting<Visit> complete_visit(const Visit& visit) {
    return ledger_->execute([&](db::Transaction& tx, ledger::Batch& batch) {
      const Completion report{.tasks = {"pick_up", "reception", "return_home"}};
      return complete(tx, batch, region_id_, visit.id, report, sealer_, by(visit, at(12)));
    });
  }
  std::int64_t steps_of_visit(VisitId id) {
    return database_->read([&](db::Transaction& tx) {
      return tx
          .integer("SELECT COUNT(*) FROM care_visit_step WHERE region_id = $1 AND visit_id = $2",
                   region_id_, id)
          .value();
    });
  }
  Referring<ReferralState> attempt(const Referral& referral, ReferralAction action) {
    const StepBy by{helper_, referral.version, kNow};
    return write([&](db::Transaction& tx) -> Referring<ReferralState> {
      switch (action) {
        case ReferralAction::consent:
          return record_consent(tx, region_id_, referral.id,
                                {.care_service = true, .health_data = true}, by);
        case ReferralAction::assess:
          return record_assessment(tx, region_id_, referral.id, all_items(), sealer_, by);
        case ReferralAction::approve:
        case ReferralAction::decline: return decide_as(tx, referral, action, by);
        default: return take_step(tx, region_id_, referral.id, action, "walk", by);
      }
    });
  }
  Referring<ReferralState> decide_as(db::Transaction& tx, const Referral& referral,
                                     ReferralAction action, const StepBy& by) {
    const Decision decision{
        .verdict = action == ReferralAction::approve ? Verdict::approved : Verdict::declined,
        .meeting = "walk",
        .decided_on = kToday,
        .reasons = "walk"};
    OLIVE_TRY(decided, decide(tx, region_id_, referral.id, decision, sealer_, by));
    return decided.state;
  }
  static Assessment all_items() {
    Assessment assessment;
    for (const AssessmentItem item : base::all_of<AssessmentItem>())
      assessment.items.push_back({item, 1});
    return assessment;
  }
  Referral load(ReferralId id) {
    return database_->read(
        [&](db::Transaction& tx) { return find_referral(tx, region_id_, id).value(); });
  }
};
OLIVE_ON_BOTH_DATABASES(WalkTest);

TEST_P(WalkTest, VisitsMoveAsTheTableSays) {
  std::mt19937 random(3);
  const EntitlementId entitlement_id = entitle(wish());
  for (int walk = 0; walk < 4; ++walk) {
    Visit visit = plan_visit(entitlement_id);
    std::int64_t taken = 0;
    for (int i = 0; i < 30; ++i) {
      const auto action = static_cast<VisitAction>(random() % 8);
      const auto expected = next_state(visit.state, action);
      const auto moved = attempt(visit, action);
      ASSERT_EQ(moved.has_value(), expected.has_value())
          << base::name_of(visit.state) << " " << base::name_of(action);
      const Visit after = current(visit.id);
      if (!moved) {
        EXPECT_EQ(moved.error(), VisitRefusal::visit_step_not_allowed);
        EXPECT_EQ(after.version, visit.version);
      } else {
        EXPECT_EQ(after.state, *expected);
        EXPECT_EQ(after.version, visit.version + 1);
        ++taken;
      }
      visit = after;
    }
    EXPECT_EQ(steps_of_visit(visit.id), taken);
    // Make room for the next walk: the worker is free again once this visit is out of the way.
    if (is_open(visit.state) && visit.state != VisitState::checked_in)
      ASSERT_TRUE(attempt(visit, VisitAction::cancel).has_value());
    if (visit.state == VisitState::checked_in || visit.state == VisitState::completed) break;
  }
}

TEST_P(WalkTest, ReferralsMoveAsTheTableSays) {
  std::mt19937 random(11);
  for (int walk = 0; walk < 3; ++walk) {
    NewReferral referral = wish();
    referral.client_id =
        write([&](db::Transaction& tx) { return add_person(tx, "이용자" + std::to_string(walk)); });
    Referral now = load(refer(referral).value());
    for (int i = 0; i < 30; ++i) {
      const auto action = static_cast<ReferralAction>(random() % 8);
      const auto expected = next_state(now.state, action);
      const auto moved = attempt(now, action);
      ASSERT_EQ(moved.has_value(), expected.has_value())
          << base::name_of(now.state) << " " << base::name_of(action);
      const Referral after = load(now.id);
      if (!moved) EXPECT_EQ(moved.error(), ReferralRefusal::referral_step_not_allowed);
      EXPECT_EQ(after.state, expected.value_or(now.state));
      EXPECT_EQ(after.version, now.version + (moved ? 1 : 0));
      now = after;
    }
  }
}

TEST_P(WalkTest, OnlyOneOfTwoDispatchersWins) {
  const Visit visit = plan_visit(entitle(wish()));
  const auto first = write(
      [&](db::Transaction& tx) { return assign(tx, region_id_, visit.id, {worker_}, by(visit)); });
  const auto second = write(
      [&](db::Transaction& tx) { return assign(tx, region_id_, visit.id, {helper_}, by(visit)); });
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(second.error(), VisitRefusal::version_stale);
  EXPECT_EQ(current(visit.id).worker_id, worker_);
  EXPECT_EQ(steps_of_visit(visit.id), 1);
}

}  // namespace
}  // namespace care
