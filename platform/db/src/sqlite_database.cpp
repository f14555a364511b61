#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "attempts.h"
#include "engines.h"
#include "pool.h"
#include "sqlite_connection.h"

namespace db {

namespace {

using sqlite::Connection;
using sqlite::Mode;

// A lock file beside the database, held while one process writes or checkpoints. It serves writers
// of several processes in turn and keeps their checkpoints apart (see Connection::configure); the
// kernel frees it when a process dies.
class WriterLock {
 public:
  explicit WriterLock(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)) {
    if (descriptor_ < 0) throw Error("08001", path + ": " + std::strerror(errno));
  }
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  ~WriterLock() { ::close(descriptor_); }

  void lock() { change(LOCK_EX); }
  void unlock() { change(LOCK_UN); }

 private:
  void change(int operation) {
    int result = 0;
    do result = ::flock(descriptor_, operation);
    while (result != 0 && errno == EINTR);
    if (result != 0) throw Error("58030", std::string("writer lock: ") + std::strerror(errno));
  }

  int descriptor_;
};

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(Connection& connection) : connection_(connection) {}
  Rows run(std::string_view sql, std::span<const Value> parameters) override {
    return connection_.run(sql, parameters);
  }
  [[nodiscard]] std::int64_t changed() const override { return connection_.changed(); }
  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

 private:
  Connection& connection_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string path, OpenOptions options)
      : path_(std::move(path)), lock_(path_ + "-writer") {
    CHECK(options.readers >= 1);
    const std::lock_guard held(lock_);
    writer_.add(std::make_unique<Connection>(path_, Mode::writer));
    for (int i = 0; i < options.readers; ++i)
      readers_.add(std::make_unique<Connection>(path_, Mode::reader));
  }
  ~SqliteDatabase() override { lock_.lock(); }  // closing the writer checkpoints; freed with lock_
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
  [[nodiscard]] std::string describe() const override { return "sqlite:" + path_; }

  void transact(Access access, const std::function<Verdict(Transaction&)>& work) override {
    if (access == Access::read) {
      const auto reader = readers_.acquire();
      run_once(*reader, "BEGIN", work);
      return;
    }
    const WritingMark mark(*this);
    const auto writer = writer_.acquire();
    run_attempts([&] { write_once(*writer, work); },
                 [](const Error& error) { return is_conflict(error.sqlstate); });
  }

 private:
  void write_once(Connection& writer, const std::function<Verdict(Transaction&)>& work) {
    const std::lock_guard held(lock_);
    run_once(writer, "BEGIN IMMEDIATE", work);
    writer.checkpoint_when_large();
  }

  static void run_once(Connection& connection, std::string_view begin,
                       const std::function<Verdict(Transaction&)>& work) {
    connection.command(begin);
    try {
      SqliteTransaction transaction(connection);
      connection.command(work(transaction) == Verdict::commit ? "COMMIT" : "ROLLBACK");
    } catch (...) {
      // A full disk or an I/O error has rolled back already.
      if (connection.in_transaction()) connection.command("ROLLBACK");
      throw;
    }
  }

  std::string path_;
  WriterLock lock_;  // before the connections: outlives them
  Pool<Connection> writer_;
  Pool<Connection> readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& path, OpenOptions options) {
  if (path.empty() || path.starts_with(":memory:") || path.starts_with("file:"))
    throw Error("08001", "not a database file: '" + path + "'");
  return std::make_unique<SqliteDatabase>(path, options);
}

}  // namespace db
