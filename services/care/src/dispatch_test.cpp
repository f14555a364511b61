// A morning at the dispatch board: somebody is ill, a person decides, those concerned are told, and
// everything can be taken back.
#include "dispatch.h"
#include "dispatch_fixture.h"

#include "notice.h"

namespace care {
namespace {

OLIVE_ON_BOTH_DATABASES(DispatchTest);

TEST_P(DispatchTest, SicknessIsProposedApprovedToldAndUndone) {
  const Visit sick_visit = visit_at(600, worker_);
  const Visit other = visit_at(900, helper_);
  const http::Response reply = sick(worker_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_NE(reply.body.find("이순신 매니저가 아파서 강감찬 매니저에게 넘어갑니다."),
            std::string::npos)
      << reply.body;
  EXPECT_EQ(field(reply.body, "moved"), "1");
  EXPECT_EQ(current(sick_visit.id).worker_id, worker_);  // a proposal changes nothing
  const std::int64_t proposal = id_of(reply, "proposal_id");

  const http::Response done = approve(proposal);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(field(done.body, "proposal_state"), "approved");
  EXPECT_EQ(field(done.body, "told"), "3");  // both workers and the client
  EXPECT_EQ(current(sick_visit.id).worker_id, helper_);
  EXPECT_EQ(current(sick_visit.id).start_min, 600);
  EXPECT_EQ(current(other.id).version, other.version);  // nobody else was touched

  const http::Response undone = call("undo_care_dispatch_deed", id_of(done, "deed_id"));
  ASSERT_EQ(undone.status, 200) << undone.body;
  const Visit back = current(sick_visit.id);
  EXPECT_EQ(back.worker_id, worker_);
  EXPECT_EQ(back.state, VisitState::assigned);
  EXPECT_EQ(back.start_min, sick_visit.start_min);
  EXPECT_EQ(call("undo_care_dispatch_deed", id_of(done, "deed_id")).status, 422);
}

TEST_P(DispatchTest, WhoIsIllCannotBeAssigned) {
  const Visit visit = visit_at(600, {});
  ASSERT_EQ(sick(worker_).status, 201);
  EXPECT_EQ(give(visit, {worker_}).error(), VisitRefusal::worker_absent);
  const auto board = call("get_care_board");
  EXPECT_NE(board.body.find(R"("absences":[{"from_min":0,"to_min":1440}])"), std::string::npos);
  const std::int64_t disruption = id_of(board, "disruption_id");
  EXPECT_EQ(call("withdraw_care_disruption", disruption).status, 200);
  EXPECT_EQ(call("withdraw_care_disruption", disruption).status, 422);
  EXPECT_TRUE(give(visit, {worker_}).has_value());
}

TEST_P(DispatchTest, OfTwoWhoApproveAtOnceOneIsRefused) {
  visit_at(600, worker_);
  const std::int64_t proposal = id_of(sick(worker_), "proposal_id");
  EXPECT_EQ(approve(proposal).status, 200);
  const http::Response second = approve(proposal);
  EXPECT_EQ(second.status, 422);
  EXPECT_EQ(field(second.body, "code"), "proposal_already_decided");
}

TEST_P(DispatchTest, IsStaleOnceAVisitOfItChanged) {
  const Visit visit = visit_at(600, worker_);
  const std::int64_t proposal = id_of(sick(worker_), "proposal_id");
  ASSERT_TRUE(write([&](db::Transaction& tx) {
                return unassign(tx, region_id_, visit.id, by(visit));
              }).has_value());
  EXPECT_EQ(field(call("get_care_proposal", proposal).body, "is_stale"), "true");
  const http::Response late = approve(proposal);
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(field(late.body, "code"), "proposal_stale");
  EXPECT_EQ(current(visit.id).worker_id, PersonId{});
}

TEST_P(DispatchTest, UndoIsRefusedOnceSomebodyTouchedIt) {
  const Visit visit = visit_at(600, worker_);
  const http::Response done = approve(id_of(sick(worker_), "proposal_id"));
  const Visit moved = current(visit.id);
  ASSERT_TRUE(write([&](db::Transaction& tx) {
                return advance(tx, region_id_, visit.id, VisitAction::confirm,
                               {helper_, moved.version, kNow});
              }).has_value());
  const http::Response undone = call("undo_care_dispatch_deed", id_of(done, "deed_id"));
  EXPECT_EQ(undone.status, 409);
  EXPECT_EQ(field(undone.body, "code"), "deed_stale");
  EXPECT_EQ(current(visit.id).worker_id, helper_);
  EXPECT_NE(call("list_care_dispatch_deeds", 0, "centre_id=" + std::to_string(centre_.value))
                .body.find(R"("may_undo":false)"),
            std::string::npos);
}

TEST_P(DispatchTest, ConfirmedVisitsOfTheSickMoveToo) {
  Visit visit = visit_at(600, worker_);
  visit = write([&](db::Transaction& tx) {
            return advance(tx, region_id_, visit.id, VisitAction::confirm, by(visit));
          }).value();
  const http::Response done = approve(id_of(sick(worker_), "proposal_id"));
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(current(visit.id).worker_id, helper_);
  ASSERT_EQ(call("undo_care_dispatch_deed", id_of(done, "deed_id")).status, 200);
  EXPECT_EQ(current(visit.id).state, VisitState::confirmed);  // exactly what it was
}

TEST_P(DispatchTest, AnUrgentVisitFindsSomebodyAndMovesFew) {
  // With room for the hour of rest: a missing one would be repaired along the way.
  for (const std::int32_t start : {540, 660, 810, 930}) visit_at(start, worker_);
  const Visit urgent = visit_at(600, {});
  const http::Response reply =
      record("urgent_referral", R"("visit_id":)" + quoted(urgent.id.value));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(field(reply.body, "moved"), "0");
  EXPECT_NE(reply.body.find("급하게 새로 들어온 방문이라 강감찬 매니저가 맡습니다."),
            std::string::npos)
      << reply.body;
  ASSERT_EQ(approve(id_of(reply, "proposal_id")).status, 200);
  EXPECT_EQ(current(urgent.id).worker_id, helper_);
}

TEST_P(DispatchTest, AnOverrunMovesTheNextVisit) {
  visit_at(600, worker_, 60);
  const Visit next = visit_at(690, worker_, 60);
  const Visit first = current(next.id);
  const auto visits = database_->read(
      [&](db::Transaction& tx) { return visits_of_centre(tx, region_id_, centre_, kToday); });
  const http::Response reply =
      record("visit_overrun", R"("minutes":90,"visit_id":)" + quoted(visits.front().id.value));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_NE(reply.body.find("앞선 방문이 길어져서"), std::string::npos) << reply.body;
  ASSERT_EQ(approve(id_of(reply, "proposal_id")).status, 200);
  EXPECT_EQ(current(next.id).worker_id, helper_);
  EXPECT_EQ(current(next.id).start_min, first.start_min);
}

TEST_P(DispatchTest, ACancelledVisitNeedsNoPlan) {
  const Visit visit = visit_at(600, worker_);
  const http::Response reply =
      record("visit_cancelled", R"("cancel_reason":"client_ill","version":)" +
                                    std::to_string(visit.version) + R"(,"visit_id":)" +
                                    quoted(visit.id.value));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_NE(reply.body.find("\"proposal\":null"), std::string::npos) << reply.body;
  EXPECT_EQ(current(visit.id).state, VisitState::cancelled);
  be_worker();
  EXPECT_NE(call("list_my_notices").body.find("병원안심동행이 취소되었습니다."), std::string::npos);
}

TEST_P(DispatchTest, ABrokenCarIsReplacedOrTold) {
  const Visit visit = visit_at(600, worker_, 60, {.needs_car = true});
  const http::Response reply =
      record("vehicle_broken", R"("vehicle_id":)" + quoted(vehicle_.value));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_NE(reply.body.find("no_suitable_vehicle"), std::string::npos) << reply.body;
  ASSERT_EQ(approve(id_of(reply, "proposal_id")).status, 200);
  EXPECT_EQ(current(visit.id).worker_id, PersonId{});
  EXPECT_EQ(give(current(visit.id), {worker_, vehicle_}).error(),
            VisitRefusal::vehicle_out_of_order);
}

TEST_P(DispatchTest, RefusalsChangeNothing) {
  const auto code = [](const http::Response& reply) { return field(reply.body, "code"); };
  EXPECT_EQ(code(record("worker_sick", R"("minutes":5)")), "disruption_subject_missing");
  EXPECT_EQ(code(record("worker_sick", R"("worker_id":"99")")), "care_worker_not_found");
  EXPECT_EQ(code(record("vehicle_broken", R"("vehicle_id":"99")")), "vehicle_not_found");
  EXPECT_EQ(code(record("visit_overrun", R"("minutes":5,"visit_id":"99")")), "visit_not_found");
  EXPECT_EQ(code(record("worker_sick",
                        R"("from_min":700,"to_min":600,"worker_id":)" + quoted(worker_.value))),
            "dates_reversed");
  EXPECT_EQ(code(approve(99)), "proposal_not_found");
  EXPECT_EQ(code(call("undo_care_dispatch_deed", 99)), "deed_not_found");
  EXPECT_TRUE(events().empty());
}

TEST_P(DispatchTest, LinkedChangesGoTogether) {
  const Visit first = visit_at(600, {}, 60, {.staff = 2});
  const http::Response plan =
      call("create_care_proposal", 0,
           R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":"2026-11-23"})");
  ASSERT_EQ(plan.status, 201) << plan.body;
  const std::int64_t proposal = id_of(plan, "proposal_id");
  const http::Response half =
      approve(proposal, R"({"change_ids":[)" + quoted(first.id.value) + "]}");
  EXPECT_EQ(field(half.body, "code"), "linked_changes_missing");
  ASSERT_EQ(approve(proposal).status, 200);
  const auto visits = database_->read(
      [&](db::Transaction& tx) { return visits_of_centre(tx, region_id_, centre_, kToday); });
  ASSERT_EQ(visits.size(), 2u);
  EXPECT_EQ(visits[0].start_min, visits[1].start_min);
  EXPECT_NE(visits[0].worker_id, visits[1].worker_id);
}

TEST_P(DispatchTest, PartsAreApprovedOneAfterTheOther) {
  const Visit a = visit_at(600, {});
  const Visit b = visit_at(900, {});
  const http::Response plan =
      call("create_care_proposal", 0,
           R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":"2026-11-23"})");
  const std::int64_t proposal = id_of(plan, "proposal_id");
  const http::Response one = approve(proposal, R"({"change_ids":[)" + quoted(a.id.value) + "]}");
  EXPECT_EQ(field(one.body, "proposal_state"), "partly_approved") << one.body;
  EXPECT_EQ(current(b.id).worker_id, PersonId{});
  EXPECT_EQ(field(approve(proposal, R"({"change_ids":["99"]})").body, "code"), "change_not_found");
  const http::Response rest = call("reject_care_proposal", proposal, R"({"reason":"not today"})");
  EXPECT_EQ(field(rest.body, "state"), "approved") << rest.body;
  EXPECT_EQ(field(approve(proposal).body, "code"), "proposal_already_decided");
}

TEST_P(DispatchTest, OtherCentresSeeNothing) {
  visit_at(600, worker_);
  const std::int64_t proposal = id_of(sick(worker_), "proposal_id");
  sign_in(PersonId{777}, "coordinator", OrganisationId{424'242});
  EXPECT_EQ(call("get_care_proposal", proposal).status, 404);
  EXPECT_EQ(approve(proposal).status, 404);
  EXPECT_EQ(call("get_care_board", 0, "centre_id=" + std::to_string(centre_.value)).status, 404);
  be_worker();
  EXPECT_EQ(call("get_care_board").status, 403);
  EXPECT_EQ(approve(proposal).status, 403);
}

TEST_P(DispatchTest, NoticesReachWorkersAndClients) {
  const Visit visit = visit_at(600, worker_);
  const http::Response done = approve(id_of(sick(worker_), "proposal_id"));
  ASSERT_EQ(done.status, 200);
  const auto tools = std::make_shared<DispatchTools>(
      Dependencies{.catalogue = &catalogue_, .travel = geo::estimate_source({})});
  jobs::Runner runner(
      *database_, [] { return kNow.plus_seconds(5); }, [this] { return std::vector{region_id_}; });
  subscribe_dispatch(runner, *database_, tools);
  // Only the outbox: a city's schedule would plan whole weeks here.
  EXPECT_GE(runner.run_due(), 1u);
  const auto told = [&](PersonId person_id) {
    sign_in(person_id, "care_worker", team_);
    return call("list_my_notices").body;
  };
  EXPECT_NE(told(worker_).find("다른 사람이 맡습니다."), std::string::npos) << told(worker_);
  EXPECT_NE(told(helper_).find("병원안심동행을 맡았습니다."), std::string::npos) << told(helper_);
  const std::string body = told(visit.client_id);
  EXPECT_NE(body.find("병원안심동행에 강감찬 매니저가 찾아뵙습니다."), std::string::npos) << body;
  EXPECT_EQ(field(body, "unread"), "1");
  EXPECT_EQ(field(body, "subject_id"), std::to_string(visit.id.value));
}

TEST_P(DispatchTest, BoardsHearOfEverything) {
  const Visit visit = visit_at(600, worker_);
  EXPECT_EQ(count(DispatchEventKind::visit_changed), 1);
  const std::int64_t proposal = id_of(sick(worker_), "proposal_id");
  EXPECT_EQ(count(DispatchEventKind::disruption_recorded), 1);
  EXPECT_EQ(count(DispatchEventKind::proposal_made), 1);
  ASSERT_EQ(approve(proposal).status, 200);
  EXPECT_EQ(count(DispatchEventKind::plan_changed), 1);
  EXPECT_EQ(count(DispatchEventKind::proposal_decided), 1);
  EXPECT_EQ(events().back().centre_id, centre_);
  EXPECT_EQ(write([&](db::Transaction& tx) {
              return forget_events(tx, region_id_, kNow.plus_seconds(1));
            }),
            7);
  EXPECT_TRUE(events().empty());
  EXPECT_EQ(current(visit.id).worker_id, helper_);
}

TEST_P(DispatchTest, AlertsAreToldOnceAndTakenBack) {
  const Visit visit = visit_at(600, worker_);
  DispatchTools tools(Dependencies{.catalogue = &catalogue_, .travel = geo::estimate_source({})});
  const auto watch = [&](std::int32_t minute) {
    write([&](db::Transaction& tx) {
      watch_today(tx, region_id_, base::korean_instant(kToday, minute * 60), tools);
    });
  };
  watch(605);
  EXPECT_EQ(count(DispatchEventKind::visit_alert), 0);
  watch(612);
  watch(613);
  EXPECT_EQ(count(DispatchEventKind::visit_alert), 1);
  EXPECT_EQ(events().back().alert, DispatchAlert::not_checked_in);
  watch(640);  // now it is missing: a new alert takes the place of the old one
  EXPECT_EQ(count(DispatchEventKind::visit_alert), 2);
  EXPECT_EQ(count(DispatchEventKind::visit_alert_over), 1);
  ASSERT_TRUE(write([&](db::Transaction& tx) {
                return check_in(tx, region_id_, visit.id, {}, by(visit, at(10, 45)));
              }).has_value());
  watch(646);
  EXPECT_EQ(count(DispatchEventKind::visit_alert_over), 2);
}

TEST_P(DispatchTest, NightsPlanTheWeek) {
  const Visit visit = visit_at(600, {});
  const auto tools = std::make_shared<DispatchTools>(
      Dependencies{.catalogue = &catalogue_, .travel = geo::estimate_source({})});
  base::Instant now = kNow.plus_seconds(5);
  jobs::Runner runner(*database_, [&] { return now; }, [this] { return std::vector{region_id_}; });
  subscribe_dispatch(runner, *database_, tools);
  write([&](db::Transaction& tx) { want_week(tx, region_id_, kNow); });
  EXPECT_GE(runner.run_due(), 1u);
  const http::Response list = call("list_care_proposals", 0, "kind=week_plan");
  EXPECT_EQ(field(list.body, "on"), "2026-11-23") << list.body;
  EXPECT_EQ(field(list.body, "made_by_name"), "");
  EXPECT_EQ(current(visit.id).state, VisitState::planned);  // proposed, not decided
  // The next night knows more: the older plan steps back.
  write([&](db::Transaction& tx) { want_week(tx, region_id_, now); });
  now = now.plus_seconds(10);
  EXPECT_GE(runner.run_due(), 1u);
  EXPECT_NE(
      call("list_care_proposals", 0, "kind=week_plan&state=superseded").body.find("week_plan"),
      std::string::npos);
  const http::Response week =
      call("create_care_week_plan", 0,
           R"({"centre_id":)" + quoted(centre_.value) + R"(,"from_on":"2026-11-23"})");
  EXPECT_EQ(field(week.body, "queued"), "7") << week.body;
}

}  // namespace
}  // namespace care
