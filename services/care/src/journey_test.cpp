// Whole walks through the routes: a hospital's referral to the bill, refusals on the way, and what
// every role may call at all.
#include <algorithm>

#include "routes_fixture.h"
#include "table_reader.h"

namespace care {
namespace {

class JourneyTest : public CareRoutesTest {
 protected:
  /// The text of a field in a JSON answer: the first one of that name.
  static std::string field(const api::Reply& reply, const std::string& name) {
    const std::size_t at = reply.body.find("\"" + name + "\":");
    if (at == std::string::npos) return "";
    std::size_t from = at + name.size() + 3;
    if (reply.body[from] == '[') ++from;
    if (reply.body[from] == '"') ++from;
    return reply.body.substr(from, reply.body.find_first_of("\",}]", from) - from);
  }
  static std::string with_version(int version, const std::string& rest = "") {
    return "{\"version\":" + std::to_string(version) + (rest.empty() ? "" : "," + rest) + "}";
  }
  std::string refer_by_hospital() {
    return field(call("create_care_referral", hospital_staff(), referral_body()), "id");
  }
  api::Principal district_officer() const { return caller(helper_, "district_officer", district_); }
  api::Principal case_manager() const { return caller(helper_, "case_manager", centre_); }

  static std::string consent(int version, bool is_complete = true) {
    return with_version(version, std::string("\"care_service\":true,\"health_data\":") +
                                     (is_complete ? "true" : "false") +
                                     ",\"third_party_hospital\":true,\"text_version\":\"1\","
                                     "\"channel\":\"paper\"");
  }
  static std::string assessment(int version) {
    std::string items;
    for (const AssessmentItem item : base::all_of<AssessmentItem>())
      items += (items.empty() ? "" : ",") + std::string("{\"item\":\"") +
               std::string(base::name_of(item)) + "\",\"score\":2}";
    return with_version(version, "\"items\":[" + items + "]");
  }
  static std::string decision(int version, const std::string& verdict) {
    return with_version(version, "\"verdict\":\"" + verdict +
                                     "\",\"meeting\":\"Saha 12\",\"decided_on\":\"2026-11-23\","
                                     "\"reasons\":\"as discussed\"");
  }
  /// Refers, consents, assesses; the referral's id.
  std::string assessed() {
    const std::string id = refer_by_hospital();
    EXPECT_EQ(call("record_care_consent", hospital_staff(), consent(1), id).status, 200);
    EXPECT_EQ(call("record_care_assessment", case_manager(), assessment(2), id).status, 200);
    return id;
  }
  std::string plan_body(const std::string& entitlement_id) {
    return "{\"entitlement_id\":\"" + entitlement_id +
           "\",\"from_on\":\"2026-12-01\",\"to_on\":\"2026-12-07\",\"weekdays\":[1,2],"
           "\"start_min\":600,\"length_min\":120,\"needs_car\":false}";
  }
};
OLIVE_ON_BOTH_DATABASES(JourneyTest);

TEST_P(JourneyTest, AHospitalsReferralBecomesVisits) {
  const std::string id = assessed();
  const auto decided =
      call("record_care_decision", district_officer(), decision(3, "approved"), id);
  ASSERT_EQ(decided.status, 200) << decided.body;
  EXPECT_EQ(field(decided, "state"), "approved");
  const std::string entitlement_id = field(decided, "entitlement_id");
  const auto listed = call("list_care_entitlements", coordinator(), "", "", {{"on", "2026-12-01"}});
  EXPECT_NE(listed.body.find(entitlement_id), std::string::npos) << listed.body;
  const auto planned = call("create_care_plan", coordinator(), plan_body(entitlement_id));
  ASSERT_EQ(planned.status, 201) << planned.body;
  EXPECT_EQ(field(planned, "units_left"), "22");
  const auto detail = call("get_care_referral", hospital_staff(), "", id);
  EXPECT_EQ(field(detail, "client_name"), "홍*동");
  EXPECT_NE(detail.body.find("\"state\":\"planned\""), std::string::npos);
  const auto mine = call("get_my_care", caller(client_, "citizen", {}), "");
  EXPECT_NE(mine.body.find("\"visit_on\":\"2026-12-01\""), std::string::npos) << mine.body;
  EXPECT_EQ(mine.body.find("\"worker_first_name\":\"순신\""), std::string::npos);
  const auto visits = database_->read([&](db::Transaction& tx) {
    return visits_of_client(tx, region_id_, client_, kToday, kToday.plus_days(30));
  });
  ASSERT_TRUE(give(visits.at(0), {worker_}).has_value());
  const auto known = call("get_my_care", caller(client_, "citizen", {}), "");
  EXPECT_NE(known.body.find("\"worker_first_name\":\"순신\""), std::string::npos) << known.body;
  EXPECT_EQ(known.body.find("이순신"), std::string::npos);
}

TEST_P(JourneyTest, StepsAreRefusedToTheWrongRoleAndInTheWrongOrder) {
  const std::string id = refer_by_hospital();
  EXPECT_EQ(call("record_care_decision", hospital_staff(), decision(1, "approved"), id).status,
            403);
  EXPECT_EQ(call("record_care_assessment", hospital_staff(), assessment(1), id).status, 403);
  const auto early = call("record_care_assessment", case_manager(), assessment(1), id);
  EXPECT_EQ(early.status, 422);
  EXPECT_EQ(field(early, "code"), "referral_step_not_allowed");
  const auto half = call("record_care_consent", hospital_staff(), consent(1, false), id);
  EXPECT_EQ(field(half, "code"), "consent_incomplete");
  EXPECT_EQ(call("record_care_consent", hospital_staff(), consent(9), id).status, 409);
  EXPECT_EQ(
      call("record_care_consent", caller(helper_, "case_manager", team_), consent(1), id).status,
      404);
}

TEST_P(JourneyTest, CitizensConsentAppealAndWithdrawThemselves) {
  const auto citizen = caller(client_, "citizen", {});
  const std::string id = refer_by_hospital();
  EXPECT_EQ(call("record_care_consent", citizen, consent(1), id).status, 200);
  EXPECT_EQ(call("record_care_assessment", case_manager(), assessment(2), id).status, 200);
  const auto declined =
      call("record_care_decision", district_officer(), decision(3, "declined"), id);
  EXPECT_EQ(field(declined, "state"), "declined");
  const std::string reason = "\"reason\":\"nobody at home\"";
  const auto stranger = caller(worker_, "citizen", {});
  EXPECT_EQ(call("appeal_care_decision", stranger, with_version(4, reason), id).status, 404);
  const auto appealed = call("appeal_care_decision", citizen, with_version(4, reason), id);
  EXPECT_EQ(field(appealed, "state"), "assessed") << appealed.body;
  const auto withdrawn = call("withdraw_care_referral", citizen, with_version(5, reason), id);
  EXPECT_EQ(field(withdrawn, "state"), "withdrawn") << withdrawn.body;
  EXPECT_EQ(call("close_care_referral", citizen, with_version(6, reason), id).status, 403);
}

TEST_P(JourneyTest, ACoordinatorDispatchesCancelsAndRecordsAbsence) {
  const Visit visit = plan_visit(entitle(wish()));
  const std::string id = text_of(visit.id.value);
  const std::string worker = text_of(worker_.value);
  const auto check = call("check_care_move", coordinator(), "", id, {{"worker_id", worker}});
  EXPECT_EQ(field(check, "is_possible"), "true") << check.body;
  const auto client = text_of(client_.value);
  const auto wrong = call("check_care_move", coordinator(), "", id, {{"worker_id", client}});
  EXPECT_EQ(field(wrong, "code"), "care_worker_not_found") << wrong.body;
  const auto to = [](const std::string& id_of_worker) {
    return R"("accepts_warnings":true,"worker_id":")" + id_of_worker + "\"";
  };
  ASSERT_EQ(call("move_care_visit", coordinator(), with_version(1, to(worker)), id).status, 200);
  const auto freed = call("move_care_visit", coordinator(), with_version(2, to("0")), id);
  EXPECT_EQ(freed.status, 200) << freed.body;
  EXPECT_EQ(current(visit.id).state, VisitState::planned);
  ASSERT_EQ(call("move_care_visit", coordinator(), with_version(3, to(worker)), id).status, 200);
  const auto left = call("depart_to_care_visit", care_worker(), with_version(4), id);
  EXPECT_EQ(field(left, "state"), "on_the_way") << left.body;
  const auto missed = call("miss_care_visit", coordinator(), with_version(5), id);
  EXPECT_EQ(field(missed, "state"), "missed") << missed.body;
  const auto late =
      call("cancel_care_visit", coordinator(), with_version(6, "\"reason\":\"client_wish\""), id);
  EXPECT_EQ(field(late, "code"), "visit_step_not_allowed");
}

TEST_P(JourneyTest, TheWorkerSeesTheClientAndTheLookIsLogged) {
  const Visit visit = give(plan_visit(entitle(wish())), {worker_}).value();
  const std::string id = text_of(visit.id.value);
  const auto colleague = caller(helper_, "care_worker", team_);
  const std::string why = R"({"reason":"visit today"})";
  EXPECT_EQ(call("view_visit_client", colleague, why, id).status, 404);
  const auto card = call("view_visit_client", care_worker(), why, id);
  ASSERT_EQ(card.status, 200) << card.body;
  EXPECT_EQ(field(card, "name"), "홍길동");
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(people::accesses_of(tx, region_id_, client_, 5).at(0).actor_id, worker_);
  });
  const auto detail = call("get_care_visit", care_worker(), "", id);
  EXPECT_NE(detail.body.find("\"actions\":[\"confirm\",\"depart\",\"check_in\"]"),
            std::string::npos)
      << detail.body;
}

