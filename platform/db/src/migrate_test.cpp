#include <thread>

#include "db/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace db {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kFirst =
    "-- A comment; with a semicolon.\n"
    "CREATE TABLE test_a (region_id BIGINT NOT NULL, note TEXT DEFAULT 'a;b', data {{json}},\n"
    "  raw {{blob}}, PRIMARY KEY (region_id));\n"
    "CREATE INDEX test_a_note ON test_a (region_id, note);\n";
constexpr std::string_view kSecond =
    "ALTER TABLE test_a ADD COLUMN extra BIGINT NOT NULL DEFAULT 7;";

class MigrateTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void apply(std::vector<base::EmbeddedFile> files) {
    const ModuleSchema schema[] = {{"test", files}};
    migrate(*database_, schema);
  }
  std::string failure_of(std::vector<base::EmbeddedFile> files) {
    try {
      apply(std::move(files));
    } catch (const Error& error) {
      return error.sqlstate + " " + error.what();
    }
    return "no error";
  }
  std::int64_t steps(std::string_view file) {
    return *database_->read([&](Transaction& tx) {
      return tx.integer(
          "SELECT steps_done FROM schema_migrations WHERE module = 'test'"
          " AND file = $1",
          file);
    });
  }

  testing::TemporaryDatabase database_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Db, MigrateTest, ::testing::ValuesIn(testing::both_dialects()),
                         [](const auto& parameter) {
                           return testing::dialect_name(parameter.param);
                         });

TEST_P(MigrateTest, files_are_applied_once_and_in_order_of_name) {
  apply({{"0002_b.sql", kSecond}, {"0001_a.sql", kFirst}});
  apply({{"0001_a.sql", kFirst}, {"0002_b.sql", kSecond}});
  EXPECT_EQ(steps("0001_a.sql"), 2);
  database_->write([](Transaction& tx) {
    tx.execute("INSERT INTO test_a (region_id, data, raw) VALUES ($1, $2, $3)", 1, R"({"k":"v"})",
               Bytes{"\1\2"});
    const Rows rows = tx.rows("SELECT note, extra, data ->> 'k' AS k FROM test_a");
    EXPECT_EQ(rows.text(0, 0), "a;b");
    EXPECT_EQ(rows.integer(0, 1), 7);
    EXPECT_EQ(rows.text(0, 2), "v");
  });
}

TEST_P(MigrateTest, a_later_file_is_added_to_an_existing_schema) {
  apply({{"0001_a.sql", kFirst}});
  apply({{"0001_a.sql", kFirst}, {"0002_b.sql", kSecond}});
  EXPECT_EQ(steps("0002_b.sql"), 1);
}

TEST_P(MigrateTest, a_changed_file_is_refused) {
  apply({{"0001_a.sql", kFirst}});
  const std::string changed = std::string(kFirst) + "-- harmless";
  EXPECT_THAT(failure_of({{"0001_a.sql", changed}}), HasSubstr("55000 test/0001_a.sql"));
}

TEST_P(MigrateTest, a_failing_step_names_its_file_and_can_be_continued) {
  const std::string broken = std::string(kFirst) + "CREATE INDEX test_x ON test_missing (a);";
  EXPECT_THAT(failure_of({{"0001_a.sql", broken}}), HasSubstr("test/0001_a.sql"));
  EXPECT_EQ(steps("0001_a.sql"), 2);
  database_->write([](Transaction& tx) { tx.rows("CREATE TABLE test_missing (a BIGINT)"); });
  apply({{"0001_a.sql", broken}});
  EXPECT_EQ(steps("0001_a.sql"), 3);
}

TEST_P(MigrateTest, a_crash_between_a_step_and_its_record_is_mended) {
  apply({{"0001_a.sql", kFirst}});
  database_->write([](Transaction& tx) {  // as if the process had died before recording the end
    tx.rows("UPDATE schema_migrations SET steps_done = 0, steps_started = 1");
    tx.rows("DROP INDEX test_a_note");
  });
  apply({{"0001_a.sql", kFirst}});
  EXPECT_EQ(steps("0001_a.sql"), 2);
}

TEST_P(MigrateTest, an_unexpected_table_of_the_same_name_is_an_error) {
  database_->write([](Transaction& tx) { tx.rows("CREATE TABLE test_a (x BIGINT)"); });
  EXPECT_THAT(failure_of({{"0001_a.sql", kFirst}}), HasSubstr("42P07"));
}

TEST_P(MigrateTest, servers_that_start_together_wait_for_each_other) {
  const auto other = open(database_.url());
  const base::EmbeddedFile files[] = {{"0001_a.sql", kFirst}, {"0002_b.sql", kSecond}};
  const ModuleSchema schema[] = {{"test", files}};
  std::thread rival([&] { migrate(*other, schema); });
  migrate(*database_, schema);
  rival.join();
  EXPECT_EQ(steps("0002_b.sql"), 1);
}

}  // namespace
}  // namespace db
