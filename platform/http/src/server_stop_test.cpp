// stop() loses no accepted request.
#include <gtest/gtest.h>

#include "server_testing.h"

namespace http {
namespace {

using testing_support::Client;
using testing_support::TestServer;

TEST(ServerStop, AnswersWhatIsUnderWay) {
  TestServer server;
  std::vector<Client> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(server.connect());
    clients.back().get("/slow/50");
  }
  while (server.handled == 0) std::this_thread::yield();
  server.server.stop();
  for (Client& client : clients) {
    const auto reply = client.receive();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->body, "slow");
    EXPECT_TRUE(reply->has("Connection: close"));
  }
  EXPECT_FALSE(server.connect().is_connected());
}

TEST(ServerStop, LetsAHalfSentRequestFinish) {
  TestServer server;
  Client client = server.connect();
  client.send("POST /echo/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nab");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  std::jthread stopping([&] { server.server.stop(); });
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  client.send("cd");
  EXPECT_EQ(client.receive()->body, "/echo/1|abcd");
}

// Clients that keep asking until they are told to close: every request they managed to send on an
// accepted connection is answered.
TEST(ServerStop, LosesNothingUnderLoad) {
  for (int round = 0; round < 3; ++round) {
    TestServer server({.io_threads = 2});
    std::atomic<int> sent = 0, answered = 0;
    std::vector<std::jthread> clients;
    for (int i = 0; i < 16; ++i)
      clients.emplace_back([&, i] {
        Client client = server.connect();
        for (;;) {
          if (!client.get(i % 2 ? "/echo/1" : "/slow/1")) return;
          ++sent;
          const auto reply = client.receive();
          if (!reply) return;
          ++answered;
          if (reply->has("Connection: close")) return;
        }
      });
    while (answered < 200) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    server.server.stop();
    clients.clear();
    EXPECT_EQ(sent, answered);
    EXPECT_EQ(server.handled, answered);
  }
}

TEST(ServerStop, DoesNotWaitForIdleConnections) {
  TestServer server;
  Client idle = server.connect();
  idle.get("/echo/1");
  EXPECT_TRUE(idle.receive());
  const auto start = std::chrono::steady_clock::now();
  server.server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_TRUE(idle.is_closed_within(1'000));
}

TEST(ServerStop, GivesUpAfterItsTimeout) {
  TestServer server({.drain_timeout_s = 1});
  Client stuck = server.connect();
  stuck.send("GET /echo/1 HTT");
  const auto start = std::chrono::steady_clock::now();
  server.server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(6));
}

TEST(ServerStop, IsIdempotent) {
  TestServer server;
  std::jthread other([&] { server.server.stop(); });
  server.server.stop();
  server.server.stop();
  Server never_started({}, {});
  never_started.stop();
}

}  // namespace
}  // namespace http
