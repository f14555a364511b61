// Deciding and taking back: order, other hands in between, the end of the day, and that neither
// moves money.
#include "deed.h"
#include "dispatch_fixture.h"

namespace care {
namespace {

class UndoEdge : public DispatchTest {
 protected:
  http::Response move(VisitId id, PersonId worker_id, const std::string& more = "") {
    return call("move_care_visit", id.value,
                R"({"version":)" + std::to_string(current(id).version) +
                    R"(,"accepts_warnings":false,"worker_id":)" + quoted(worker_id.value) + more +
                    "}");
  }
  http::Response undo(std::int64_t deed_id) { return call("undo_care_dispatch_deed", deed_id); }
  http::Response undo(const http::Response& done) { return undo(id_of(done, "deed_id")); }
  http::Response plan_day(const std::string& on = "2026-11-23") {
    return call("create_care_proposal", 0,
                R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":")" + on + R"("})");
  }
  std::string deeds() {
    return call("list_care_dispatch_deeds", 0, "centre_id=" + std::to_string(centre_.value)).body;
  }
  std::int64_t deeds_kept() {
    return database_->read([&](db::Transaction& tx) {
      return static_cast<std::int64_t>(deeds_on(tx, region_id_, centre_, kToday).size());
    });
  }
  static std::string code(const http::Response& reply) { return field(reply.body, "code"); }
};
OLIVE_ON_BOTH_DATABASES(UndoEdge);

TEST_P(UndoEdge, TwoMovesAreTakenBackInTheirOrderOnly) {
  const Visit visit = visit_at(600, worker_);
  const http::Response first = move(visit.id, helper_);
  const http::Response second = move(visit.id, worker_, R"(,"start_min":620)");
  ASSERT_EQ(second.status, 200) << second.body;
  EXPECT_EQ(code(undo(first)), "deed_stale");
  ASSERT_EQ(undo(second).status, 200);
  EXPECT_EQ(current(visit.id).worker_id, helper_);
  EXPECT_EQ(current(visit.id).start_min, 600);
}

TEST_P(UndoEdge, AnUndoCanItselfBeTakenBack) {
  const Visit visit = visit_at(600, worker_);
  const http::Response moved = move(visit.id, helper_);
  const http::Response undone = undo(moved);
  ASSERT_EQ(undone.status, 200) << undone.body;
  EXPECT_NE(undone.body.find("방문 1건을 되돌리고 3명에게 알립니다."), std::string::npos)
      << undone.body;
  ASSERT_EQ(undo(undone).status, 200);
  EXPECT_EQ(current(visit.id).worker_id, helper_);
  EXPECT_EQ(code(undo(undone)), "deed_already_undone");
  EXPECT_EQ(deeds_kept(), 3);
}

TEST_P(UndoEdge, TheDayAfterNothingIsTakenBack) {
  const Visit visit = visit_at(600, worker_);
  const http::Response moved = move(visit.id, helper_);
  now_ = kNow.plus_seconds(86'400);
  EXPECT_EQ(code(undo(moved)), "day_in_the_past");
  EXPECT_EQ(current(visit.id).worker_id, helper_);
}

TEST_P(UndoEdge, APlaceThatSomebodyTookStandsInTheWay) {
  const Visit visit = visit_at(600, worker_);
  const http::Response moved = move(visit.id, helper_);
  const Visit other = visit_at(615, worker_);  // the place that was left is taken since
  EXPECT_EQ(code(undo(moved)), "deed_stale");
  EXPECT_EQ(current(visit.id).worker_id, helper_);  // and nothing was half done
  EXPECT_EQ(current(visit.id).state, VisitState::assigned);
  EXPECT_EQ(current(other.id).version, other.version);
  EXPECT_EQ(deeds_kept(), 1);
}

TEST_P(UndoEdge, OnlyTheOwnCentreTakesBack) {
  const http::Response moved = move(visit_at(600, worker_).id, helper_);
  sign_in(PersonId{730}, "coordinator", OrganisationId{424'242});
  EXPECT_EQ(code(undo(moved)), "deed_not_found");
  be_worker();
  EXPECT_EQ(undo(moved).status, 403);
  sign_in(PersonId{731}, "auditor", centre_);
  EXPECT_EQ(undo(moved).status, 403);
  EXPECT_NE(deeds().find(R"("kind":"move")"), std::string::npos);  // but an auditor may read
}

TEST_P(UndoEdge, TakingAVisitBackLeavesItPlanned) {
  const Visit visit = visit_at(600, worker_, 60, {.needs_car = true});
  const http::Response freed = move(visit.id, PersonId{});
  ASSERT_EQ(freed.status, 200) << freed.body;
  EXPECT_EQ(current(visit.id).state, VisitState::planned);
  EXPECT_EQ(current(visit.id).vehicle_id, VehicleId{});
  EXPECT_EQ(field(freed.body, "told"), "1");  // the client is called once somebody is found
  ASSERT_EQ(undo(freed).status, 200);
  EXPECT_EQ(current(visit.id).worker_id, worker_);
  EXPECT_EQ(current(visit.id).vehicle_id, vehicle_);
}

TEST_P(UndoEdge, DispatchingMovesNoMoney) {
  const Visit visit = visit_at(600, worker_);
  const http::Response done = approve(id_of(sick(worker_), "proposal_id"));
  ASSERT_EQ(undo(done).status, 200);
  const Visit after = current(visit.id);
  EXPECT_EQ(after.price_won, visit.price_won);
  EXPECT_EQ(after.copay_won, visit.copay_won);
  EXPECT_EQ(after.subsidy_won, visit.subsidy_won);
  EXPECT_EQ(after.quota_units, visit.quota_units);
  EXPECT_EQ(after.billed_min, 0);
}

TEST_P(UndoEdge, ARejectionKeepsItsReasonAndClosesTheProposal) {
  const Visit visit = visit_at(600, worker_);
  const std::int64_t proposal = id_of(sick(worker_), "proposal_id");
  const auto reject = [&](const std::string& reason) {
    return call("reject_care_proposal", proposal, R"({"reason":")" + reason + R"("})");
  };
  const http::Response rejected = reject("the client asked for nobody else");
  ASSERT_EQ(rejected.status, 200) << rejected.body;
  EXPECT_EQ(field(rejected.body, "state"), "rejected");
  const auto kept = database_->read(
      [&](db::Transaction& tx) { return find_proposal(tx, region_id_, {proposal}); });
  EXPECT_EQ(kept.value().reject_reason, "the client asked for nobody else");
  EXPECT_EQ(kept.value().decided_by, PersonId{701});
  EXPECT_EQ(code(reject("once more")), "proposal_already_decided");
  EXPECT_EQ(code(approve(proposal)), "proposal_already_decided");
  EXPECT_EQ(current(visit.id).version, visit.version);
  EXPECT_EQ(deeds_kept(), 0);
  EXPECT_EQ(count(DispatchEventKind::proposal_decided), 1);
}

TEST_P(UndoEdge, AnUndoneProposalIsNotApprovedAgain) {
  visit_at(600, worker_);
  const std::int64_t proposal = id_of(sick(worker_), "proposal_id");
  ASSERT_EQ(undo(approve(proposal)).status, 200);
  EXPECT_EQ(field(call("get_care_proposal", proposal).body, "state"), "undone");
  EXPECT_EQ(code(approve(proposal)), "proposal_already_decided");
}

TEST_P(UndoEdge, AnApprovalOfNothingIsRefused) {
  const Visit visit = visit_at(600, {});
  const std::int64_t proposal = id_of(plan_day(), "proposal_id");
  EXPECT_EQ(code(approve(proposal, R"({"change_ids":[]})")), "change_not_found");
  const std::string id = quoted(visit.id.value);
  // The same change named twice is one change.
  const http::Response done = approve(proposal, R"({"change_ids":[)" + id + "," + id + "]}");
  EXPECT_EQ(field(done.body, "proposal_state"), "approved") << done.body;
}

TEST_P(UndoEdge, AProposalOfYesterdayIsTooLate) {
  const Visit visit = visit_at(600, {});
  const std::int64_t proposal = id_of(plan_day(), "proposal_id");
  now_ = kNow.plus_seconds(86'400);
  EXPECT_EQ(code(approve(proposal)), "day_in_the_past");
  EXPECT_EQ(current(visit.id).state, VisitState::planned);
}

TEST_P(UndoEdge, DaysWithoutVisitsAndDaysGoneByAreNotPlanned) {
  EXPECT_EQ(code(plan_day()), "nothing_to_plan");
  EXPECT_EQ(code(plan_day("2026-11-22")), "day_in_the_past");
  Visit visit = visit_at(600, worker_);
  ASSERT_TRUE(write([&](db::Transaction& tx) {
                return check_in(tx, region_id_, visit.id, {}, by(visit, at(10)));
              }).has_value());
  EXPECT_EQ(code(plan_day()), "nothing_to_plan");  // what has begun is nobody's to plan
  EXPECT_EQ(count(DispatchEventKind::proposal_made), 0);
}

TEST_P(UndoEdge, APlanGivesEveryVisitAWorkerOrAReason) {
  for (const std::int32_t start : {600, 600, 600, 900}) visit_at(start, {}, 120);
  const http::Response plan = plan_day();
  ASSERT_EQ(plan.status, 201) << plan.body;
  EXPECT_EQ(field(plan.body, "unassigned_before"), "4");
  EXPECT_EQ(field(plan.body, "unassigned_after"), "1") << plan.body;  // three at ten, two workers
  EXPECT_EQ(field(plan.body, "moved"), "0");  // whoever had nobody was not moved
  ASSERT_EQ(approve(id_of(plan, "proposal_id")).status, 200);
  std::int64_t given = 0;
  for (const Visit& visit : database_->read(
           [&](db::Transaction& tx) { return visits_of_centre(tx, region_id_, centre_, kToday); }))
    given += visit.worker_id ? 1 : 0;
  EXPECT_EQ(given, 3);
}

TEST_P(UndoEdge, TheSameSeedMakesTheSamePlan) {
  for (const std::int32_t start : {600, 660, 720}) visit_at(start, {});
  const auto seeded = [&] {
    return call("create_care_proposal", 0,
                R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":"2026-11-23","seed":7})");
  };
  const http::Response first = seeded();
  const http::Response second = seeded();
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_NE(id_of(first, "proposal_id"), id_of(second, "proposal_id"));
  const std::string beside = call("compare_care_plans", id_of(first, "proposal_id"),
                                  "with=" + std::to_string(id_of(second, "proposal_id")))
                                 .body;
  EXPECT_NE(beside.find(R"("differing":[])"), std::string::npos) << beside;
  // A day planned by hand leaves the others open: two may be compared before one is approved.
  EXPECT_EQ(field(call("get_care_proposal", id_of(first, "proposal_id")).body, "state"),
            "proposed");
}

TEST_P(UndoEdge, ARepeatedApprovalIsCarriedOutOnce) {
  const Visit visit = visit_at(600, worker_);
  const std::int64_t proposal = id_of(sick(worker_), "proposal_id");
  const http::Response first = call("approve_care_proposal", proposal, "{}", "key-approve-1");
  const http::Response again = call("approve_care_proposal", proposal, "{}", "key-approve-1");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(deeds_kept(), 1);
  EXPECT_EQ(current(visit.id).worker_id, helper_);
}

TEST_P(UndoEdge, DeedsAreListedWithTheNewestFirst) {
  const Visit visit = visit_at(600, worker_);
  const http::Response moved = move(visit.id, helper_);
  EXPECT_NE(deeds().find(R"("may_undo":true)"), std::string::npos);
  const http::Response undone = undo(moved);
  const std::string list = deeds();
  const std::size_t newer = list.find(R"("deed_id":)" + quoted(id_of(undone, "deed_id")));
  const std::size_t older = list.find(R"("deed_id":)" + quoted(id_of(moved, "deed_id")));
  ASSERT_NE(newer, std::string::npos) << list;
  ASSERT_NE(older, std::string::npos) << list;
  EXPECT_LT(newer, older);
  EXPECT_EQ(code(call("list_care_dispatch_deeds", 0, "centre_id=99")), "organisation_not_found");
}

}  // namespace
}  // namespace care
