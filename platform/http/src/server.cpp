#include "http/server.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <mutex>
#include <system_error>
#include <thread>

#include "base/check.h"
#include "connection.h"
#include "loop.h"
#include "observe/log.h"

namespace http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;

constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kAcceptRetry{100};
// Waiting requests per pool thread: at 5 ms each, the last waits a third of a second.
constexpr std::size_t kQueuedPerThread = 64;

// What a client over the connection limit is told; no parser, no connection object.
constexpr std::string_view kTooMany =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

}  // namespace

struct Server::State {
  ServerOptions options;
  Router router;
  WorkerPool pool;
  Shared shared;
  std::vector<std::shared_ptr<Loop>> loops;
  std::unique_ptr<Acceptor> acceptor;
  std::unique_ptr<Timer> accept_retry;
  std::size_t next_loop = 0;
  std::uint16_t port = 0;
  std::vector<std::jthread> threads;
  std::mutex stop_mutex;
  bool is_started = false;

  State(ServerOptions options_, std::vector<Route> routes)
      : options(std::move(options_)),
        router(std::move(routes)),
        pool(options.pool_threads,
             kQueuedPerThread * static_cast<std::size_t>(options.pool_threads)),
        shared{options, router, pool} {
    CHECK(options.io_threads > 0);
    for (int i = 0; i < options.io_threads; ++i) loops.push_back(std::make_shared<Loop>(shared));
  }

  void bind();
  void accept_next();
  void accepted(Loop& loop, Socket socket);
  void accept_waiting();
};

void Server::State::bind() {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) throw std::system_error(error, options.address);
  const asio::ip::tcp::endpoint endpoint(address, options.port);
  acceptor = std::make_unique<Acceptor>(loops.front()->io());
  acceptor->open(endpoint.protocol());
  acceptor->set_option(asio::socket_base::reuse_address(true));
  acceptor->bind(endpoint, error);
  if (!error) acceptor->listen(kBacklog, error);
  if (error) throw std::system_error(error, "port " + std::to_string(options.port));
  port = acceptor->local_endpoint().port();
}

// Connections go to the loops in turn. One acceptor instead of SO_REUSEPORT: a second server on the
// same port is then refused instead of taking every other client.
void Server::State::accept_next() {
  Loop& loop = *loops[next_loop++ % loops.size()];
  acceptor->async_accept(loop.io(), [this, &loop](const error_code& error, Socket socket) {
    if (!error) accepted(loop, std::move(socket));  // even when the door has closed meanwhile
    if (!acceptor->is_open()) return;
    if (!error) return accept_next();
    observe::log(observe::Level::warning, "accept_failed", {{"what", error.message()}});
    accept_retry->expires_after(kAcceptRetry);  // out of file descriptors, most likely
    accept_retry->async_wait([this](const error_code& cancelled) {
      if (!cancelled && acceptor->is_open()) accept_next();
    });
  });
}

void Server::State::accepted(Loop& loop, Socket socket) {
  if (shared.connections >= options.connections_max) {
    error_code ignored;  // the client is turned away either way
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(kTooMany), ignored);
    socket.shutdown(Socket::shutdown_send, ignored);
    return;
  }
  if (&loop == loops.front().get()) return loop.adopt(std::move(socket));
  asio::post(loop.io(),
             [&loop, moved = std::move(socket)]() mutable { loop.adopt(std::move(moved)); });
}

// Takes what the kernel has accepted for us already, then closes the door.
void Server::State::accept_waiting() {
  error_code error;
  acceptor->non_blocking(true, error);
  while (!error) {
    Loop& loop = *loops[next_loop++ % loops.size()];
    Socket socket(loop.io());
    acceptor->accept(socket, error);
    if (!error) accepted(loop, std::move(socket));
  }
  acceptor->close(error);
  accept_retry->cancel();
}

Server::Server(ServerOptions options, std::vector<Route> routes)
    : state_(std::make_unique<State>(std::move(options), std::move(routes))) {}

Server::~Server() { stop(); }

void Server::start() {
  State& state = *state_;
  CHECK(!state.is_started);
  state.bind();
  state.is_started = true;
  state.accept_retry = std::make_unique<Timer>(state.loops.front()->io());
  state.accept_next();
  for (const auto& loop : state.loops) state.threads.emplace_back([loop] { loop->run(); });
}

std::uint16_t Server::port() const { return state_->port; }

void Server::stop() {
  State& state = *state_;
  const std::lock_guard lock(state.stop_mutex);
  if (!state.is_started) return;
  state.is_started = false;
  std::promise<void> closed;
  asio::post(state.loops.front()->io(), [&] {
    state.accept_waiting();
    // Behind an accept that has completed but whose handler is still queued.
    asio::post(state.loops.front()->io(), [&] { closed.set_value(); });
  });
  closed.get_future().wait();
  for (const auto& loop : state.loops) asio::post(loop->io(), [loop] { loop->begin_drain(); });
  state.threads.clear();  // joins: every loop ends when its last connection has
  state.pool.stop();
}

}  // namespace http
