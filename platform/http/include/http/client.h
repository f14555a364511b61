/// One request to another instance of this program, and its answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "http/message.h"

namespace http {

struct Peer {
  std::string host;
  std::uint16_t port = 0;
};

/// `host:port`, `[::1]:8080`; port 0 when it is no such thing.
[[nodiscard]] Peer parse_peer(std::string_view address);

/// Sends method, target, end-to-end headers and body on a connection of its own, and waits. Blocks:
/// for the worker pool. Throws std::runtime_error when the peer cannot be reached, or has not
/// answered within `timeout`: then nobody knows whether it carried the request out, so only what
/// may be repeated should be sent.
[[nodiscard]] Response send(const Peer& peer, const Request& request,
                            std::chrono::milliseconds timeout);

}  // namespace http
