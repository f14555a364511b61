// Every route against everybody: tests/tables/care_doors.txt, which an official can read.
#include "care_problem.h"
#include "client_fixture.h"
#include "deed.h"
#include "table_reader.h"

namespace care {
namespace {

class DoorsTest : public CareClientTest {
 protected:
  DoorsTest() {
    write([&](db::Transaction& tx) {
      using enum people::OrganisationKind;
      other_hospital_ = elsewhere(tx, hospital);
      other_centre_ = elsewhere(tx, regional_centre);
      other_district_ = elsewhere(tx, district);
      neighbour_ = add_person(tx, "임꺽정");
    });
    visit_ = give(plan_visit(entitle(wish())), {worker_}).value();
    entitlement_id_ = visit_.entitlement_id;
    referral_id_ = database_->read([&](db::Transaction& tx) {
      return find_entitlement(tx, region_id_, entitlement_id_)->referral_id;
    });
    write([&](db::Transaction& tx) { plan_and_undo(tx); });
  }

  /// A proposal for the visit's day, and a move of it that was taken back.
  void plan_and_undo(db::Transaction& tx) {
    const CentreDay day = read_centre_day(tx, region_id_, {centre_, kToday, kNow});
    proposal_id_ = keep_proposal(tx, region_id_,
                                 draft_of(day, geo::estimate_source({}), Planning::anew,
                                          {.iterations_max = 1}),
                                 {.kind = ProposalKind::day_plan, .now = kNow})
                       .id;
    const PlacedVisit to{helper_, {}, visit_.start_min};
    const DeedBy by{helper_, kNow};
    const DeedDone moved =
        keep_deed(tx, region_id_,
                  {.centre_id = centre_, .deed_on = kToday, .kind = DeedKind::move, .at = kNow},
                  place_all(tx, region_id_, {{visit_, to}}, {}, by).value());
    deed_id_ = moved.deed.id;
    ASSERT_TRUE(undo_deed(tx, region_id_, deed_id_, by).has_value());
    visit_ = find_visit(tx, region_id_, visit_.id).value();
  }

  OrganisationId elsewhere(db::Transaction& tx, people::OrganisationKind kind) {
    return people::create_organisation(tx, region_id_,
                                       {.kind = kind,
                                        .name = "Other " + std::string(base::name_of(kind)),
                                        .place = {.district_code = "26230"}},
                                       kNow)
        .value();
  }

  void be(const std::string& who) {
    const PersonId staff{801};  // nobody of the case
    if (who == "nobody") client_of_api_->sign_out();
    else if (who == "client") be_citizen();
    else if (who == "other_client") sign_in(neighbour_, "citizen");
    else if (who == "hospital") sign_in(staff, "hospital", hospital_);
    else if (who == "other_hospital") sign_in(staff, "hospital", other_hospital_);
    else if (who == "centre") sign_in(staff, "coordinator", centre_);
    else if (who == "other_centre") sign_in(staff, "coordinator", other_centre_);
    else if (who == "worker") be_worker();
    else if (who == "other_worker") sign_in(PersonId{802}, "care_worker", team_);
    else if (who == "district") sign_in(staff, "district_officer", district_);
    else if (who == "other_district") sign_in(staff, "district_officer", other_district_);
    else if (who == "metro") sign_in(staff, "metro_centre");
    else if (who == "auditor") sign_in(staff, "auditor");
    else FAIL() << "nobody is called " << who;
  }

  /// A form that is right but for its outdated version, so that no call changes anything.
  std::string form(const std::string& operation) const {
    if (operation.starts_with("view_")) return R"({"reason":"a phone call"})";
    if (operation == "record_care_consent")
      return version(99, R"("care_service":true,"health_data":true,"third_party_hospital":false,)"
                         R"("text_version":"1","channel":"paper")");
    if (operation == "record_care_assessment")
      return version(99, R"("items":[{"item":"moving","score":1}])");
    if (operation == "record_care_decision")
      return version(99, R"("verdict":"approved","meeting":"Saha 12","decided_on":"2026-11-23")");
    if (operation.ends_with("_care_decision") || operation.ends_with("_care_referral"))
      return version(99, R"("reason":"moved away")");
    if (operation == "cancel_care_visit") return version(99, R"("reason":"client_wish")");
    if (operation == "complete_care_visit") return version(99, tasks_done());
    if (operation == "move_care_visit")
      return version(99, R"("accepts_warnings":true,"worker_id":)" + quoted(helper_.value));
    if (operation == "create_care_plan")
      return plan_form(entitlement_id_, "2020-01-01", "2020-01-31");
    if (operation == "create_care_proposal")
      return R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":"2026-11-22"})";
    return version(99);
  }
  std::string query(const std::string& operation) const {
    if (operation == "list_care_visits") return "centre_id=" + std::to_string(centre_.value);
    if (operation == "check_care_move") return "worker_id=" + std::to_string(worker_.value);
    return {};
  }
  http::Response knock(const std::string& operation) {
    const bool is_read = operation.starts_with("get_") || operation.starts_with("list_") ||
                         operation.starts_with("check_care_move");
    const std::string body = is_read ? query(operation) : form(operation);
    if (operation == "get_care_proposal") return call(operation, proposal_id_.value, body);
    if (operation == "undo_care_dispatch_deed") return call(operation, deed_id_.value);
    const bool is_visit = operation.ends_with("_visit") || operation == "view_visit_client" ||
                          operation == "check_care_move";
    return call(operation, is_visit ? visit_.id.value : referral_id_.value, body);
  }

