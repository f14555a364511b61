// Slots, bookings, suppositions and weights at the limits of their forms and of who may use them.
#include "dispatch_fixture.h"
#include "geo/busan.h"
#include "plan_settings.h"
#include "slots.h"

namespace care {
namespace {

class SlotEdge : public DispatchTest {
 protected:
  struct Search {
    std::string from_on = "2026-11-23";
    std::string to_on = "2026-11-23";
    std::int32_t length_min = 60;
    std::string more;
  };
  http::Response search(const Search& it) {
    return call("search_care_slots", 0,
                R"({"centre_id":)" + quoted(centre_.value) +
                    R"(,"service":"hospital_accompaniment","needs_car":false,"length_min":)" +
                    std::to_string(it.length_min) + R"(,"from_on":")" + it.from_on +
                    R"(","to_on":")" + it.to_on + "\"" + it.more + "}");
  }
  http::Response book(EntitlementId entitlement_id, std::int32_t start_min, PersonId worker_id,
                      const std::string& key = {}, const std::string& on = "2026-11-23") {
    return call("book_care_slot", 0,
                R"({"entitlement_id":)" + quoted(entitlement_id.value) + R"(,"on":")" + on +
                    R"(","length_min":60,"needs_car":false,"placements":[{"start_min":)" +
                    std::to_string(start_min) + R"(,"worker_id":)" + quoted(worker_id.value) +
                    "}]}",
                key);
  }
  http::Response suppose(const std::string& kind, const std::string& more = "",
                         const std::string& on = "2026-11-23") {
    return call("create_care_what_if", 0,
                R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":")" + on + R"(","kind":")" +
                    kind + "\"" + more + "}");
  }
  http::Response weigh(const std::string& unassigned, const std::string& reason = "a hard winter") {
    return call("set_care_plan_weights", 0,
                R"({"centre_id":)" + quoted(centre_.value) +
                    R"(,"valid_from":"2026-12-01","reason":")" + reason +
                    R"(","weights":{"travel":2,"waiting":1,"overtime":3,"workload_spread":1,)"
                    R"("stranger":900,"change_worker":3600,"change_time":2,"missed_break":50000,)"
                    R"("unassigned":)" +
                    unassigned + "}}");
  }
  std::vector<Visit> visits() {
    return database_->read(
        [&](db::Transaction& tx) { return visits_of_centre(tx, region_id_, centre_, kToday); });
  }
  static std::string code(const http::Response& reply) { return field(reply.body, "code"); }
  static bool has(const http::Response& reply, const std::string& text) {
    return reply.body.find(text) != std::string::npos;
  }
};
OLIVE_ON_BOTH_DATABASES(SlotEdge);

TEST_P(SlotEdge, DatesAreChecked) {
  EXPECT_EQ(code(search({.from_on = "2026-11-22"})), "day_in_the_past");
  EXPECT_EQ(code(search({.from_on = "2026-11-24"})), "dates_reversed");
  EXPECT_EQ(search({.to_on = "2026-11-24"}).status, 200);
}

TEST_P(SlotEdge, LengthsAreThoseThatTheServiceOffers) {
  const Service service = default_service(ServiceKind::hospital_accompaniment);
  EXPECT_EQ(code(search({.length_min = service.shortest_min - 1})), "visit_length_not_offered");
  EXPECT_EQ(code(search({.length_min = service.longest_min + 1})), "visit_length_not_offered");
  EXPECT_EQ(search({.length_min = service.shortest_min}).status, 200);
}

TEST_P(SlotEdge, FormsHaveLimits) {
  EXPECT_EQ(code(search({.more = R"(,"count":6)"})), "input_invalid");
  EXPECT_EQ(code(search({.more = R"(,"staff":3)"})), "input_invalid");
  EXPECT_EQ(code(search({.more = R"(,"windows":[])"})), "input_invalid");
  EXPECT_EQ(code(search({.length_min = 0})), "input_invalid");
  EXPECT_EQ(code(search({.more = R"(,"entitlement_id":"99")"})), "entitlement_not_found");
}

