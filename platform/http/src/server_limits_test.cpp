// What slow, greedy and hostile clients get.
#include <gtest/gtest.h>

#include "server_testing.h"

namespace http {
namespace {

using testing_support::Client;
using testing_support::TestServer;
using Milliseconds = std::chrono::milliseconds;

std::int64_t elapsed_ms(std::chrono::steady_clock::time_point since) {
  return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - since).count();
}

TEST(ServerLimits, HalfSentAndIdleConnectionsDelayNobody) {
  const TestServer server;
  std::vector<Client> others;
  for (int i = 0; i < 400; ++i) {
    others.push_back(server.connect());
    if (i % 2 == 0) others.back().send("POST /echo/1 HTTP/1.1\r\nHost: t\r\nContent-Le");
  }
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(server.get("/echo/1")->status, 200);
  EXPECT_LT(elapsed_ms(start), 2'000);  // 20 requests; a busy machine is forgiven
  // A half-sent request is completed and answered all the same.
  others[0].send("ngth: 1\r\n\r\nz");
  EXPECT_EQ(others[0].receive()->body, "/echo/1|z");
}

TEST(ServerLimits, RefusesALargeBodyAtItsHead) {
  TestServer server;
  Client client = server.connect();
  client.send("POST /echo/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 5000000\r\n\r\n");
  const auto reply = client.receive();  // not a byte of the body was sent
  EXPECT_EQ(reply->status, 413);
  EXPECT_NE(reply->body.find("body_too_large"), std::string::npos);
  EXPECT_TRUE(reply->has("Connection: close"));
  EXPECT_TRUE(client.is_closed_within(5'000));
  EXPECT_EQ(server.handled, 0);
}

TEST(ServerLimits, ItsRefusalReachesAClientThatGoesOnSending) {
  const TestServer server;
  Client client = server.connect();
  client.send("POST /echo/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 5000000\r\n\r\n");
  for (int i = 0; i < 5; ++i) client.send(std::string(100'000, 'x'));
  EXPECT_EQ(client.receive()->status, 413);
}

TEST(ServerLimits, AsksForABodyOnlyWhenItWillTakeIt) {
  const TestServer server;
  Client client = server.connect();
  client.send(
      "POST /echo/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 100);
  client.send("ok");
  EXPECT_EQ(client.receive()->body, "/echo/1|ok");
  client.send(
      "POST /echo/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 70000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive()->status, 413);
}

TEST(ServerLimits, RefusesALargeHead) {
  const TestServer server;
  Client client = server.connect();
  client.get("/echo/1", "X: " + std::string(50'000, 'a') + "\r\n");
  EXPECT_EQ(client.receive()->status, 431);
}

TEST(ServerLimits, EndsAnEndlessChunkLine) {
  const TestServer server;
  Client client = server.connect();
  client.send("POST /echo/1 HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n1;x=");
  client.send(std::string(300'000, 'a'));
  EXPECT_EQ(client.receive()->status, 431);
}

TEST(ServerLimits, EndsSlowHeadsAndBodies) {
  const TestServer server({.head_timeout_s = 1});
  Client head = server.connect();
  head.send("GET /echo/1 HT");
  Client body = server.connect();
  body.send("POST /echo/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nabc");
  EXPECT_EQ(head.receive()->status, 408);
  EXPECT_EQ(body.receive()->status, 408);
  EXPECT_TRUE(head.is_closed_within(5'000));
}

TEST(ServerLimits, DrippingBytesDoNotExtendTheDeadline) {
  const TestServer server({.head_timeout_s = 1});
  Client client = server.connect();
  const auto start = std::chrono::steady_clock::now();
  client.send("GET /echo/1 HTTP/1.1\r\nX: ");
  while (elapsed_ms(start) < 8'000 && !client.is_closed_within(100)) client.send("a");
  EXPECT_LT(elapsed_ms(start), 6'000);
}

TEST(ServerLimits, ClosesIdleConnections) {
  const TestServer server({.idle_timeout_s = 1});
  Client fresh = server.connect();
  Client used = server.connect();
  used.get("/echo/1");
  EXPECT_TRUE(used.receive());
  EXPECT_TRUE(fresh.is_closed_within(5'000));
  EXPECT_TRUE(used.is_closed_within(5'000));
}

TEST(ServerLimits, GivesHandlersTheirTime) {
  const TestServer server({.head_timeout_s = 1, .idle_timeout_s = 1});
  EXPECT_EQ(server.get("/slow/1800")->body, "slow");
}

TEST(ServerLimits, ClosesOnClientsThatDoNotRead) {
  const TestServer server({.head_timeout_s = 1});
  Client client = server.connect();
  client.get("/large/50000000");
  std::this_thread::sleep_for(Milliseconds(2'500));
  EXPECT_FALSE(client.receive());  // the rest never comes
}

TEST(ServerLimits, TurnsAwayConnectionsOverTheLimit) {
  const TestServer server({.connections_max = 2});
  Client first = server.connect();
  Client second = server.connect();
  first.get("/echo/1");
  second.get("/echo/1");
  EXPECT_TRUE(first.receive() && second.receive());
  Client third = server.connect();
  const auto refused = third.receive();
  EXPECT_EQ(refused->status, 503);
  EXPECT_TRUE(refused->has("Retry-After"));
}

TEST(ServerLimits, SaysBusyWhenThePoolIsFull) {
  const TestServer server({.pool_threads = 1});
  std::vector<Client> clients;
  for (int i = 0; i < 80; ++i) {  // 64 wait, and one runs if the worker woke up in time
    clients.push_back(server.connect());
    clients.back().get("/slow/20");
  }
  int busy = 0, done = 0;
  for (Client& client : clients) {
    const auto reply = client.receive();
    ASSERT_TRUE(reply);
    if (reply->status == 503 && reply->has("Retry-After")) ++busy;
    if (reply->status == 200) ++done;
  }
  EXPECT_EQ(busy + done, 80);
  EXPECT_GE(busy, 1);
  EXPECT_GE(done, 64);
}

}  // namespace
}  // namespace http
