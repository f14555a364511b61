#include "http/client.h"

#include <gtest/gtest.h>

#include "server_testing.h"

namespace http {
namespace {

using testing_support::TestServer;
using namespace std::chrono_literals;

Peer peer_of(const TestServer& server) { return {"127.0.0.1", server.server.port()}; }

TEST(HttpClient, SendsBodyAndGetsTheAnswer) {
  TestServer server;
  Request request{.method = Method::post, .target = "/echo/a%20b"};
  request.body = "hello";
  request.headers = {{"content-type", "text/plain"}, {"content-length", "999"}, {"host", "other"}};
  const Response answer = send(peer_of(server), request, 5s);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.content_type, "text/plain");
  EXPECT_EQ(answer.body, "/echo/a b|hello");
}

TEST(HttpClient, KeepsHeadersOfTheCaller) {
  TestServer server;
  Request request{.target = "/who?q=1"};
  request.headers = {{"cookie", "s=session"}, {"x-request-id", "abcdefgh12345678"}};
  EXPECT_EQ(send(peer_of(server), request, 5s).body, "127.0.0.1|abcdefgh12345678|1|session");
}

TEST(HttpClient, RefusalsAreAnswersToo) {
  TestServer server;
  EXPECT_EQ(send(peer_of(server), {.target = "/nothing"}, 5s).status, 404);
}

TEST(HttpClient, NobodyThereIsTheEnvironment) {
  std::uint16_t port = 0;
  {
    TestServer server;
    port = server.server.port();
  }
  EXPECT_THROW((void)send({"127.0.0.1", port}, {.target = "/who"}, 5s), std::runtime_error);
}

TEST(HttpClient, WaitsNoLongerThanAllowed) {
  TestServer server;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW((void)send(peer_of(server), {.target = "/slow/3000"}, 200ms), std::runtime_error);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
}

TEST(HttpClient, AddressesAreHostAndPort) {
  EXPECT_EQ(parse_peer("127.0.0.1:8080").host, "127.0.0.1");
  EXPECT_EQ(parse_peer("127.0.0.1:8080").port, 8080);
  EXPECT_EQ(parse_peer("[::1]:80").host, "::1");
  for (const char* wrong : {"", "host", "host:", "host:0", "host:70000", "host:x", ":80"})
    EXPECT_EQ(parse_peer(wrong).port, 0) << wrong;
}

}  // namespace
}  // namespace http
