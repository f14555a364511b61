// The routes as a caller meets them: who may, what is masked, what is logged.
#include <set>

#include "routes_fixture.h"

namespace care {
namespace {

using RoutesTest = CareRoutesTest;
OLIVE_ON_BOTH_DATABASES(RoutesTest);

TEST_P(RoutesTest, EveryRouteNamesItsPermissionAndOperationOnce) {
  std::set<std::string_view> operations;
  for (const api::Route& one : module_->routes) {
    EXPECT_TRUE(operations.insert(one.options.operation).second) << one.options.operation;
    EXPECT_TRUE(one.path.starts_with("/api/v1/care/")) << one.path;
    const std::string_view permission = one.options.permission;
    if (!permission.empty() && permission != "signed_in")
      (void)scope_for(care_worker(), permission);  // aborts when there is none of that name
  }
  EXPECT_EQ(operations.size(), 49u);
  EXPECT_NE(api::openapi_document(module_->routes, "1").find("ReferralForm"), std::string::npos);
}

TEST_P(RoutesTest, ShowsPricesOfADistrictToEverybody) {
  const auto reply = call("list_care_services", {.region_id = region_id_}, "", "",
                          {{"district_code", "26230"}, {"on", "2026-11-23"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_NE(reply.body.find("\"amount_won\":10000"), std::string::npos);
  EXPECT_EQ(reply.body.find("퇴원"), std::string::npos);  // codes; the web has the words
}

TEST_P(RoutesTest, TakesAHospitalsReferralAndWarns) {
  const auto reply = call("create_care_referral", hospital_staff(), referral_body());
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_NE(reply.body.find("quota_exhausted_early"), std::string::npos);
  EXPECT_EQ(call("create_care_referral", care_worker(), referral_body()).status, 403);
  const auto foreign = caller(helper_, "hospital", district_);
  EXPECT_EQ(call("create_care_referral", foreign, referral_body()).status, 404);
}

TEST_P(RoutesTest, ListsMaskedNamesToThoseConcerned) {
  ASSERT_TRUE(refer(wish()).has_value());
  const auto own = call("list_care_referrals", hospital_staff(), "");
  EXPECT_NE(own.body.find("홍*동"), std::string::npos) << own.body;
  EXPECT_EQ(own.body.find("홍길동"), std::string::npos);
  const auto other = call("list_care_referrals", caller(helper_, "hospital", team_), "");
  EXPECT_EQ(other.status, 200);
  EXPECT_EQ(other.body.find("홍"), std::string::npos);
}

TEST_P(RoutesTest, HidesReferralsOfOthersAsNotFound) {
  const ReferralId id = refer(wish()).value();
  EXPECT_EQ(call("get_care_referral", hospital_staff(), "", text_of(id.value)).status, 200);
  const auto other = caller(helper_, "hospital", team_);
  EXPECT_EQ(call("get_care_referral", other, "", text_of(id.value)).status, 404);
  EXPECT_EQ(call("get_care_referral", hospital_staff(), "", "12").status, 404);
}

TEST_P(RoutesTest, UnmasksOnlyWithAReasonAndLogsIt) {
  const ReferralId id = refer(wish()).value();
  const auto without =
      call("view_referral_client", coordinator(), R"({"reason":""})", text_of(id.value));
  EXPECT_EQ(without.status, 422);
  const auto reply = call("view_referral_client", coordinator(), R"({"reason":"first phone call"})",
                          text_of(id.value));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_NE(reply.body.find("홍길동"), std::string::npos);
  EXPECT_NE(reply.body.find("knee replaced"), std::string::npos);
  database_->read([&](db::Transaction& tx) {
    const auto accesses = people::accesses_of(tx, region_id_, client_, 10);
    ASSERT_EQ(accesses.size(), 1u);
    EXPECT_EQ(accesses[0].reason, "first phone call");
    EXPECT_EQ(accesses[0].actor_id, helper_);
  });
}

TEST_P(RoutesTest, LetsACitizenApplyAndSeeTheirCare) {
  const auto citizen = caller(client_, "citizen", {});
  std::string body = referral_body();
  body = "{" + body.substr(body.find("\"request\""));
  ASSERT_EQ(call("create_care_application", citizen, body).status, 201);
  const auto mine = call("get_my_care", citizen, "");
  EXPECT_EQ(mine.status, 200);
  EXPECT_NE(mine.body.find("\"state\":\"received\""), std::string::npos);
  const auto other = call("get_my_care", caller(worker_, "citizen", {}), "");
  EXPECT_EQ(other.body.find("received"), std::string::npos);
}

TEST_P(RoutesTest, AsksAHelperForTheRelation) {
  std::string body = referral_body();
  const std::string client = R"("client":{"person_id":")" + text_of(client_.value) + R"("},)";
  body = "{" + client + body.substr(body.find("\"request\""));
  const auto helper = caller(helper_, "citizen", {});
  write([&](db::Transaction& tx) { people::form_household(tx, region_id_, {client_, helper_}); });
  const auto refused = call("create_care_application", helper, body);
  EXPECT_EQ(refused.status, 422);
  EXPECT_NE(refused.body.find("/proxy_relation"), std::string::npos);
  body.insert(1, R"("proxy_relation":"daughter",)");
  const auto stranger = call("create_care_application", caller(worker_, "citizen", {}), body);
  EXPECT_EQ(stranger.status, 404);  // only a household member is named by id
  EXPECT_EQ(call("create_care_application", helper, body).status, 201);
}

TEST_P(RoutesTest, ShowsTheBoardToTheOwnCentreOnly) {
  plan_visit(entitle(wish()));
  const std::map<std::string, std::string> query{{"centre_id", text_of(centre_.value)}};
  const auto reply = call("list_care_visits", coordinator(), "", "", query);
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_NE(reply.body.find("홍*동"), std::string::npos);
  EXPECT_NE(reply.body.find("이순신"), std::string::npos);  // the centre's own worker
  const auto foreign = caller(helper_, "coordinator", hospital_);
  EXPECT_EQ(call("list_care_visits", foreign, "", "", query).status, 404);
  EXPECT_EQ(call("list_care_visits", care_worker(), "", "", query).status, 403);
}

TEST_P(RoutesTest, WorkersHandleTheirOwnVisitsOnly) {
  const Visit visit = plan_visit(entitle(wish()));
  const std::string id = text_of(visit.id.value);
  const std::string give_it =
      R"({"version":1,"accepts_warnings":false,"worker_id":")" + text_of(worker_.value) + "\"}";
  EXPECT_EQ(call("move_care_visit", care_worker(), give_it, id).status, 403);
  ASSERT_EQ(call("move_care_visit", coordinator(), give_it, id).status, 200);
  const auto colleague = caller(helper_, "care_worker", team_);
  EXPECT_EQ(call("confirm_care_visit", colleague, R"({"version":2})", id).status, 403);
  EXPECT_EQ(call("get_care_visit", colleague, "", id).status, 404);
  EXPECT_EQ(call("confirm_care_visit", care_worker(), R"({"version":1})", id).status, 409);
  EXPECT_EQ(call("confirm_care_visit", care_worker(), R"({"version":2})", id).status, 200);
  EXPECT_NE(call("list_my_visits", care_worker(), "").body.find(id), std::string::npos);
}

TEST_P(RoutesTest, CompletesAVisitThroughTheLedger) {
  const Visit visit = give(plan_visit(entitle(wish())), {worker_}).value();
  const std::string id = text_of(visit.id.value);
  now_ = at(10);
  ASSERT_EQ(call("check_in_care_visit", care_worker(), R"({"version":2})", id).status, 200);
  now_ = at(13);
  const auto early = call("complete_care_visit", care_worker(), R"({"version":3,"tasks":[]})", id);
  EXPECT_EQ(early.status, 422);
  EXPECT_NE(early.body.find("required_task_open"), std::string::npos);
  const auto done = call("complete_care_visit", care_worker(),
                         R"({"version":3,"tasks":["pick_up","reception","return_home"]})", id);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_NE(done.body.find("\"price_won\":45000"), std::string::npos);
  EXPECT_EQ(balance({ledger::kWon, ledger::OwnerKind::organisation, team_.value, "care_sales"}),
            45'000);
}

TEST_P(RoutesTest, ExplainsAProposalInWords) {
  plan_visit(entitle(wish()));
  const std::string body = R"({"centre_id":")" + text_of(centre_.value) + R"(","on":"2026-11-23"})";
  const auto reply = call("create_care_proposal", coordinator(), body);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_NE(reply.body.find("오전 10시 병원안심동행은 "), std::string::npos) << reply.body;
  const auto foreign = caller(helper_, "coordinator", hospital_);
  EXPECT_EQ(call("create_care_proposal", foreign, body).status, 404);
}

TEST_P(RoutesTest, TellsHowMuchRoomACentreHas) {
  plan_visit(entitle(wish()));
  const auto reply = call("list_care_capacities", hospital_staff(), "");
  EXPECT_EQ(reply.status, 200);
  // Two workers of 9 hours on 5 days, less one visit of 3 hours.
  EXPECT_NE(reply.body.find("\"free_min\":5220"), std::string::npos) << reply.body;
}

}  // namespace
}  // namespace care
