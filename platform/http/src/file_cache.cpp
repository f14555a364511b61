#include "file_cache.h"

#include <cstdio>
#include <fstream>
#include <iterator>

#include "base/check.h"

namespace http {
namespace {

namespace fs = std::filesystem;

// FNV-1a, 64 bit (Fowler, Noll, Vo 1991): tells versions of a file apart, no more.
std::uint64_t hash_of(std::string_view content) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

std::string etag_of(std::string_view content) {
  char text[48];
  std::snprintf(text, sizeof text, "\"%zx-%016llx\"", content.size(),
                static_cast<unsigned long long>(hash_of(content)));
  return text;
}

std::shared_ptr<const CachedFile> read_file(const fs::path& path, std::int64_t modified) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return nullptr;
  auto file = std::make_shared<CachedFile>();
  file->content.assign(std::istreambuf_iterator<char>(in), {});
  file->etag = etag_of(file->content);
  file->modified = modified;
  return file;
}

}  // namespace

// The file is asked for its time at each request: one system call, and a new release of the web
// pages is served at once without a restart. A file that is read twice at a time is read alike.
std::shared_ptr<const CachedFile> FileCache::find(const std::string& name) {
  CHECK(!name.empty() && name.front() != '/');  // else `folder_ / name` would leave the folder
  const fs::path path = folder_ / name;
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return nullptr;
  const std::int64_t modified = fs::last_write_time(path, error).time_since_epoch().count();
  {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(name);
    if (found != files_.end() && found->second->modified == modified) return found->second;
  }
  auto file = read_file(path, modified);
  const std::lock_guard lock(mutex_);
  if (file) files_[name] = file;
  return file;
}

}  // namespace http
