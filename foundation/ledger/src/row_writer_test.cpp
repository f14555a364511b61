// Rows are written whole, all of them and in few statements, on both databases.
#include "row_writer.h"

#include <gtest/gtest.h>

#include "db/testing.h"

namespace ledger {
namespace {

class RowWriterTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    database_->write([](db::Transaction& tx) {
      tx.rows(
          "CREATE TABLE side (ledger_id BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL,"
          " PRIMARY KEY (ledger_id, id))");
    });
  }
  std::vector<std::string> names() {
    return database_->read([](db::Transaction& tx) {
      const db::Rows rows = tx.rows("SELECT name FROM side WHERE ledger_id = $1 ORDER BY id", 1);
      std::vector<std::string> found;
      for (std::size_t i = 0; i < rows.size(); ++i) found.push_back(rows.text(i, 0));
      return found;
    });
  }

  db::testing::TemporaryDatabase database_{GetParam()};
  RowWriter rows_{"side",
                  {"ledger_id", "id", "name"},
                  "ON CONFLICT (ledger_id, id) DO UPDATE SET name = excluded.name"};
};

INSTANTIATE_TEST_SUITE_P(Db, RowWriterTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(RowWriterTest, writes_every_row_whatever_their_number) {
  std::int64_t id = 0;
  std::vector<std::string> expected;
  for (const std::size_t count : {0, 1, 2, 3, 31, 32, 33, 100, 1'025}) {
    for (std::size_t i = 0; i < count; ++i) {
      expected.push_back("row " + std::to_string(++id));
      rows_.integer(1).integer(id).text(expected.back());
    }
    database_->write([&](db::Transaction& tx) { EXPECT_EQ(rows_.flush(tx), count); });
  }
  EXPECT_EQ(names(), expected);
}

TEST_P(RowWriterTest, keeps_no_text_of_an_earlier_row) {
  rows_.integer(1).integer(1).text("a long text that the cell keeps its room for");
  database_->write([&](db::Transaction& tx) { rows_.flush(tx); });
  rows_.integer(1).integer(1).text("short");
  database_->write([&](db::Transaction& tx) { rows_.flush(tx); });
  EXPECT_EQ(names(), std::vector<std::string>{"short"});
}

TEST_P(RowWriterTest, forgets_what_was_cleared) {
  rows_.integer(1).integer(1).text("gone");
  rows_.clear();
  rows_.integer(1).integer(2).text("kept");
  database_->write([&](db::Transaction& tx) { EXPECT_EQ(rows_.flush(tx), 1U); });
  EXPECT_EQ(names(), std::vector<std::string>{"kept"});
}

TEST(RowWriterDeathTest, half_a_row_is_a_bug) {
  db::testing::TemporaryDatabase database(db::Dialect::sqlite);
  RowWriter rows("side", {"ledger_id", "id"});
  rows.integer(1);
  EXPECT_DEATH(database->write([&](db::Transaction& tx) { rows.flush(tx); }), "width");
}

}  // namespace
}  // namespace ledger
