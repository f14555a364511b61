#include "settings/settings.h"

#include "base/embedded.h"
#include "db/testing.h"
#include "gtest/gtest.h"

OLIVE_EMBEDDED(settings)

namespace settings {

struct PayTable {
  std::int64_t market_won = 0;
  std::int64_t social_won = 0;
  bool operator==(const PayTable&) const = default;
};
BOOST_DESCRIBE_STRUCT(PayTable, (), (market_won, social_won))

namespace {

constexpr base::RegionId kBusan{26};
constexpr base::RegionId kDaegu{27};
constexpr Definition kRate{.key = "care.co_pay_rate",
                           .kind = Kind::integer,
                           .value = "150",
                           .unit = "ppm",
                           .minimum = 0,
                           .maximum = 1'000};
constexpr Definition kName{.key = "care.title", .kind = Kind::text, .value = "돌봄"};
constexpr Definition kPay{.key = "teams.pay",
                          .kind = Kind::table,
                          .value = R"({"market_won":1,"social_won":2})",
                          .is_right = &is_a<PayTable>};

base::Date day(int d) { return *base::make_date(2026, 11, d); }

class SettingsTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    const db::ModuleSchema schema[] = {{"settings", embedded::schema()}};
    db::migrate(*database_, schema);
  }

  base::Result<void, SetRefusal> change(const Definition& definition, Change with) {
    if (with.set_at.micros == 0) with.set_at = base::korean_instant(day(1), 0);
    if (with.reason.empty()) with.reason = "고시 개정";
    return database_->write([&](db::Transaction& tx) { return set(tx, kBusan, definition, with); });
  }
  void put(const Definition& definition, base::Date from, std::optional<std::string_view> value,
           std::string_view scope = {}) {
    ASSERT_TRUE(change(definition, {.scope = scope, .valid_from = from, .value = value}));
  }
  std::int64_t rate(base::Date on, std::string_view scope = {}, base::RegionId region_id = kBusan) {
    return database_->read([&](db::Transaction& tx) {
      const std::int64_t one = integer(tx, region_id, kRate, on, scope);
      EXPECT_EQ(Snapshot(tx, region_id).integer(kRate, on, scope), one);
      EXPECT_EQ(cache_.snapshot(tx, region_id)->integer(kRate, on, scope), one);
      return one;
    });
  }

  db::testing::TemporaryDatabase database_{GetParam()};
  Cache cache_;
};

INSTANTIATE_TEST_SUITE_P(Db, SettingsTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& parameter) {
                           return db::testing::dialect_name(parameter.param);
                         });

TEST_P(SettingsTest, the_default_holds_while_nothing_is_set) { EXPECT_EQ(rate(day(3)), 150); }

TEST_P(SettingsTest, a_value_holds_from_its_date_on) {
  put(kRate, day(10), "200");
  put(kRate, day(20), "300");
  EXPECT_EQ(rate(day(9)), 150);
  EXPECT_EQ(rate(day(10)), 200);
  EXPECT_EQ(rate(day(19)), 200);
  EXPECT_EQ(rate(day(20)), 300);
}

TEST_P(SettingsTest, earlier_values_can_be_set_after_later_ones) {
  put(kRate, day(20), "300");
  put(kRate, day(10), "200");
  EXPECT_EQ(rate(day(19)), 200);
  EXPECT_EQ(rate(day(25)), 300);
}

TEST_P(SettingsTest, the_later_change_for_one_date_holds) {
  put(kRate, day(10), "200");
  put(kRate, day(10), "210");
  EXPECT_EQ(rate(day(10)), 210);
}

TEST_P(SettingsTest, a_scope_overrides_the_region_until_it_hands_back) {
  put(kRate, day(5), "200");
  put(kRate, day(10), "50", "26350");
  put(kRate, day(20), std::nullopt, "26350");
  EXPECT_EQ(rate(day(9), "26350"), 200);
  EXPECT_EQ(rate(day(10), "26350"), 50);
  EXPECT_EQ(rate(day(10), "26110"), 200);
  EXPECT_EQ(rate(day(20), "26350"), 200);
}

TEST_P(SettingsTest, regions_are_apart) {
  put(kRate, day(5), "200");
  EXPECT_EQ(rate(day(6), {}, kDaegu), 150);
}

