#include "db/testing.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>

#include "base/text.h"
#include "postgresql_connection.h"

namespace db::testing {

namespace {

void must(bool ok, const char* what) {
  if (!ok) throw Error("58000", std::string(what) + ": " + std::strerror(errno));
}

// A PostgreSQL cluster that lives as long as this process: a script watches the other end of a pipe
// and removes the cluster when the pipe closes, however this process ends.
class Cluster {
 public:
  Cluster() {
    if (const char* given = std::getenv("OLIVE_TEST_POSTGRESQL"); given != nullptr && *given != 0)
      url_ = given;
    else start();
  }
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;
  ~Cluster() {
    if (script_ == 0) {
      for (const std::string& name : free_) drop(name);
      return;
    }
    ::close(lifeline_);
    ::waitpid(script_, nullptr, 0);
  }

  // The name of an empty database. One that was returned is used again: emptying takes a tenth of
  // the time of CREATE DATABASE.
  std::string take() {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      std::string name = std::move(free_.back());
      free_.pop_back();
      return name;
    }
    std::string name = "olive_test_" + std::to_string(::getpid()) + "_" + std::to_string(++made_);
    administer(url_, "CREATE DATABASE " + name);
    return name;
  }
  void give_back(const std::string& name) {
    administer(url_of(name), "DROP SCHEMA public CASCADE");
    administer(url_of(name), "CREATE SCHEMA public");
    const std::lock_guard lock(mutex_);
    free_.push_back(name);
  }

  // The URL of another database of the cluster.
  [[nodiscard]] std::string url_of(const std::string& name) const {
    const std::size_t options = url_.find('?');
    const std::size_t slash = url_.rfind('/', options);
    CHECK(slash != std::string::npos);
    return url_.substr(0, slash + 1) + name +
           (options == std::string::npos ? "" : url_.substr(options));
  }

 private:
  // CREATE and DROP DATABASE cannot run inside a transaction.
  static void administer(const std::string& url, const std::string& command) {
    postgresql::Connection connection(url);
    connection.ensure_open();
    connection.command(command.c_str());
  }

  void drop(const std::string& name) const {
    try {
      administer(url_, "DROP DATABASE " + name + " WITH (FORCE)");
    } catch (const Error&) {  // the cluster was stopped before this process
    }
  }

  void start() {
    int lifeline[2];
    int answer[2];
    must(::pipe2(lifeline, O_CLOEXEC) == 0 && ::pipe2(answer, O_CLOEXEC) == 0, "pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, lifeline[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, answer[1], STDOUT_FILENO);
    std::string path = OLIVE_ROOT_DIR "/tools/postgres_for_tests.sh";
    std::string verb = "supervise";
    char* arguments[] = {path.data(), verb.data(), nullptr};
    errno = ::posix_spawn(&script_, path.c_str(), &actions, nullptr, arguments, environ);
    must(errno == 0, path.c_str());
    posix_spawn_file_actions_destroy(&actions);
    ::close(lifeline[0]);
    ::close(answer[1]);
    lifeline_ = lifeline[1];
    url_ = read_line(answer[0]);
    ::close(answer[0]);
  }

  static std::string read_line(int descriptor) {
    std::string line;
    char buffer[256];
    while (line.find('\n') == std::string::npos) {
      const ssize_t size = ::read(descriptor, buffer, sizeof(buffer));
      if (size < 0 && errno == EINTR) continue;
      must(size > 0, "the PostgreSQL cluster did not start");
      line.append(buffer, static_cast<std::size_t>(size));
    }
    return std::string(base::trim(line));
  }

  std::string url_;
  pid_t script_ = 0;
  int lifeline_ = -1;
  std::mutex mutex_;
  std::vector<std::string> free_;
  int made_ = 0;
};

Cluster& cluster() {
  static Cluster only;
  return only;
}

std::string make_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "olive-test-XXXXXX").string();
  must(::mkdtemp(pattern.data()) != nullptr, "mkdtemp");
  return pattern;
}

}  // namespace

TemporaryDatabase::TemporaryDatabase(Dialect dialect) {
  if (dialect == Dialect::sqlite) {
    folder_ = make_folder();
    url_ = folder_ + "/olive.db";
  } else {
    url_ = cluster().url_of(cluster().take());
  }
  database_ = open(url_);
}

TemporaryDatabase::~TemporaryDatabase() {
  database_.reset();
  if (!folder_.empty()) {
    std::filesystem::remove_all(folder_);
    return;
  }
  const std::size_t slash = url_.rfind('/', url_.find('?'));
  cluster().give_back(url_.substr(slash + 1, url_.find('?') - slash - 1));
}

void TemporaryDatabase::reopen() {
  database_.reset();
  database_ = open(url_);
}

std::vector<Dialect> both_dialects() {
  const char* only = std::getenv("OLIVE_TEST_DIALECT");
  if (only == nullptr || *only == 0) return {Dialect::sqlite, Dialect::postgresql};
  return {std::string_view(only) == "sqlite" ? Dialect::sqlite : Dialect::postgresql};
}

std::string dialect_name(Dialect dialect) {
  return dialect == Dialect::sqlite ? "sqlite" : "postgresql";
}

}  // namespace db::testing
