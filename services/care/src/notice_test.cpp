// Who is told what: the worker who lost a visit, the one who got it, the client who is visited.
#include "notice.h"

#include <algorithm>

#include "dispatch_fixture.h"

namespace care {
namespace {

constexpr PersonId kYi{11};
constexpr PersonId kKang{12};
constexpr PersonId kClient{5};

/// `person:kind` of all notices of one line.
std::string told(PlacedVisit before, PlacedVisit after, VisitState state = VisitState::assigned) {
  Visit visit{.id = {1}, .client_id = kClient};
  visit.visit_on = kToday;
  visit.state = state;
  DeedVisit line{.visit_id = {1}};
  line.worker_id_before = before.worker_id;
  line.vehicle_id_before = before.vehicle_id;
  line.start_min_before = before.start_min;
  line.worker_id_after = after.worker_id;
  line.vehicle_id_after = after.vehicle_id;
  line.start_min_after = after.start_min;
  std::string out;
  for (const Notice& one : notices_of(visit, line)) {
    out += std::to_string(one.person_id.value) + ":" + std::string(base::name_of(one.kind)) + " ";
    EXPECT_EQ(one.start_min, after.start_min);
    EXPECT_EQ(one.start_min_before, before.start_min);
  }
  return out;
}

TEST(Notices, ANewWorkerIsToldToAllThree) {
  EXPECT_EQ(told({kYi, {}, 600}, {kKang, {}, 600}),
            "11:taken_back 12:assigned 5:client_worker_changed ");
  // With another start as well it is still one notice each: it names both.
  EXPECT_EQ(told({kYi, {}, 600}, {kKang, {}, 630}),
            "11:taken_back 12:assigned 5:client_worker_changed ");
}

TEST(Notices, AFirstWorkerTakesNothingFromAnybody) {
  EXPECT_EQ(told({{}, {}, 600}, {kKang, {}, 600}), "12:assigned 5:client_worker_changed ");
}

TEST(Notices, AnotherStartConcernsWorkerAndClient) {
  EXPECT_EQ(told({kYi, {}, 600}, {kYi, {}, 615}), "11:time_changed 5:client_time_changed ");
}

TEST(Notices, ACarConcernsNobody) {
  EXPECT_EQ(told({kYi, {7}, 600}, {kYi, {8}, 600}), "");
  EXPECT_EQ(told({kYi, {}, 600}, {kYi, {}, 600}), "");
}

TEST(Notices, ClientsHearNothingWhileNobodyIsFound) {
  EXPECT_EQ(told({kYi, {}, 600}, {{}, {}, 600}, VisitState::planned), "11:taken_back ");
  EXPECT_EQ(told({{}, {}, 600}, {{}, {}, 700}, VisitState::planned), "");
}

TEST(Notices, ABookingTakenBackIsACancellation) {
  EXPECT_EQ(told({kYi, {}, 600}, {{}, {}, 600}, VisitState::cancelled),
            "11:taken_back 5:client_cancelled ");
}

TEST(Notices, EveryKindIsListedAndMustArrive) {
  ASSERT_EQ(notice_kinds().size(), base::all_of<NoticeKind>().size());
  for (const NoticeKind kind : base::all_of<NoticeKind>()) {
    EXPECT_EQ(kind_of(kind).name, "care." + std::string(base::name_of(kind)));
    EXPECT_EQ(kind_of(kind).delivery, inbox::Delivery::always);
    const bool is_for_client = base::name_of(kind).starts_with("client_");
    EXPECT_EQ(kind_of(kind).roles.at(0), is_for_client ? "citizen" : "care_worker");
  }
}

class NoticeTest : public DispatchTest {
 protected:
  std::vector<inbox::Notice> of(PersonId person_id) {
    return database_->read(
        [&](db::Transaction& tx) { return inbox::notices_of(tx, region_id_, person_id, {}, 100); });
  }
  std::string text(PersonId person_id) {
    sign_in(person_id, "care_worker", team_);
    return field(call("list_my_notices").body, "text");
  }
  void cancel_told(const Visit& visit) {
    write([&](db::Transaction& tx) { tell_of_cancellation(tx, region_id_, visit, kNow); });
  }
};
OLIVE_ON_BOTH_DATABASES(NoticeTest);

TEST_P(NoticeTest, ACancellationReachesWorkerAndClient) {
  const Visit visit = visit_at(600, worker_);
  cancel_told(visit);
  ASSERT_EQ(of(worker_).size(), 1u);
  EXPECT_EQ(of(worker_)[0].kind, "care.cancelled");
  EXPECT_EQ(of(visit.client_id).at(0).kind, "care.client_cancelled");
  EXPECT_EQ(of(visit.client_id)[0].subject_id.value, visit.id.value);
  EXPECT_TRUE(of(helper_).empty());
  // A worker reads the client's name as lists show it.
  EXPECT_EQ(text(worker_), "11월 23일(월) 오전 10시 김*자 님의 병원안심동행이 취소되었습니다.");
  EXPECT_EQ(text(visit.client_id), "11월 23일(월) 오전 10시 병원안심동행이 취소되었습니다.");
}

TEST_P(NoticeTest, WithoutAWorkerOnlyTheClientHearsOfIt) {
  const Visit visit = visit_at(600, {});
  cancel_told(visit);
  EXPECT_EQ(of(visit.client_id).size(), 1u);
  EXPECT_TRUE(of(PersonId{}).empty());  // nobody is not a person
}

TEST_P(NoticeTest, DeedsTellEachPersonOnceForEachVisit) {
  const Visit a = visit_at(600, worker_);
  const Visit b = visit_at(900, worker_);
  const http::Response reply = sick(worker_);
  const http::Response done = approve(id_of(reply, "proposal_id"));
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(field(done.body, "told"), "4");  // two workers, two clients
  write([&](db::Transaction& tx) { tell_of_deed(tx, region_id_, {id_of(done, "deed_id")}, kNow); });
  EXPECT_EQ(of(worker_).size(), 2u);
  EXPECT_EQ(of(helper_).size(), 2u);
  EXPECT_EQ(of(a.client_id).size(), 1u);
  EXPECT_EQ(of(b.client_id).size(), 1u);
  EXPECT_NE(text(b.client_id).find("강감찬 매니저가 찾아뵙습니다."), std::string::npos);
}

}  // namespace
}  // namespace care
