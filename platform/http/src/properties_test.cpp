// Parsers of foreign bytes against naive references, and what holds for every input.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "file_cache.h"
#include "range.h"
#include "request_id.h"
#include "response_head.h"
#include "status.h"
#include "target.h"

namespace http {
namespace {

// The positions that `bytes=first-last` names in a file, byte by byte.
std::set<std::size_t> named_positions(std::optional<std::size_t> first,
                                      std::optional<std::size_t> last, std::size_t size) {
  std::set<std::size_t> positions;
  for (std::size_t i = 0; i < size; ++i) {
    const bool in_suffix = !first && last && size - i <= *last;
    const bool in_part = first && i >= *first && (!last || i <= *last);
    if (in_suffix || in_part) positions.insert(i);
  }
  return positions;
}

TEST(RangeProperty, AgreesWithCountingBytes) {
  for (std::size_t size = 0; size <= 6; ++size)
    for (int first = -1; first <= 8; ++first)
      for (int last = -1; last <= 8; ++last) {
        if (first < 0 && last < 0) continue;
        if (first >= 0 && last >= 0 && last < first) continue;  // no range at all
        const auto text = [](int n) { return n < 0 ? std::string() : std::to_string(n); };
        const std::string header = "bytes=" + text(first) + "-" + text(last);
        const auto as_position = [](int n) {
          return n < 0 ? std::nullopt : std::optional<std::size_t>(static_cast<std::size_t>(n));
        };
        const auto expected = named_positions(as_position(first), as_position(last), size);
        const ByteRange range = parse_range(header, size);
        if (expected.empty()) {
          EXPECT_EQ(range.kind, ByteRange::Kind::not_satisfiable) << header << " of " << size;
          continue;
        }
        ASSERT_EQ(range.kind, ByteRange::Kind::part) << header << " of " << size;
        EXPECT_EQ(range.first, *expected.begin()) << header << " of " << size;
        EXPECT_EQ(range.size, expected.size()) << header << " of " << size;
      }
}

TEST(RangeProperty, StaysInsideTheFileWhateverIsAsked) {
  std::mt19937 random(3);
  const std::string alphabet = "0123456789-,= byts";
  for (int round = 0; round < 20'000; ++round) {
    std::string header = random() % 4 == 0 ? "" : "bytes=";
    for (unsigned i = random() % 24; i > 0; --i) header += alphabet[random() % alphabet.size()];
    const std::size_t size = random() % 50;
    const ByteRange range = parse_range(header, size);
    if (range.kind != ByteRange::Kind::part) continue;
    ASSERT_GE(range.size, 1U) << header;
    ASSERT_LE(range.first + range.size, size) << header;
  }
}

std::string percent_encode(std::string_view bytes) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return out;
}

TEST(PercentProperty, EveryByteSurvivesTheRoundTrip) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    EXPECT_EQ(percent_decode(percent_encode(text), PlusIs::plus), text) << byte;
    EXPECT_EQ(percent_decode(percent_encode(text), PlusIs::space), text) << byte;
  }
}

TEST(PercentProperty, ACutOffEscapeIsRefused) {
  const std::string whole = percent_encode("가");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto decoded = percent_decode(whole.substr(0, length), PlusIs::plus);
    EXPECT_EQ(decoded.has_value(), length % 3 == 0) << length;
  }
}

TEST(TargetProperty, NoTargetLeavesItsFolder) {
  std::mt19937 random(9);
  const std::string pieces[] = {"/", "..",  ".",  "a",  "%2e", "%2F",      "%5c", "\\", "?",
                                "=", "%00", "가", "//", "%",   "http://h", "#",   "&",  "+"};
  int accepted = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text = random() % 8 == 0 ? "" : "/";
    for (unsigned i = random() % 7; i > 0; --i) text += pieces[random() % std::size(pieces)];
    const auto target = parse_target(text);
    if (!target) continue;
    ++accepted;
    ASSERT_TRUE(target->path.starts_with('/')) << text;
    ASSERT_EQ(target->path.find('\\'), std::string::npos) << text;
    ASSERT_EQ(target->path.find('\0'), std::string::npos) << text;
    ASSERT_EQ((target->path + "/").find("/../"), std::string::npos) << text;
    ASSERT_EQ((target->path + "/").find("/./"), std::string::npos) << text;
    for (const auto& [name, value] : target->query)
      ASSERT_EQ(value.find('\0'), std::string::npos) << text;
  }
  EXPECT_GT(accepted, 3'000);  // the generator reaches both sides
}

