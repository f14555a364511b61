#include "auth/login.h"

#include "testing.h"

namespace auth {
namespace {

using testing::kKim;
using testing::kRegion;
using testing::kStart;

TEST(Password, OnlyTheRightOneIsRight) {
  const std::string hash = hash_password("olive-demo");
  EXPECT_TRUE(is_password("olive-demo", hash));
  EXPECT_FALSE(is_password("olive-dem0", hash));
  EXPECT_FALSE(is_password("", hash));
}

TEST(Password, HashIsSaltedArgon2idOfTheStatedCost) {
  const std::string hash = hash_password("olive-demo");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_NE(hash_password("olive-demo"), hash);
}

TEST(Password, MalformedHashMatchesNothing) {
  for (const char* hash : {"", "olive-demo", "$argon2id$", "$2b$12$abc"})
    EXPECT_FALSE(is_password("olive-demo", hash)) << hash;
}

class LoginTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  base::Result<LoginId, LoginRefusal> create(const std::string& login, std::int64_t person) {
    return world_.database().write([&](db::Transaction& tx) {
      return create_login(tx, kRegion, {{person}, login, "hash"}, {1}, kStart);
    });
  }
  std::vector<RightChange> history(std::int64_t person) {
    return world_.database().read(
        [&](db::Transaction& tx) { return right_changes_of(tx, kRegion, {person}); });
  }

  testing::World world_{GetParam()};
};

struct NameCase {
  const char* login;
  std::optional<LoginRefusal> refusal;
};

TEST_P(LoginTest, NameTable) {
  const NameCase cases[] = {
      {"park", {}},
      {"  Choi.M ", {}},
      {"a_b-c@d.kr", {}},
      {"ab", LoginRefusal::login_malformed},
      {"", LoginRefusal::login_malformed},
      {"two words", LoginRefusal::login_malformed},
      {"김길동", LoginRefusal::login_malformed},
      {"kim", LoginRefusal::login_taken},
      {"KIM", LoginRefusal::login_taken},
      {"choi.m", LoginRefusal::login_taken},
  };
  std::int64_t person = 100;
  for (const NameCase& each : cases) {
    const auto created = create(each.login, person++);
    EXPECT_EQ(created.has_value(), !each.refusal) << each.login;
    if (!created) EXPECT_EQ(created.error(), *each.refusal) << each.login;
  }
  EXPECT_EQ(create(std::string(61, 'a'), person).error(), LoginRefusal::login_malformed);
  EXPECT_TRUE(create(std::string(60, 'a'), person).has_value());
}

TEST_P(LoginTest, OneAccountPerPerson) {
  EXPECT_EQ(create("kim2", kKim.value).error(), LoginRefusal::person_has_login);
}

TEST_P(LoginTest, HistoryTellsWhoChangedWhat) {
  ASSERT_TRUE(create("park", 100).has_value());
  world_.database().write([](db::Transaction& tx) {
    record_right_change(
        tx, kRegion,
        {{100}, {1}, RightAction::role_granted, "coordinator@30", kStart.plus_seconds(5)});
  });
  const auto changes = history(100);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].action, RightAction::role_granted);
  EXPECT_EQ(changes[0].detail, "coordinator@30");
  EXPECT_EQ(changes[1].action, RightAction::login_created);
  EXPECT_EQ(changes[1].actor_id.value, 1);
  EXPECT_EQ(changes[1].detail, "park");
}

TEST_P(LoginTest, DisabledLoginSignsNobodyIn) {
  const auto browser = world_.signed_in();
  const auto disable = [&](std::int64_t person) {
    return world_.database().write(
        [&](db::Transaction& tx) { return disable_login(tx, kRegion, {person}, {1}, world_.now); });
  };
  ASSERT_TRUE(disable(kKim.value).has_value());
  world_.authentication().forget(kKim);
  EXPECT_EQ(world_.session_status(browser), 401);
  EXPECT_EQ(world_.sign_in("kim", "olive-demo").status, 401);
  EXPECT_EQ(history(kKim.value)[0].action, RightAction::login_disabled);
  EXPECT_EQ(disable(999).error(), LoginRefusal::login_not_found);
}

TEST_P(LoginTest, CleanUpKeepsWhatIsStillNeeded) {
  const auto browser = world_.signed_in();
  (void)world_.sign_in("nobody", "wrong");
  const auto count = [&](std::string_view sql) {
    return world_.database().read([&](db::Transaction& tx) { return *tx.integer(sql, kRegion); });
  };
  const auto clean_after_days = [&](int days) {
    world_.database().write([&](db::Transaction& tx) {
      clean_up(tx, kRegion, kStart.plus_seconds(days * base::kSecondsPerDay + 1));
    });
    return std::tuple(count("SELECT COUNT(*) FROM auth_session WHERE region_id = $1"),
                      count("SELECT COUNT(*) FROM auth_attempt WHERE region_id = $1"),
                      count("SELECT COUNT(*) FROM auth_right_change WHERE region_id = $1"));
  };
  EXPECT_EQ(clean_after_days(0), std::tuple(1, 1, 2));
  EXPECT_EQ(clean_after_days(2), std::tuple(1, 0, 2));
  EXPECT_EQ(clean_after_days(31), std::tuple(0, 0, 2));
  EXPECT_EQ(clean_after_days(3 * 366), std::tuple(0, 0, 0));
}

INSTANTIATE_TEST_SUITE_P(Db, LoginTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

}  // namespace
}  // namespace auth
