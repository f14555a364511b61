#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "http/server.h"

namespace http {
namespace {

namespace fs = std::filesystem;

// A web folder as Vite leaves it, in a temporary place.
class StaticFiles : public testing::Test {
 protected:
  StaticFiles() {
    write("index.html", "<!doctype html>app");
    write("robots.txt", "0123456789");
    write("assets/index-BxT3k2aQ.js", "let a = 1");
    write("assets/index-BxT3k2aQ.js.br", "BR");
    write("assets/index-BxT3k2aQ.js.gz", "GZ");
    write("fonts/PretendardGOV-SemiBold.woff2", "font");
    write(".env", "SECRET=1");
    write("api/hidden", "x");
  }
  ~StaticFiles() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& content) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << content;
  }
  using Headers = std::vector<std::pair<std::string, std::string>>;
  Response get(const std::string& path, Headers headers = {}) {
    Request request;
    request.parameters["path"] = path;
    request.headers = std::move(headers);
    Response answer{0};
    route_.handler(std::move(request), [&](Response response) { answer = std::move(response); });
    return answer;
  }

  fs::path folder_ = fs::temp_directory_path() / ("olive_static_" + std::to_string(::getpid()));
  Route route_ = static_files(folder_);
};

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

TEST_F(StaticFiles, ServesFilesWithTheirType) {
  const Response page = get("");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "<!doctype html>app");
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(get("fonts/PretendardGOV-SemiBold.woff2").content_type, "font/woff2");
}

TEST_F(StaticFiles, CachesHashedNamesForever) {
  EXPECT_EQ(header(get("assets/index-BxT3k2aQ.js"), "Cache-Control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(header(get("fonts/PretendardGOV-SemiBold.woff2"), "Cache-Control"), "no-cache");
  EXPECT_EQ(header(get(""), "Cache-Control"), "no-cache");
}

TEST_F(StaticFiles, AnswersNotModified) {
  const std::string etag = header(get("robots.txt"), "ETag");
  ASSERT_TRUE(etag.starts_with('"'));
  EXPECT_EQ(get("robots.txt", {{"if-none-match", etag}}).status, 304);
  EXPECT_EQ(get("robots.txt", {{"if-none-match", "\"other\", W/" + etag}}).status, 304);
  EXPECT_EQ(get("robots.txt", {{"if-none-match", "*"}}).status, 304);
  EXPECT_EQ(get("robots.txt", {{"if-none-match", "\"other\""}}).status, 200);
}

TEST_F(StaticFiles, SeesChangedFiles) {
  const std::string before = header(get("robots.txt"), "ETag");
  write("robots.txt", "changed");
  fs::last_write_time(folder_ / "robots.txt",
                      fs::file_time_type::clock::now() + std::chrono::seconds(5));
  const Response after = get("robots.txt");
  EXPECT_EQ(after.body, "changed");
  EXPECT_NE(header(after, "ETag"), before);
}

TEST_F(StaticFiles, PrefersCompressedTwins) {
  const Response br = get("assets/index-BxT3k2aQ.js", {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(br.body, "BR");
  EXPECT_EQ(header(br, "Content-Encoding"), "br");
  EXPECT_EQ(header(br, "Vary"), "Accept-Encoding");
  EXPECT_EQ(br.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(get("assets/index-BxT3k2aQ.js", {{"accept-encoding", "gzip"}}).body, "GZ");
  EXPECT_EQ(get("assets/index-BxT3k2aQ.js").body, "let a = 1");
  const Response plain = get("robots.txt", {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(plain.body, "0123456789");
  EXPECT_EQ(header(plain, "Content-Encoding"), "");
}

TEST_F(StaticFiles, AnswersRanges) {
  const Response part = get("robots.txt", {{"range", "bytes=2-4"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "234");
  EXPECT_EQ(header(part, "Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(get("robots.txt", {{"range", "bytes=10-"}}).status, 416);
  EXPECT_EQ(get("robots.txt", {{"range", "bytes=2-4"}, {"if-range", "\"old\""}}).status, 200);
  const Response whole =
      get("assets/index-BxT3k2aQ.js", {{"range", "bytes=0-2"}, {"accept-encoding", "br"}});
  EXPECT_EQ(whole.body, "let");  // ranges count bytes of the file itself
}

TEST_F(StaticFiles, GivesTheAppItsOwnPages) {
  EXPECT_EQ(get("market/till").body, "<!doctype html>app");
  EXPECT_EQ(get("market/").body, "<!doctype html>app");
  EXPECT_EQ(get("assets/gone-AAAAAAAA.js").status, 404);
  EXPECT_EQ(get("api/v1/nothing").status, 404);
}

TEST_F(StaticFiles, HidesWhatIsNoPartOfTheSite) {
  EXPECT_EQ(get(".env").status, 404);
  EXPECT_EQ(get("../etc/passwd").status, 404);
  EXPECT_EQ(get("a//robots.txt").status, 404);
  EXPECT_EQ(get("/etc/hostname.txt").status, 404);
}

}  // namespace
}  // namespace http
