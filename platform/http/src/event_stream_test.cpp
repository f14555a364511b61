#include <gtest/gtest.h>

#include "server_testing.h"

namespace http {
namespace {

using testing_support::Client;
using testing_support::TestServer;

// A client that listens to `topic`.
Client listen(const TestServer& server, const std::string& topic, std::size_t listeners) {
  Client client = server.connect();
  client.get("/events/" + topic);
  const std::string head = client.receive_until("retry: 3000\n\n");
  EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos) << head;
  EXPECT_EQ(head.find("Content-Length"), std::string::npos) << head;
  while (server.events.listeners() < listeners) std::this_thread::yield();
  return client;
}

TEST(EventStream, DeliversByTopicInOrder) {
  TestServer server({.io_threads = 2});
  Client first = listen(server, "a", 1);
  Client second = listen(server, "b", 2);
  server.events.publish("a", "visit", R"({"n":1})");
  server.events.publish("b", "visit", R"({"n":2})");
  server.events.publish("a", "visit", R"({"n":3})");
  EXPECT_EQ(first.receive_until("3}\n\n"),
            "event: visit\ndata: {\"n\":1}\n\nevent: visit\ndata: {\"n\":3}\n\n");
  EXPECT_EQ(second.receive_until("2}\n\n"), "event: visit\ndata: {\"n\":2}\n\n");
}

TEST(EventStream, NumbersEventsAndSendsWhatWasMissedFirst) {
  TestServer server({.io_threads = 2});
  Client client = server.connect();
  client.get("/missed/a");
  const std::string missed = "retry: 3000\n\nid: 7\nevent: visit\ndata: {\"n\":7}\n\n";
  EXPECT_TRUE(client.receive_until(missed).ends_with(missed));
  while (server.events.listeners() < 1) std::this_thread::yield();
  server.events.publish("a", "visit", R"({"n":8})", "8");
  EXPECT_EQ(client.receive_until("8}\n\n"), "id: 8\nevent: visit\ndata: {\"n\":8}\n\n");
}

TEST(EventStream, ForgetsClientsThatLeave) {
  TestServer server;
  {
    Client client = listen(server, "a", 1);
  }
  for (int i = 0; i < 500 && server.events.listeners() > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(server.events.listeners(), 0u);
}

TEST(EventStream, DropsAListenerThatLags) {
  TestServer server;
  Client lazy = listen(server, "a", 1);
  const std::string data = '"' + std::string(100'000, 'x') + '"';
  for (int i = 0; i < 2'000 && server.events.listeners() > 0; ++i)
    server.events.publish("a", "big", data);
  for (int i = 0; i < 500 && server.events.listeners() > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(server.events.listeners(), 0u);
  EXPECT_EQ(server.get("/echo/1")->status, 200);  // and nobody else notices
}

TEST(EventStream, EndsWhenTheServerStops) {
  TestServer server;
  Client client = listen(server, "a", 1);
  const auto start = std::chrono::steady_clock::now();
  server.server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_TRUE(client.is_closed_within(1'000));
  server.events.publish("a", "late", "1");  // nobody listens any more
}

TEST(EventStream, RefusesDataThatWouldForgeEvents) {
  EventStream events;
  EXPECT_THROW(events.publish("a", "x", "1\n\nevent: y"), base::InvariantBroken);
  EXPECT_THROW(events.publish("a", "x\ny", "1"), base::InvariantBroken);
  EXPECT_THROW(events.publish("a", "x", "1", "3\nevent: y"), base::InvariantBroken);
}

}  // namespace
}  // namespace http