struct IdCase {
  std::string id;
  bool is_taken;
};

TEST(RequestIdTable, TakesOnlyWhatIsHarmlessInALogAndAHeader) {
  const IdCase cases[] = {{"12345678", true},           {"1234567", false},
                          {std::string(64, 'a'), true}, {std::string(65, 'a'), false},
                          {"a-b_c.D9", true},           {"abc def1", false},
                          {"abc\r\ndef", false},        {"abcdefg\"", false},
                          {"가나다라마바사", false},    {"", false}};
  for (const IdCase& each : cases) EXPECT_EQ(is_request_id(each.id), each.is_taken) << each.id;
}

TEST(RequestIdTable, AreAllDifferentAndOfOneLength) {
  std::set<std::string> ids;
  for (int i = 0; i < 5'000; ++i) ids.insert(make_request_id());
  EXPECT_EQ(ids.size(), 5'000U);
  for (const std::string& id : ids) ASSERT_EQ(id.size(), 15U);
}

TEST(StatusTable, EveryStatusThatWeSendHasItsPhrase) {
  for (const int status : {200, 201, 204, 206, 304, 400, 401, 403, 404, 405, 408,
                           409, 413, 415, 416, 422, 429, 431, 500, 501, 503})
    EXPECT_NE(reason_phrase(status), "Status") << status;
  EXPECT_EQ(reason_phrase(599), "Status");
  EXPECT_TRUE(has_no_body(204));
  EXPECT_TRUE(has_no_body(304));
  EXPECT_FALSE(has_no_body(200));
}

TEST(ProblemResponse, NamesStatusAndCode) {
  const Response refused = problem_response(404, "route_not_found");
  EXPECT_EQ(refused.content_type, "application/problem+json");
  EXPECT_EQ(refused.body, R"({"type":"about:blank","title":"Not Found","status":404,)"
                          R"("code":"route_not_found"})");
  EXPECT_TRUE(refused.headers.empty());
  const Response busy = problem_response(503, "server_busy");
  ASSERT_EQ(busy.headers.size(), 1U);
  EXPECT_EQ(busy.headers[0].first, "Retry-After");
}

class FileCacheTest : public ::testing::Test {
 protected:
  FileCacheTest() {
    std::string name = (std::filesystem::temp_directory_path() / "olive-cache-XXXXXX").string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  ~FileCacheTest() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text, int age_s = 0) {
    std::ofstream(folder_ / name) << text;
    const auto now = std::filesystem::file_time_type::clock::now();
    std::filesystem::last_write_time(folder_ / name, now - std::chrono::seconds(age_s));
  }

  std::filesystem::path folder_;
};

TEST_F(FileCacheTest, ReadsAgainWhenAFileChanges) {
  FileCache cache(folder_);
  write("a.txt", "old", /*age_s=*/60);
  const auto old = cache.find("a.txt");
  ASSERT_TRUE(old);
  EXPECT_EQ(cache.find("a.txt"), old);  // the same object: not read twice
  write("a.txt", "new");
  const auto fresh = cache.find("a.txt");
  ASSERT_TRUE(fresh);
  EXPECT_EQ(fresh->content, "new");
  EXPECT_NE(fresh->etag, old->etag);
  EXPECT_EQ(old->content, "old");  // an answer that is under way keeps its version
}

TEST_F(FileCacheTest, TellsContentsApartByTheirMark) {
  FileCache cache(folder_);
  write("a", "ab");
  write("b", "ba");
  write("c", "ab");
  EXPECT_NE(cache.find("a")->etag, cache.find("b")->etag);
  EXPECT_EQ(cache.find("a")->etag, cache.find("c")->etag);
  EXPECT_EQ(cache.find("a")->etag.front(), '"');
}

TEST_F(FileCacheTest, FoldersAndMissingFilesAreNothing) {
  FileCache cache(folder_);
  std::filesystem::create_directory(folder_ / "inside");
  EXPECT_EQ(cache.find("inside"), nullptr);
  EXPECT_EQ(cache.find("missing"), nullptr);
  write("gone", "x");
  EXPECT_TRUE(cache.find("gone"));
  std::filesystem::remove(folder_ / "gone");
  EXPECT_EQ(cache.find("gone"), nullptr);
}

}  // namespace
}  // namespace http
