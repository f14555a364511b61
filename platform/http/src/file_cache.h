// Files of a folder in memory, read again when they change on disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace http {

struct CachedFile {
  std::string content;
  std::string etag;  // strong: a hash of the content, with quotes
  std::int64_t modified = 0;
};

// Thread-safe. Meant for a built web folder: a bounded number of files of some megabytes in all.
class FileCache {
 public:
  explicit FileCache(std::filesystem::path folder) : folder_(std::move(folder)) {}
  // The regular file `name` (relative, without dot segments), or nullptr.
  [[nodiscard]] std::shared_ptr<const CachedFile> find(const std::string& name);

 private:
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const CachedFile>> files_;
};

}  // namespace http