TEST_P(JourneyTest, AProposalIsReadAgainAndApprovedByAPerson) {
  const Visit visit = plan_visit(entitle(wish()));
  const std::string body =
      R"({"centre_id":")" + text_of(centre_.value) + R"(","on":"2026-11-23","seed":4})";
  const std::string id = field(call("create_care_proposal", coordinator(), body), "proposal_id");
  EXPECT_EQ(field(call("get_care_proposal", coordinator(), "", id), "unassigned_after"), "0");
  const auto foreign = caller(helper_, "coordinator", hospital_);
  EXPECT_EQ(call("get_care_proposal", foreign, "", id).status, 404);
  EXPECT_EQ(call("approve_care_proposal", foreign, "{}", id).status, 404);
  const auto applied = call("approve_care_proposal", coordinator(), "{}", id);
  EXPECT_EQ(field(applied, "applied"), "1") << applied.body;
  EXPECT_EQ(current(visit.id).state, VisitState::assigned);
  const auto empty = call("create_care_proposal", coordinator(),
                          R"({"centre_id":")" + text_of(centre_.value) + R"(","on":"2026-11-24"})");
  EXPECT_EQ(field(empty, "code"), "nothing_to_plan");
}

TEST_P(JourneyTest, NamesTheFieldsOfAWrongForm) {
  const auto reply = call("create_care_referral", hospital_staff(),
                          R"({"organisation_id":"1","client":{"name":""},"request":{}})");
  EXPECT_EQ(reply.status, 422);
  for (const char* pointer : {"/client/name", "/request/service", "/request/wished_from"})
    EXPECT_NE(reply.body.find(pointer), std::string::npos) << pointer << reply.body;
  std::string body = referral_body();
  const std::string known = "\"person_id\":\"" + text_of(client_.value) + "\"";
  body.replace(body.find(known), known.size(), "\"name\":\"임꺽정\",\"phone\":\"010-9999-0001\"");
  const auto without = call("create_care_referral", hospital_staff(), body);
  EXPECT_NE(without.body.find("/client/district_code"), std::string::npos) << without.body;
}