TEST_P(SlotEdge, NoMoreAreOfferedThanWereAskedFor) {
  const http::Response one = search({.more = R"(,"count":1)"});
  EXPECT_TRUE(has(one, "약속할 수 있는 시간을 1개 찾았습니다.")) << one.body;
  const http::Response five = search({.to_on = "2026-11-27", .more = R"(,"count":5)"});
  EXPECT_TRUE(has(five, "약속할 수 있는 시간을 5개 찾았습니다.")) << five.body;
}

TEST_P(SlotEdge, WhoIsIllIsNotOffered) {
  ASSERT_EQ(sick(worker_).status, 201);
  const http::Response found = search({});
  EXPECT_TRUE(has(found, "강감찬")) << found.body;
  EXPECT_FALSE(has(found, "이순신")) << found.body;
  ASSERT_EQ(sick(helper_).status, 201);
  EXPECT_TRUE(has(search({}), R"("slots":[])"));
  // Two are needed and one is there: not half an offer.
  EXPECT_TRUE(has(search({.more = R"(,"staff":2)"}), R"("slots":[])"));
}

TEST_P(SlotEdge, HoursOutsideOfTheServiceOfferNothing) {
  EXPECT_TRUE(
      has(search({.more = R"(,"windows":[{"earliest_min":0,"latest_min":60}])"}), R"("slots":[])"));
  EXPECT_TRUE(visits().empty());
}

TEST_P(SlotEdge, HolidaysAreOfferedOnlyWhereTheServiceKnowsWeekends) {
  // 25 December 2026 is a Friday; the 26th a Saturday.
  const Search holiday{.from_on = "2026-12-25", .to_on = "2026-12-25"};
  const Search saturday{.from_on = "2026-12-26", .to_on = "2026-12-26"};
  EXPECT_TRUE(has(search(holiday), R"("slots":[])"));
  EXPECT_TRUE(has(search(saturday), R"("slots":[])"));
  EXPECT_FALSE(has(search({.from_on = "2026-12-24", .to_on = "2026-12-24"}), R"("slots":[])"));
  write([&](db::Transaction& tx) {
    Service service = default_service(ServiceKind::hospital_accompaniment);
    service.weekdays = 0b1111111;
    save_service(tx, region_id_, service);
  });
  EXPECT_FALSE(has(search(holiday), R"("slots":[])"));
}

TEST_P(SlotEdge, SentencesNameTheDayAsPeopleDo) {
  const http::Response found = search({.from_on = "2026-11-30", .to_on = "2026-11-30"});
  EXPECT_TRUE(has(found, "11월 30일(월) 오전 9시에 ")) << found.body;
  EXPECT_FALSE(has(found, "2026-11-30 ")) << found.body;
}

TEST_P(SlotEdge, StartsLieOnTheGrid) {
  // Somebody busy until 10:02: the next start would be at an odd minute.
  for (const PersonId worker : {worker_, helper_}) visit_at(540, worker, 62);
  const http::Response found = search({.more = R"(,"count":5)"});
  const auto slots = database_->read([&](db::Transaction& tx) {
    CentreDay day = read_centre_day(tx, region_id_, {centre_, kToday, kNow, Regulars::skip});
    add_client(tx, region_id_, day, client_);
    SlotWish wish{.service = ServiceKind::hospital_accompaniment, .client_id = client_};
    wish.windows = {{600, 900}};
    wish.count = 5;
    return slots_of(day, wish, geo::estimate_source(geo::busan_estimate()));
  });
  ASSERT_GE(slots.size(), 2u) << found.body;
  for (const OfferedSlot& slot : slots) EXPECT_EQ(slot.placements[0].start_min % 5, 0);
}

