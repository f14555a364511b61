/// The HTTP/1.1 server: Boost.Asio and Beast inside, one io_context per I/O thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "http/message.h"

namespace http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one
  int io_threads = 1;
  int pool_threads = 8;
  int head_timeout_s = 15;   ///< from the first byte of a request to its complete head and body
  int idle_timeout_s = 60;   ///< between requests of a kept connection
  int drain_timeout_s = 20;  ///< for accepted requests after stop()
  std::size_t head_bytes_max = 16 * 1024;
  std::size_t connections_max = 10'000;
};

/// Adds `security` headers (CSP, nosniff, referrer policy, frame-ancestors), request ids, access
/// logs and metrics to every answer; refuses malformed request lines, Content-Length together with
/// Transfer-Encoding, oversized heads (431) and bodies (413, at once), and path traversal (400).
class Server {
 public:
  /// CHECK: no two routes match the same request equally well. A literal segment beats `{name}`.
  Server(ServerOptions options, std::vector<Route> routes);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds and serves in its own threads. Throws std::system_error when the port is taken.
  void start();
  /// The bound port.
  [[nodiscard]] std::uint16_t port() const;
  /// Stops accepting, answers what was accepted, then closes. Idempotent; blocks until drained.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Server-sent events: topics that browsers listen to. Thread-safe.
class EventStream {
 public:
  EventStream();
  ~EventStream();
  /// Sends `data` (one line of JSON) to every listener of `topic`; never blocks, a listener that
  /// lags behind by more than 256 events is dropped and reconnects. With an `id`, a browser that
  /// reconnects names the last one it got in `Last-Event-ID`.
  void publish(std::string_view topic, std::string_view event, std::string_view data,
               std::string_view id = {});
  [[nodiscard]] std::size_t listeners() const;
  struct Shared;
  [[nodiscard]] const std::shared_ptr<Shared>& shared() const { return shared_; }

 private:
  std::shared_ptr<Shared> shared_;
};

/// An answer that keeps the connection open and streams `topic`, with a comment every 20 s.
/// `missed` comes first: what a reconnecting listener has not got yet, made by format_event().
[[nodiscard]] Response event_stream_response(const EventStream& stream, std::string topic,
                                             std::string missed = {});
/// One event as it goes over the wire. CHECK_REQUEST: no line breaks in any part.
[[nodiscard]] std::string format_event(std::string_view event, std::string_view data,
                                       std::string_view id = {});

/// A route that serves a folder: strong ETag, 304, precompressed `.br`/`.gz` twins by
/// Accept-Encoding, immutable caching for hashed names, Range, `index.html` for unknown paths
/// without an extension (single-page app).
[[nodiscard]] Route static_files(std::filesystem::path folder, std::string pattern = "/{path...}");

}  // namespace http
