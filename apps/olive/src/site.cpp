#include "site.h"

#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "application.h"
#include "http/server.h"
#include "observe/metrics.h"

namespace olive {

namespace {

constexpr const char* kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

// A GET whose answer depends on nothing in the request.
http::Route plain(std::string pattern, http::Run run, std::function<http::Response()> answer) {
  return {.method = http::Method::get,
          .pattern = std::move(pattern),
          .run = run,
          .handler = [answer = std::move(answer)](http::Request&&, http::Responder respond) {
            respond(answer());
          }};
}

// The process lives. What the ledger's watch saw last is told beside it and changes no status: a
// supervisor that restarted the server for it would restart it for ever.
http::Route health_route(Application& application) {
  return plain("/healthz", http::Run::in_place, [&application] {
    return http::Response{.body = R"({"status":"alive","ledger":)" +
                                  application.ledger_watch().health() + "}"};
  });
}

// The process can do its work. A lost database throws, and the HTTP loop answers 503.
http::Route ready_route(Application& application) {
  return plain("/readyz", http::Run::on_pool, [&application] {
    application.database().read(
        [](db::Transaction& tx) { return tx.integer("SELECT COUNT(*) FROM schema_migrations"); });
    return http::Response{.body = R"({"status":"ready"})"};
  });
}

http::Route metrics_route() {
  return plain("/metrics", http::Run::on_pool, [] {
    return http::Response{.content_type = kMetricsType, .body = observe::metrics_text()};
  });
}

// Made once: it cannot change while the process lives.
http::Route document_route(const Application& application) {
  return plain("/api/openapi.json", http::Run::in_place,
               [document = std::make_shared<const std::string>(application.openapi())] {
                 return http::Response{.body = *document};
               });
}

// Without it a mistyped API path would get the web's start page.
http::Route no_api_route() {
  return plain("/api/{path...}", http::Run::in_place,
               [] { return http::problem_response(404, "route_not_found"); });
}

bool holds_web(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / "index.html");
}

}  // namespace

// The order does not matter: the most literal pattern wins.
std::vector<http::Route> site_routes(Application& application,
                                     const std::optional<std::filesystem::path>& web) {
  std::vector<http::Route> routes = application.api_routes();
  routes.push_back(health_route(application));
  routes.push_back(ready_route(application));
  routes.push_back(metrics_route());
  routes.push_back(document_route(application));
  routes.push_back(no_api_route());
  if (web) routes.push_back(http::static_files(*web));
  return routes;
}

std::optional<std::filesystem::path> find_web(const std::filesystem::path& asked,
                                              const std::filesystem::path& binary) {
  if (!asked.empty()) {
    if (!holds_web(asked)) throw std::runtime_error("no index.html in " + asked.string());
    return asked;
  }
  const std::filesystem::path folder = binary.parent_path();
  for (const std::filesystem::path& each :
       {folder / "web", folder.parent_path().parent_path() / "web" / "dist"})
    if (holds_web(each)) return each;
  return std::nullopt;
}

}  // namespace olive
