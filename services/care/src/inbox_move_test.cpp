// A city that kept its notices in care is upgraded: they are found in the inbox, read or not.
#include "dispatch_fixture.h"
#include "inbox/notice.h"

namespace care {
namespace {

constexpr RegionId kBusan{1};
constexpr PersonId kClient{5};
constexpr PersonId kWorker{6};

class InboxMoveTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  InboxMoveTest() : database_(GetParam()) {
    const db::ModuleSchema first[] = {{"settings", settings::embedded::schema()},
                                      {"people", people::module().schema},
                                      {"inbox", inbox::embedded::schema()},
                                      ledger::schema()};
    db::migrate(*database_, first);
    const auto files = schema().files;
    const auto move = std::ranges::find(files, "0008_inbox.sql", &base::EmbeddedFile::name);
    const db::ModuleSchema before[] = {
        {"care", files.first(static_cast<std::size_t>(move - files.begin()))}};
    db::migrate(*database_, before);
    database_->write([](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO care_visit (region_id, id, plan_id, entitlement_id, client_id, centre_id, "
          "team_id, worker_id, vehicle_id, service, visit_on, start_min, length_min, earliest_min, "
          "latest_min, needs_car, destination_id, state, cancel_reason, billed_min, price_won, "
          "copay_won, subsidy_won, quota_units, version) VALUES (1, 9, 0, 0, $1, 0, 0, $2, 0, "
          "'housekeeping', $3, 630, 60, 600, 660, FALSE, 0, 'assigned', '', 0, 0, 0, 0, 0, 1)",
          kClient, kWorker, kToday);
    });
  }
  void upgrade() {
    const db::ModuleSchema after[] = {schema()};
    db::migrate(*database_, after);
  }
  void kept(std::int64_t id, PersonId person_id, std::string_view kind, PersonId worker_id,
            std::optional<base::Instant> read_at) {
    database_->write([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO care_notice (region_id, id, person_id, kind, visit_id, visit_on, start_min, "
          "start_min_before, service, worker_id, at, read_at) "
          "VALUES (1, $1, $2, $3, 9, $4, 630, 600, 'housekeeping', $5, $6, $7)",
          id, person_id, kind, kToday, worker_id, kNow, read_at);
    });
  }

  db::testing::TemporaryDatabase database_;
};
OLIVE_ON_BOTH_DATABASES(InboxMoveTest);

TEST_P(InboxMoveTest, NoticesKeepTheirReaderValuesAndReading) {
  const base::Instant read_at = kNow.plus_seconds(60);
  kept(11, kWorker, "taken_back", {}, read_at);
  kept(12, kClient, "worker_changed", kWorker, std::nullopt);
  kept(13, kClient, "cancelled", {}, std::nullopt);
  upgrade();
  database_->read([](db::Transaction& tx) {
    const auto to_worker = inbox::notices_of(tx, kBusan, kWorker, {}, 10);
    const auto to_client = inbox::notices_of(tx, kBusan, kClient, {}, 10);
    ASSERT_EQ(to_worker.size(), 1U);
    ASSERT_EQ(to_client.size(), 2U);
    EXPECT_EQ(to_worker[0].kind, "care.taken_back");
    EXPECT_EQ(to_worker[0].subject_id.value, 9);
    EXPECT_EQ(to_worker[0].at, kNow);
    EXPECT_EQ(to_client[0].kind, "care.client_cancelled");
    EXPECT_EQ(to_client[1].kind, "care.client_worker_changed");
    EXPECT_EQ(inbox::count_unread(tx, kBusan, kWorker), 0);
    EXPECT_EQ(inbox::count_unread(tx, kBusan, kClient), 2);
    auto values = inbox::values_of(tx, kBusan, to_client)[{12}];
    EXPECT_EQ(values["date"].number, kToday.days);
    EXPECT_EQ(values["start"].number, 630);
    EXPECT_EQ(values["before"].number, 600);
    EXPECT_EQ(values["service"].label, "care.service.housekeeping");
    EXPECT_EQ(values["client"].number, kClient.value);
    EXPECT_EQ(values["client"].kind, inbox::ValueKind::masked_person);
    EXPECT_EQ(values["worker"].number, kWorker.value);
    EXPECT_FALSE(inbox::values_of(tx, kBusan, to_worker)[{11}].contains("worker"));
  });
}

}  // namespace
}  // namespace care
