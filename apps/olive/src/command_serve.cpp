#include <cstdio>
#include <memory>
#include <stdexcept>

#include "application.h"
#include "commands.h"
#include "http/server.h"
#include "listen.h"
#include "observe/log.h"
#include "roads/router.h"
#include "signals.h"
#include "site.h"

namespace olive {

namespace {

struct ServeOptions {
  Installation installation;
  std::string listen = "127.0.0.1:8080";
  std::string role = "all";
  std::string advertise;
  std::string web;
  std::string starts_at;
  int io_threads = 1;
  int pool_threads = 8;
  bool is_https = false;
  bool is_json = false;
};

// The one line on standard output: scripts wait for it, and with port 0 it is the only way to know.
void tell_address(const ServeOptions& options, const Listen& listen, std::uint16_t port) {
  const bool is_v6 = listen.address.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + listen.address + "]" : listen.address;
  const std::string url = "http://" + host + ":" + std::to_string(port);
  std::printf(options.is_json ? "{\"url\":\"%s\"}\n" : "Olive listens on %s\n", url.c_str());
  std::fflush(stdout);
}

// The system's clock, or for a rehearsal one that starts at another moment and goes on from there.
base::Clock clock_from(const std::string& starts_at) {
  if (starts_at.empty()) return system_now;
  const auto start = base::parse_instant(starts_at);
  if (!start) throw std::runtime_error("--clock takes a moment such as 2026-11-23T09:00:00+09:00");
  const std::int64_t ahead_micros = start->micros - system_now().micros;
  return [ahead_micros] { return base::Instant{system_now().micros + ahead_micros}; };
}

// Where other instances reach this one. A wildcard is no address to go to: on one machine the
// loopback is, on several `--advertise` says it.
std::string own_address(const ServeOptions& options, const Listen& listen, std::uint16_t port) {
  if (!options.advertise.empty()) return options.advertise;
  const bool is_wildcard = listen.address == "0.0.0.0" || listen.address == "::";
  const std::string host = is_wildcard ? "127.0.0.1" : listen.address;
  const bool is_v6 = host.find(':') != std::string::npos;
  return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

// Serves until a signal asks to end; then answers what was accepted, finishes the job at hand and
// the ledger's queue.
int serve(const ServeOptions& options, const Listen& listen) {
  const TerminationSignals signals;
  const bool is_writer = options.role != "web";
  Application application(options.installation, clock_from(options.starts_at), options.is_https,
                          is_writer ? LedgerPart::writer : LedgerPart::reader);
  // A worker answers other instances and machines that watch it, not people.
  const auto web = options.role == "worker"
                       ? std::nullopt
                       : find_web(options.web, std::filesystem::read_symlink("/proc/self/exe"));
  http::Server server({.address = listen.address,
                       .port = listen.port,
                       .io_threads = options.io_threads,
                       .pool_threads = options.pool_threads},
                      site_routes(application, web));
  server.start();
  if (is_writer) {
    application.ledger().announce(own_address(options, listen, server.port()));
    application.runner().start();
    application.ledger_watch().start();
  }
  tell_address(options, listen, server.port());
  observe::log(observe::Level::info, "serving",
               {{"database", application.database().describe()},
                {"web", web ? web->string() : "none"},
                {"role", options.role}});
  const int signal = signals.wait();
  observe::log(observe::Level::info, "stopping", {{"signal", std::int64_t{signal}}});
  server.stop();
  if (is_writer) {
    application.ledger_watch().stop();
    application.runner().stop();
  }
  return kDone;
}

}  // namespace

std::function<int()> add_serve(CLI::App& command) {
  auto options = std::make_shared<ServeOptions>();
  add_installation_options(command, options->installation);
  command.add_option("--listen", options->listen, "HOST:PORT; port 0 takes a free one")
      ->capture_default_str();
  command
      .add_option("--role", options->role,
                  "all: everything; worker: ledger and background work; web: pages and API, "
                  "deeds go to the instance that writes the ledger")
      ->check(CLI::IsMember({"all", "web", "worker"}))
      ->capture_default_str();
  command.add_option("--advertise", options->advertise,
                     "HOST:PORT at which web instances reach this one");
  command
      .add_option("--roads", options->installation.roads.address,
                  "http://HOST:PORT of a road router in your own network; without one, or when it "
                  "fails, ways are estimated")
      ->check([](const std::string& address) {
        return roads::is_router_address(address) ? "" : "takes http://HOST:PORT";
      });
  command.add_option("--roads-kind", options->installation.roads.kind)
      ->check(CLI::IsMember({"osrm", "valhalla"}))
      ->capture_default_str();
  command.add_option("--web", options->web, "Folder of the built web");
  command.add_option("--clock", options->starts_at,
                     "For rehearsals: the moment at which the city's clock starts");
  command.add_option("--io-threads", options->io_threads)
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command.add_option("--pool-threads", options->pool_threads)
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command.add_flag("--https", options->is_https,
                   "People reach the server by https: cookies are marked Secure");
  command.add_flag("--json", options->is_json, "Print the address as JSON");
  command.footer("Example: olive serve --data ./data --listen 127.0.0.1:8080");
  return [options]() -> int {
    const auto listen = parse_listen(options->listen);
    if (!listen) {
      std::fprintf(stderr, "olive serve: --listen takes HOST:PORT\n");
      return kMisused;
    }
    return serve(*options, *listen);
  };
}

}  // namespace olive
