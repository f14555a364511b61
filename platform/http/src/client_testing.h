// A plain socket client for tests: sends exactly the bytes it is given.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "base/text.h"

namespace http::testing_support {

struct Reply {
  int status = 0;
  std::string head;
  std::string body;
  [[nodiscard]] bool has(std::string_view text) const {
    return head.find(text) != std::string::npos;
  }
};

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ =
        ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }
  Client(Client&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        is_connected_(other.is_connected_),
        buffer_(std::move(other.buffer_)) {}
  Client& operator=(Client&&) = delete;

  [[nodiscard]] bool is_connected() const { return is_connected_; }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  // A GET without body on a kept connection.
  bool get(const std::string& target, const std::string& headers = "") {
    return send("GET " + target + " HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n");
  }
  // The next answer with Content-Length; nullopt when the connection ended before it was complete.
  // `has_body` false: the answer to a HEAD.
  std::optional<Reply> receive(bool has_body = true, int timeout_ms = 10'000) {
    std::size_t head_end;
    while ((head_end = buffer_.find("\r\n\r\n")) == std::string::npos)
      if (!read_more(timeout_ms)) return std::nullopt;
    Reply reply;
    reply.head = buffer_.substr(0, head_end + 4);
    reply.status = std::stoi(reply.head.substr(9, 3));
    const std::size_t length = has_body ? length_of(reply.head) : 0;
    while (buffer_.size() < head_end + 4 + length)
      if (!read_more(timeout_ms)) return std::nullopt;
    reply.body = buffer_.substr(head_end + 4, length);
    buffer_.erase(0, head_end + 4 + length);
    return reply;
  }
  // Bytes until `text` came; whatever there is when it does not come.
  std::string receive_until(std::string_view text, int timeout_ms = 10'000) {
    while (buffer_.find(text) == std::string::npos)
      if (!read_more(timeout_ms)) break;
    return std::exchange(buffer_, {});
  }
  // True when the server has closed within the time, whatever it sent before.
  bool is_closed_within(int timeout_ms) {
    while (read_more(timeout_ms)) {
    }
    return at_end_;
  }

 private:
  bool read_more(int timeout_ms) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, timeout_ms) <= 0) return false;
    char bytes[16'384];
    const ssize_t n = ::recv(socket_, bytes, sizeof bytes, 0);
    if (n <= 0) at_end_ = true;
    else buffer_.append(bytes, static_cast<std::size_t>(n));
    return n > 0;
  }
  static std::size_t length_of(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
  }

  int socket_;
  bool is_connected_ = false;
  bool at_end_ = false;
  std::string buffer_;
};

}  // namespace http::testing_support
