#include "api/api.h"

#include "testing.h"

namespace api {
namespace {

using testing::call;
using testing::coordinator;
using testing::json_request;
using testing::signed_in_as;

struct NameIn {
  std::string name;
  std::optional<std::int32_t> age;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "name", .max_length = 10},
                                            {.field = "age", .minimum = 0, .maximum = 150}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(NameIn, (), (name, age))
struct NameOut {
  std::string name;
  base::Id<struct NameTag> id;
};
BOOST_DESCRIBE_STRUCT(NameOut, (), (name, id))

enum class NameRefusal { name_not_found, name_not_permitted, name_stale, name_taken };
BOOST_DESCRIBE_ENUM(NameRefusal, name_not_found, name_not_permitted, name_stale, name_taken)

Route echo_get(std::string_view permission) {
  return get<NameIn, NameOut>(
      "/api/v1/names/{id}", {.operation = "get_name", .permission = permission},
      [](db::Transaction&, const Context& context, const NameIn& in) -> Answer<NameOut> {
        return NameOut{in.name, context.path_id<base::Id<struct NameTag>>("id")};
      });
}
Route echo_put() {
  return change<NameIn, NameOut>(
      http::Method::put, "/api/v1/names/{id}", {.operation = "put_name"},
      [](db::Transaction&, const Context&, const NameIn& in) -> Answer<NameOut> {
        return NameOut{in.name, {1}};
      });
}
Route refusing(NameRefusal refusal) {
  return get<base::Nothing, NameOut>(
      "/api/v1/refuse", {.operation = "refuse"},
      [refusal](db::Transaction&, const Context&, const base::Nothing&) -> Answer<NameOut> {
        return refused(refusal, "/name");
      });
}

class RoutesTest : public ::testing::Test {
 protected:
  http::Route bind(Route route, Authenticate authenticate = signed_in_as(coordinator())) {
    return http_routes({std::move(route)}, {{"names.read", {"coordinator"}}}, world_.services(),
                       authenticate)[0];
  }
  static http::Request name_request(std::map<std::string, std::string> query) {
    http::Request request = json_request(http::Method::get, "/api/v1/names/42", "");
    request.query = std::move(query);
    request.parameters = {{"id", "42"}};
    return request;
  }