TEST_P(SlotEdge, AnOddMinuteIsOfferedWhereNoOtherWillDo) {
  const auto slots = database_->read([&](db::Transaction& tx) {
    CentreDay day = read_centre_day(tx, region_id_, {centre_, kToday, kNow, Regulars::skip});
    add_client(tx, region_id_, day, client_);
    SlotWish wish{.service = ServiceKind::hospital_accompaniment, .client_id = client_};
    wish.windows = {{602, 604}};
    return slots_of(day, wish, geo::estimate_source(geo::busan_estimate()));
  });
  ASSERT_EQ(slots.size(), 1u);
  EXPECT_EQ(slots[0].placements[0].start_min, 602);
}

TEST_P(SlotEdge, WhoGivesWayIsMovedInTheSameDeed) {
  ASSERT_EQ(sick(helper_).status, 201);
  const Visit other = visit_at(600, worker_);  // may begin until 10:30
  const http::Response found =
      search({.more = R"(,"windows":[{"earliest_min":550,"latest_min":550}])"});
  ASSERT_TRUE(has(found, R"("start_min":550)")) << found.body;
  ASSERT_TRUE(has(found, "다른 방문 1건의 시작이 바뀝니다")) << found.body;
  const EntitlementId entitlement = entitle(wish());
  const auto form = [&](const std::string& displaced) {
    return R"({"entitlement_id":)" + quoted(entitlement.value) +
           R"(,"on":"2026-11-23","length_min":60,"needs_car":false,"placements":[{"start_min":550,)"
           R"("worker_id":)" +
           quoted(worker_.value) + "}]" + displaced + "}";
  };
  EXPECT_EQ(code(call("book_care_slot", 0, form(""))), "booking_stale");  // both at ten
  const http::Response done = call(
      "book_care_slot", 0,
      form(R"(,"displaced":[{"visit_id":)" + quoted(other.id.value) + R"(,"start_min":620}])"));
  ASSERT_EQ(done.status, 201) << done.body;
  EXPECT_EQ(current(other.id).start_min, 620);
  EXPECT_EQ(visits().size(), 2u);
  ASSERT_EQ(call("undo_care_dispatch_deed", id_of(done, "deed_id")).status, 200);
  EXPECT_EQ(current(other.id).start_min, 600);
  EXPECT_EQ(current(other.id).worker_id, worker_);
}

