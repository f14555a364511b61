// A server without sockets: real routes, a temporary database, a clock that the test turns.
#pragma once

#include <future>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "api/api.h"
#include "auth/authentication.h"
#include "auth/login.h"
#include "base/text.h"
#include "db/testing.h"

OLIVE_EMBEDDED(api)
OLIVE_EMBEDDED(auth)
OLIVE_EMBEDDED(settings)

namespace auth::testing {

inline constexpr base::RegionId kRegion{1};
inline constexpr base::Instant kStart{1'795'000'000'000'000};  // 2026-11-18
inline constexpr base::PersonId kKim{7};
inline constexpr base::PersonId kLee{8};

// People of the tests: who has which grants; changed by a test in the middle of a session.
struct People {
  std::map<base::PersonId, std::vector<api::Grant>> grants{{kKim, {{"coordinator", {30}}}},
                                                           {kLee, {{"care_worker", {31}}}}};

  [[nodiscard]] Directory directory() {
    return {
        .grants_of = [this](db::Transaction&, base::RegionId, base::PersonId person,
                            base::Date) { return grants[person]; },
        .display_name = [](db::Transaction&, base::RegionId,
                           base::PersonId person) { return "P" + std::to_string(person.value); },
        .organisation_name =
            [](db::Transaction&, base::RegionId, base::OrganisationId organisation) {
              return "O" + std::to_string(organisation.value);
            },
        .is_on_the_move =
            [](const std::vector<api::Grant>& all) { return all[0].role == "care_worker"; }};
  }
};

// What a browser keeps between requests.
struct Browser {
  std::string token;
  std::string csrf;
};

class World {
 public:
  explicit World(db::Dialect dialect, AuthenticationOptions options = {})
      : database_(dialect), options_(options) {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()},
                                        {"settings", settings::embedded::schema()},
                                        {"auth", embedded::schema()}};
    db::migrate(*database_, schemas);
    catalogue_.add(api::embedded::messages());
    catalogue_.add(embedded::messages());
    services_ = {.database = &*database_,
                 .catalogue = &catalogue_,
                 .clock = [this] { return now; },
                 .region_id = kRegion};
    // One hash for all: hashing is slow on purpose.
    static const std::string hash = hash_password("olive-demo");
    create("kim", kKim, hash);
    create("lee", kLee, hash);
    restart();
  }

  // A fresh process on the same database.
  void restart() {
    routes_.clear();
    authentication_ =
        std::make_unique<Authentication>(*database_, services_.clock, people.directory(), options_);
    routes_ = api::http_routes(
        authentication_->routes(), {}, services_,
        [this](const http::Request& request) { return authentication_->authenticate(request); });
  }

  api::Reply call(http::Request request) {
    for (const http::Route& route : routes_) {
      if (route.method != request.method || route.pattern != request.path) continue;
      std::promise<api::Reply> promise;
      route.handler(std::move(request),
                    [&](http::Response response) { promise.set_value(std::move(response)); });
      return promise.get_future().get();
    }
    return {.status = 404};
  }
  api::Reply call(http::Method method, const std::string& path, const Browser& browser,
                  const std::string& body = {}) {
    http::Request request{.method = method, .target = path, .path = path, .body = body};
    request.remote_address = "192.0.2.1";
    request.headers = {{"content-type", "application/json"}, {"accept-language", "en"}};
    if (!browser.token.empty())
      request.headers.emplace_back("cookie", "olive_session=" + browser.token);
    if (!browser.csrf.empty()) request.headers.emplace_back("x-olive-csrf", browser.csrf);
    return call(std::move(request));
  }
  api::Reply sign_in(const std::string& login, const std::string& password,
                     const Browser& browser = {}) {
    return call(http::Method::post, "/api/v1/sessions", browser,
                R"({"login":")" + login + R"(","password":")" + password + "\"}");
  }
  // Signs in and keeps cookie and CSRF token, as a browser does.
  Browser signed_in(const std::string& login = "kim") {
    const api::Reply reply = sign_in(login, "olive-demo");
    EXPECT_EQ(reply.status, 201) << reply.body;
    return {token_of(reply), csrf_of_body(reply.body)};
  }
  int session_status(const Browser& browser) {
    return call(http::Method::get, "/api/v1/session", browser).status;
  }

  static std::string token_of(const api::Reply& reply) {
    for (const auto& [name, value] : reply.headers)
      if (name == "set-cookie") return value.substr(14, value.find(';') - 14);
    return {};
  }
  static std::string csrf_of_body(const std::string& body) {
    const std::size_t start = body.find("\"csrf_token\":\"") + 14;
    return body.substr(start, body.find('"', start) - start);
  }

  db::Database& database() { return *database_; }
  Authentication& authentication() { return *authentication_; }

  base::Instant now = kStart;
  People people;

 private:
  void create(const std::string& login, base::PersonId person_id, const std::string& hash) {
    const auto created = database_->write([&](db::Transaction& tx) {
      return create_login(tx, kRegion, {person_id, login, hash}, {}, now);
    });
    CHECK(created.has_value());
  }

  db::testing::TemporaryDatabase database_;
  AuthenticationOptions options_;
  i18n::Catalogue catalogue_;
  api::Services services_;
  std::unique_ptr<Authentication> authentication_;
  std::vector<http::Route> routes_;
};

}  // namespace auth::testing
