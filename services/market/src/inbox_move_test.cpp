// A city that kept its notices in the market is upgraded: they are found in the inbox, read or not.
#include "inbox/notice.h"
#include "market_fixture.h"

namespace market {
namespace {

class InboxMoveTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  InboxMoveTest() : database_(GetParam()) {
    const db::ModuleSchema first[] = {{"settings", settings::embedded::schema()},
                                      {"people", people::module().schema},
                                      {"inbox", inbox::embedded::schema()},
                                      ledger::schema()};
    db::migrate(*database_, first);
    ledger_ = std::make_unique<ledger::Ledger>(*database_, [] { return kNow; });
    files_ = module({*ledger_, pins_, sealer_}).schema;
    const auto move = std::ranges::find(files_, "0013_inbox.sql", &base::EmbeddedFile::name);
    const db::ModuleSchema before[] = {
        {"market", files_.first(static_cast<std::size_t>(move - files_.begin()))}};
    db::migrate(*database_, before);
  }
  void upgrade() {
    const db::ModuleSchema after[] = {{"market", files_}};
    db::migrate(*database_, after);
  }
  void kept(std::int64_t id, std::string_view kind, std::int64_t units,
            std::optional<base::Instant> until, std::optional<base::Instant> read_at) {
    database_->write([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO market_notice (region_id, id, person_id, kind, shop_id, parcel_id, "
          "item_name, units, until, at, read_at) VALUES (1, $1, 5, $2, 3, 9, $3, $4, $5, $6, $7)",
          id, kind, std::string_view(R"(빵 "통밀" \ 우유)"), units, until, kNow, read_at);
    });
  }

  db::testing::TemporaryDatabase database_;
  PinVault pins_{"a secret key of the test, 32 byte"};
  crypto::Sealer sealer_ = crypto::Sealer::with_key(std::string(32, 'k'));
  std::unique_ptr<ledger::Ledger> ledger_;
  std::span<const base::EmbeddedFile> files_;
};
OLIVE_ON_BOTH_DATABASES(InboxMoveTest);

TEST_P(InboxMoveTest, NoticesKeepTheirOrderValuesAndReading) {
  const base::Instant read_at = kNow.plus_seconds(60);
  kept(11, "ready", 2, kNow.plus_seconds(3'600), read_at);
  kept(12, "code_locked", 0, std::nullopt, std::nullopt);
  kept(13, "stock_low", 4, std::nullopt, std::nullopt);
  kept(14, "handed_over", 0, std::nullopt, std::nullopt);
  upgrade();
  database_->read([&](db::Transaction& tx) {
    const auto found = inbox::notices_of(tx, kBusan, {5}, {}, 10);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(inbox::count_unread(tx, kBusan, {5}), 3);
    const inbox::Notice& ready = found[3];
    EXPECT_EQ(ready.id.value, 11);
    EXPECT_EQ(ready.kind, "market.ready");
    EXPECT_EQ(ready.subject_id.value, 9);
    EXPECT_EQ(ready.organisation_id.value, 3);
    EXPECT_EQ(ready.at, kNow);
    EXPECT_EQ(ready.read_at, read_at);
    auto values = inbox::values_of(tx, kBusan, found);
    EXPECT_EQ(values[{11}]["what"].label, R"(빵 "통밀" \ 우유)");
    EXPECT_EQ(values[{11}]["what"].number, 2);
    EXPECT_EQ(values[{11}]["until"].number, kNow.plus_seconds(3'600).micros);
    EXPECT_EQ(values[{12}]["until"].number, kNow.micros);  // it was never told
    EXPECT_EQ(values[{13}]["count"].number, 4);
    EXPECT_EQ(values[{13}]["what"].number, 0);
    EXPECT_FALSE(values[{14}].contains("until"));
  });
}

// A server that stopped before its last step was recorded takes that step again.
TEST_P(InboxMoveTest, AnInterruptedMoveGoesOn) {
  kept(11, "ready", 2, kNow, std::nullopt);
  upgrade();
  database_->write([&](db::Transaction& tx) {
    tx.execute(
        "UPDATE schema_migrations SET steps_done = steps_done - 1 WHERE module = 'market' "
        "AND file = '0013_inbox.sql'");
  });
  upgrade();
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(inbox::notices_of(tx, kBusan, {5}, {}, 10).size(), 1U);
  });
}

}  // namespace
}  // namespace market
