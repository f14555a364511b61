// What the tests of the API share: services over a temporary database, and calls without sockets.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "api/api.h"
#include "db/testing.h"

OLIVE_EMBEDDED(api)

namespace api::testing {

inline constexpr base::Instant kNow{1'795'000'000'000'000};  // 2026-11-18

// Services on a fresh database of the dialect, with this module's tables and messages.
class World {
 public:
  explicit World(db::Dialect dialect) : database_(dialect) {
    const db::ModuleSchema schemas[] = {{"api", embedded::schema()}};
    db::migrate(*database_, schemas);
    catalogue_.add(embedded::messages());
    services_ = {.database = &*database_,
                 .catalogue = &catalogue_,
                 .clock = [] { return kNow; },
                 .region_id = {1}};
  }
  db::testing::TemporaryDatabase& database() { return database_; }
  [[nodiscard]] const Services& services() const { return services_; }
  [[nodiscard]] const i18n::Catalogue& catalogue() const { return catalogue_; }

 private:
  db::testing::TemporaryDatabase database_;
  i18n::Catalogue catalogue_;
  Services services_;
};

inline Principal coordinator() {
  return {.region_id = {1}, .person_id = {7}, .grants = {{"coordinator", {30}}}};
}
inline Authenticate signed_in_as(Principal principal) {
  return [principal](const http::Request&) -> Answer<Principal> { return principal; };
}

inline http::Request json_request(http::Method method, std::string path, std::string body,
                                  std::string idempotency_key = {}) {
  http::Request request{.method = method, .target = path, .path = path, .body = std::move(body)};
  request.request_id = "r-1";
  request.headers = {{"content-type", "application/json"}, {"accept-language", "en"}};
  if (!idempotency_key.empty())
    request.headers.emplace_back("idempotency-key", std::move(idempotency_key));
  return request;
}

// Runs the handler and waits for its answer.
inline Reply call(const http::Route& route, http::Request request) {
  std::promise<Reply> promise;
  route.handler(std::move(request),
                [&](http::Response response) { promise.set_value(std::move(response)); });
  return promise.get_future().get();
}

}  // namespace api::testing
