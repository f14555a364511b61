/// Asks another server of the own network over plain HTTP/1.1. Blocks; one connection a request.
/// No TLS: what Olive asks other programs for stays inside the operator's network.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "base/describe.h"

namespace http {

struct FetchRequest {
  std::string address;       ///< `http://host` or `http://host:port`, nothing behind
  std::string target = "/";  ///< path and query, encoded
  std::string body{};        ///< not empty: sent by POST as application/json
  int timeout_ms = 3'000;    ///< for name, connection and answer together
  std::size_t body_bytes_max = 16 << 20;
};

/// Why there is no answer. An answer of any status is one.
enum class FetchFault { bad_address, not_connected, timed_out, cut_off, too_large };
BOOST_DESCRIBE_ENUM(FetchFault, bad_address, not_connected, timed_out, cut_off, too_large)

struct FetchAnswer {
  int status = 0;
  std::string body;
};

/// True when fetch() accepts the address.
[[nodiscard]] bool is_fetch_address(std::string_view address);

/// Sends the request and waits for the whole answer. Redirections are not followed. Thread-safe.
[[nodiscard]] std::expected<FetchAnswer, FetchFault> fetch(const FetchRequest& request);

}  // namespace http
