#include "request_parser.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace http {
namespace {

const Router& router() {
  static const Router all([] {
    std::vector<Route> routes;
    for (Method method : {Method::get, Method::post})
      routes.push_back({method, "/a/{id}", Run::in_place, 10, [](Request&&, Responder) {}});
    return routes;
  }());
  return all;
}

// What the parser makes of `text` fed in pieces of `step` bytes.
std::string outcome(const std::string& text, std::size_t step = 1'000'000) {
  RequestParser parser(router(), 1024);
  std::string buffer;
  for (std::size_t at = 0; at < text.size(); at += step) {
    buffer += text.substr(at, step);
    std::size_t used = 0;
    const RequestParser::Progress progress = parser.feed(buffer, used);
    buffer.erase(0, used);
    if (progress == RequestParser::Progress::refused) {
      const Fault fault = parser.incoming().fault;
      return fault == Fault::bad_request          ? "400"
             : fault == Fault::head_too_large     ? "431"
             : fault == Fault::body_too_large     ? "413"
             : fault == Fault::encoding_not_known ? "501"
                                                  : "?";
    }
    if (progress == RequestParser::Progress::done)
      return parser.incoming().request.path + "|" + parser.incoming().request.body;
  }
  return "more";
}

struct Case {
  std::string_view text, expected;
};

class ParserTable : public testing::TestWithParam<Case> {};

TEST_P(ParserTable, AnswersAlikeHoweverTheBytesArrive) {
  const auto [text, expected] = GetParam();
  for (std::size_t step : {1'000'000u, 1u, 2u, 3u, 7u})
    EXPECT_EQ(outcome(std::string(text), step), expected) << text << "\nstep " << step;
}

#define POST_A "POST /a/1 HTTP/1.1\r\nHost: x\r\n"
INSTANTIATE_TEST_SUITE_P(
    Table, ParserTable,
    testing::Values(
        Case{"GET /a/1 HTTP/1.1\r\nHost: x\r\n\r\n", "/a/1|"},
        Case{"GET /a/1 HTTP/1.0\r\n\r\n", "/a/1|"},
        Case{POST_A "Content-Length: 3\r\n\r\nabc", "/a/1|abc"},
        Case{POST_A "Content-Length: 3, 3\r\n\r\nabc", "/a/1|abc"},
        Case{POST_A "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\nT: v\r\n\r\n",
             "/a/1|abc"},
        Case{POST_A "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "/a/1|"},
        // Both framings, in either order, and other ways to smuggle a second request.
        Case{POST_A "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
        Case{POST_A "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", "400"},
        Case{POST_A "Content-Length: 3\r\nTransfer-Encoding: identity\r\n\r\nabc", "400"},
        Case{POST_A "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400"},
        Case{POST_A "Content-Length: +3\r\n\r\nabc", "400"},
        Case{POST_A "Content-Length: -1\r\n\r\n", "400"},
        Case{POST_A "Content-Length: 0x3\r\n\r\nabc", "400"},
        Case{POST_A "Content-Length : 3\r\n\r\nabc", "400"},
        Case{POST_A "Transfer-Encoding: gzip\r\n\r\n", "501"},
        Case{POST_A "Transfer-Encoding: xchunked\r\n\r\n", "501"},
        Case{POST_A "Transfer-Encoding: chunked\r\n\r\n-1\r\n", "400"},
        Case{POST_A "Transfer-Encoding: chunked\r\n\r\nz\r\n", "400"},
        Case{POST_A "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n", "400"},
        // Lines.
        Case{"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        Case{"GET  /a/1 HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        Case{"GET /a/1\r\nHost: x\r\n\r\n", "400"},
        Case{"GET /a/1 HTTP/2.0\r\nHost: x\r\n\r\n", "400"},
        Case{"G\x01T /a/1 HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        Case{"GET /a/1 HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n", "400"},
        Case{"GET /a/1 HTTP/1.1\r\nHost: x\r\nX\r\n\r\n", "400"},
        Case{"GET /a/1 HTTP/1.1\r\n\r\n", "400"},
        Case{"GET /a/1 HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400"},
        Case{"GET /%2e%2e/etc HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        Case{"GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        // Limits of the route: 10 bytes.
        Case{POST_A "Content-Length: 10\r\n\r\n0123456789", "/a/1|0123456789"},
        Case{POST_A "Content-Length: 11\r\n\r\n", "413"},
        Case{POST_A "Content-Length: 18446744073709551615\r\n\r\n", "413"},
        Case{POST_A "Expect: 100-continue\r\nContent-Length: 11\r\n\r\n", "413"},
        Case{POST_A "Transfer-Encoding: chunked\r\n\r\nb\r\n", "413"},
        Case{POST_A "Transfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n6\r\n012345\r\n0\r\n\r\n",
             "413"},
        Case{POST_A "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", "400"}));

TEST(RequestParser, TakesNoBareLineFeeds) {
  const std::string head = "GET /a/1 HTTP/1.1\nHost: x\n\n";
  EXPECT_EQ(outcome(head), "400");
  EXPECT_EQ(outcome(head, 1), "more");  // waits for an end that the head's deadline makes sure of
}

TEST(RequestParser, LimitsTheHead) {
  const std::string long_value = "GET /a/1 HTTP/1.1\r\nHost: x\r\nX: " + std::string(1100, 'a');
  EXPECT_EQ(outcome(long_value + "\r\n\r\n"), "431");
  EXPECT_EQ(outcome(long_value, 100), "431");
  EXPECT_EQ(outcome("GET /" + std::string(5000, 'a')), "431");
}

TEST(RequestParser, KnowsConnectionRules) {
  const auto keeps = [](const std::string& head) {
    RequestParser parser(router(), 1024);
    std::size_t used = 0;
    EXPECT_EQ(parser.feed(head + "\r\n", used), RequestParser::Progress::done) << head;
    return parser.incoming().keep_alive;
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: x\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n"));
}

// Whatever arrives is answered or waited for; nothing ends the process.
RC_GTEST_PROP(ParserProperty, AnyBytesGetAnAnswer, (std::string noise)) {
  static const std::string text =
      POST_A "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\nT: v\r\n\r\n";
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  const auto step = *rc::gen::inRange<std::size_t>(1, 20);
  RC_ASSERT(!outcome(text.substr(0, at) + noise + text.substr(at), step).empty());
}

}  // namespace
}  // namespace http
