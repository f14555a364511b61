// What upsets a day: facts are recorded against their centre, hold until withdrawn, and move no
// money.
#include "disruption.h"

#include "dispatch_fixture.h"
#include "notice.h"

namespace care {
namespace {

class DisruptionTest : public DispatchTest {
 protected:
  Disrupting<Disruption> keep(Disruption it) {
    if (!it.centre_id) it.centre_id = centre_;
    if (it.disrupted_on == base::Date{}) it.disrupted_on = kToday;
    it.recorded_at = kNow;
    return write([&](db::Transaction& tx) { return record_disruption(tx, region_id_, it); });
  }
  Disruption sick_of(PersonId worker_id) const {
    return {.reason = DisruptionReason::worker_sick, .worker_id = worker_id};
  }
  std::vector<Disruption> today() {
    return database_->read(
        [&](db::Transaction& tx) { return disruptions_on(tx, region_id_, kToday); });
  }
  static std::string code(const http::Response& reply) { return field(reply.body, "code"); }
};
OLIVE_ON_BOTH_DATABASES(DisruptionTest);

TEST_P(DisruptionTest, IsKeptAsItWasTold) {
  Disruption told = sick_of(worker_);
  told.from_min = 720;
  told.recorded_by = PersonId{701};
  const Disruption kept = keep(told).value();
  ASSERT_EQ(today().size(), 1u);
  const Disruption found = today()[0];
  EXPECT_EQ(found.id, kept.id);
  EXPECT_EQ(found.from_min, 720);
  EXPECT_EQ(found.to_min, 24 * 60);
  EXPECT_EQ(found.recorded_by, PersonId{701});
  EXPECT_FALSE(found.withdrawn_at.has_value());
}

TEST_P(DisruptionTest, SubjectsBelongToTheCentre) {
  const Visit visit = visit_at(600, {});  // while there is one centre that it may go to
  const OrganisationId other = write([&](db::Transaction& tx) {
    return add_organisation(tx, "Buk centre", people::OrganisationKind::regional_centre);
  });
  Disruption it = sick_of(worker_);
  it.centre_id = other;
  EXPECT_EQ(keep(it).error(), DisruptionRefusal::care_worker_not_found);
  Disruption car{.centre_id = other, .reason = DisruptionReason::vehicle_broken};
  car.vehicle_id = vehicle_;
  EXPECT_EQ(keep(car).error(), DisruptionRefusal::vehicle_not_found);
  Disruption urgent{.centre_id = other, .reason = DisruptionReason::urgent_referral};
  urgent.visit_id = visit.id;
  EXPECT_EQ(keep(urgent).error(), DisruptionRefusal::visit_not_found);
  EXPECT_TRUE(today().empty());
}

TEST_P(DisruptionTest, EveryReasonNeedsItsSubject) {
  using enum DisruptionReason;
  for (const DisruptionReason reason : base::all_of<DisruptionReason>())
    EXPECT_EQ(keep({.reason = reason}).error(), DisruptionRefusal::disruption_subject_missing)
        << base::name_of(reason);
  const Visit visit = visit_at(600, worker_);
  Disruption overrun{.reason = visit_overrun, .visit_id = visit.id};
  EXPECT_EQ(keep(overrun).error(), DisruptionRefusal::disruption_subject_missing);
  overrun.minutes = -5;
  EXPECT_EQ(keep(overrun).error(), DisruptionRefusal::disruption_subject_missing);
  overrun.minutes = 1;
  EXPECT_TRUE(keep(overrun).has_value());
}

TEST_P(DisruptionTest, AVisitOfAnotherDayIsNotFound) {
  Disruption overrun{.reason = DisruptionReason::visit_overrun, .minutes = 20};
  overrun.visit_id = visit_at(600, worker_).id;
  overrun.disrupted_on = kTomorrow;
  EXPECT_EQ(keep(overrun).error(), DisruptionRefusal::visit_not_found);
}

TEST_P(DisruptionTest, YesterdayIsOver) {
  Disruption it = sick_of(worker_);
  it.disrupted_on = kToday.plus_days(-1);
  EXPECT_EQ(keep(it).error(), DisruptionRefusal::day_in_the_past);
  it.disrupted_on = kTomorrow;  // whoever knows it the day before says so
  EXPECT_TRUE(keep(it).has_value());
  EXPECT_TRUE(today().empty());
}

TEST_P(DisruptionTest, WithdrawnOnesStayInTheRecordButDoNotHold) {
  const DisruptionId id = keep(sick_of(worker_)).value().id;
  const auto withdraw = [&](DisruptionId which) {
    return write([&](db::Transaction& tx) {
      return withdraw_disruption(tx, region_id_, which, kNow.plus_seconds(60));
    });
  };
  EXPECT_EQ(absences_of(today(), worker_).size(), 1u);
  ASSERT_TRUE(withdraw(id).has_value());
  EXPECT_EQ(today().size(), 1u);
  EXPECT_TRUE(absences_of(today(), worker_).empty());
  EXPECT_EQ(withdraw(id).error(), DisruptionRefusal::disruption_already_withdrawn);
  EXPECT_EQ(today()[0].withdrawn_at, kNow.plus_seconds(60));  // the first time counts
  EXPECT_EQ(withdraw({99}).error(), DisruptionRefusal::disruption_not_found);
}

TEST_P(DisruptionTest, OtherRegionsKnowNothingOfIt) {
  const DisruptionId id = keep(sick_of(worker_)).value().id;
  const base::RegionId elsewhere{region_id_.value + 100'000};
  EXPECT_FALSE(
      database_->read([&](db::Transaction& tx) { return find_disruption(tx, elsewhere, id); })
          .has_value());
}

TEST_P(DisruptionTest, FormsNameTheFieldThatIsMissing) {
  const auto pointer = [&](const std::string& reason, const std::string& more = R"("minutes":5)") {
    const http::Response reply = record(reason, more);
    EXPECT_EQ(code(reply), "disruption_subject_missing") << reply.body;
    return field(reply.body, "pointer");
  };
  const std::string visit = R"("visit_id":)" + quoted(visit_at(600, worker_).id.value);
  EXPECT_EQ(pointer("worker_sick"), "/worker_id");
  EXPECT_EQ(pointer("vehicle_broken"), "/vehicle_id");
  EXPECT_EQ(pointer("urgent_referral"), "/visit_id");
  EXPECT_EQ(pointer("visit_overrun", visit), "/minutes");
  EXPECT_EQ(pointer("visit_cancelled", visit), "/version");
  EXPECT_EQ(pointer("visit_cancelled", R"("version":1,)" + visit), "/cancel_reason");
  EXPECT_TRUE(today().empty());
}

TEST_P(DisruptionTest, MinutesAndHoursHaveLimits) {
  const std::string visit = R"(,"visit_id":)" + quoted(visit_at(600, worker_).id.value);
  EXPECT_EQ(code(record("visit_overrun", R"("minutes":0)" + visit)), "input_invalid");
  EXPECT_EQ(code(record("visit_overrun", R"("minutes":481)" + visit)), "input_invalid");
  EXPECT_EQ(record("visit_overrun", R"("minutes":480)" + visit).status, 201);
  const std::string worker = R"(,"worker_id":)" + quoted(worker_.value);
  EXPECT_EQ(code(record("worker_sick", R"("from_min":-1)" + worker)), "input_invalid");
  EXPECT_EQ(code(record("worker_sick", R"("to_min":1441)" + worker)), "input_invalid");
  EXPECT_EQ(code(record("worker_sick", R"("from_min":600,"to_min":600)" + worker)),
            "dates_reversed");
  EXPECT_EQ(record("worker_sick", R"("from_min":600,"to_min":601)" + worker).status, 201);
  EXPECT_EQ(today().size(), 2u);
}

TEST_P(DisruptionTest, AMorningOfIllnessLeavesTheAfternoon) {
  const Visit morning = visit_at(600, worker_);
  const Visit afternoon = visit_at(900, worker_);
  const http::Response reply =
      record("worker_sick", R"("to_min":720,"worker_id":)" + quoted(worker_.value));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_NE(reply.body.find("이순신 매니저가 아파서 오전 0시부터 낮 12시까지 쉽니다."),
            std::string::npos);
  EXPECT_EQ(field(reply.body, "moved"), "1") << reply.body;
  ASSERT_EQ(approve(id_of(reply, "proposal_id")).status, 200);
  EXPECT_EQ(current(morning.id).worker_id, helper_);
  EXPECT_EQ(current(afternoon.id).version, afternoon.version);
}

TEST_P(DisruptionTest, WithBothIllNobodyIsFoundAndNobodyIsInvented) {
  const Visit visit = visit_at(600, worker_);
  ASSERT_EQ(sick(helper_).status, 201);
  const http::Response reply = sick(worker_);
  EXPECT_EQ(field(reply.body, "unassigned_after"), "1") << reply.body;
  ASSERT_EQ(approve(id_of(reply, "proposal_id")).status, 200);
  EXPECT_EQ(current(visit.id).worker_id, PersonId{});
  EXPECT_EQ(current(visit.id).state, VisitState::planned);
  EXPECT_EQ(current(visit.id).start_min, visit.start_min);
}

TEST_P(DisruptionTest, ALaterRepairTakesTheEarlierOnesPlace) {
  visit_at(600, worker_);
  const std::int64_t first = id_of(sick(worker_), "proposal_id");
  // The same sickness told again for the afternoon only: the plan knows both.
  const http::Response again =
      record("worker_sick", R"("from_min":720,"worker_id":)" + quoted(worker_.value));
  ASSERT_NE(id_of(again, "proposal_id"), 0) << again.body;
  EXPECT_EQ(field(call("get_care_proposal", first).body, "state"), "superseded");
  EXPECT_EQ(code(approve(first)), "proposal_already_decided");
  EXPECT_EQ(approve(id_of(again, "proposal_id")).status, 200);
}

TEST_P(DisruptionTest, ACancellationWithAnOldVersionRecordsNothing) {
  const Visit visit = visit_at(600, worker_);
  const std::string of_visit = R"(,"visit_id":)" + quoted(visit.id.value);
  EXPECT_EQ(
      code(record("visit_cancelled", R"("cancel_reason":"client_ill","version":77)" + of_visit)),
      "version_stale");
  EXPECT_EQ(current(visit.id).version, visit.version);
  EXPECT_TRUE(today().empty());
  EXPECT_EQ(count(DispatchEventKind::disruption_recorded), 0);
  be_worker();
  EXPECT_EQ(field(call("list_my_notices").body, "unread"), "0");
}

TEST_P(DisruptionTest, OnlyThoseWhoDispatchMayRecordAndWithdraw) {
  visit_at(600, worker_);
  const http::Response mine = sick(worker_);
  const std::int64_t id = id_of(mine, "disruption_id");
  ASSERT_NE(id, 0) << mine.body;
  for (const char* role : {"care_worker", "case_manager", "metro_centre", "auditor", "citizen"}) {
    sign_in(PersonId{720}, role, role == std::string("care_worker") ? team_ : centre_);
    EXPECT_EQ(sick(helper_).status, 403) << role;
    EXPECT_EQ(call("withdraw_care_disruption", id).status, 403) << role;
  }
  sign_in(PersonId{721}, "coordinator", OrganisationId{424'242});
  EXPECT_EQ(call("withdraw_care_disruption", id).status, 404);
  EXPECT_EQ(code(sick(helper_)), "organisation_not_found");
  EXPECT_EQ(today().size(), 1u);
  EXPECT_FALSE(today()[0].withdrawn_at.has_value());
}

TEST_P(DisruptionTest, ARepeatedRequestFindsTheFirstAnswer) {
  visit_at(600, worker_);
  const std::string body = R"({"centre_id":)" + quoted(centre_.value) +
                           R"(,"on":"2026-11-23","reason":"worker_sick","worker_id":)" +
                           quoted(worker_.value) + "}";
  const http::Response first = call("record_care_disruption", 0, body, "key-sick-1");
  const http::Response again = call("record_care_disruption", 0, body, "key-sick-1");
  ASSERT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(today().size(), 1u);
  EXPECT_EQ(count(DispatchEventKind::proposal_made), 1);
}

TEST(Disruptions, CarsAreBrokenWhereTheTimesOverlap) {
  Disruption broken{.reason = DisruptionReason::vehicle_broken, .vehicle_id = {7}};
  broken.from_min = 600;
  broken.to_min = 660;
  EXPECT_FALSE(is_broken({broken}, {7}, 540, 600));
  EXPECT_TRUE(is_broken({broken}, {7}, 540, 601));
  EXPECT_TRUE(is_broken({broken}, {7}, 659, 700));
  EXPECT_FALSE(is_broken({broken}, {7}, 660, 700));
  EXPECT_FALSE(is_broken({broken}, {8}, 600, 660));
  broken.reason = DisruptionReason::visit_overrun;  // names a car, but says nothing of it
  EXPECT_FALSE(is_broken({broken}, {7}, 600, 660));
}

TEST(Disruptions, TheLaterWordOnAnOverrunCounts) {
  Disruption first{.reason = DisruptionReason::visit_overrun, .visit_id = {5}, .minutes = 60};
  Disruption second = first;
  second.minutes = 20;
  EXPECT_EQ(overrun_min({first, second}, {5}), 20);
  EXPECT_EQ(overrun_min({first, second}, {6}), 0);
  second.withdrawn_at = kNow;  // then the first guess holds again
  EXPECT_EQ(overrun_min({first, second}, {5}), 60);
}

TEST(Disruptions, AbsencesAreInOrderOfTheDay) {
  Disruption late{.reason = DisruptionReason::worker_sick, .worker_id = {5}};
  late.from_min = 900;
  Disruption early = late;
  early.from_min = 540;
  early.to_min = 600;
  const auto spans = absences_of({late, early}, {5});
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].to_min, 600);
  EXPECT_EQ(spans[1].from_min, 900);
}

}  // namespace
}  // namespace care