  OrganisationId other_hospital_, other_centre_, other_district_;
  PersonId neighbour_;
  Visit visit_;
  EntitlementId entitlement_id_;
  ReferralId referral_id_;
  ProposalId proposal_id_;
  DeedId deed_id_;
};
OLIVE_ON_BOTH_DATABASES(DoorsTest);

TEST_P(DoorsTest, OpenAsTheTableSays) {
  const auto lines = read_cases("care_doors.txt");
  const auto& callers = lines.front().cells;
  for (std::size_t i = 1; i < callers.size(); ++i) {
    be(callers[i]);
    for (std::size_t row = 1; row < lines.size(); ++row) {
      const auto& cells = lines[row].cells;
      ASSERT_EQ(cells.size(), callers.size()) << "line " << lines[row].line;
      const auto answer = knock(cells[0]);
      EXPECT_EQ(std::to_string(answer.status), cells[i])
          << cells[0] << " by " << callers[i] << ": " << answer.body;
    }
  }
  EXPECT_EQ(current(visit_.id).version, visit_.version);  // nobody changed anything
}

TEST_P(DoorsTest, NoAnswerToOutsidersNamesTheClient) {
  for (const char* who : {"other_client", "other_hospital", "other_centre", "other_worker",
                          "other_district", "hospital", "auditor", "metro"}) {
    be(who);
    for (const char* operation : {"get_care_referral", "list_care_referrals", "get_care_visit",
                                  "list_care_visits", "get_my_care", "list_my_visits"}) {
      const auto answer = knock(operation);
      EXPECT_EQ(answer.body.find("홍길동"), std::string::npos) << operation << " by " << who;
      EXPECT_EQ(answer.body.find("knee replaced"), std::string::npos) << operation << who;
    }
  }
}

TEST_P(DoorsTest, EveryLookLeavesATraceAndRefusedOnesNone) {
  const auto looks = [&] {
    return database_->read([&](db::Transaction& tx) {
      return people::accesses_of(tx, region_id_, client_, 50).size();
    });
  };
  for (const char* who : {"hospital", "other_centre", "other_worker", "metro", "client"}) {
    be(who);
    (void)knock("view_referral_client");
    (void)knock("view_visit_client");
  }
  EXPECT_EQ(looks(), 0u);
  be("centre");
  EXPECT_EQ(field(knock("view_referral_client").body, "name"), "홍길동");
  be("worker");
  EXPECT_EQ(field(knock("view_visit_client").body, "health_note"), "knee replaced");
  EXPECT_EQ(looks(), 2u);
}

TEST_P(DoorsTest, ListsHoldOnlyWhatConcernsTheCaller) {
  const std::string id = quoted(referral_id_.value);
  const auto sees = [&](const char* who) {
    be(who);
    return knock("list_care_referrals").body.find(id) != std::string::npos;
  };
  for (const char* who : {"hospital", "centre", "district", "metro", "auditor"})
    EXPECT_TRUE(sees(who)) << who;
  for (const char* who : {"other_hospital", "other_centre", "other_district"})
    EXPECT_FALSE(sees(who)) << who;
  be("centre");
  EXPECT_NE(knock("list_care_entitlements").body.find(quoted(entitlement_id_.value)),
            std::string::npos);
  be("other_centre");
  EXPECT_EQ(knock("list_care_entitlements").body.find(quoted(entitlement_id_.value)),
            std::string::npos);
}

}  // namespace
}  // namespace care
