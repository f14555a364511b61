// Moves by hand, slots for new visits, suppositions: what a coordinator tries before deciding.
#include "comparison.h"
#include "dispatch_fixture.h"
#include "geo/busan.h"

namespace care {
namespace {

class MoveTest : public DispatchTest {
 protected:
  http::Response check(const Visit& visit, PersonId worker_id, const std::string& more = "") {
    return call("check_care_move", visit.id.value,
                "worker_id=" + std::to_string(worker_id.value) + more);
  }
  http::Response move(const Visit& visit, PersonId worker_id, const std::string& more = "") {
    return call("move_care_visit", visit.id.value,
                R"({"version":)" + std::to_string(visit.version) +
                    R"(,"accepts_warnings":false,"worker_id":)" + quoted(worker_id.value) + more +
                    "}");
  }
  static std::string code(const http::Response& reply) { return field(reply.body, "code"); }
  static bool has(const http::Response& reply, const std::string& text) {
    return reply.body.find(text) != std::string::npos;
  }
  http::Response search(const std::string& more = "") {
    return call("search_care_slots", 0,
                R"({"centre_id":)" + quoted(centre_.value) +
                    R"(,"service":"hospital_accompaniment","length_min":60,)"
                    R"("from_on":"2026-11-23","to_on":"2026-11-23","needs_car":false)" +
                    more + "}");
  }
  http::Response suppose(const std::string& kind, const std::string& more = "") {
    return call("create_care_what_if", 0,
                R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":"2026-11-23","kind":")" +
                    kind + "\"" + more + "}");
  }
};
OLIVE_ON_BOTH_DATABASES(MoveTest);

TEST_P(MoveTest, TellsWhatAMoveCostsAndSavesIt) {
  const Visit visit = visit_at(600, worker_);
  const http::Response checked = check(visit, helper_);
  ASSERT_EQ(checked.status, 200) << checked.body;
  EXPECT_EQ(field(checked.body, "is_possible"), "true") << checked.body;
  EXPECT_EQ(field(checked.body, "needs_confirmation"), "false") << checked.body;
  EXPECT_TRUE(has(checked, "이순신 매니저에게서 강감찬 매니저에게 넘어갑니다."));
  EXPECT_EQ(current(visit.id).worker_id, worker_);
  const http::Response done = move(visit, helper_);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(current(visit.id).worker_id, helper_);
  EXPECT_EQ(code(move(visit, helper_)), "version_stale");
  EXPECT_EQ(code(move(current(visit.id), helper_)), "move_changes_nothing");
  ASSERT_EQ(call("undo_care_dispatch_deed", id_of(done, "deed_id")).status, 200);
  EXPECT_EQ(current(visit.id).worker_id, worker_);
}

TEST_P(MoveTest, UndoRestoresTheAgreedStart) {
  const Visit visit = visit_at(600, {});
  const http::Response done = move(visit, worker_, R"(,"start_min":620)");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(current(visit.id).start_min, 620);
  ASSERT_EQ(call("undo_care_dispatch_deed", id_of(done, "deed_id")).status, 200);
  EXPECT_EQ(current(visit.id).start_min, 600);
  EXPECT_EQ(current(visit.id).state, VisitState::planned);
  now_ = kNow.plus_seconds(86'400);
  EXPECT_EQ(code(move(current(visit.id), worker_)), "day_in_the_past");
}

TEST_P(MoveTest, RefusesWhatBreaksARule) {
  const Visit visit = visit_at(600, worker_);
  visit_at(630, helper_);
  const http::Response checked = check(visit, helper_);
  EXPECT_EQ(field(checked.body, "is_possible"), "false") << checked.body;
  EXPECT_TRUE(has(checked, R"("code":"worker_busy","severity":"hard")")) << checked.body;
  EXPECT_TRUE(has(checked, "강감찬 님은 같은 시간에 다른 방문이 있습니다.")) << checked.body;
  EXPECT_EQ(code(move(visit, helper_)), "worker_busy");
  EXPECT_EQ(code(move(visit, helper_, R"(,"vehicle_id":"99")")), "worker_busy");
  EXPECT_EQ(code(move(visit, worker_, R"(,"vehicle_id":"99")")), "vehicle_not_found");
  EXPECT_EQ(current(visit.id).version, visit.version);
}

TEST_P(MoveTest, AsksBeforeBreakingAPromise) {
  const Visit visit = visit_at(600, worker_);
  const http::Response checked = check(visit, worker_, "&start_min=720");
  EXPECT_EQ(field(checked.body, "needs_confirmation"), "true") << checked.body;
  EXPECT_TRUE(has(checked, "이용자와 약속한 시작 시간대에서 90분 벗어납니다.")) << checked.body;
  EXPECT_EQ(code(move(visit, worker_, R"(,"start_min":720)")), "move_needs_confirmation");
  const http::Response done = call("move_care_visit", visit.id.value,
                                   R"({"version":)" + std::to_string(visit.version) +
                                       R"(,"accepts_warnings":true,"start_min":720,"worker_id":)" +
                                       quoted(worker_.value) + "}");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(current(visit.id).start_min, 720);
}

TEST_P(MoveTest, LinkedVisitsMoveAlong) {
  const Visit first = visit_at(600, worker_, 60, {.staff = 2});
  const auto visits = database_->read(
      [&](db::Transaction& tx) { return visits_of_centre(tx, region_id_, centre_, kToday); });
  const Visit second = visits[0].id == first.id ? visits[1] : visits[0];
  ASSERT_TRUE(give(second, {helper_}).has_value());
  const http::Response checked = check(current(first.id), worker_, "&start_min=615");
  EXPECT_TRUE(has(checked, R"("moved_with":[)" + quoted(second.id.value))) << checked.body;
  EXPECT_EQ(field(checked.body, "is_possible"), "true") << checked.body;
  ASSERT_EQ(move(current(first.id), worker_, R"(,"start_min":615)").status, 200);
  EXPECT_EQ(current(second.id).start_min, 615);
  EXPECT_EQ(current(second.id).worker_id, helper_);
  // The same person cannot be both.
  EXPECT_TRUE(has(check(current(first.id), helper_), "link_workers_wrong"));
}

TEST_P(MoveTest, ChecksAWholePlanMadeByHand) {
  const Visit a = visit_at(600, worker_);
  const Visit b = visit_at(630, helper_);
  const auto plan = [&](PersonId for_a, PersonId for_b) {
    const auto line = [](const Visit& visit, PersonId worker_id) {
      return R"({"visit_id":)" + quoted(visit.id.value) + R"(,"worker_id":)" +
             quoted(worker_id.value) + R"(,"start_min":)" + std::to_string(visit.start_min) + "}";
    };
    return call("check_care_plan", 0,
                R"({"centre_id":)" + quoted(centre_.value) +
                    R"(,"on":"2026-11-23","placements":[)" + line(a, for_a) + "," + line(b, for_b) +
                    "]}");
  };
  EXPECT_EQ(field(plan(helper_, worker_).body, "is_possible"), "true");  // a swap
  const http::Response both = plan(worker_, worker_);
  EXPECT_EQ(field(both.body, "is_possible"), "false") << both.body;
  EXPECT_TRUE(has(both, "worker_busy"));
  EXPECT_TRUE(has(plan(PersonId{}, worker_), R"("term":"unassigned")"));
}

TEST_P(MoveTest, OffersSlotsThatHurtNobody) {
  visit_at(600, worker_);
  visit_at(600, helper_);
  const http::Response found = search();
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_TRUE(has(found, R"("displaced":[])")) << found.body;
  EXPECT_TRUE(has(found, "약속할 수 있는 시간을 3개 찾았습니다.")) << found.body;
  EXPECT_TRUE(
      has(search(R"(,"windows":[{"earliest_min":600,"latest_min":605}])"), R"("slots":[])"));
  const http::Response pair = search(R"(,"staff":2)");
  EXPECT_TRUE(has(pair, "이순신")) << pair.body;
  EXPECT_TRUE(has(pair, "강감찬")) << pair.body;
  EXPECT_EQ(code(search(R"(,"count":0)")), "input_invalid");
}

TEST_P(MoveTest, BooksASlotAndTakesItBack) {
  const EntitlementId entitlement = entitle(wish());
  const auto book = [&](PersonId worker_id) {
    return call("book_care_slot", 0,
                R"({"entitlement_id":)" + quoted(entitlement.value) +
                    R"(,"on":"2026-11-23","length_min":60,"needs_car":false,"placements":[)"
                    R"({"start_min":840,"worker_id":)" +
                    quoted(worker_id.value) + "}]}");
  };
  const http::Response done = book(worker_);
  ASSERT_EQ(done.status, 201) << done.body;
  const auto visits = database_->read(
      [&](db::Transaction& tx) { return visits_of_centre(tx, region_id_, centre_, kToday); });
  ASSERT_EQ(visits.size(), 1u);
  EXPECT_EQ(visits[0].state, VisitState::assigned);
  EXPECT_EQ(visits[0].worker_id, worker_);
  const http::Response taken = book(worker_);
  EXPECT_EQ(taken.status, 409) << taken.body;
  EXPECT_EQ(code(taken), "booking_stale");
  ASSERT_EQ(call("undo_care_dispatch_deed", id_of(done, "deed_id")).status, 200);
  EXPECT_EQ(current(visits[0].id).state, VisitState::cancelled);
  EXPECT_EQ(book(worker_).status, 201);
}

TEST_P(MoveTest, ReportsSuppositions) {
  for (const std::int32_t start : {600, 610, 620}) visit_at(start, {}, 180);
  const http::Response more = suppose("worker_more");
  ASSERT_EQ(more.status, 201) << more.body;
  EXPECT_EQ(field(more.body, "served_before"), "2") << more.body;
  EXPECT_EQ(field(more.body, "served_after"), "3") << more.body;
  EXPECT_TRUE(has(more, "제공자가 1명 더 있으면 방문 2건 대신 3건을 하고")) << more.body;
  EXPECT_EQ(field(suppose("worker_less").body, "served_after"), "1");
  EXPECT_EQ(code(suppose("worker_sick")), "what_if_subject_missing");
  const http::Response ill = suppose("worker_sick", R"(,"worker_id":)" + quoted(worker_.value));
  EXPECT_EQ(field(ill.body, "served_after"), "1") << ill.body;
  EXPECT_EQ(call("get_care_what_if", id_of(ill, "what_if_id")).body, ill.body);
  EXPECT_TRUE(has(call("list_care_what_ifs"), "worker_less"));
  // Nothing but the report is kept.
  EXPECT_EQ(count(DispatchEventKind::proposal_made), 0);
}

TEST_P(MoveTest, OneMoreCarServesMore) {
  visit_at(600, {}, 180, {.needs_car = true});
  visit_at(610, {}, 180, {.needs_car = true});
  const http::Response more = suppose("vehicle_more");
  EXPECT_EQ(field(more.body, "served_before"), "1") << more.body;
  EXPECT_EQ(field(more.body, "served_after"), "2") << more.body;
  EXPECT_EQ(field(suppose("vehicle_less").body, "served_after"), "0");
}

TEST_P(MoveTest, ComparesPlans) {
  const Visit visit = visit_at(600, worker_);
  const std::int64_t proposal = id_of(sick(worker_), "proposal_id");
  const http::Response beside = call("compare_care_plans", proposal);
  ASSERT_EQ(beside.status, 200) << beside.body;
  EXPECT_TRUE(has(beside, R"("differing":[{"visit_id":)" + quoted(visit.id.value))) << beside.body;
  const http::Response itself =
      call("compare_care_plans", proposal, "with=" + std::to_string(proposal));
  EXPECT_TRUE(has(itself, R"("differing":[])")) << itself.body;
  EXPECT_EQ(call("compare_care_plans", proposal, "with=99").status, 404);
}

TEST_P(MoveTest, WeightsHoldFromADayOn) {
  const auto set = [&](const std::string& from, const std::string& reason) {
    return call("set_care_plan_weights", 0,
                R"({"centre_id":)" + quoted(centre_.value) + R"(,"valid_from":")" + from +
                    R"(","reason":")" + reason +
                    R"(","weights":{"travel":2,"waiting":1,"overtime":3,"workload_spread":1,)"
                    R"("stranger":900,"change_worker":3600,"change_time":2,"unassigned":1000000,)"
                    R"("missed_break":50000}})");
  };
  const auto travel_on = [&](const std::string& on) {
    return field(
        call("get_care_plan_weights", 0, "centre_id=" + std::to_string(centre_.value) + "&on=" + on)
            .body,
        "travel");
  };
  EXPECT_EQ(set("2026-12-01", "long ways").status, 403);  // coordinators plan, directors decide
  sign_in(PersonId{703}, "centre_director", centre_);
  ASSERT_EQ(set("2026-12-01", "long ways").status, 200);
  EXPECT_EQ(travel_on("2026-11-30"), "1");
  EXPECT_EQ(travel_on("2026-12-01"), "2");
  EXPECT_EQ(code(set("2026-11-01", "too late")), "setting_starts_in_past");
}

}  // namespace
}  // namespace care
