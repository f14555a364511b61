// A proposal meets a day that has moved on: what still fits is done, what does not is told.
#include <algorithm>

#include "care/day_plan.h"
#include "care_fixture.h"
#include "geo/estimate.h"

namespace care {
namespace {

class ConflictTest : public CareTest {
 protected:
  DayPlanId propose() {
    return write([&](db::Transaction& tx) {
      return plan_day(tx, region_id_,
                      {.centre_id = centre_, .plan_on = kToday, .iterations_max = 200},
                      geo::estimate_source({}), helper_, kNow)
          .value();
    });
  }
  DayPlanning<DayPlanApplied> apply(DayPlanId id) {
    return write(
        [&](db::Transaction& tx) { return apply_day_plan(tx, region_id_, id, helper_, kNow); });
  }
  std::vector<PlannedAssignment> lines(DayPlanId id) {
    return database_->read([&](db::Transaction& tx) { return assignments_of(tx, region_id_, id); });
  }
  /// Rewrites the worker's week, keeping certificates.
  void set_hours(PersonId id, std::vector<people::WorkHours> hours) {
    write([&](db::Transaction& tx) {
      auto profile = people::find_worker(tx, region_id_, id).value();
      profile.hours = std::move(hours);
      people::save_worker(tx, region_id_, profile);
    });
  }
};
OLIVE_ON_BOTH_DATABASES(ConflictTest);

TEST_P(ConflictTest, AWorkerWhoFellIllIsRefusedAndTheVisitStaysOpen) {
  const Visit visit = plan_visit(entitle(wish()));
  const DayPlanId id = propose();
  const PersonId chosen = lines(id).at(0).worker_id;
  set_hours(chosen, {});
  const auto applied = apply(id).value();
  EXPECT_EQ(applied.assigned, 0);
  EXPECT_EQ(applied.refused, 1);
  EXPECT_EQ(current(visit.id).state, VisitState::planned);
  EXPECT_EQ(current(visit.id).version, visit.version);
}

TEST_P(ConflictTest, ACancelledVisitMakesTheWholeProposalStale) {
  const Visit first = plan_visit(entitle(wish()));
  const Visit second = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  const DayPlanId id = propose();
  write([&](db::Transaction& tx) {
    EXPECT_TRUE(cancel(tx, region_id_, first.id, CancelReason::weather, by(first)).has_value());
  });
  EXPECT_EQ(apply(id).error(), DayPlanRefusal::day_plan_stale);
  EXPECT_EQ(current(second.id).state, VisitState::planned);
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(find_day_plan(tx, region_id_, id)->state, DayPlanState::proposed);
  });
}

TEST_P(ConflictTest, OfTwoProposalsTheSecondIsStaleOnceTheFirstIsApplied) {
  plan_visit(entitle(wish()));
  const DayPlanId first = propose();
  const DayPlanId second = propose();
  EXPECT_EQ(lines(first).at(0).worker_id, lines(second).at(0).worker_id);  // same data, same seed
  EXPECT_EQ(apply(first)->assigned, 1);
  EXPECT_EQ(apply(second).error(), DayPlanRefusal::day_plan_stale);
}

TEST_P(ConflictTest, AVisitAddedSinceIsLeftAlone) {
  const Visit planned = plan_visit(entitle(wish()));
  const DayPlanId id = propose();
  const Visit added = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  EXPECT_EQ(apply(id)->assigned, 1);
  EXPECT_EQ(current(planned.id).state, VisitState::assigned);
  EXPECT_EQ(current(added.id).state, VisitState::planned);
}

TEST_P(ConflictTest, AWorkerTakenSinceByAnotherVisitIsRefused) {
  const Visit planned = plan_visit(entitle(wish()));
  const DayPlanId id = propose();
  const PersonId chosen = lines(id).at(0).worker_id;
  const Visit urgent = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  ASSERT_TRUE(give(urgent, {chosen}).has_value());
  const auto applied = apply(id).value();
  EXPECT_EQ(applied.refused, 1);
  EXPECT_EQ(current(planned.id).state, VisitState::planned);
  EXPECT_EQ(current(urgent.id).worker_id, chosen);
}

TEST_P(ConflictTest, WhatNobodyCanDoStaysOpenWithItsReason) {
  for (const PersonId worker : {worker_, helper_}) set_hours(worker, {});
  const Visit visit = plan_visit(entitle(wish()));
  const DayPlanId id = propose();
  const auto proposed = lines(id);
  ASSERT_EQ(proposed.size(), 1u);
  EXPECT_EQ(proposed[0].worker_id, PersonId{});
  EXPECT_EQ(proposed[0].unassigned_reason, "no_reachable_window");
  const auto applied = apply(id).value();
  EXPECT_EQ(applied.assigned + applied.refused + applied.unchanged, 0);
  EXPECT_EQ(current(visit.id).version, visit.version);
}

TEST_P(ConflictTest, MoreWorkThanHandsLeavesOutTheRestByName) {
  std::vector<Visit> visits;
  for (int i = 0; i < 3; ++i) {
    NewReferral referral = wish();
    referral.client_id = write([&](db::Transaction& tx) { return add_person(tx, "이용자"); });
    visits.push_back(plan_visit(entitle(referral)));  // all at ten, for two workers
  }
  const auto proposed = lines(propose());
  ASSERT_EQ(proposed.size(), 3u);
  EXPECT_EQ(proposed[2].worker_id, PersonId{});
  EXPECT_EQ(proposed[2].unassigned_reason, "no_free_worker");
  EXPECT_NE(proposed[0].worker_id, proposed[1].worker_id);
}

TEST_P(ConflictTest, StartsStayInsideTheirWindowsAndShifts) {
  set_hours(worker_, {{1, 600, 1080}});
  set_hours(helper_, {{1, 615, 1080}});
  const Visit first = plan_visit(entitle(wish()));
  const Visit second = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  for (const PlannedAssignment& line : lines(propose())) {
    ASSERT_TRUE(line.worker_id);
    const Visit& visit = line.visit_id == first.id ? first : second;
    EXPECT_GE(line.start_min, visit.earliest_min);
    EXPECT_LE(line.start_min, visit.latest_min);
    EXPECT_GE(line.start_min, line.worker_id == worker_ ? 600 : 615);
  }
}

TEST_P(ConflictTest, AVisitUnderWayIsNeverProposedAgain) {
  Visit under_way = give(plan_visit(entitle(wish())), {worker_}).value();
  under_way = write([&](db::Transaction& tx) {
                return advance(tx, region_id_, under_way.id, VisitAction::confirm, by(under_way));
              }).value();
  plan_visit(entitle(wish(ServiceKind::housekeeping)));
  const auto proposed = lines(propose());
  ASSERT_EQ(proposed.size(), 1u);
  EXPECT_NE(proposed[0].visit_id, under_way.id);
  EXPECT_EQ(proposed[0].worker_id, helper_);  // the other one is pinned to the confirmed visit
}

}  // namespace
}  // namespace care
