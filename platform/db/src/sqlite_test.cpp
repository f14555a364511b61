// What is SQLite's alone: the log, its checkpoints, and the codes of its errors.
#include <filesystem>

#include "db/testing.h"
#include "gtest/gtest.h"
#include "sqlite_connection.h"

namespace db {
namespace {

TEST(SqliteTest, the_writer_keeps_the_log_short) {
  testing::TemporaryDatabase database(Dialect::sqlite);
  database->write([](Transaction& tx) {
    tx.rows("CREATE TABLE test_blob (region_id BIGINT PRIMARY KEY, payload BLOB)");
  });
  const Bytes payload{std::string(200'000, 'x')};
  for (int i = 0; i < 100; ++i)  // 20 MB through the log
    database->write([&](Transaction& tx) {
      tx.execute("INSERT INTO test_blob (region_id, payload) VALUES ($1, $2)", i, payload);
    });
  EXPECT_LT(std::filesystem::file_size(database.url() + "-wal"), 8'000'000U);
  EXPECT_GT(std::filesystem::file_size(database.url()), 12'000'000U);
}

TEST(SqliteTest, settings_of_the_connections_hold) {
  testing::TemporaryDatabase database(Dialect::sqlite);
  database->write([](Transaction& tx) {
    EXPECT_EQ(tx.rows("PRAGMA journal_mode").text(0, 0), "wal");
    EXPECT_EQ(tx.integer("PRAGMA synchronous"), 2);  // FULL
    EXPECT_EQ(tx.integer("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(tx.integer("PRAGMA wal_autocheckpoint"), 0);
  });
  database->read([](Transaction& tx) { EXPECT_EQ(tx.integer("PRAGMA wal_autocheckpoint"), 0); });
}

TEST(SqliteTest, a_file_that_is_no_database_is_refused) {
  testing::TemporaryDatabase database(Dialect::sqlite);
  const std::string path = std::filesystem::path(database.url()).parent_path() / "text.db";
  std::FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fputs("This is a letter and no database, however long one reads on in it.", file);
  std::fclose(file);
  try {
    (void)open(path);
    FAIL() << "opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.sqlstate, "XX001");
  }
}

TEST(SqliteTest, results_have_postgresql_codes) {
  struct Case {
    int code;
    const char* message;
    const char* sqlstate;
  };
  const Case cases[] = {
      {SQLITE_CONSTRAINT_UNIQUE, "", "23505"},
      {SQLITE_CONSTRAINT_PRIMARYKEY, "", "23505"},
      {SQLITE_CONSTRAINT_TRIGGER, "", "23000"},
      {SQLITE_BUSY_SNAPSHOT, "", "40001"},
      {SQLITE_LOCKED_SHAREDCACHE, "", "40001"},
      {SQLITE_ERROR, "table a already exists", "42P07"},
      {SQLITE_ERROR, "near \"x\": syntax error", "42601"},
      {SQLITE_READONLY_DBMOVED, "", "25006"},
      {SQLITE_FULL, "", "53100"},
      {SQLITE_NOMEM, "", "53200"},
      {SQLITE_TOOBIG, "", "54000"},
      {SQLITE_IOERR_FSYNC, "", "58030"},
      {SQLITE_CORRUPT_INDEX, "", "XX001"},
      {SQLITE_CANTOPEN_ISDIR, "", "08001"},
      {SQLITE_MISUSE, "", "XX000"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(sqlite::sqlstate_of(c.code, c.message), c.sqlstate) << c.code << c.message;
}

}  // namespace
}  // namespace db
