/// Calls a module's routes as a browser would, without sockets and sign-in: authentication is a
/// principal that the test sets; permission, validation, idempotency and problems are the real
/// ones.
#pragma once

#include <future>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/api.h"
#include "base/embedded.h"
#include "base/text.h"

OLIVE_EMBEDDED(api)

namespace api::testing {

class Client {
 public:
  /// `database` must have the api module's tables and outlive the client.
  Client(db::Database& database, base::Clock clock, std::vector<Route> routes,
         std::vector<Permission> permissions, base::RegionId region_id = {1})
      : services_{&database, &catalogue_, std::move(clock), region_id},
        routes_(http_routes(routes, permissions, services_, [this](const http::Request&) {
          return Answer<Principal>(principal_);
        })) {
    catalogue_.add(embedded::messages());
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Who asks from now on.
  void sign_in(base::PersonId person_id, std::vector<Grant> grants) {
    principal_ = {services_.region_id, person_id, {1}, std::move(grants)};
  }
  void sign_out() { principal_ = {services_.region_id, {}, {}, {}}; }

  /// `target` is path and query. A POST gets a key of its own unless `key` is given.
  http::Response get(std::string_view target) { return send(http::Method::get, target, "", ""); }
  http::Response put(std::string_view target, std::string body) {
    return send(http::Method::put, target, std::move(body), "");
  }
  http::Response post(std::string_view target, std::string body, std::string key = {}) {
    if (key.empty()) key = "test-key-" + std::to_string(++keys_);
    return send(http::Method::post, target, std::move(body), std::move(key));
  }

 private:
  static std::map<std::string, std::string> read_query(std::string_view text) {
    std::map<std::string, std::string> query;
    if (text.empty()) return query;
    for (const std::string_view pair : base::split(text, '&')) {
      const std::size_t equals = pair.find('=');
      query[std::string(pair.substr(0, equals))] = pair.substr(equals + 1);
    }
    return query;
  }

  /// The values of a pattern's places, or nothing when the path is another one.
  static std::optional<std::map<std::string, std::string>> match(std::string_view pattern,
                                                                 std::string_view path) {
    const auto wanted = base::split(pattern, '/');
    const auto given = base::split(path, '/');
    if (wanted.size() != given.size()) return std::nullopt;
    std::map<std::string, std::string> places;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted[i].starts_with('{'))
        places[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = given[i];
      else if (wanted[i] != given[i]) return std::nullopt;
    }
    return places;
  }

  http::Response send(http::Method method, std::string_view target, std::string body,
                      std::string key) {
    http::Request request{.method = method, .target = std::string(target)};
    const std::size_t mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string_view::npos) request.query = read_query(target.substr(mark + 1));
    request.body = std::move(body);
    request.headers = {{"content-type", "application/json"}};
    if (!key.empty()) request.headers.emplace_back("idempotency-key", std::move(key));
    // A literal segment beats a place, as in the server's router: fewest places first.
    const http::Route* best = nullptr;
    for (const http::Route& route : routes_) {
      if (route.method != method) continue;
      auto places = match(route.pattern, request.path);
      if (!places || (best && places->size() >= request.parameters.size())) continue;
      best = &route;
      request.parameters = std::move(*places);
    }
    CHECK(best != nullptr);
    std::promise<http::Response> answer;
    best->handler(std::move(request),
                  [&](http::Response response) { answer.set_value(std::move(response)); });
    return answer.get_future().get();
  }

  i18n::Catalogue catalogue_;
  Services services_;
  Principal principal_{};
  std::vector<http::Route> routes_;
  int keys_ = 0;
};

/// The first value of `"name":` in a JSON text: a string without its quotes, or a bare number.
[[nodiscard]] inline std::string field(std::string_view body, std::string_view name) {
  const std::string mark = "\"" + std::string(name) + "\":";
  const std::size_t start = body.find(mark);
  if (start == std::string_view::npos) return {};
  std::string_view rest = body.substr(start + mark.size());
  if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
  return std::string(rest.substr(0, rest.find_first_of(",}]")));
}

}  // namespace api::testing
