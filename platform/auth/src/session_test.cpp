#include "session_store.h"
#include "testing.h"

namespace auth {
namespace {

using testing::Browser;
using ::testing::HasSubstr;

TEST(Token, NamesItsRegion) {
  const std::string token = make_token({26});
  EXPECT_EQ(region_of(token), base::RegionId{26});
  EXPECT_NE(make_token({26}), token);
}

TEST(Token, MalformedOnesHaveNoRegion) {
  const std::string digits(64, 'a');
  for (const std::string& token :
       {std::string(), std::string("1"), digits, "1." + digits + "a", "." + digits, "0." + digits,
        "-1." + digits, "x." + digits, "99999999999999999999." + digits})
    EXPECT_EQ(region_of(token), std::nullopt) << token;
}

TEST(Token, CsrfTokensDiffer) { EXPECT_NE(csrf_of(make_token({1})), csrf_of(make_token({1}))); }

class SessionTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  int extend(const Browser& browser) {
    return world_.call(http::Method::patch, "/api/v1/session/extension", browser).status;
  }
  api::Reply change_password(const Browser& browser, const std::string& current,
                             const std::string& fresh) {
    return world_.call(
        http::Method::put, "/api/v1/session/password", browser,
        R"({"current_password":")" + current + R"(","new_password":")" + fresh + "\"}");
  }
  void pass(int seconds) { world_.now = world_.now.plus_seconds(seconds); }

  testing::World world_{GetParam()};
};

TEST_P(SessionTest, WithoutCookieNobodyIsSignedIn) {
  const api::Reply reply = world_.call(http::Method::get, "/api/v1/session", {});
  EXPECT_EQ(reply.status, 401);
  EXPECT_THAT(reply.body, HasSubstr("sign_in_required"));
}

TEST_P(SessionTest, ForgedTokensAreExpiredSessions) {
  const Browser browser = world_.signed_in();
  std::string changed = browser.token;
  changed.back() = changed.back() == '0' ? '1' : '0';
  for (const std::string& token : {changed, std::string("1"), std::string("x' OR 1=1 --")}) {
    const api::Reply reply = world_.call(http::Method::get, "/api/v1/session", {token});
    EXPECT_EQ(reply.status, 401) << token;
    EXPECT_THAT(reply.body, HasSubstr("session_expired"));
  }
}

TEST_P(SessionTest, OutlivesARestart) {
  const Browser browser = world_.signed_in();
  world_.restart();
  EXPECT_EQ(world_.session_status(browser), 200);
}

TEST_P(SessionTest, TokensAreStoredHashed) {
  const Browser browser = world_.signed_in();
  const auto found = world_.database().read([&](db::Transaction& tx) {
    return tx.integer("SELECT COUNT(*) FROM auth_session WHERE region_id = $1 AND token_hash = $2",
                      testing::kRegion, browser.token);
  });
  EXPECT_EQ(found, 0);
}

TEST_P(SessionTest, ChangesNeedTheCsrfHeader) {
  const Browser browser = world_.signed_in();
  const Browser other = world_.signed_in("lee");
  EXPECT_EQ(extend({browser.token, ""}), 403);
  EXPECT_EQ(extend({browser.token, other.csrf}), 403);
  EXPECT_EQ(extend({browser.token, browser.csrf + "0"}), 403);
  EXPECT_EQ(extend(browser), 200);
  EXPECT_EQ(world_.session_status({browser.token, ""}), 200);
}

