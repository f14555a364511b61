// What only a server can do to us: lost connections, changed tables, and hash partitions, which
// refuse every key that does not hold the tenant.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "db/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "postgresql_connection.h"
#include "sql_text.h"

namespace db {
namespace {

class PostgresqlTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (testing::both_dialects().back() != Dialect::postgresql) GTEST_SKIP();
    database_ = std::make_unique<testing::TemporaryDatabase>(Dialect::postgresql);
    write([](Transaction& tx) {
      tx.rows("CREATE TABLE test_item (region_id BIGINT PRIMARY KEY, name TEXT)");
    });
  }

  Database& database() { return **database_; }
  void write(const std::function<void(Transaction&)>& work) { database().write(work); }
  // Ends the server process behind `tx`, as a failover would.
  void cut(Transaction& tx) {
    const auto backend = tx.integer("SELECT pg_backend_pid()");
    const auto other = open(database_->url());
    other->read([&](Transaction& killer) {
      killer.rows("SELECT pg_terminate_backend($1::int)", *backend);
      while (killer.integer("SELECT COUNT(*) FROM pg_stat_activity WHERE pid = $1", *backend) != 0)
        killer.rows("SELECT pg_stat_clear_snapshot()");
    });
  }
  std::int64_t count() {
    return *database().read(
        [](Transaction& tx) { return tx.integer("SELECT COUNT(*) FROM test_item"); });
  }

  std::unique_ptr<testing::TemporaryDatabase> database_;
};

TEST_F(PostgresqlTest, work_is_repeated_on_a_new_connection_when_the_server_goes_away) {
  int runs = 0;
  write([&](Transaction& tx) {
    tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, 'a')", 26);
    if (++runs == 1) cut(tx);
    tx.execute("UPDATE test_item SET name = 'b' WHERE region_id = $1", 26);
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(), 1);
}

TEST_F(PostgresqlTest, rows_that_wait_are_sent_again_when_the_server_goes_away) {
  constexpr std::string_view kColumns[] = {"region_id", "name"};
  BulkInsert into("test_item", kColumns);
  int runs = 0;
  write([&](Transaction& tx) {
    if (++runs == 1) cut(tx);
    tx.insert_rows(into, std::vector{to_value(26), to_value("a"), to_value(27), to_value("b")});
    tx.execute("UPDATE test_item SET name = 'c' WHERE region_id = $1", 26);
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(), 2);
}

TEST_F(PostgresqlTest, a_commit_in_doubt_is_told_and_not_repeated) {
  int runs = 0;
  std::string state;
  try {
    write([&](Transaction& tx) {
      ++runs;
      tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, 'a')", 26);
      cut(tx);
    });
  } catch (const Error& error) {
    state = error.sqlstate;
  }
  EXPECT_EQ(state, "08007");
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(count(), 0);
}

TEST_F(PostgresqlTest, a_prepared_statement_survives_a_changed_table) {
  const auto width = [&] {
    return database().read(
        [](Transaction& tx) { return tx.rows("SELECT * FROM test_item").columns().size(); });
  };
  EXPECT_EQ(width(), 2U);
  write([](Transaction& tx) { tx.rows("ALTER TABLE test_item ADD COLUMN extra BIGINT"); });
  EXPECT_EQ(width(), 3U);
}

TEST_F(PostgresqlTest, serialisation_failures_of_the_server_are_repeated) {
  write([](Transaction& tx) {
    tx.execute("INSERT INTO test_item (region_id, name) VALUES (1, '0'), (2, '0')");
  });
  int runs = 0;
  // Write skew: each reads both rows and writes the other one; only one order may pass.
  const auto swap = [](Transaction& tx, int mine, int theirs) {
    const Rows rows = tx.rows("SELECT name FROM test_item WHERE region_id = $1", theirs);
    tx.execute("UPDATE test_item SET name = $2 WHERE region_id = $1", mine, rows.text(0, 0) + "x");
  };
  const auto other = open(database_->url());
  write([&](Transaction& tx) {
    swap(tx, 1, 2);
    if (++runs == 1) other->write([&](Transaction& rival) { swap(rival, 2, 1); });
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(database().read([](Transaction& tx) {
    return tx.rows("SELECT name FROM test_item WHERE region_id = 1").text(0, 0);
  }),
            "0xx");
}

std::vector<std::filesystem::path> all_schema_files() {
  std::vector<std::filesystem::path> files;
  for (const char* layer : {"platform", "foundation", "services"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(OLIVE_ROOT_DIR) / layer))
      if (entry.path().extension() == ".sql" && entry.path().parent_path().filename() == "schema")
        files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::string partitioned(std::string sql) {
  if (!sql.starts_with("CREATE TABLE")) return sql;
  const std::size_t open = sql.find('(');
  const std::size_t start = sql.find_first_not_of(" \n", open + 1);
  const std::string tenant = sql.substr(start, sql.find(' ', start) - start);
  return sql + " PARTITION BY HASH (" + tenant + ")";
}

TEST_F(PostgresqlTest, every_schema_of_the_product_can_be_sharded_by_tenant) {
  const auto files = all_schema_files();
  EXPECT_GE(files.size(), 2U);
  for (const std::filesystem::path& file : files) {
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    const std::string sql = with_dialect_types(text.str(), Dialect::postgresql);
    for (const std::string& statement : split_statements(sql))
      EXPECT_NO_THROW(write([&](Transaction& tx) { tx.rows(partitioned(statement)); }))
          << file << "\n"
          << partitioned(statement);
  }
}

TEST_F(PostgresqlTest, a_key_without_the_tenant_cannot_be_sharded) {
  EXPECT_THROW(write([](Transaction& tx) {
                 tx.rows(partitioned("CREATE TABLE bad (region_id BIGINT, id BIGINT PRIMARY KEY)"));
               }),
               Error);
}

}  // namespace
}  // namespace db
