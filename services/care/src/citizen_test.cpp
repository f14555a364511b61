// What citizens see and do themselves: their own care, their own requests, and nobody else's.
#include "client_fixture.h"

namespace care {
namespace {

class CitizenTest : public CareClientTest {
 protected:
  std::string application() const {
    return R"({"request":{"service":"hospital_accompaniment","income_band":"up_to_100",)"
           R"("mobility":"walks","lives_alone":true,"has_other_service":false,)"
           R"("wished_from":"2026-12-01","purpose":"outpatient"}})";
  }
  std::string helper_application(const std::string& person, const std::string& relation) const {
    return R"({"client":)" + person + R"(,"proxy_relation":")" + relation + R"(",)" +
           application().substr(1);
  }
  std::string my_care() { return call("get_my_care").body; }
  Visit visit_of(const std::string& worker_name) {
    const Visit visit = plan_visit(entitle(wish()));
    const PersonId worker = write([&](db::Transaction& tx) { return add_worker(tx, worker_name); });
    return give(visit, {worker}).value();
  }
};
OLIVE_ON_BOTH_DATABASES(CitizenTest);

TEST_P(CitizenTest, MeetsTheWorkerByFirstName) {
  const struct {
    std::string name, shown;
  } kCases[] = {{"이순신", "순신"}, {"남궁민수", "민수"}, {"Nguyen Thi", "Nguyen"}, {"김", "김"}};
  for (const auto& test : kCases) {
    NewReferral referral = wish();
    referral.client_id = write([&](db::Transaction& tx) { return add_person(tx, "이용자"); });
    const Visit visit = plan_visit(entitle(referral));
    const PersonId worker = write([&](db::Transaction& tx) { return add_worker(tx, test.name); });
    ASSERT_TRUE(give(visit, {worker}).has_value()) << test.name;
    sign_in(referral.client_id, "citizen");
    EXPECT_EQ(field(my_care(), "worker_first_name"), test.shown);
  }
}

TEST_P(CitizenTest, SeesOnlyTheirOwn) {
  const Visit visit = visit_of("이순신");
  sign_in(helper_, "citizen");
  const std::string body = my_care();
  EXPECT_EQ(body.find(quoted(visit.id.value)), std::string::npos);
  EXPECT_NE(body.find("\"next_visits\":[]"), std::string::npos) << body;
  EXPECT_NE(body.find("\"referrals\":[]"), std::string::npos);
  EXPECT_NE(body.find("\"entitlements\":[]"), std::string::npos);
  be_citizen();
  EXPECT_NE(my_care().find(quoted(visit.id.value)), std::string::npos);
}

TEST_P(CitizenTest, AVisitMovesFromNextToPast) {
  const Visit visit = visit_of("이순신");
  be_citizen();
  EXPECT_NE(my_care().find("\"past_visits\":[]"), std::string::npos);
  write([&](db::Transaction& tx) {
    EXPECT_TRUE(
        cancel(tx, region_id_, visit.id, CancelReason::weather, {helper_, visit.version, kNow})
            .has_value());
  });
  EXPECT_NE(my_care().find("\"next_visits\":[]"), std::string::npos);
  EXPECT_EQ(my_care().find("\"past_visits\":[]"), std::string::npos);
}

TEST_P(CitizenTest, AnExpiredRightIsNoLongerShown) {
  const EntitlementId id = entitle(wish());
  be_citizen();
  EXPECT_NE(my_care().find(quoted(id.value)), std::string::npos);
  now_ = kNow.plus_seconds(366 * base::kSecondsPerDay);
  EXPECT_EQ(my_care().find(quoted(id.value)), std::string::npos);
}

TEST_P(CitizenTest, AppliesForThemselvesOnce) {
  be_citizen();
  const auto made = call("create_care_application", 0, application());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(field(made.body, "decide_by"), "2026-12-23");  // thirty days
  EXPECT_EQ(field(call("create_care_application", 0, application()).body, "code"),
            "duplicate_referral");
  const std::int64_t id = base::parse_integer(field(made.body, "id")).value();
  database_->read([&](db::Transaction& tx) {
    const auto referral = find_referral(tx, region_id_, ReferralId{id}).value();
    EXPECT_EQ(referral.channel, ReferralChannel::citizen);
    EXPECT_EQ(referral.client_id, client_);
    EXPECT_EQ(referral.proxy_relation, "");
  });
}

TEST_P(CitizenTest, AHelperNamesSomebodyElseAndMayTakeItBack) {
  sign_in(helper_, "citizen");
  const std::string person = R"({"name":"임꺽정","phone":"010-9999-0001","district_code":"26380"})";
  const auto made = call("create_care_application", 0, helper_application(person, "neighbour"));
  ASSERT_EQ(made.status, 201) << made.body;
  const std::int64_t id = base::parse_integer(field(made.body, "id")).value();
  database_->read([&](db::Transaction& tx) {
    const auto referral = find_referral(tx, region_id_, ReferralId{id}).value();
    EXPECT_EQ(referral.channel, ReferralChannel::proxy);
    EXPECT_EQ(referral.proxy_relation, "neighbour");
    EXPECT_NE(referral.client_id, helper_);
  });
  const std::string reason = version(1, R"("reason":"went to hospital")");
  be_citizen();
  EXPECT_EQ(call("withdraw_care_referral", id, reason).status, 404);
  sign_in(helper_, "citizen");
  EXPECT_EQ(field(call("withdraw_care_referral", id, reason).body, "state"), "withdrawn");
}

TEST_P(CitizenTest, FormsAreRefusedFieldByField) {
  be_citizen();
  const struct {
    std::string from, to, pointer;
  } kCases[] = {
      {"\"mobility\":\"walks\"", "\"mobility\":\"flies\"", "/request/mobility"},
      {"\"wished_from\":\"2026-12-01\"", "\"wished_from\":\"2026-02-30\"", "/request/wished_from"},
      {"\"lives_alone\":true", "\"lives_alone\":\"yes\"", "/request/lives_alone"},
      {"\"purpose\":\"outpatient\"", "\"purpose\":\"outpatient\",\"visit_min\":1441",
       "/request/visit_min"},
      {"\"purpose\":\"outpatient\"", "\"purpose\":\"outpatient\",\"visits_per_month\":63",
       "/request/visits_per_month"},
  };
  for (const auto& test : kCases) {
    std::string body = application();
    body.replace(body.find(test.from), test.from.size(), test.to);
    const auto answer = call("create_care_application", 0, body);
    EXPECT_EQ(answer.status, 422) << test.to;
    EXPECT_NE(answer.body.find(test.pointer), std::string::npos) << answer.body;
  }
  EXPECT_NE(my_care().find("\"referrals\":[]"), std::string::npos);
}

TEST_P(CitizenTest, AppealsUntilTheNinetiethDay) {
  const ReferralId id = refer(wish()).value();
  write([&](db::Transaction& tx) {
    tx.execute(
        "UPDATE care_referral SET state = 'declined', appeal_by = $3"
        " WHERE region_id = $1 AND id = $2",
        region_id_, id, kToday.plus_days(90));
  });
  be_citizen();
  const std::string reason = version(1, R"("reason":"nobody at home")");
  now_ = kNow.plus_seconds(91 * base::kSecondsPerDay);
  EXPECT_EQ(field(call("appeal_care_decision", id.value, reason).body, "code"), "appeal_too_late");
  now_ = kNow.plus_seconds(90 * base::kSecondsPerDay);
  EXPECT_EQ(field(call("appeal_care_decision", id.value, reason).body, "state"), "assessed");
}

}  // namespace
}  // namespace care
