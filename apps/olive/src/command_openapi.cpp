#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "application.h"
#include "commands.h"

namespace olive {

namespace {

// The routes belong to a product that is put together, so one is, in a folder that goes away.
class PassingFolder {
 public:
  PassingFolder() : path_((std::filesystem::temp_directory_path() / "olive.XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr)
      throw std::system_error(errno, std::generic_category(), path_);
  }
  ~PassingFolder() { std::filesystem::remove_all(path_); }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

int print_document() {
  const PassingFolder folder;
  const Application application({.data = folder.path(), .database = {}}, system_now);
  std::printf("%s\n", application.openapi().c_str());
  return kDone;
}

}  // namespace

std::function<int()> add_openapi(CLI::App& command) {
  auto is_json = std::make_shared<bool>(true);
  command.add_flag("--json", *is_json, "The document is JSON with or without it");
  command.footer("Example: olive openapi > openapi.json");
  return [is_json] { return print_document(); };
}

}  // namespace olive
