#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "encoding.h"
#include "file_cache.h"
#include "http/server.h"
#include "mime.h"
#include "range.h"

namespace http {
namespace {

// Vite names built files `assets/index-BxT3k2aQ.js`: new content, new name.
constexpr std::size_t kHashLength = 8;

bool is_hashed_name(std::string_view path) {
  if (!path.starts_with("assets/")) return false;
  path.remove_suffix(extension_of(path).size());
  return path.size() > kHashLength && path[path.size() - kHashLength - 1] == '-';
}

std::string_view cache_control(std::string_view path) {
  return is_hashed_name(path) ? "public, max-age=31536000, immutable" : "no-cache";
}

// `If-None-Match: "a", W/"b"` or `*`.
bool is_matched(std::string_view if_none_match, std::string_view etag) {
  for (std::string_view item : base::split(if_none_match, ',')) {
    item = base::trim(item);
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == etag || item == "*") return true;
  }
  return false;
}

struct Found {
  std::string name;      // the file asked for; decides type and caching
  std::string encoding;  // of `file`: `br`, `gzip` or none
  std::shared_ptr<const CachedFile> file;
};

// A folder and how its files are answered.
class Site {
 public:
  explicit Site(std::filesystem::path folder) : cache_(std::move(folder)) {}

  Response answer(const Request& request) {
    std::string name = name_of(request);
    Found found = find(name, request);
    if (!found.file && is_served(name) && is_page_of_app(name)) found = find("index.html", request);
    if (!found.file) return problem_response(404, "route_not_found");
    return respond(found, request);
  }

 private:
  static std::string name_of(const Request& request) {
    CHECK_REQUEST(!request.parameters.empty());
    std::string name = request.parameters.begin()->second;
    if (name.empty() || name.ends_with('/')) name += "index.html";
    return name;
  }

  // The app's own pages have no files; data and missing assets must stay 404.
  static bool is_page_of_app(std::string_view name) {
    return !name.starts_with("api/") &&
           (extension_of(name).empty() || name.ends_with("/index.html"));
  }

  // A name that starts with a dot is the system's, not the site's; an empty one means `//`.
  static bool is_served(std::string_view name) {
    return std::ranges::none_of(base::split(name, '/'), [](std::string_view segment) {
      return segment.empty() || segment.starts_with('.');
    });
  }

  Found find(const std::string& name, const Request& request) {
    if (!is_served(name)) return {};
    auto plain = cache_.find(name);
    const bool wants_part = !request.header("range").empty();
    if (plain && !wants_part) {
      const std::string_view accepted = request.header("accept-encoding");
      for (auto [coding, suffix] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}})
        if (accepts_encoding(accepted, coding))
          if (auto twin = cache_.find(name + suffix)) return {name, coding, std::move(twin)};
    }
    return {name, "", std::move(plain)};
  }

  static Response respond(const Found& found, const Request& request) {
    const CachedFile& file = *found.file;
    Response response{200, std::string(media_type(found.name))};
    response.headers = {{"ETag", file.etag},
                        {"Cache-Control", std::string(cache_control(found.name))},
                        {"Vary", "Accept-Encoding"},
                        {"Accept-Ranges", "bytes"}};
    if (!found.encoding.empty()) response.headers.emplace_back("Content-Encoding", found.encoding);
    if (is_matched(request.header("if-none-match"), file.etag)) {
      response.status = 304;
      return response;
    }
    fill_body(response, file, request);
    return response;
  }

  static void fill_body(Response& response, const CachedFile& file, const Request& request) {
    const std::string_view if_range = request.header("if-range");
    const bool may_be_part = if_range.empty() || if_range == file.etag;
    const ByteRange range =
        parse_range(may_be_part ? request.header("range") : "", file.content.size());
    const std::string size = std::to_string(file.content.size());
    switch (range.kind) {
      case ByteRange::Kind::whole: response.body = file.content; return;
      case ByteRange::Kind::not_satisfiable:
        response.status = 416;
        response.headers.emplace_back("Content-Range", "bytes */" + size);
        return;
      case ByteRange::Kind::part:
        response.status = 206;
        response.body = file.content.substr(range.first, range.size);
        response.headers.emplace_back(
            "Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                 std::to_string(range.first + range.size - 1) + "/" + size);
    }
  }

  FileCache cache_;
};

}  // namespace

Route static_files(std::filesystem::path folder, std::string pattern) {
  CHECK(pattern.ends_with("...}"));
  auto site = std::make_shared<Site>(std::move(folder));
  return {Method::get, std::move(pattern), Run::on_pool, 0,
          [site](Request&& request, Responder respond) { respond(site->answer(request)); }};
}

}  // namespace http