  testing::World world_{db::Dialect::sqlite};
};

TEST_F(RoutesTest, ReadsTheQueryAndThePath) {
  const Reply reply = call(bind(echo_get("names.read")), name_request({{"name", "Kim"}}));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.content_type, "application/json");
  EXPECT_EQ(reply.body, R"({"name":"Kim","id":"42"})");
}

TEST_F(RoutesTest, PathThatIsNoNumberFindsNothing) {
  http::Request request = name_request({{"name", "Kim"}});
  for (const char* text : {"abc", "-1", "1x", "99999999999999999999", ""}) {
    request.parameters["id"] = text;
    EXPECT_THAT(call(bind(echo_get("")), request).body, ::testing::HasSubstr(R"("id":"0")"));
  }
}

TEST_F(RoutesTest, NamesEveryWrongField) {
  const Reply reply = call(bind(echo_get("")), name_request({{"age", "200"}, {"size", "1"}}));
  EXPECT_EQ(reply.status, 422);
  EXPECT_EQ(reply.content_type, "application/problem+json");
  EXPECT_THAT(reply.body, ::testing::HasSubstr(R"("code":"input_invalid")"));
  EXPECT_THAT(reply.body,
              ::testing::HasSubstr(R"({"pointer":"/size","code":"unknown_field","expected":"",)"
                                   R"("detail":"There is no such field."})"));
  EXPECT_THAT(reply.body, ::testing::HasSubstr(R"({"pointer":"/name","code":"required")"));
  EXPECT_THAT(reply.body, ::testing::HasSubstr("Please stay within 0…150."));
}

TEST_F(RoutesTest, AnswersInTheCallersLanguage) {
  http::Request request = name_request({});
  EXPECT_THAT(call(bind(echo_get("")), request).body, ::testing::HasSubstr("Please fill this in."));
  request.headers = {{"accept-language", "ko-KR,en;q=0.5"}};
  EXPECT_THAT(call(bind(echo_get("")), request).body, ::testing::HasSubstr("꼭 입력해 주세요."));
}

struct BodyCase {
  const char* content_type;
  const char* body;
  int status;
  const char* code;
};

TEST_F(RoutesTest, BodyTable) {
  const BodyCase cases[] = {
      {"application/json", R"({"name":"Kim"})", 200, "Kim"},
      {"Application/JSON; charset=utf-8", R"({"name":"Kim"})", 200, "Kim"},
      {"text/plain", R"({"name":"Kim"})", 415, "content_type_wrong"},
      {"application/x-www-form-urlencoded", "name=Kim", 415, "content_type_wrong"},
      {"", R"({"name":"Kim"})", 415, "content_type_wrong"},
      {"application/json", "{", 400, "malformed_input"},
      {"application/json", "", 400, "malformed_input"},
      {"application/json", R"({"name":"Kim","nose":1})", 422, "input_invalid"},
      {"application/json", R"({"name":"12345678901"})", 422, "input_invalid"},
  };
  for (const BodyCase& each : cases) {
    http::Request request = json_request(http::Method::put, "/api/v1/names/1", each.body);
    request.headers = {{"content-type", each.content_type}};
    const Reply reply = call(bind(echo_put()), std::move(request));
    EXPECT_EQ(reply.status, each.status) << each.content_type << each.body;
    EXPECT_THAT(reply.body, ::testing::HasSubstr(each.code));
  }
}

struct RefusalCase {
  NameRefusal refusal;
  int status;
};

TEST_F(RoutesTest, NameOfARefusalDecidesItsStatus) {
  const RefusalCase cases[] = {{NameRefusal::name_not_found, 404},
                               {NameRefusal::name_not_permitted, 403},
                               {NameRefusal::name_stale, 409},
                               {NameRefusal::name_taken, 422}};
  for (const RefusalCase& each : cases) {
    const Reply reply =
        call(bind(refusing(each.refusal)), json_request(http::Method::get, "/api/v1/refuse", ""));
    EXPECT_EQ(reply.status, each.status);
    const std::string code(base::name_of(each.refusal));
    EXPECT_THAT(reply.body, ::testing::HasSubstr("\"code\":\"" + code + "\""));
    EXPECT_THAT(reply.body, ::testing::HasSubstr("\"type\":\"urn:olive:refusal:" + code + "\""));
    EXPECT_THAT(reply.body, ::testing::HasSubstr(R"("request_id":"r-1")"));
    EXPECT_THAT(reply.body, ::testing::HasSubstr(R"("pointer":"/name")"));
  }
}

struct AdmissionCase {
  const char* what;
  const char* permission;
  Answer<Principal> caller;
  int status;
  const char* code;
};

TEST_F(RoutesTest, AdmissionTable) {
  const Principal auditor{.region_id = {1}, .person_id = {8}, .grants = {{"auditor", {}}}};
  const Answer<Principal> expired = std::unexpected(Problem{401, "session_expired"});
  const AdmissionCase cases[] = {
      {"public, nobody", "", Principal{}, 200, "Kim"},
      {"public, stale session", "", expired, 200, "Kim"},
      {"signed in, nobody", "signed_in", Principal{}, 401, "sign_in_required"},
      {"signed in, stale session", "signed_in", expired, 401, "session_expired"},
      {"signed in, any role", "signed_in", auditor, 200, "Kim"},
      {"permission, nobody", "names.read", Principal{}, 401, "sign_in_required"},
      {"permission, wrong role", "names.read", auditor, 403, "not_permitted"},
      {"permission, right role", "names.read", coordinator(), 200, "Kim"},
  };
  for (const AdmissionCase& each : cases) {
    const auto authenticate = [&](const http::Request&) { return each.caller; };
    const Reply reply =
        call(bind(echo_get(each.permission), authenticate), name_request({{"name", "Kim"}}));
    EXPECT_EQ(reply.status, each.status) << each.what;
    EXPECT_THAT(reply.body, ::testing::HasSubstr(each.code)) << each.what;
  }
}

TEST_F(RoutesTest, HandlersKnowTheirScopeAndRegion) {
  Scope scope;
  base::RegionId region_id;
  Route route = raw(http::Method::get, "/x", {.operation = "x", .permission = "names.read"},
                    [&](const Services&, std::shared_ptr<const Context> context, Done done) {
                      scope = context->scope;
                      region_id = context->region_id();
                      done({.status = 204});
                    });
  EXPECT_EQ(call(bind(route), json_request(http::Method::get, "/x", "")).status, 204);
  EXPECT_TRUE(scope.covers({30}));
  EXPECT_FALSE(scope.covers({31}));
  EXPECT_EQ(region_id.value, 1);
}

TEST_F(RoutesTest, NobodyBelongsToTheInstallationsRegion) {
  base::RegionId region_id;
  Route route = raw(http::Method::get, "/x", {.operation = "x"},
                    [&](const Services&, std::shared_ptr<const Context> context, Done done) {
                      region_id = context->region_id();
                      done({});
                    });
  (void)call(bind(route, signed_in_as({})), json_request(http::Method::get, "/x", ""));
  EXPECT_EQ(region_id.value, 1);
}

TEST_F(RoutesTest, ProtectedRoutesNeverRunInPlace) {
  const auto run = [](const Services&, std::shared_ptr<const Context>, Done) {};
  EXPECT_EQ(bind(raw(http::Method::get, "/x", {.operation = "x"}, run, http::Run::in_place)).run,
            http::Run::in_place);
  EXPECT_EQ(bind(raw(http::Method::get, "/x", {.operation = "x", .permission = "signed_in"}, run,
                     http::Run::in_place))
                .run,
            http::Run::on_pool);
}

TEST_F(RoutesTest, UndeclaredPermissionIsABug) {
  EXPECT_DEATH((void)bind(echo_get("names.write")), "permissions");
}

TEST_F(RoutesTest, EveryGenericRefusalHasItsMessage) {
  for (const char* code :
       {"sign_in_required", "session_expired", "csrf_token_wrong", "not_permitted", "not_found",
        "idempotency_key_required", "idempotency_key_malformed", "idempotency_conflict",
        "malformed_input", "content_type_wrong", "input_invalid", "cursor_malformed"})
    EXPECT_TRUE(world_.catalogue().has("refusal." + std::string(code))) << code;
}

}  // namespace
}  // namespace api
