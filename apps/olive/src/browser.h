// A browser for tests: plain sockets, one connection a request, keeps cookie and CSRF token.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace olive::testing {

struct Answer {
  int status = 0;
  std::string head;  // with the status line
  std::string body;
};

class Browser {
 public:
  explicit Browser(std::uint16_t port) : port_(port) {}

  // Sends one request; `headers` are whole lines with CRLF.
  Answer send(std::string_view method, std::string_view path, std::string_view body = {},
              std::string_view headers = {}) const {
    std::string text =
        std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nhost: test\r\n";
    text += "connection: close\r\naccept-language: en\r\n" + std::string(headers);
    if (!cookie_.empty()) text += "cookie: " + cookie_ + "\r\n";
    if (!csrf_.empty()) text += "x-olive-csrf: " + csrf_ + "\r\n";
    if (!body.empty()) text += "content-type: application/json\r\n";
    text += "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
    return parse(exchange(text));
  }
  Answer get(std::string_view path) const { return send("GET", path); }
  Answer post(std::string_view path, std::string_view body, const std::string& key) const {
    return send("POST", path, body, "idempotency-key: " + key + "\r\n");
  }
  // True when it worked; then later requests are signed in.
  bool sign_in(const std::string& login, const std::string& password) {
    const Answer answer = send("POST", "/api/v1/sessions",
                               R"({"login":")" + login + R"(","password":")" + password + "\"}");
    if (answer.status != 201) return false;
    cookie_ = between(answer.head, "set-cookie: ", ";");
    csrf_ = between(answer.body, "\"csrf_token\":\"", "\"");
    return true;
  }
  void forget_csrf() { csrf_.clear(); }

 private:
  static std::string between(const std::string& text, std::string_view before,
                             std::string_view after) {
    const std::size_t found = text.find(before);
    if (found == std::string::npos) throw std::runtime_error("no " + std::string(before));
    const std::size_t start = found + before.size();
    return text.substr(start, text.find(after, start) - start);
  }
  static Answer parse(const std::string& text) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string::npos) throw std::runtime_error("no answer: " + text);
    std::string head = text.substr(0, end);
    for (char& c : head)
      if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    return {std::stoi(text.substr(9, 3)), head, text.substr(end + 4)};
  }
  std::string exchange(const std::string& request) const {
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::send(handle, request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size()))
      throw std::runtime_error("cannot reach the server");
    std::string answer;
    char buffer[4'096];
    for (ssize_t n = 0; (n = ::recv(handle, buffer, sizeof buffer, 0)) > 0;)
      answer.append(buffer, static_cast<std::size_t>(n));
    ::close(handle);
    return answer;
  }

  std::uint16_t port_;
  std::string cookie_;
  std::string csrf_;
};

}  // namespace olive::testing
