// A proposal meets a day that has moved on: what still fits is done, else nothing is.
#include <algorithm>

#include "care_fixture.h"
#include "care_problem.h"
#include "deed.h"
#include "geo/estimate.h"

namespace care {
namespace {

class ConflictTest : public CareTest {
 protected:
  ProposalId propose() {
    return write([&](db::Transaction& tx) {
      const CentreDay day = read_centre_day(tx, region_id_, {centre_, kToday, kNow});
      return keep_proposal(
                 tx, region_id_,
                 draft_of(day, geo::estimate_source({}), Planning::anew, {.iterations_max = 200}),
                 {.kind = ProposalKind::day_plan, .made_by = helper_, .now = kNow})
          .id;
    });
  }
  /// As behind the route: a refusal leaves nothing behind.
  Proposing<DeedDone> apply(ProposalId id) {
    std::optional<Proposing<DeedDone>> done;
    try {
      write([&](db::Transaction& tx) {
        done = approve_proposal(tx, region_id_, id, std::nullopt, {helper_, kNow});
        if (!*done) throw RolledBack{};
      });
    } catch (const RolledBack&) {
    }
    return *done;
  }
  std::vector<ProposalLine> lines(ProposalId id) {
    return database_->read([&](db::Transaction& tx) { return lines_of(tx, region_id_, id); });
  }
  void expect_stale(ProposalId id) {
    EXPECT_EQ(apply(id).error(), ProposalRefusal::proposal_stale);
  }
  /// Rewrites the worker's week, keeping certificates.
  void set_hours(PersonId id, std::vector<people::WorkHours> hours) {
    write([&](db::Transaction& tx) {
      auto profile = people::find_worker(tx, region_id_, id).value();
      profile.hours = std::move(hours);
      people::save_worker(tx, region_id_, profile);
    });
  }

 private:
  struct RolledBack {};
};
OLIVE_ON_BOTH_DATABASES(ConflictTest);

TEST_P(ConflictTest, AWorkerWithoutHoursMakesItStaleAndTheVisitStaysOpen) {
  const Visit visit = plan_visit(entitle(wish()));
  const ProposalId id = propose();
  const PersonId chosen = lines(id).at(0).to_worker_id;
  set_hours(chosen, {});
  expect_stale(id);
  EXPECT_EQ(current(visit.id).state, VisitState::planned);
  EXPECT_EQ(current(visit.id).version, visit.version);
}

TEST_P(ConflictTest, ACancelledVisitMakesTheWholeProposalStale) {
  const Visit first = plan_visit(entitle(wish()));
  const Visit second = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  const ProposalId id = propose();
  write([&](db::Transaction& tx) {
    EXPECT_TRUE(cancel(tx, region_id_, first.id, CancelReason::weather, by(first)).has_value());
  });
  expect_stale(id);
  EXPECT_EQ(current(second.id).state, VisitState::planned);
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(find_proposal(tx, region_id_, id)->state, ProposalState::proposed);
  });
}

TEST_P(ConflictTest, OfTwoProposalsTheSecondIsStaleOnceTheFirstIsApproved) {
  plan_visit(entitle(wish()));
  const ProposalId first = propose();
  const ProposalId second = propose();
  EXPECT_EQ(lines(first).at(0).to_worker_id, lines(second).at(0).to_worker_id);  // same seed
  EXPECT_EQ(apply(first)->visits.size(), 1u);
  expect_stale(second);
}

TEST_P(ConflictTest, AVisitAddedSinceIsLeftAlone) {
  const Visit planned = plan_visit(entitle(wish()));
  const ProposalId id = propose();
  const Visit added = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  EXPECT_EQ(apply(id)->visits.size(), 1u);
  EXPECT_EQ(current(planned.id).state, VisitState::assigned);
  EXPECT_EQ(current(added.id).state, VisitState::planned);
}

