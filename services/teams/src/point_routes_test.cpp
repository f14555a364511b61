#include "api/testing.h"
#include "teams/point_appeal.h"
#include "teams/point_warning.h"
#include "teams_fixture.h"

namespace teams {
namespace {

using api::testing::field;

class PointRouteTest : public TeamsTest {
 protected:
  PointRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module(*ledger_);
    client_ = std::make_unique<api::testing::Client>(
        *database_, [] { return kNow; }, own.routes, own.permissions);
    late_ = add_member("홍길동", *base::make_date(2025, 12, 1));
    lucky_ = add_member("김철수", *base::make_date(2025, 2, 1));
    be_metro(PersonId{9});
    EXPECT_EQ(client_->post("/api/v1/point-runs", R"({"year":2026})").status, 201);
  }
  void be_metro(PersonId who) { client_->sign_in(who, {{"metro_centre", {}}}); }

  std::unique_ptr<api::testing::Client> client_;
  PersonId late_;
  PersonId lucky_;
};
OLIVE_ON_BOTH_DATABASES(PointRouteTest);

TEST_P(PointRouteTest, AnAppealIsFiledDecidedAndTold) {
  client_->sign_in(late_, {});
  const auto mine = client_->get("/api/v1/me/point-decisions");
  EXPECT_EQ(field(mine.body, "verdict"), "too_few_days");
  const std::string run = field(mine.body, "point_run_id");
  const auto short_one = client_->post("/api/v1/me/point-appeals",
                                       R"({"point_run_id":")" + run + R"(","reason":"왜"})");
  EXPECT_EQ(short_one.status, 422);
  EXPECT_EQ(field(short_one.body, "pointer"), "/reason");
  const std::string form =
      R"({"point_run_id":")" + run + R"(","reason":"다른 센터에서도 일했습니다"})";
  ASSERT_EQ(client_->post("/api/v1/me/point-appeals", form).status, 201);
  EXPECT_EQ(client_->get("/api/v1/point-appeals").status, 403);
  be_metro(PersonId{9});
  const auto all = client_->get("/api/v1/point-appeals");
  EXPECT_EQ(field(all.body, "name"), "홍*동");
  const std::string path = "/api/v1/point-appeals/" + field(all.body, "id") + "/decision";
  const std::string answer = R"({"is_accepted":true,"answer":"출근부를 확인했습니다"})";
  EXPECT_EQ(field(client_->post(path, answer).body, "code"), "other_person_decides");
  be_metro(PersonId{10});
  const auto decided = client_->post(path, answer);
  ASSERT_EQ(decided.status, 200) << decided.body;
  EXPECT_EQ(field(decided.body, "points"), "200000");
  client_->sign_in(late_, {});
  EXPECT_NE(client_->get("/api/v1/me/point-decisions").body.find("출근부를 확인했습니다"),
            std::string::npos);
  EXPECT_EQ(field(client_->get("/api/v1/me/points").body, "points"), "200000");
}

TEST_P(PointRouteTest, ACentreSeesWhomToTellAndSaysSo) {
  write([&](auto& tx) { return warn_of_expiry(tx, kBusan, kToday.plus_days(1)); });
  const std::string centre = std::to_string(centre_.value);
  client_->sign_in(PersonId{11}, {{"case_manager", centre_}});
  const auto list = client_->get("/api/v1/point-warnings?centre_id=" + centre);
  EXPECT_EQ(field(list.body, "name"), "김*수");
  EXPECT_EQ(field(list.body, "points"), "200000");
  EXPECT_EQ(client_->get("/api/v1/point-warnings?centre_id=5").body, R"({"items":[]})");
  const std::string path = "/api/v1/centres/" + centre + "/point-warnings/told";
  const std::string told =
      R"({"person_id":")" + std::to_string(lucky_.value) + R"(","expires_on":"2026-12-31"})";
  const auto after = client_->post(path, told);
  ASSERT_EQ(after.status, 200) << after.body;
  EXPECT_NE(field(after.body, "told_at"), "");
  EXPECT_EQ(client_->post(path, told).status, 404);
  client_->sign_in(PersonId{12}, {{"case_manager", OrganisationId{5}}});
  EXPECT_EQ(client_->post(path, told).status, 404);
}

}  // namespace
}  // namespace teams
