#include "http/fetch.h"

#include "server_testing.h"

namespace http {
namespace {

// Answers every connection with fixed bytes, as broken servers do; without bytes it says nothing.
class RawServer {
 public:
  explicit RawServer(std::string answer) : answer_(std::move(answer)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    CHECK(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    CHECK(::listen(listener_, 8) == 0);
    socklen_t size = sizeof address_;
    CHECK(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address_), &size) == 0);
    thread_ = std::thread([this] { serve(); });
  }
  ~RawServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    for (const int socket : silent_) ::close(socket);
    ::close(listener_);
  }
  [[nodiscard]] std::string address() const {
    return "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port));
  }

 private:
  void serve() {
    for (int socket; (socket = ::accept(listener_, nullptr, nullptr)) >= 0;) {
      char request[4096];
      if (::recv(socket, request, sizeof request, 0) > 0 && !answer_.empty())
        ::send(socket, answer_.data(), answer_.size(), MSG_NOSIGNAL);
      if (answer_.empty()) silent_.push_back(socket);
      else ::close(socket);
    }
  }
  std::string answer_;
  std::vector<int> silent_;
  int listener_ = -1;
  sockaddr_in address_{};
  std::thread thread_;
};

std::string address_of(const testing_support::TestServer& server) {
  return "http://127.0.0.1:" + std::to_string(server.server.port());
}

TEST(FetchTest, GetsAndPosts) {
  const testing_support::TestServer server;
  const auto got = fetch({.address = address_of(server), .target = "/echo/a?b=1"});
  ASSERT_TRUE(got);
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, "/echo/a|");
  const auto posted =
      fetch({.address = address_of(server) + "/", .target = "/echo/a", .body = "{\"x\":1}"});
  ASSERT_TRUE(posted);
  EXPECT_EQ(posted->body, "/echo/a|{\"x\":1}");
}

TEST(FetchTest, AnswersOfAnyStatusAreAnswers) {
  const testing_support::TestServer server;
  const auto got = fetch({.address = address_of(server), .target = "/no/such/route"});
  ASSERT_TRUE(got);
  EXPECT_EQ(got->status, 404);
}

TEST(FetchTest, NamesWhatWentWrong) {
  const auto fault_of = [](const std::string& answer, std::size_t bytes_max = 100) {
    const RawServer server(answer);
    const auto got =
        fetch({.address = server.address(), .timeout_ms = 300, .body_bytes_max = bytes_max});
    return got ? std::optional<FetchFault>() : got.error();
  };
  EXPECT_EQ(fault_of(""), FetchFault::timed_out);
  EXPECT_EQ(fault_of("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"), FetchFault::cut_off);
  EXPECT_EQ(fault_of("no HTTP at all\r\n\r\n"), FetchFault::cut_off);
  EXPECT_EQ(fault_of("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + std::string(5000, 'x')),
            FetchFault::too_large);
  EXPECT_EQ(fault_of("HTTP/1.1 500 Broken\r\nContent-Length: 2\r\n\r\nno"), std::nullopt);
}

TEST(FetchTest, NobodyListens) {
  std::string address;
  {
    const RawServer server("x");
    address = server.address();
  }
  EXPECT_EQ(fetch({.address = address}).error(), FetchFault::not_connected);
}

TEST(FetchTest, AddressesThatAreNone) {
  for (const char* address :
       {"", "127.0.0.1", "https://roads", "http://", "http://a b", "http://roads:0",
        "http://roads:99999", "http://roads/path", "http://user@roads", "ftp://roads"}) {
    EXPECT_FALSE(is_fetch_address(address)) << address;
    EXPECT_EQ(fetch({.address = address}).error(), FetchFault::bad_address) << address;
  }
  EXPECT_TRUE(is_fetch_address("http://roads"));
  EXPECT_TRUE(is_fetch_address("http://roads.local:5000/"));
  EXPECT_EQ(fetch({.address = "http://roads", .target = "/a b"}).error(), FetchFault::bad_address);
  EXPECT_EQ(fetch({.address = "http://roads", .target = "/a\r\nX: y"}).error(),
            FetchFault::bad_address);
}

}  // namespace
}  // namespace http
