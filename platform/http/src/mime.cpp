#include "mime.h"

#include <array>
#include <utility>

namespace http {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;
constexpr std::array kTypes = {
    Entry{".html", "text/html; charset=utf-8"},
    Entry{".js", "text/javascript; charset=utf-8"},
    Entry{".mjs", "text/javascript; charset=utf-8"},
    Entry{".css", "text/css; charset=utf-8"},
    Entry{".json", "application/json"},
    Entry{".map", "application/json"},
    Entry{".webmanifest", "application/manifest+json"},
    Entry{".txt", "text/plain; charset=utf-8"},
    Entry{".csv", "text/csv; charset=utf-8"},
    Entry{".xml", "application/xml"},
    Entry{".svg", "image/svg+xml"},
    Entry{".png", "image/png"},
    Entry{".jpg", "image/jpeg"},
    Entry{".jpeg", "image/jpeg"},
    Entry{".webp", "image/webp"},
    Entry{".avif", "image/avif"},
    Entry{".gif", "image/gif"},
    Entry{".ico", "image/x-icon"},
    Entry{".woff2", "font/woff2"},
    Entry{".woff", "font/woff"},
    Entry{".ttf", "font/ttf"},
    Entry{".pdf", "application/pdf"},
    Entry{".wasm", "application/wasm"},
};

}  // namespace

std::string_view extension_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

std::string_view media_type(std::string_view path) {
  const std::string_view extension = extension_of(path);
  for (const auto& [known, type] : kTypes)
    if (known == extension) return type;
  return "application/octet-stream";
}

}  // namespace http
