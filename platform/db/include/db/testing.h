/// Databases for tests: the same test body runs on SQLite and on PostgreSQL.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/database.h"

namespace db::testing {

/// A database that disappears with this object: a SQLite file in a temporary folder, or a fresh
/// database in a PostgreSQL cluster which the test process starts itself (initdb, loopback, random
/// port) and stops at exit.
class TemporaryDatabase {
 public:
  explicit TemporaryDatabase(Dialect dialect);
  ~TemporaryDatabase();
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  [[nodiscard]] Database& operator*() { return *database_; }
  [[nodiscard]] Database* operator->() { return database_.get(); }
  /// What db::open takes; for a second process or a reopening.
  [[nodiscard]] const std::string& url() const { return url_; }
  /// Closes and opens again, as after a restart.
  void reopen();

 private:
  std::string url_;
  std::string folder_;
  std::unique_ptr<Database> database_;
};

/// Both dialects; for `INSTANTIATE_TEST_SUITE_P(Db, MyTest, testing::ValuesIn(both_dialects()))`.
/// OLIVE_TEST_DIALECT=sqlite or postgresql narrows it.
[[nodiscard]] std::vector<Dialect> both_dialects();
/// `sqlite` or `postgresql`: the name of a parameterised test.
[[nodiscard]] std::string dialect_name(Dialect dialect);

}  // namespace db::testing
