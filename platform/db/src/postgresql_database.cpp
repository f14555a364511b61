#include "attempts.h"
#include "base/text.h"
#include "engines.h"
#include "pool.h"
#include "postgresql_connection.h"

namespace db {

namespace {

using postgresql::Connection;

constexpr int kWriters = 4;  // of one process; more would mostly meet in serialisation failures

// Business code is written as if it ran alone, which SQLite's one writer gives. SERIALIZABLE gives
// the same here, at the price of a retry now and then.
constexpr const char* kBeginWrite = "BEGIN ISOLATION LEVEL SERIALIZABLE";
constexpr const char* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

class PostgresqlTransaction final : public Transaction {
 public:
  explicit PostgresqlTransaction(Connection& connection) : connection_(connection) {}
  Rows run(std::string_view sql, std::span<const Value> parameters) override {
    return connection_.run(sql, parameters);
  }
  void insert_rows(BulkInsert& into, std::span<const Value> cells) override {
    connection_.insert_rows(into, cells);
  }
  [[nodiscard]] std::int64_t changed() const override { return connection_.changed(); }
  [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

 private:
  Connection& connection_;
};

// `postgresql://user:secret@host/name?…` without the secret and the options.
std::string without_secret(const std::string& url) {
  const std::string shown = url.substr(0, url.find('?'));
  const std::size_t at = shown.rfind('@');
  const std::size_t slashes = shown.find("//");
  if (at == std::string::npos || slashes == std::string::npos) return shown;
  return shown.substr(0, slashes + 2) + shown.substr(at + 1);
}

class PostgresqlDatabase final : public Database {
 public:
  PostgresqlDatabase(const std::string& url, OpenOptions options) : shown_(without_secret(url)) {
    CHECK(options.readers >= 1);
    for (int i = 0; i < kWriters; ++i) writers_.add(std::make_unique<Connection>(url));
    for (int i = 0; i < options.readers; ++i) readers_.add(std::make_unique<Connection>(url));
    writers_.acquire()->ensure_open();  // an unreachable server is an error now, not later
  }

  [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }
  [[nodiscard]] std::string describe() const override { return shown_; }

  void transact(Access access, const std::function<Verdict(Transaction&)>& work) override {
    if (access == Access::read) return repeat(*readers_.acquire(), kBeginRead, work);
    const WritingMark mark(*this);
    repeat(*writers_.acquire(), kBeginWrite, work);
  }

 private:
  static bool may_retry(const Error& error) {
    // 0A000: a prepared statement met a changed table; the new connection prepares it again.
    return is_conflict(error.sqlstate) || error.sqlstate == "0A000" ||
           postgresql::is_connection_loss(error.sqlstate);
  }

  static void repeat(Connection& connection, const char* begin,
                     const std::function<Verdict(Transaction&)>& work) {
    run_attempts([&] { run_once(connection, begin, work); }, may_retry);
  }

  static void run_once(Connection& connection, const char* begin,
                       const std::function<Verdict(Transaction&)>& work) {
    connection.ensure_open();
    try {
      connection.begin(begin);
      PostgresqlTransaction transaction(connection);
      if (work(transaction) == Verdict::commit) commit(connection);
      else connection.rollback();
    } catch (const Error& error) {
      abandon(connection);
      if (may_retry(error) && !is_conflict(error.sqlstate)) connection.close();
      throw;
    } catch (...) {
      abandon(connection);
      throw;
    }
  }

  static void commit(Connection& connection) {
    try {
      connection.commit();
    } catch (const Error& error) {
      // The server may or may not have committed when the connection broke: running the work again
      // could do it twice, so the caller must look. See: SQLSTATE 08007.
      if (!postgresql::is_connection_loss(error.sqlstate)) throw;
      connection.close();
      throw Error("08007", "connection lost while committing: " + std::string(error.what()));
    }
  }

  // Leaves no open transaction behind; a connection that cannot roll back is dropped.
  static void abandon(Connection& connection) {
    try {
      if (connection.in_transaction()) connection.rollback();
    } catch (const Error&) {
      connection.close();
    }
  }

  std::string shown_;
  Pool<Connection> writers_;
  Pool<Connection> readers_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql(const std::string& url, OpenOptions options) {
  return std::make_unique<PostgresqlDatabase>(url, options);
}

}  // namespace db
