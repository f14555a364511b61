// Answers of a running server over real sockets.
#include <gtest/gtest.h>

#include <system_error>

#include "server_testing.h"

namespace http {
namespace {

using testing_support::Client;
using testing_support::Reply;
using testing_support::TestServer;

TEST(Server, AnswersWithItsHeaders) {
  const TestServer server;
  const auto reply = server.get("/echo/1");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->body, "/echo/1|");
  for (std::string_view header : {"Date: ", "X-Request-Id: ", "X-Content-Type-Options: nosniff",
                                  "Referrer-Policy: ", "frame-ancestors 'none'",
                                  "Permissions-Policy: ", "Cache-Control: no-store"})
    EXPECT_TRUE(reply->has(header)) << header << "\n" << reply->head;
}

TEST(Server, PassesOnWhatHandlersNeed) {
  const TestServer server;
  const auto reply =
      server.get("/who?q=%EA%B0%80", "X-Request-Id: my-own-id.1\r\nCookie: a=b; s=t\r\n");
  EXPECT_EQ(reply->body, "127.0.0.1|my-own-id.1|가|t");
  EXPECT_TRUE(reply->has("X-Request-Id: my-own-id.1\r\n"));
  EXPECT_FALSE(server.get("/who", "X-Request-Id: no good!\r\n")->has("no good"));
}

struct Case {
  std::string_view request;
  int status;
  std::string_view head_has, body_has;
};

class ServerTable : public testing::TestWithParam<Case> {};

TEST_P(ServerTable, Answers) {
  const TestServer server;
  Client client = server.connect();
  client.send(GetParam().request);
  const auto reply = client.receive();
  ASSERT_TRUE(reply) << GetParam().request;
  EXPECT_EQ(reply->status, GetParam().status) << GetParam().request;
  EXPECT_TRUE(reply->has(GetParam().head_has)) << reply->head;
  EXPECT_NE(reply->body.find(GetParam().body_has), std::string::npos) << reply->body;
}

#define END " HTTP/1.1\r\nHost: t\r\n\r\n"
INSTANTIATE_TEST_SUITE_P(
    Table, ServerTable,
    testing::Values(
        Case{"GET /none" END, 404, "application/problem+json", R"("code":"route_not_found")"},
        Case{"DELETE /echo/1" END, 405, "Allow: GET, HEAD, POST\r\n", "method_not_allowed"},
        Case{"OPTIONS /echo/1" END, 405, "Allow: GET, HEAD, POST\r\n", "method_not_allowed"},
        Case{"BREW /pool/1" END, 405, "Allow: POST\r\n", "method_not_allowed"},
        Case{"GET /drop" END, 500, "problem+json", "internal_error"},
        Case{"GET /drop_here" END, 500, "problem+json", "internal_error"},
        Case{"GET /invariant" END, 500, "problem+json", "internal_error"},
        Case{"GET /environment" END, 503, "Retry-After: ", "unavailable"},
        Case{"GET /twice" END, 200, "", "first"},
        Case{"GET /a b" END, 400, "Connection: close", "bad_request"},
        Case{"GET /%2e%2e/etc/passwd" END, 400, "Connection: close", "bad_request"},
        Case{"GET /echo/..%5c..%5c" END, 400, "Connection: close", "bad_request"},
        Case{"GET /echo/1%00" END, 400, "Connection: close", "bad_request"},
        Case{"POST /echo/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n"
             "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             400, "Connection: close", "bad_request"},
        Case{"POST /echo/1 HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
             "3\r\nabc\r\n0\r\n\r\n",
             200, "", "/echo/1|abc"},
        Case{"POST /pool/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc", 200, "",
             "/pool/1|abc"},
        Case{"GET /echo/1 HTTP/1.0\r\n\r\n", 200, "Connection: close", "/echo/1"},
        Case{"GET /echo/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200,
             "Connection: keep-alive", "/echo/1"},
        Case{"GET /echo/1 HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n", 200,
             "Connection: close", "/echo/1"}));

TEST(Server, AnswersHeadWithoutBody) {
  const TestServer server;
  Client client = server.connect();
  client.send("HEAD /echo/1" END "GET /echo/2" END);
  EXPECT_TRUE(client.receive(/*has_body=*/false)->has("Content-Length: 8\r\n"));
  EXPECT_EQ(client.receive()->body, "/echo/2|");
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  const TestServer server;
  Client client = server.connect();
  std::string requests;
  for (int i = 0; i < 200; ++i) {
    const std::string n = std::to_string(i);
    if (i % 3 == 0)
      requests += "POST /pool/" + n + " HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\n\r\nx";
    else requests += "GET /echo/" + n + END;
  }
  client.send(requests);
  for (int i = 0; i < 200; ++i) {
    const auto reply = client.receive();
    ASSERT_TRUE(reply) << i;
    const std::string n = std::to_string(i);
    EXPECT_EQ(reply->body, i % 3 == 0 ? "/pool/" + n + "|x" : "/echo/" + n + "|");
  }
}

TEST(Server, TakesRequestsByteByByte) {
  const TestServer server;
  Client client = server.connect();
  for (char c : std::string("POST /echo/1 HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "1\r\na\r\n0\r\n\r\n"))
    client.send({&c, 1});
  EXPECT_EQ(client.receive()->body, "/echo/1|a");
}

TEST(Server, WritesAnswersLargerThanTheSocketTakes) {
  const TestServer server;
  Client client = server.connect();
  client.get("/large/8000000");
  client.get("/echo/after");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the socket's buffers fill
  EXPECT_EQ(client.receive()->body.size(), 8'000'000u);
  EXPECT_EQ(client.receive()->body, "/echo/after|");
}

TEST(Server, CompressesLongJsonWhenAsked) {
  const TestServer server;
  const auto plain = server.get("/large/5000");
  EXPECT_EQ(plain->body.size(), 5000u);
  const auto packed = server.get("/large/5000", "Accept-Encoding: gzip\r\n");
  EXPECT_TRUE(packed->has("Content-Encoding: gzip\r\n"));
  EXPECT_LT(packed->body.size(), 200u);
  EXPECT_FALSE(server.get("/large/500", "Accept-Encoding: gzip\r\n")->has("Content-Encoding"));
}

TEST(Server, AnswersLaterFromAnotherThread) {
  TestServer server;
  Client client = server.connect();
  client.get("/keep");
  server.take_kept()({200, "text/plain", "late"});
  EXPECT_EQ(client.receive()->body, "late");
}

TEST(Server, AnswersThatOutliveItAreDropped) {
  Responder kept;
  {
    TestServer server({.drain_timeout_s = 0});
    Client client = server.connect();
    client.get("/keep");
    kept = server.take_kept();
    server.server.stop();
  }
  kept({200, "text/plain", "too late"});
}

TEST(Server, RefusesATakenPort) {
  const TestServer first;
  Server second({.port = first.server.port()}, {});
  EXPECT_THROW(second.start(), std::system_error);
}

TEST(Server, SharesConnectionsAmongThreads) {
  TestServer server({.io_threads = 3});
  std::vector<std::jthread> clients;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 6; ++i)
    clients.emplace_back([&] {
      Client client = server.connect();
      for (int n = 0; n < 50; ++n) {
        client.send(n % 2 ? "GET /echo/1" END
                          : "POST /pool/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n");
        if (client.receive()) ++answered;
      }
    });
  clients.clear();
  EXPECT_EQ(answered, 300);
}

}  // namespace
}  // namespace http
