// The server of this module, with routes as services write them.
#include <csignal>
#include <cstdio>

#include "base/text.h"
#include "db/database.h"
#include "http/server.h"
#include "items_bench.h"
#include "json/json.h"

namespace http::bench {
namespace {

struct Hello {
  std::string message;
};
BOOST_DESCRIBE_STRUCT(Hello, (), (message))

struct Item {
  std::int64_t id = 0;
  std::string name;
  std::int64_t price_won = 0;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, name, price_won))

void hello(Request&&, Responder respond) {
  respond({200, "application/json", json::write(Hello{"hello, world"})});
}

Handler item_of(db::Database& database) {
  return [&database](Request&& request, Responder respond) {
    const std::int64_t id = base::parse_integer(request.parameters["id"]).value_or(0);
    const auto item = database.read(
        [&](db::Transaction& tx) { return tx.query_one<Item>(kSelectItem, kRegion, id); });
    if (!item) return respond(problem_response(404, "item_not_found"));
    respond({200, "application/json", json::write(*item)});
  };
}

}  // namespace

void serve_ours(const std::string& path) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const auto database = db::open(path);
  std::vector<Route> routes;
  routes.push_back({Method::get, "/hello", Run::in_place, 0, hello});
  routes.push_back({Method::get, "/items/{id}", Run::in_place, 0, item_of(*database)});
  Server server({.port = 0}, std::move(routes));
  server.start();
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  server.stop();
}

}  // namespace http::bench