TEST_P(JourneyTest, AcceptsANewClientAndKnowsThemNextTime) {
  const std::string known = "\"person_id\":\"" + text_of(client_.value) + "\"";
  std::string body = referral_body();
  body.replace(body.find(known), known.size(),
               "\"name\":\"임꺽정\",\"phone\":\"010-9999-0001\",\"district_code\":\"26380\"");
  const auto first = call("create_care_referral", hospital_staff(), body);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = call("create_care_referral", hospital_staff(), body);
  EXPECT_EQ(field(second, "code"), "duplicate_referral");
}

/// No role reaches a route that its column of the permission table does not open.
TEST_P(JourneyTest, EveryRouteAsksForItsPermission) {
  const auto lines = read_cases("care_permissions.txt");
  const auto& header = lines.front().cells;
  for (const api::Route& one : module_->routes) {
    const std::string permission(one.options.permission);
    if (permission.empty() || permission == "signed_in") continue;
    const auto line = std::ranges::find_if(
        lines, [&](const TableCase& row) { return row.cells[0] == permission; });
    ASSERT_NE(line, lines.end()) << permission;
    for (std::size_t i = 1; i < header.size(); ++i) {
      if (line->cells[i] == "x") continue;
      const auto reply =
          call(one.options.operation, caller(helper_, header[i], centre_), "{}", "1");
      EXPECT_EQ(reply.status, 403) << one.options.operation << " " << header[i];
    }
  }
}

}  // namespace
}  // namespace care