TEST_P(SlotEdge, OtherCentresSearchNothingHere) {
  sign_in(PersonId{740}, "coordinator", OrganisationId{424'242});
  EXPECT_EQ(code(search({})), "organisation_not_found");
  sign_in(PersonId{741}, "case_manager", centre_);  // reads visits, but does not dispatch
  EXPECT_EQ(search({}).status, 403);
}

TEST_P(SlotEdge, BookingNamesWhatStandsInTheWay) {
  const EntitlementId entitlement = entitle(wish());
  EXPECT_EQ(code(book({99}, 840, worker_)), "entitlement_not_found");
  EXPECT_EQ(code(book(entitlement, 840, worker_, {}, "2026-11-22")), "day_in_the_past");
  EXPECT_EQ(code(book(entitlement, 1'441, worker_)), "input_invalid");
  EXPECT_EQ(code(book(entitlement, 840, PersonId{99})), "booking_stale");
  EXPECT_TRUE(visits().empty());  // a refused booking leaves no visit behind
  sign_in(PersonId{742}, "coordinator", OrganisationId{424'242});
  EXPECT_EQ(code(book(entitlement, 840, worker_)), "entitlement_not_found");
}

TEST_P(SlotEdge, ABookingAtTheSameTimeIsStale) {
  visit_at(840, worker_);
  const EntitlementId entitlement = entitle(wish());
  EXPECT_EQ(code(book(entitlement, 850, worker_)), "booking_stale");
  EXPECT_EQ(visits().size(), 1u);
  EXPECT_EQ(book(entitlement, 850, helper_).status, 201);
}

TEST_P(SlotEdge, ARepeatedBookingIsOneVisit) {
  const EntitlementId entitlement = entitle(wish());
  const http::Response first = book(entitlement, 840, worker_, "key-book-1");
  const http::Response again = book(entitlement, 840, worker_, "key-book-1");
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(visits().size(), 1u);
  EXPECT_EQ(visits()[0].price_won, 0);  // a promise costs nobody anything yet
}

TEST_P(SlotEdge, SuppositionsAreChecked) {
  EXPECT_EQ(code(suppose("worker_more", R"(,"count":0)")), "input_invalid");
  EXPECT_EQ(code(suppose("worker_more", R"(,"count":6)")), "input_invalid");
  EXPECT_EQ(code(suppose("worker_more", R"(,"days":8)")), "input_invalid");
  EXPECT_EQ(code(suppose("worker_more", "", "2026-11-22")), "day_in_the_past");
  EXPECT_EQ(code(suppose("worker_sick", R"(,"worker_id":"99")")), "care_worker_not_found");
  EXPECT_EQ(code(call("get_care_what_if", 99)), "what_if_not_found");
  EXPECT_TRUE(has(call("list_care_what_ifs"), R"("items":[])"));
}

TEST_P(SlotEdge, ReportsStayWithTheirCentre) {
  visit_at(600, worker_);
  const http::Response report = suppose("vehicle_less");
  ASSERT_EQ(report.status, 201) << report.body;
  const std::int64_t id = id_of(report, "what_if_id");
  sign_in(PersonId{743}, "coordinator", OrganisationId{424'242});
  EXPECT_EQ(code(call("get_care_what_if", id)), "what_if_not_found");
  EXPECT_TRUE(has(call("list_care_what_ifs"), R"("items":[])"));
  EXPECT_EQ(code(call("list_care_what_ifs", 0, "centre_id=" + std::to_string(centre_.value))),
            "organisation_not_found");
  be_worker();
  EXPECT_EQ(call("get_care_what_if", id).status, 403);
  sign_in(PersonId{744}, "metro_centre");  // plans for the whole city
  EXPECT_EQ(call("get_care_what_if", id).status, 200);
}

TEST_P(SlotEdge, SupposingChangesNoVisit) {
  const Visit visit = visit_at(600, worker_);
  ASSERT_EQ(suppose("worker_sick", R"(,"worker_id":)" + quoted(worker_.value)).status, 201);
  EXPECT_EQ(current(visit.id).version, visit.version);
  EXPECT_TRUE(give(visit_at(900, {}), {worker_}).has_value());  // nobody is really ill
}

TEST_P(SlotEdge, WeightsHaveLimitsAndAReason) {
  sign_in(PersonId{745}, "centre_director", centre_);
  EXPECT_EQ(code(weigh("-1")), "input_invalid");
  EXPECT_EQ(code(weigh("10000001")), "input_invalid");
  EXPECT_EQ(code(weigh("500", "x")), "input_invalid");
  EXPECT_EQ(weigh("10000000").status, 200);
  const auto on = [&](const std::string& day) {
    return field(call("get_care_plan_weights", 0,
                      "centre_id=" + std::to_string(centre_.value) + "&on=" + day)
                     .body,
                 "unassigned");
  };
  EXPECT_EQ(on("2026-11-30"), "1000000");
  EXPECT_EQ(on("2027-01-01"), "10000000");
}

TEST_P(SlotEdge, WeightsAreACentresOwn) {
  const OrganisationId other = write([&](db::Transaction& tx) {
    return add_organisation(tx, "Buk centre", people::OrganisationKind::regional_centre);
  });
  sign_in(PersonId{746}, "centre_director", centre_);
  ASSERT_EQ(weigh("77").status, 200);
  const auto read_of = [&](OrganisationId centre_id) {
    return database_->read([&](db::Transaction& tx) {
      return plan_weights(tx, region_id_, centre_id, kToday.plus_days(30)).unassigned;
    });
  };
  EXPECT_EQ(read_of(centre_), 77);
  EXPECT_EQ(read_of(other), PlanWeights{}.unassigned);
  sign_in(PersonId{747}, "centre_director", other);
  EXPECT_EQ(code(weigh("88")), "organisation_not_found");
  EXPECT_EQ(read_of(centre_), 77);
}

}  // namespace
}  // namespace care