TEST_P(SettingsTest, texts_and_tables_are_read_as_what_they_are) {
  put(kName, day(5), "부산 돌봄");
  put(kPay, day(5), R"({"market_won":72000,"social_won":65000})");
  database_->read([](db::Transaction& tx) {
    EXPECT_EQ(text(tx, kBusan, kName, day(4)), "돌봄");
    EXPECT_EQ(text(tx, kBusan, kName, day(5)), "부산 돌봄");
    EXPECT_EQ(table<PayTable>(tx, kBusan, kPay, day(4)), (PayTable{1, 2}));
    EXPECT_EQ(table<PayTable>(tx, kBusan, kPay, day(5)), (PayTable{72'000, 65'000}));
  });
}

TEST_P(SettingsTest, wrong_changes_are_refused_by_name) {
  struct Case {
    const Definition* definition;
    Change change;
    SetRefusal refusal;
  };
  const Case cases[] = {
      {&kRate, {.valid_from = day(5), .value = "1.5"}, SetRefusal::setting_not_an_integer},
      {&kRate, {.valid_from = day(5), .value = ""}, SetRefusal::setting_not_an_integer},
      {&kRate, {.valid_from = day(5), .value = "1001"}, SetRefusal::setting_out_of_range},
      {&kRate, {.valid_from = day(5), .value = "-1"}, SetRefusal::setting_out_of_range},
      {&kPay, {.valid_from = day(5), .value = "{}"}, SetRefusal::setting_not_a_table},
      {&kPay, {.valid_from = day(5), .value = "["}, SetRefusal::setting_not_a_table},
      {&kRate,
       {.valid_from = day(5), .value = "5", .reason = " "},
       SetRefusal::setting_needs_reason},
      {&kRate,
       {.valid_from = *base::make_date(2026, 10, 31), .value = "5"},
       SetRefusal::setting_starts_in_past},
      {&kName,
       {.valid_from = day(5), .value = "900101-1234567"},
       SetRefusal::setting_holds_resident_number},
  };
  for (const Case& c : cases) {
    const auto result = change(*c.definition, c.change);
    ASSERT_FALSE(result) << base::name_of(c.refusal);
    EXPECT_EQ(base::name_of(result.error()), base::name_of(c.refusal));
  }
  EXPECT_TRUE(
      database_->read([](db::Transaction& tx) { return history(tx, kBusan, kRate.key); }).empty());
}

TEST_P(SettingsTest, a_correction_may_start_in_the_past) {
  EXPECT_TRUE(change(
      kRate,
      {.valid_from = *base::make_date(2026, 1, 1), .value = "5", .may_start_in_past = true}));
  EXPECT_EQ(rate(day(1)), 5);
}

TEST_P(SettingsTest, the_history_tells_who_when_and_why) {
  put(kRate, day(10), "200");
  ASSERT_TRUE(change(
      kRate,
      {.scope = "26350", .valid_from = day(11), .value = "0", .set_by = 77, .reason = "구 조례"}));
  const auto revisions =
      database_->read([](db::Transaction& tx) { return history(tx, kBusan, kRate.key); });
  ASSERT_EQ(revisions.size(), 2U);
  EXPECT_EQ(revisions[0].scope, "26350");
  EXPECT_EQ(revisions[0].set_by, 77);
  EXPECT_EQ(revisions[0].reason, "구 조례");
  EXPECT_EQ(revisions[1].value, "200");
}

TEST_P(SettingsTest, a_snapshot_of_a_failed_transaction_is_not_kept) {
  EXPECT_THROW(database_->write([&](db::Transaction& tx) {
    const Change change{.valid_from = day(2),
                        .value = "999",
                        .set_at = base::korean_instant(day(1), 0),
                        .reason = "r"};
    ASSERT_TRUE(set(tx, kBusan, kRate, change));
    EXPECT_EQ(cache_.snapshot(tx, kBusan)->integer(kRate, day(2)), 999);
    throw std::runtime_error("rolled back");
  }),
               std::runtime_error);
  EXPECT_EQ(rate(day(2)), 150);
  put(kRate, day(2), "300");
  EXPECT_EQ(rate(day(2)), 300);
}

TEST_P(SettingsTest, the_cache_keeps_a_snapshot_until_a_change) {
  const auto take = [&] {
    return database_->read([&](db::Transaction& tx) { return cache_.snapshot(tx, kBusan); });
  };
  const auto first = take();
  EXPECT_EQ(take(), first);
  put(kRate, day(5), "200");
  EXPECT_NE(take(), first);
}

}  // namespace
}  // namespace settings
