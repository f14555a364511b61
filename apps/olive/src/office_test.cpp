#include "office.h"

#include "api/testing.h"
#include "db/testing.h"
#include "jobs/outbox.h"
#include "settings/settings.h"

OLIVE_EMBEDDED(settings)
OLIVE_EMBEDDED(jobs)
OLIVE_EMBEDDED(people)

namespace olive {

namespace {

using api::testing::field;

constexpr settings::Definition kPrice{
    .key = "test.price", .value = "100", .unit = "won", .minimum = 0, .maximum = 1'000};
const base::Date kToday = *base::make_date(2026, 11, 22);
const base::Instant kNow = base::korean_instant(kToday, 36'000);

class OfficeTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  OfficeTest() : database_(GetParam()) {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()},
                                        {"settings", settings::embedded::schema()},
                                        {"jobs", jobs::embedded::schema()},
                                        {"people", people::embedded::schema()}};
    db::migrate(*database_, schemas);
    std::vector<manifest::Module> modules;
    modules.push_back({.name = "test", .settings = {kPrice}});
    const manifest::Module office = office_module(modules);
    client_ = std::make_unique<api::testing::Client>(
        *database_, [] { return kNow; }, office.routes, office.permissions);
    client_->sign_in({7}, {{"administrator", {}}});
  }

  http::Response change(const std::string& body) {
    return client_->post("/api/v1/settings/test.price/changes", body);
  }

  db::testing::TemporaryDatabase database_;
  std::unique_ptr<api::testing::Client> client_;
};

INSTANTIATE_TEST_SUITE_P(Db, OfficeTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& given) { return db::testing::dialect_name(given.param); });

TEST_P(OfficeTest, SettingsChangeFromADayOnWithAReason) {
  EXPECT_EQ(field(client_->get("/api/v1/settings").body, "value"), "100");
  const auto changed =
      change(R"({"valid_from":"2026-11-22","value":"250","reason":"council decision"})");
  ASSERT_EQ(changed.status, 201) << changed.body;
  EXPECT_EQ(field(changed.body, "reason"), "council decision");
  EXPECT_EQ(field(changed.body, "set_by_id"), "7");
  EXPECT_EQ(field(changed.body, "set_by_name"), "");  // an account without a person
  EXPECT_EQ(field(client_->get("/api/v1/settings").body, "value"), "250");
  EXPECT_EQ(field(client_->get("/api/v1/settings").body, "default_value"), "100");
  EXPECT_EQ(field(client_->get("/api/v1/settings/test.price/changes").body, "value"), "250");
}

TEST_P(OfficeTest, WrongValuesAreNamedAndChangeNothing) {
  EXPECT_EQ(field(change(R"({"valid_from":"2026-11-22","value":"x","reason":"why"})").body, "code"),
            "setting_not_an_integer");
  EXPECT_EQ(
      field(change(R"({"valid_from":"2026-11-22","value":"1001","reason":"why"})").body, "code"),
      "setting_out_of_range");
  EXPECT_EQ(field(change(R"({"valid_from":"2026-11-21","value":"1","reason":"why"})").body, "code"),
            "setting_starts_in_past");
  EXPECT_EQ(change(R"({"valid_from":"2026-11-22","value":"1","reason":""})").status, 422);
  EXPECT_EQ(client_->get("/api/v1/settings/no.such/changes").status, 404);
  EXPECT_EQ(field(client_->get("/api/v1/settings").body, "value"), "100");
}

TEST_P(OfficeTest, OthersLookAndDoNotChange) {
  client_->sign_in({8}, {{"auditor", {}}});
  EXPECT_EQ(client_->get("/api/v1/settings").status, 200);
  EXPECT_EQ(change(R"({"valid_from":"2026-11-22","value":"1","reason":"why"})").status, 403);
  client_->sign_in({8}, {{"coordinator", {5}}});
  EXPECT_EQ(client_->get("/api/v1/tasks").status, 403);
}

TEST_P(OfficeTest, HolidaysAreAddedAndTakenOffWithAReason) {
  const auto before = client_->get("/api/v1/holidays?year=2026").body;
  EXPECT_NE(before.find("2026-12-25"), std::string::npos);
  const std::string day = R"({"on":"2026-11-27","name":"임시공휴일","reason":"announced"})";
  const auto added = client_->post("/api/v1/holidays", day);
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_NE(added.body.find("2026-11-27"), std::string::npos);
  EXPECT_EQ(field(client_->post("/api/v1/holidays", day).body, "code"), "holiday_already_known");
  const std::string removal = R"({"on":"2026-11-27","reason":"called off"})";
  EXPECT_EQ(client_->post("/api/v1/holiday-removals", removal).body, before);
  EXPECT_EQ(field(client_->post("/api/v1/holiday-removals", removal).body, "code"),
            "holiday_not_found");
  EXPECT_EQ(client_->get("/api/v1/holidays?year=2026").body, before);
}

TEST_P(OfficeTest, HolidaysNeedANameAReasonAndTheRight) {
  EXPECT_EQ(
      client_->post("/api/v1/holidays", R"({"on":"2026-11-27","name":"","reason":"why"})").status,
      422);
  EXPECT_EQ(
      client_->post("/api/v1/holidays", R"({"on":"2026-11-27","name":"rest","reason":""})").status,
      422);
  client_->sign_in({8}, {{"coordinator", {5}}});
  EXPECT_EQ(client_->get("/api/v1/holidays?year=2026").status, 200);
  EXPECT_EQ(client_->post("/api/v1/holidays", R"({"on":"2026-11-27","name":"rest","reason":"why"})")
                .status,
            403);
}

TEST_P(OfficeTest, TheQueueIsVisible) {
  EXPECT_EQ(client_->get("/api/v1/tasks?state=waiting").body, R"({"counts":[],"items":[]})");
  EXPECT_EQ(field(client_->post("/api/v1/tasks/5/retry", "{}").body, "code"), "task_not_found");
}

}  // namespace

}  // namespace olive
