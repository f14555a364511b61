#include "attempts.h"
#include "testing.h"

namespace auth {
namespace {

using testing::Browser;
using ::testing::HasSubstr;
using ::testing::Not;

class SignInTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  api::Reply fail(const std::string& login) { return world_.sign_in(login, "wrong"); }

  testing::World world_{GetParam()};
};

TEST_P(SignInTest, TellsWhoIsSignedIn) {
  const api::Reply reply = world_.sign_in(" KIM ", "olive-demo");
  EXPECT_EQ(reply.status, 201);
  EXPECT_THAT(reply.body,
              HasSubstr(R"({"person_id":"7","name":"P7","roles":[{"role":"coordinator",)"
                        R"("organisation_id":"30","organisation_name":"O30"}],"csrf_token":")"));
  EXPECT_THAT(reply.body, HasSubstr(R"("language":"en"})"));
}

TEST_P(SignInTest, CookieIsOutOfReachOfScriptsAndOtherSites) {
  const api::Reply reply = world_.sign_in("kim", "olive-demo");
  ASSERT_EQ(reply.headers.size(), 2u);
  EXPECT_EQ(reply.headers[0].first, "set-cookie");
  EXPECT_THAT(reply.headers[0].second,
              ::testing::MatchesRegex("olive_session=1\\.[0-9a-f]+; Path=/; HttpOnly; "
                                      "SameSite=Lax; Max-Age=43200"));
  EXPECT_EQ(reply.headers[1], std::pair(std::string("cache-control"), std::string("no-store")));
}

TEST_P(SignInTest, WrongPasswordAndUnknownLoginLookTheSame) {
  const api::Reply wrong = fail("kim");
  const api::Reply unknown = fail("nobody");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(unknown.status, wrong.status);
  EXPECT_EQ(unknown.body, wrong.body);
  EXPECT_TRUE(wrong.headers.empty());
}

TEST_P(SignInTest, AnybodyIsLockedOutAfterFiveFailures) {
  for (const char* login : {"kim", "nobody"}) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(fail(login).status, 401) << login << i;
    const api::Reply locked = world_.sign_in(login, "olive-demo");
    EXPECT_EQ(locked.status, 429) << login;
    EXPECT_THAT(locked.body, HasSubstr(R"("code":"login_locked")"));
    EXPECT_THAT(locked.body, HasSubstr("in 10 min"));
  }
  world_.now = world_.now.plus_seconds(599);
  EXPECT_EQ(world_.sign_in("kim", "olive-demo").status, 429);
  world_.now = world_.now.plus_seconds(1);
  EXPECT_EQ(world_.sign_in("kim", "olive-demo").status, 201);
}

TEST_P(SignInTest, LockOutIsWrittenIntoTheHistory) {
  for (int i = 0; i < 5; ++i) (void)fail("kim");
  const auto changes = world_.database().read(
      [](db::Transaction& tx) { return right_changes_of(tx, testing::kRegion, testing::kKim); });
  ASSERT_FALSE(changes.empty());
  EXPECT_EQ(changes[0].action, RightAction::login_locked);
  EXPECT_EQ(changes[0].detail, "192.0.2.1");
}

TEST_P(SignInTest, SuccessForgetsFailures) {
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(fail("kim").status, 401);
    EXPECT_EQ(world_.sign_in("kim", "olive-demo").status, 201);
  }
}

TEST_P(SignInTest, LockOutOfOneDoesNotTouchAnother) {
  for (int i = 0; i < 6; ++i) (void)fail("kim");
  EXPECT_EQ(world_.sign_in("lee", "olive-demo").status, 201);
}

TEST_P(SignInTest, LimitIsASetting) {
  const auto set = world_.database().write([&](db::Transaction& tx) {
    return settings::set(tx, testing::kRegion, kFailuresMax,
                         {.valid_from = base::korean_date(world_.now),
                          .value = "3",
                          .set_by = 1,
                          .set_at = world_.now,
                          .reason = "test"});
  });
  ASSERT_TRUE(set.has_value());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(fail("kim").status, 401);
  EXPECT_EQ(fail("kim").status, 429);
}

TEST_P(SignInTest, GuessesAtTheSameMomentDoNotSlipPastTheLock) {
  std::vector<std::thread> threads;
  std::atomic<int> tried = 0;
  for (int i = 0; i < 12; ++i)
    threads.emplace_back([&] { tried += fail("kim").status == 401 ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(tried, 5);
}

TEST_P(SignInTest, NobodyWithoutAPresentRole) {
  world_.people.grants[testing::kKim].clear();
  const api::Reply reply = world_.sign_in("kim", "olive-demo");
  EXPECT_EQ(reply.status, 403);
  EXPECT_THAT(reply.body, HasSubstr("no_current_role"));
  EXPECT_TRUE(reply.headers.empty());
}

TEST_P(SignInTest, InputIsChecked) {
  const auto post = [&](const std::string& body) {
    return world_.call(http::Method::post, "/api/v1/sessions", {}, body);
  };
  EXPECT_EQ(post("{").status, 400);
  EXPECT_EQ(post(R"({"login":"kim"})").status, 422);
  EXPECT_EQ(post(R"({"login":"kim","password":""})").status, 422);
  EXPECT_EQ(post(R"({"login":"kim","password":")" + std::string(201, 'x') + "\"}").status, 422);
}

TEST_P(SignInTest, FullQueueAsksToComeBack) {
  testing::World busy(GetParam(), {.password_threads = 1, .password_queue_max = 1});
  std::vector<std::thread> threads;
  std::atomic<int> signed_in = 0;
  std::atomic<int> refused = 0;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&] {
      const api::Reply reply = busy.sign_in("kim", "olive-demo");
      if (reply.status == 201) ++signed_in;
      if (reply.status == 503) ++refused;
      if (reply.status == 503) EXPECT_THAT(reply.body, HasSubstr("sign_in_busy"));
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(signed_in + refused, 16);
  EXPECT_GE(signed_in, 1);
  EXPECT_GE(refused, 1);
}

TEST_P(SignInTest, TypedLoginsAreNotStoredInTheClear) {
  (void)fail("my-secret-password");
  const auto rows = world_.database().read([](db::Transaction& tx) {
    return tx.rows("SELECT login_hash FROM auth_attempt WHERE region_id = $1", testing::kRegion);
  });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.text(0, 0).size(), 64u);
}

INSTANTIATE_TEST_SUITE_P(Db, SignInTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

}  // namespace
}  // namespace auth
