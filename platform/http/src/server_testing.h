// A server on a free port with the routes that the tests of this module use.
#pragma once

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "base/check.h"
#include "client_testing.h"
#include "http/server.h"

namespace http::testing_support {

class TestServer {
 public:
  explicit TestServer(ServerOptions options = {}) : server(with_free_port(options), routes()) {
    server.start();
  }
  [[nodiscard]] Client connect() const { return Client(server.port()); }
  // One request on a connection of its own.
  [[nodiscard]] std::optional<Reply> get(const std::string& target,
                                         const std::string& headers = "") const {
    Client client = connect();
    client.get(target, headers);
    return client.receive();
  }

  EventStream events;
  std::atomic<int> handled = 0;  // requests that reached a handler
  // The responder that /keep was given.
  Responder take_kept() {
    is_kept_.wait(false);
    return std::move(kept_);
  }
  Server server;

 private:
  std::atomic<bool> is_kept_ = false;
  Responder kept_;

  static ServerOptions with_free_port(ServerOptions options) {
    options.port = 0;
    return options;
  }
  Route add(Method method, std::string pattern, Run run, Handler handler) {
    return {method, std::move(pattern), run, 64 * 1024,
            [this, handler = std::move(handler)](Request&& request, Responder respond) {
              ++handled;
              handler(std::move(request), std::move(respond));
            }};
  }
  std::vector<Route> routes() {
    std::vector<Route> all;
    const auto echo = [](Request&& request, Responder respond) {
      respond({200, "text/plain", request.path + "|" + request.body});
    };
    all.push_back(add(Method::get, "/echo/{x}", Run::in_place, echo));
    all.push_back(add(Method::post, "/echo/{x}", Run::in_place, echo));
    all.push_back(add(Method::post, "/pool/{x}", Run::on_pool, echo));
    all.push_back(add(Method::get, "/who", Run::in_place, [](Request&& request, Responder respond) {
      respond({200, "text/plain",
               request.remote_address + "|" + request.request_id + "|" + request.query["q"] + "|" +
                   std::string(request.cookie("s"))});
    }));
    all.push_back(add(Method::get, "/slow/{ms}", Run::on_pool, [](Request&& r, Responder respond) {
      std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(r.parameters["ms"])));
      respond({200, "text/plain", "slow"});
    }));
    all.push_back(add(Method::get, "/large/{n}", Run::in_place, [](Request&& r, Responder respond) {
      respond({200, "application/json", std::string(std::stoul(r.parameters["n"]), 'x')});
    }));
    all.push_back(add(Method::get, "/drop", Run::on_pool, [](Request&&, Responder) {}));
    all.push_back(add(Method::get, "/drop_here", Run::in_place, [](Request&&, Responder) {}));
    all.push_back(add(Method::get, "/invariant", Run::on_pool,
                      [](Request&&, Responder) { throw base::InvariantBroken("broken"); }));
    all.push_back(add(Method::get, "/environment", Run::in_place,
                      [](Request&&, Responder) { throw std::runtime_error("disk full"); }));
    all.push_back(add(Method::get, "/twice", Run::in_place, [](Request&&, Responder respond) {
      respond({200, "text/plain", "first"});
      respond({200, "text/plain", "second"});
    }));
    all.push_back(add(Method::get, "/keep", Run::in_place, [this](Request&&, Responder respond) {
      kept_ = std::move(respond);
      is_kept_ = true;
      is_kept_.notify_one();
    }));
    all.push_back(
        add(Method::get, "/events/{t}", Run::in_place, [this](Request&& r, Responder respond) {
          respond(event_stream_response(events, r.parameters["t"]));
        }));
    all.push_back(
        add(Method::get, "/missed/{t}", Run::in_place, [this](Request&& r, Responder respond) {
          respond(event_stream_response(events, r.parameters["t"],
                                        format_event("visit", R"({"n":7})", "7")));
        }));
    return all;
  }
};

}  // namespace http::testing_support