TEST_P(ConflictTest, AWorkerTakenSinceByAnotherVisitMakesItStale) {
  const Visit planned = plan_visit(entitle(wish()));
  const ProposalId id = propose();
  const PersonId chosen = lines(id).at(0).to_worker_id;
  const Visit urgent = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  ASSERT_TRUE(give(urgent, {chosen}).has_value());
  expect_stale(id);
  EXPECT_EQ(current(planned.id).state, VisitState::planned);
  EXPECT_EQ(current(urgent.id).worker_id, chosen);
}

TEST_P(ConflictTest, SwapsWorkersInOneApproval) {
  const Visit first = plan_visit(entitle(wish()));
  const Visit second = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  ASSERT_TRUE(give(first, {worker_}).has_value());
  ASSERT_TRUE(give(second, {helper_}).has_value());
  const ProposalId id = propose();
  write([&](db::Transaction& tx) {  // a proposal that swaps both
    tx.execute(
        "UPDATE care_proposal_visit SET change_group = 1, to_worker_id ="
        " CASE WHEN visit_id = $2 THEN $3 ELSE $4 END WHERE region_id = $1",
        region_id_, first.id, helper_, worker_);
  });
  ASSERT_TRUE(apply(id).has_value());
  EXPECT_EQ(current(first.id).worker_id, helper_);
  EXPECT_EQ(current(second.id).worker_id, worker_);
}

TEST_P(ConflictTest, KeepsWhatIsAlreadySo) {
  const Visit visit = plan_visit(entitle(wish()));
  ASSERT_TRUE(give(visit, {helper_}).has_value());
  const ProposalId id = propose();
  const auto proposed = lines(id);
  ASSERT_EQ(proposed.size(), 1u);
  EXPECT_FALSE(proposed[0].is_change());
  EXPECT_EQ(proposed[0].to_worker_id, helper_);
  EXPECT_EQ(proposed[0].to_vehicle_id, VehicleId{});
  EXPECT_EQ(proposed[0].to_start_min, 600);  // as agreed, though earlier would do
  EXPECT_EQ(apply(id).error(), ProposalRefusal::change_not_found);
}

TEST_P(ConflictTest, SendsWhoTheClientKnows) {
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
  const auto proposed = lines(propose());
  ASSERT_EQ(proposed.size(), 1u);
  EXPECT_EQ(proposed[0].to_worker_id, helper_);
  EXPECT_TRUE(proposed[0].is_regular);
}

TEST_P(ConflictTest, WhatNobodyCanDoStaysOpenWithItsReason) {
  for (const PersonId worker : {worker_, helper_}) set_hours(worker, {});
  const Visit visit = plan_visit(entitle(wish()));
  const auto proposed = lines(propose());
  ASSERT_EQ(proposed.size(), 1u);
  EXPECT_EQ(proposed[0].to_worker_id, PersonId{});
  EXPECT_EQ(proposed[0].left_out_reason, "no_reachable_window");
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
  EXPECT_EQ(proposed[2].to_worker_id, PersonId{});
  EXPECT_EQ(proposed[2].left_out_reason, "no_free_worker");
  EXPECT_NE(proposed[0].to_worker_id, proposed[1].to_worker_id);
}

TEST_P(ConflictTest, StartsStayInsideTheirWindowsAndShifts) {
  set_hours(worker_, {{1, 600, 1080}});
  set_hours(helper_, {{1, 615, 1080}});
  const Visit first = plan_visit(entitle(wish()));
  const Visit second = plan_visit(entitle(wish(ServiceKind::housekeeping)));
  for (const ProposalLine& line : lines(propose())) {
    ASSERT_TRUE(line.to_worker_id);
    const Visit& visit = line.visit_id == first.id ? first : second;
    EXPECT_GE(line.to_start_min, visit.earliest_min);
    EXPECT_LE(line.to_start_min, visit.latest_min);
    EXPECT_GE(line.to_start_min, line.to_worker_id == worker_ ? 600 : 615);
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
  EXPECT_EQ(proposed[0].to_worker_id, helper_);  // the other one is pinned to the confirmed visit
}

}  // namespace
}  // namespace care
