// One I/O thread: its io_context, its connections, its clock.
#pragma once

#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>

#include "http/server.h"
#include "route_metrics.h"
#include "router.h"
#include "worker_pool.h"

namespace http {

class Connection;

// Concrete executors: Asio's any_io_executor costs up to half the rate at 1,000 connections.
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

// What all loops of a server share. Immutable but for the counter.
struct Shared {
  const ServerOptions& options;
  const Router& router;
  WorkerPool& pool;
  std::atomic<std::size_t> connections = 0;
};

// Everything here runs on the loop's own thread, but for post().
class Loop : public std::enable_shared_from_this<Loop> {
 public:
  explicit Loop(Shared& shared);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void run();
  void adopt(Socket socket);
  void forget(const std::shared_ptr<Connection>& connection);
  // From now on answers close their connection; ends run() when none is left.
  void begin_drain();

  [[nodiscard]] boost::asio::io_context& io() { return io_; }
  [[nodiscard]] Shared& shared() { return shared_; }
  [[nodiscard]] RouteMetrics& metrics() { return metrics_; }
  [[nodiscard]] bool is_draining() const { return drain_started_ms_ != 0; }
  [[nodiscard]] const std::string& date() const { return date_; }
  // Steady milliseconds as of the last tick: exact enough for timeouts, free to read.
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }

 private:
  void tick();
  void read_clocks();
  void check_connections();
  void end_when_drained();

  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<Executor> keep_running_;
  Timer timer_;
  Shared& shared_;
  RouteMetrics metrics_;
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  std::int64_t now_ms_ = 0;
  std::int64_t unix_seconds_ = 0;
  std::int64_t drain_started_ms_ = 0;  // 0: not draining
  std::string date_;
};

}  // namespace http
