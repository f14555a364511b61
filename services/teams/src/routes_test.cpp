#include "api/testing.h"
#include "ledger/wallet.h"
#include "teams/attendance.h"
#include "teams/pay.h"
#include "teams/points.h"
#include "teams_fixture.h"

namespace teams {
namespace {

using api::testing::field;

/// The module's routes as the coordinator and the director of one centre use them.
class RouteTest : public TeamsTest {
 protected:
  RouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module(*ledger_);
    client_ = std::make_unique<api::testing::Client>(
        *database_, [] { return kNow; }, own.routes, own.permissions);
    be("centre_director");
  }

  void be(const std::string& role) { client_->sign_in(PersonId{9}, {{role, centre_}}); }
  void be_everywhere(const std::string& role) { client_->sign_in(PersonId{9}, {{role, {}}}); }
  std::string path(const std::string& start, base::OrganisationId id, const std::string& end) {
    return start + std::to_string(id.value) + end;
  }
  std::string quoted(std::int64_t id) { return "\"" + std::to_string(id) + "\""; }

  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(RouteTest);

TEST_P(RouteTest, ListsTeamsOfTheOwnCentreOnly) {
  EXPECT_EQ(client_->get("/api/v1/teams").status, 200);
  EXPECT_NE(client_->get("/api/v1/teams").body.find("동행"), std::string::npos);
  client_->sign_in(PersonId{9}, {{"coordinator", OrganisationId{99}}});
  EXPECT_EQ(client_->get("/api/v1/teams").body, R"({"items":[]})");
  EXPECT_EQ(client_->get(path("/api/v1/teams/", team_, "")).status, 404);
}

TEST_P(RouteTest, RefusesStrangers) {
  client_->sign_out();
  EXPECT_EQ(client_->get("/api/v1/teams").status, 401);
  be("shop_keeper");
  EXPECT_EQ(client_->get("/api/v1/teams").status, 403);
  be("coordinator");
  EXPECT_EQ(client_->post("/api/v1/pay-runs", "{}").status, 403);
  EXPECT_EQ(client_->get("/api/v1/point-runs").status, 403);
}

TEST_P(RouteTest, FoundsATeamAndPlacesAPerson) {
  const auto made =
      client_->post("/api/v1/teams",
                    R"({"name":"두부","centre_id":)" + quoted(centre_.value) +
                        R"(,"work_type":"market_entry","trade":"tofu","started_on":"2026-01-01"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string team = "/api/v1/teams/" + field(made.body, "id");
  const PersonId person = add_person("홍길동");
  const auto placed = client_->post(
      team + "/members", R"({"person_id":)" + quoted(person.value) +
                             R"(,"guarantee_class":"near_poor","joined_on":"2026-02-01"})");
  ASSERT_EQ(placed.status, 201) << placed.body;
  EXPECT_EQ(field(placed.body, "name"), "홍*동");
  EXPECT_EQ(field(client_->get(team).body, "members"), "1");
  const std::string departure = "/api/v1/team-members/" + field(placed.body, "id") + "/departure";
  EXPECT_EQ(client_->post(departure, R"({"last_day":"2025-01-01"})").status, 422);
  EXPECT_EQ(client_->post(departure, R"({"last_day":"2026-11-29"})").status, 200);
  EXPECT_EQ(client_->get(team + "/members").body, R"({"items":[]})");
}

TEST_P(RouteTest, ADepartureAfterTheReturnNamesItsField) {
  const PersonId person = add_member("홍길동", kToday.plus_days(-30), kToday.plus_days(-20));
  const MemberId first = write([&](auto& tx) {
    CHECK(place(tx, kBusan, {team_, person, GuaranteeClass::conditional, kToday.plus_days(-10)}, {})
              .has_value());
    return placements_of(tx, kBusan, person).front().id;
  });
  const auto refused =
      client_->post("/api/v1/team-members/" + std::to_string(first.value) + "/departure",
                    R"({"last_day":"2026-11-25"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(field(refused.body, "code"), "already_in_a_team");
  EXPECT_NE(refused.body.find("/last_day"), std::string::npos);
}

TEST_P(RouteTest, NamesEveryWrongField) {
  const auto refused = client_->post("/api/v1/teams", R"({"name":"","started_on":"2026-02-30"})");
  EXPECT_EQ(refused.status, 422);
  for (const char* pointer : {"/name", "/centre_id", "/started_on", "/trade"})
    EXPECT_NE(refused.body.find("\"" + std::string(pointer) + "\""), std::string::npos) << pointer;
}

TEST_P(RouteTest, SetsAttendanceByHand) {
  const PersonId person = add_member("홍길동", kToday.plus_days(-400));
  const std::string days = path("/api/v1/teams/", team_, "/attendance");
  const auto set =
      client_->put(days, R"({"person_id":)" + quoted(person.value) +
                             R"(,"worked_on":"2026-11-27","kind":"leave","minutes":0})");
  ASSERT_EQ(set.status, 200) << set.body;
  const auto list = client_->get(days + "?month=2026-11-01");
  EXPECT_EQ(field(list.body, "kind"), "leave");
  EXPECT_EQ(client_
                ->put(days, R"({"person_id":"5","worked_on":"2026-11-27","kind":"work",)"
                            R"("minutes":0})")
                .status,
            422);
}

TEST_P(RouteTest, PaysAMonthOnce) {
  const PersonId person = add_member("홍길동", kToday.plus_days(-30));
  write([&](auto& tx) {
    return record_work(tx, kBusan, {person, kToday, 480, "shift:1"}, kNow).has_value();
  });
  const std::string body = R"({"centre_id":)" + quoted(centre_.value) + R"(,"month":"2026-11-01"})";
  const auto draft = client_->post("/api/v1/pay-runs", body);
  ASSERT_EQ(draft.status, 201) << draft.body;
  const std::string run = "/api/v1/pay-runs/" + field(draft.body, "id");
  const auto detail = client_->get(run);
  EXPECT_EQ(field(detail.body, "name"), "홍*동");
  EXPECT_EQ(field(detail.body, "team_name"), "동행");
  const auto posted = client_->post(run + "/posting", "{}", "post-this-run-1");
  ASSERT_EQ(posted.status, 200) << posted.body;
  EXPECT_EQ(field(posted.body, "state"), "posted");
  EXPECT_EQ(client_->post(run + "/posting", "{}", "post-this-run-1").body, posted.body);
  EXPECT_EQ(field(client_->post(run + "/posting", "{}").body, "code"), "pay_run_already_posted");
  EXPECT_EQ(balance(wages_account(person)), 57'840);
  EXPECT_EQ(field(client_->get("/api/v1/pay-runs").body, "state"), "posted");
}

TEST_P(RouteTest, APersonSeesTheirOwnWorkAndPoints) {
  const PersonId person = add_member("홍길동", *base::make_date(2025, 1, 2));
  write([&](auto& tx) {
    return record_work(tx, kBusan, {person, kToday, 480, "shift:1"}, kNow).has_value();
  });
  be_everywhere("metro_centre");
  const auto preview = client_->get("/api/v1/point-run-preview?year=2026");
  EXPECT_EQ(field(preview.body, "verdict"), "granted");
  const auto run = client_->post("/api/v1/point-runs", R"({"year":2026})");
  ASSERT_EQ(run.status, 201) << run.body;
  EXPECT_EQ(field(run.body, "granted"), "1");
  const auto decisions = client_->get("/api/v1/point-runs/" + field(run.body, "id") + "/decisions");
  EXPECT_EQ(field(decisions.body, "name"), "홍*동");
  EXPECT_EQ(client_->get("/api/v1/point-runs/5/decisions").status, 404);

  client_->sign_in(person, {{"participant", team_}});
  const auto work = client_->get("/api/v1/me/work");
  EXPECT_EQ(field(work.body, "work_days"), "1");
  EXPECT_EQ(field(work.body, "expected_won"), "57840");
  EXPECT_EQ(field(work.body, "points"), "200000");
  const auto points = client_->get("/api/v1/me/points");
  EXPECT_EQ(field(points.body, "points"), "200000");
  EXPECT_EQ(field(points.body, "expires_on"), "2026-12-31");
  EXPECT_EQ(field(points.body, "code"), "point_grant");
}

TEST_P(RouteTest, SomebodyWithoutWorkSeesEmptyPages) {
  client_->sign_in(PersonId{55}, {{"citizen", {}}});
  EXPECT_EQ(field(client_->get("/api/v1/me/points").body, "points"), "0");
  EXPECT_EQ(field(client_->get("/api/v1/me/work?month=2026-10-05").body, "month"), "2026-10-01");
}

}  // namespace
}  // namespace teams
