#include "attempts.h"

#include "testing.h"

namespace auth {
namespace {

using testing::kRegion;
using testing::kStart;

class AttemptsTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  bool fail(std::string_view login, int at_s = 0, base::RegionId region_id = kRegion) {
    return world_.database().write([&](db::Transaction& tx) {
      return count_failure(tx, region_id, login, kStart.plus_seconds(at_s));
    });
  }
  std::optional<base::Instant> lock(std::string_view login, int at_s = 0,
                                    base::RegionId region_id = kRegion) {
    return world_.database().read([&](db::Transaction& tx) {
      return locked_until(tx, region_id, login, kStart.plus_seconds(at_s));
    });
  }

  testing::World world_{GetParam()};
};

TEST_P(AttemptsTest, FifthFailureLocks) {
  for (int i = 0; i < 4; ++i) {
    EXPECT_FALSE(fail("kim")) << i;
    EXPECT_EQ(lock("kim"), std::nullopt) << i;
  }
  EXPECT_TRUE(fail("kim"));
  EXPECT_EQ(lock("kim"), kStart.plus_seconds(600));
}

TEST_P(AttemptsTest, LockOpensToTheSecond) {
  for (int i = 0; i < 5; ++i) fail("kim");
  EXPECT_NE(lock("kim", 599), std::nullopt);
  EXPECT_EQ(lock("kim", 600), std::nullopt);
}

TEST_P(AttemptsTest, AfterALockCountingStartsAgain) {
  for (int i = 0; i < 5; ++i) fail("kim");
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(fail("kim", 700));
  EXPECT_EQ(lock("kim", 700), std::nullopt);
  EXPECT_TRUE(fail("kim", 700));
  EXPECT_EQ(lock("kim", 700), kStart.plus_seconds(1'300));
}

TEST_P(AttemptsTest, ForgivenFailuresDoNotCount) {
  for (int i = 0; i < 4; ++i) fail("kim");
  world_.database().write([](db::Transaction& tx) { forget_failures(tx, kRegion, "kim"); });
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(fail("kim"));
}

TEST_P(AttemptsTest, LoginsAndRegionsCountApart) {
  for (int i = 0; i < 5; ++i) fail("kim");
  EXPECT_EQ(lock("lee"), std::nullopt);
  EXPECT_EQ(lock("kim", 0, {2}), std::nullopt);
  EXPECT_FALSE(fail("kim", 0, {2}));
}

TEST_P(AttemptsTest, LengthOfTheLockIsASetting) {
  const auto set = world_.database().write([](db::Transaction& tx) {
    return settings::set(tx, kRegion, kLock,
                         {.valid_from = base::korean_date(kStart),
                          .value = "60",
                          .set_by = 1,
                          .set_at = kStart,
                          .reason = "test"});
  });
  ASSERT_TRUE(set.has_value());
  for (int i = 0; i < 5; ++i) fail("kim");
  EXPECT_EQ(lock("kim"), kStart.plus_seconds(60));
}

INSTANTIATE_TEST_SUITE_P(Db, AttemptsTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

}  // namespace
}  // namespace auth
