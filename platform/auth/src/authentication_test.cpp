#include "auth/authentication.h"

#include "session_store.h"
#include "testing.h"

namespace auth {
namespace {

using testing::Browser;
using ::testing::HasSubstr;
using testing::kKim;
using testing::kRegion;
using ::testing::Not;

std::string cookie_of(const api::Reply& reply) {
  for (const auto& [name, value] : reply.headers)
    if (name == "set-cookie") return value;
  return {};
}

http::Request sign_in_request() {
  http::Request request{.method = http::Method::post,
                        .path = "/api/v1/sessions",
                        .body = R"({"login":"kim","password":"olive-demo"})"};
  request.headers = {{"content-type", "application/json"}};
  return request;
}

TEST(SecureCookie, ByOption) {
  testing::World world(db::Dialect::sqlite, {.has_secure_cookie = true});
  EXPECT_THAT(cookie_of(world.call(sign_in_request())), HasSubstr("; Secure"));
}

TEST(SecureCookie, ByTheProxysWord) {
  testing::World world(db::Dialect::sqlite);
  http::Request request = sign_in_request();
  EXPECT_THAT(cookie_of(world.call(request)), Not(HasSubstr("Secure")));
  request.headers.emplace_back("x-forwarded-proto", "https");
  EXPECT_THAT(cookie_of(world.call(request)), HasSubstr("; Secure"));
}

struct MethodCase {
  http::Method method;
  bool needs_csrf;
};

TEST(Authenticate, OnlyReadsGoWithoutCsrfHeader) {
  testing::World world(db::Dialect::sqlite);
  const Browser browser = world.signed_in();
  for (const MethodCase& each :
       {MethodCase{http::Method::get, false}, MethodCase{http::Method::head, false},
        MethodCase{http::Method::post, true}, MethodCase{http::Method::put, true},
        MethodCase{http::Method::patch, true}, MethodCase{http::Method::del, true}}) {
    http::Request request{.method = each.method};
    request.headers = {{"cookie", "olive_session=" + browser.token}};
    const auto bare = world.authentication().authenticate(request);
    EXPECT_EQ(bare.has_value(), !each.needs_csrf);
    if (!bare) EXPECT_EQ(bare.error().code, "csrf_token_wrong");
    request.headers.emplace_back("x-olive-csrf", browser.csrf);
    EXPECT_TRUE(world.authentication().authenticate(request).has_value());
  }
}

TEST(Authenticate, GivesPersonGrantsAndRegion) {
  testing::World world(db::Dialect::sqlite);
  const Browser browser = world.signed_in();
  http::Request request{.method = http::Method::get};
  request.headers = {{"cookie", "a=b; olive_session=" + browser.token + "; c=d"}};
  const auto caller = world.authentication().authenticate(request);
  ASSERT_TRUE(caller.has_value());
  EXPECT_EQ(caller->person_id, kKim);
  EXPECT_EQ(caller->region_id, kRegion);
  EXPECT_TRUE(static_cast<bool>(caller->session_id));
  EXPECT_TRUE(caller->has_role("coordinator"));
}

TEST(Authenticate, NobodyHasARegion) {
  testing::World world(db::Dialect::sqlite, {.region_id = {26}});
  const auto caller = world.authentication().authenticate({.method = http::Method::get});
  ASSERT_TRUE(caller.has_value());
  EXPECT_FALSE(caller->is_signed_in());
  EXPECT_EQ(caller->region_id.value, 26);
}

TEST(Authenticate, TokenOfAnotherRegionOpensNothingHere) {
  testing::World world(db::Dialect::sqlite);
  Browser browser = world.signed_in();
  browser.token = "2" + browser.token.substr(1);
  EXPECT_EQ(world.session_status(browser), 401);
}

TEST(Forget, LetsTheTablesDecideAtOnce) {
  testing::World world(db::Dialect::sqlite);
  const Browser kim = world.signed_in();
  const Browser lee = world.signed_in("lee");
  EXPECT_EQ(world.session_status(kim), 200);
  EXPECT_EQ(world.session_status(lee), 200);
  world.database().write([](db::Transaction& tx) {
    tx.execute("DELETE FROM auth_session WHERE region_id = $1", kRegion);
  });
  world.authentication().forget(kKim);
  EXPECT_EQ(world.session_status(kim), 401);
  EXPECT_EQ(world.session_status(lee), 200);
}

TEST(Extension, TellsTheNewEnd) {
  testing::World world(db::Dialect::sqlite);
  const Browser browser = world.signed_in();
  world.now = world.now.plus_seconds(100);
  const api::Reply reply = world.call(http::Method::patch, "/api/v1/session/extension", browser);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "{\"expires_at\":\"" +
                            base::format_instant(testing::kStart.plus_seconds(100 + 1'800)) +
                            "\"}");
}

TEST(Settings, HaveMessagesAndSaneDefaults) {
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  for (const settings::Definition& definition : setting_definitions()) {
    EXPECT_TRUE(catalogue.has("setting." + std::string(definition.key))) << definition.key;
    const auto value = base::parse_integer(definition.value);
    ASSERT_TRUE(value.has_value()) << definition.key;
    EXPECT_GE(*value, definition.minimum) << definition.key;
    EXPECT_LE(*value, definition.maximum) << definition.key;
  }
}

TEST(Messages, EveryRefusalHasOne) {
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  for (const LoginRefusal refusal : base::all_of<LoginRefusal>())
    EXPECT_TRUE(catalogue.has("refusal." + std::string(base::name_of(refusal))));
  for (const char* code : {"sign_in_failed", "login_locked", "sign_in_busy", "no_current_role",
                           "password_wrong", "password_unchanged", "service_unavailable"})
    EXPECT_TRUE(catalogue.has("refusal." + std::string(code))) << code;
}

}  // namespace
}  // namespace auth
