#include "care/day_plan.h"

#include <algorithm>

#include "care_fixture.h"
#include "geo/busan.h"

namespace care {
namespace {

class DayPlanTest : public CareTest {
 protected:
  DayPlanning<DayPlanId> propose(base::Date on = kToday) {
    return write([&](db::Transaction& tx) {
      return plan_day(tx, region_id_,
                      {.centre_id = centre_, .plan_on = on, .seed = 1, .iterations_max = 200},
                      geo::estimate_source(geo::busan_estimate()), helper_, kNow);
    });
  }
  std::vector<PlannedAssignment> lines(DayPlanId id) {
    return database_->read([&](db::Transaction& tx) { return assignments_of(tx, region_id_, id); });
  }
  DayPlanning<DayPlanApplied> apply(DayPlanId id) {
    return write(
        [&](db::Transaction& tx) { return apply_day_plan(tx, region_id_, id, helper_, kNow); });
  }
};
OLIVE_ON_BOTH_DATABASES(DayPlanTest);

TEST_P(DayPlanTest, ProposesAndAPersonApplies) {
  const Visit first = plan_visit(entitle(wish()));
  const Visit second = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  const DayPlanId id = propose().value();
  EXPECT_EQ(current(first.id).state, VisitState::planned);  // a proposal changes nothing
  const auto proposed = lines(id);
  ASSERT_EQ(proposed.size(), 2u);
  EXPECT_NE(proposed[0].worker_id, proposed[1].worker_id);  // both begin at the same time
  const auto applied = apply(id);
  ASSERT_TRUE(applied.has_value());
  EXPECT_EQ(applied->assigned, 2);
  EXPECT_EQ(applied->refused, 0);
  EXPECT_EQ(current(second.id).state, VisitState::assigned);
  EXPECT_EQ(apply(id).error(), DayPlanRefusal::day_plan_already_applied);
}

TEST_P(DayPlanTest, SwapsWorkersInOneApplication) {
  const Visit first = plan_visit(entitle(wish()));
  const Visit second = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  ASSERT_TRUE(give(first, {worker_}).has_value());
  ASSERT_TRUE(give(second, {helper_}).has_value());
  const DayPlanId id = propose().value();
  write([&](db::Transaction& tx) {  // a proposal that swaps both
    tx.execute(
        "UPDATE care_day_plan_visit SET worker_id = CASE WHEN visit_id = $2 THEN $3 ELSE $4"
        " END WHERE region_id = $1",
        region_id_, first.id, helper_, worker_);
  });
  const auto applied = apply(id);
  ASSERT_TRUE(applied.has_value());
  EXPECT_EQ(applied->assigned, 2);
  EXPECT_EQ(current(first.id).worker_id, helper_);
  EXPECT_EQ(current(second.id).worker_id, worker_);
}

TEST_P(DayPlanTest, KeepsWhatIsAlreadySo) {
  const Visit visit = plan_visit(entitle(wish()));
  ASSERT_TRUE(give(visit, {helper_}).has_value());
  const DayPlanId id = propose().value();
  const auto proposed = lines(id);
  ASSERT_EQ(proposed.size(), 1u);
  EXPECT_EQ(proposed[0].worker_id, helper_);
  EXPECT_EQ(proposed[0].vehicle_id, VehicleId{});
  EXPECT_EQ(proposed[0].start_min, 600);  // as agreed, though earlier would do
  const auto applied = apply(id);
  ASSERT_TRUE(applied.has_value());
  EXPECT_EQ(applied->unchanged, 1);
  EXPECT_EQ(current(visit.id).worker_id, helper_);
}

TEST_P(DayPlanTest, IsStaleOnceAVisitChanged) {
  const Visit visit = plan_visit(entitle(wish()));
  const DayPlanId id = propose().value();
  ASSERT_TRUE(give(visit, {worker_}).has_value());
  EXPECT_EQ(apply(id).error(), DayPlanRefusal::day_plan_stale);
}

TEST_P(DayPlanTest, RefusesEmptyAndPastDays) {
  EXPECT_EQ(propose().error(), DayPlanRefusal::nothing_to_plan);
  EXPECT_EQ(propose(kToday.plus_days(-1)).error(), DayPlanRefusal::day_in_the_past);
  EXPECT_EQ(apply(DayPlanId{4}).error(), DayPlanRefusal::day_plan_not_found);
}

TEST_P(DayPlanTest, SendsWhoTheClientKnows) {
  const EntitlementId id = entitle(wish());
  std::vector<PastVisit> past;
  for (int i = 1; i <= 2; ++i)
    past.push_back({.entitlement_id = id,
                    .worker_id = helper_,
                    .visit_on = kToday.plus_days(-i),
                    .start_min = 600,
                    .length_min = 120});
  ASSERT_TRUE(ledger_
                  ->execute([&](db::Transaction& tx, ledger::Batch& batch) {
                    return std::expected<std::size_t, VisitRefusal>(
                        record_past_visits(tx, batch, region_id_, past).size());
                  })
                  .has_value());
  plan_visit(id);
  const auto proposed = lines(propose().value());
  ASSERT_EQ(proposed.size(), 1u);
  EXPECT_EQ(proposed[0].worker_id, helper_);
  EXPECT_TRUE(proposed[0].is_regular);
}

}  // namespace
}  // namespace care
