// Small parts of the server without sockets.
#include <gtest/gtest.h>
#include <zlib.h>

#include <future>

#include "encoding.h"
#include "mime.h"
#include "pending_answer.h"
#include "range.h"
#include "request_id.h"
#include "response_head.h"
#include "worker_pool.h"

namespace http {
namespace {

std::string gunzip(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  inflateEnd(&stream);
  return out;
}

TEST(Encoding, IsAcceptedByName) {
  EXPECT_TRUE(accepts_encoding("gzip", "gzip"));
  EXPECT_TRUE(accepts_encoding("br, GZIP;q=0.5", "gzip"));
  EXPECT_FALSE(accepts_encoding("", "gzip"));
  EXPECT_FALSE(accepts_encoding("gzip;q=0", "gzip"));
  EXPECT_FALSE(accepts_encoding("gzip; q=0.000, br", "gzip"));
  EXPECT_FALSE(accepts_encoding("xgzip", "gzip"));
}

TEST(Encoding, GzipIsReversible) {
  for (const std::string& text : {std::string(), std::string(100'000, 'a'), std::string("부산")})
    EXPECT_EQ(gunzip(gzip(text)), text);
}

TEST(Compress, TakesLongTextsOnly) {
  const auto is_compressed = [](Response response) {
    compress(response);
    return response.headers.size() > 0 && response.headers[0].first == "Content-Encoding";
  };
  EXPECT_TRUE(is_compressed({200, "application/json", std::string(1025, 'a')}));
  EXPECT_TRUE(is_compressed({200, "text/csv; charset=utf-8", std::string(9000, 'a')}));
  EXPECT_FALSE(is_compressed({200, "application/json", std::string(1024, 'a')}));
  EXPECT_FALSE(is_compressed({200, "image/png", std::string(9000, 'a')}));
}

TEST(Mime, KnowsWebFiles) {
  EXPECT_EQ(media_type("fonts/a.b.woff2"), "font/woff2");
  EXPECT_EQ(media_type("index.html"), "text/html; charset=utf-8");
  EXPECT_EQ(media_type("a.mjs"), "text/javascript; charset=utf-8");
  EXPECT_EQ(media_type("x.svg"), "image/svg+xml");
  EXPECT_EQ(media_type("a.b/noextension"), "application/octet-stream");
  EXPECT_EQ(extension_of("a.b/c"), "");
}

struct RangeCase {
  std::string_view header;
  ByteRange::Kind kind;
  std::size_t first, size;
};

class RangeOf10 : public testing::TestWithParam<RangeCase> {};

TEST_P(RangeOf10, IsParsed) {
  const auto [header, kind, first, size] = GetParam();
  const ByteRange range = parse_range(header, 10);
  EXPECT_EQ(range.kind, kind) << header;
  EXPECT_EQ(range.first, first) << header;
  EXPECT_EQ(range.size, size) << header;
}

constexpr auto kWhole = ByteRange::Kind::whole;
constexpr auto kPart = ByteRange::Kind::part;
constexpr auto kNot = ByteRange::Kind::not_satisfiable;
INSTANTIATE_TEST_SUITE_P(
    Table, RangeOf10,
    testing::Values(RangeCase{"", kWhole, 0, 0}, RangeCase{"bytes=0-0", kPart, 0, 1},
                    RangeCase{"bytes=2-4", kPart, 2, 3}, RangeCase{"bytes=8-99", kPart, 8, 2},
                    RangeCase{"bytes=5-", kPart, 5, 5}, RangeCase{"bytes=-3", kPart, 7, 3},
                    RangeCase{"bytes=-99", kPart, 0, 10}, RangeCase{"bytes=10-", kNot, 0, 0},
                    RangeCase{"bytes=-0", kNot, 0, 0}, RangeCase{"bytes=4-2", kWhole, 0, 0},
                    RangeCase{"bytes=1-2,4-5", kWhole, 0, 0}, RangeCase{"lines=1-2", kWhole, 0, 0},
                    RangeCase{"bytes=a-b", kWhole, 0, 0}, RangeCase{"bytes=", kWhole, 0, 0},
                    RangeCase{"bytes=99999999999999999999-", kWhole, 0, 0}));

TEST(RequestId, IsUniqueAndWellFormed) {
  const std::string first = make_request_id();
  EXPECT_TRUE(is_request_id(first));
  EXPECT_NE(first, make_request_id());
  EXPECT_FALSE(is_request_id("short"));
  EXPECT_FALSE(is_request_id("with space in it"));
  EXPECT_FALSE(is_request_id(std::string(65, 'a')));
}

TEST(ResponseHead, FormatsDates) {
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(1'795'325'553), "Sun, 22 Nov 2026 05:32:33 GMT");
}

TEST(ResponseHead, KeepsHeaderValuesOnOneLine) {
  std::string out;
  Response response{200, "text/plain", "x", {{"Content-Disposition", "a\r\nSet-Cookie: b"}}};
  write_head(out, response, {"today", "id", Keep::open});
  EXPECT_NE(out.find("Content-Disposition: a  Set-Cookie: b\r\n"), std::string::npos) << out;
}

TEST(ResponseHead, HasNoLengthWithoutBody) {
  std::string out;
  write_head(out, {304, "text/html"}, {"today", "id", Keep::close});
  EXPECT_EQ(out.find("Content-Length"), std::string::npos) << out;
  EXPECT_NE(out.find("Connection: close\r\n"), std::string::npos) << out;
}

TEST(Message, FindsCookies) {
  Request request;
  request.headers = {{"cookie", "a=1; session=x=y;b=2"}, {"cookie", "c=3"}};
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("session"), "x=y");
  EXPECT_EQ(request.cookie("b"), "2");
  EXPECT_EQ(request.cookie("c"), "3");
  EXPECT_EQ(request.cookie("sess"), "");
}

TEST(WorkerPool, RefusesWhenFullAndFinishesWhatItTook) {
  std::promise<void> release;
  std::shared_future<void> gate = release.get_future().share();
  std::promise<void> begun;
  std::atomic<int> done = 0;
  WorkerPool pool(1, 2);
  WorkerPool::Job blocker = [&, gate] {
    begun.set_value();
    gate.wait();
    ++done;
  };
  ASSERT_TRUE(pool.submit(blocker));
  begun.get_future().wait();
  for (int i = 0; i < 2; ++i) {
    WorkerPool::Job job = [&] { ++done; };
    EXPECT_TRUE(pool.submit(job));
  }
  WorkerPool::Job surplus = [&] { ++done; };
  EXPECT_FALSE(pool.submit(surplus));
  EXPECT_TRUE(surplus != nullptr);  // untouched
  release.set_value();
  pool.stop();
  EXPECT_EQ(done, 3);
  EXPECT_FALSE(pool.submit(surplus));
}

}  // namespace
}  // namespace http