TEST_P(SessionTest, EndsWhenNotUsed) {
  const Browser browser = world_.signed_in();
  pass(1'799);
  EXPECT_EQ(world_.session_status(browser), 200);
  pass(1'799);
  EXPECT_EQ(world_.session_status(browser), 200);
  pass(1'800);
  EXPECT_EQ(world_.session_status(browser), 401);
  world_.restart();
  EXPECT_EQ(world_.session_status(browser), 401);
}

TEST_P(SessionTest, PeopleOnTheMoveHaveLonger) {
  const Browser browser = world_.signed_in("lee");
  pass(28'799);
  EXPECT_EQ(world_.session_status(browser), 200);
  pass(28'800);
  EXPECT_EQ(world_.session_status(browser), 401);
}

TEST_P(SessionTest, EndsAfterTwelveHoursHoweverBusy) {
  const Browser browser = world_.signed_in();
  for (int minutes = 20; minutes < 12 * 60; minutes += 20) {
    pass(20 * 60);
    EXPECT_EQ(world_.session_status(browser), 200) << minutes;
  }
  pass(20 * 60);
  EXPECT_EQ(world_.session_status(browser), 401);
}

TEST_P(SessionTest, SlidingIsSavedForOtherProcesses) {
  const Browser browser = world_.signed_in();
  pass(1'000);
  EXPECT_EQ(world_.session_status(browser), 200);
  world_.restart();
  pass(1'700);
  EXPECT_EQ(world_.session_status(browser), 200);
}

TEST_P(SessionTest, PointReadsCostNoStatementForAWhile) {
  const Browser browser = world_.signed_in();
  http::Request request{.method = http::Method::get};
  request.headers = {{"cookie", "olive_session=" + browser.token}};
  ASSERT_TRUE(world_.authentication().authenticate(request).has_value());
  world_.database().write([](db::Transaction& tx) {
    tx.execute("DELETE FROM auth_session WHERE region_id = $1", testing::kRegion);
  });
  pass(kSessionCacheSeconds - 1);
  EXPECT_TRUE(world_.authentication().authenticate(request).has_value());
  pass(1);
  EXPECT_FALSE(world_.authentication().authenticate(request).has_value());
}

TEST_P(SessionTest, NewRolesCountWithinSeconds) {
  const Browser browser = world_.signed_in();
  EXPECT_EQ(world_.session_status(browser), 200);
  world_.people.grants[testing::kKim] = {{"auditor", {}}};
  pass(kSessionCacheSeconds);
  const api::Reply reply = world_.call(http::Method::get, "/api/v1/session", browser);
  EXPECT_THAT(reply.body, HasSubstr(R"([{"role":"auditor","organisation_id":null)"));
}

TEST_P(SessionTest, SignOutEndsTheSessionEverywhere) {
  const Browser browser = world_.signed_in();
  const api::Reply reply = world_.call(http::Method::del, "/api/v1/session", browser);
  EXPECT_EQ(reply.status, 204);
  ASSERT_EQ(reply.headers.size(), 1u);
  EXPECT_THAT(reply.headers[0].second, HasSubstr("olive_session=; "));
  EXPECT_THAT(reply.headers[0].second, HasSubstr("Max-Age=0"));
  EXPECT_EQ(world_.session_status(browser), 401);
  world_.restart();
  EXPECT_EQ(world_.session_status(browser), 401);
}

TEST_P(SessionTest, SigningInAgainEndsTheFormerSession) {
  const Browser former = world_.signed_in();
  const api::Reply reply = world_.sign_in("kim", "olive-demo", former);
  EXPECT_EQ(reply.status, 201);
  EXPECT_NE(testing::World::token_of(reply), former.token);
  EXPECT_EQ(world_.session_status(former), 401);
}

TEST_P(SessionTest, PlantedTokenIsNeverRaised) {
  const Browser planted{.token = "1." + std::string(64, 'a')};
  const api::Reply reply = world_.sign_in("kim", "olive-demo", planted);
  EXPECT_EQ(reply.status, 201);
  EXPECT_NE(testing::World::token_of(reply), planted.token);
  EXPECT_EQ(world_.session_status(planted), 401);
}

TEST_P(SessionTest, NewPasswordSignsOutTheOthers) {
  const Browser here = world_.signed_in();
  const Browser elsewhere = world_.signed_in();
  EXPECT_EQ(change_password(here, "olive-demo", "a better password").status, 204);
  EXPECT_EQ(world_.session_status(here), 200);
  EXPECT_EQ(world_.session_status(elsewhere), 401);
  EXPECT_EQ(world_.sign_in("kim", "olive-demo").status, 401);
  EXPECT_EQ(world_.sign_in("kim", "a better password").status, 201);
}

struct PasswordCase {
  const char* current;
  const char* fresh;
  const char* code;
};

TEST_P(SessionTest, NewPasswordTable) {
  const Browser browser = world_.signed_in();
  const PasswordCase cases[] = {{"wrong", "a better password", "password_wrong"},
                                {"olive-demo", "olive-demo", "password_unchanged"},
                                {"olive-demo", "short", "too_short"},
                                {"olive-demo", "", "too_short"}};
  for (const PasswordCase& each : cases) {
    const api::Reply reply = change_password(browser, each.current, each.fresh);
    EXPECT_EQ(reply.status, 422) << each.code;
    EXPECT_THAT(reply.body, HasSubstr(each.code));
  }
  EXPECT_EQ(change_password({}, "olive-demo", "a better password").status, 401);
}

INSTANTIATE_TEST_SUITE_P(Db, SessionTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

}  // namespace
}  // namespace auth
