#include <atomic>
#include <expected>
#include <limits>
#include <thread>

#include "db/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace db {

// Outside the anonymous namespace: Boost.Describe and the printer of GoogleTest find them there.
enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Item {
  base::RegionId region_id{};
  std::string name{};
  std::optional<std::int64_t> amount_won{};
  bool is_open = false;
  Colour colour{};
  base::Date made_on{};
  base::Instant made_at{};
  bool operator==(const Item&) const = default;
};
BOOST_DESCRIBE_STRUCT(Item, (), (region_id, name, amount_won, is_open, colour, made_on, made_at))

namespace {

using ::testing::ElementsAre;

constexpr std::int64_t kRegion = 26;

class DatabaseTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    database_->write([](Transaction& tx) {
      tx.execute(with_blob(tx));
      tx.execute(
          "CREATE TABLE test_line (region_id BIGINT NOT NULL, item TEXT NOT NULL,"
          " PRIMARY KEY (region_id, item),"
          " FOREIGN KEY (region_id, item) REFERENCES test_item (region_id, name))");
    });
  }

  static std::string with_blob(const Transaction& tx) {
    return std::string(
               "CREATE TABLE test_item (region_id BIGINT NOT NULL, name TEXT NOT NULL,"
               " amount_won BIGINT CHECK (amount_won >= 0), is_open BOOLEAN NOT NULL DEFAULT TRUE,"
               " colour TEXT NOT NULL DEFAULT 'red', made_on BIGINT NOT NULL DEFAULT 0,"
               " made_at BIGINT NOT NULL DEFAULT 0, payload ") +
           (tx.dialect() == Dialect::sqlite ? "BLOB" : "BYTEA") +
           ", PRIMARY KEY (region_id, name))";
  }

  void add(std::string_view name, std::optional<std::int64_t> amount_won = {}) {
    database_->write([&](Transaction& tx) {
      tx.execute("INSERT INTO test_item (region_id, name, amount_won) VALUES ($1, $2, $3)", kRegion,
                 name, amount_won);
    });
  }
  std::int64_t count() {
    return *database_->read([](Transaction& tx) {
      return tx.integer("SELECT COUNT(*) FROM test_item WHERE region_id = $1", kRegion);
    });
  }
  std::string state_of(const std::function<void(Transaction&)>& work) {
    try {
      database_->write(work);
    } catch (const Error& error) {
      return error.sqlstate;
    }
    return "no error";
  }

  testing::TemporaryDatabase database_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Db, DatabaseTest, ::testing::ValuesIn(testing::both_dialects()),
                         [](const auto& parameter) {
                           return testing::dialect_name(parameter.param);
                         });

TEST_P(DatabaseTest, described_structs_survive_the_way_there_and_back) {
  const Item item{{kRegion}, "김치 '세트' 1", 12'000, true, Colour::green, {20'000}, {-5}};
  database_->write([&](Transaction& tx) {
    tx.execute(
        "INSERT INTO test_item (region_id, name, amount_won, is_open, colour, made_on, made_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        item.region_id, item.name, item.amount_won, item.is_open, item.colour, item.made_on,
        item.made_at);
  });
  const auto found = database_->read([](Transaction& tx) {
    return tx.query_one<Item>(
        "SELECT region_id, made_at, name, amount_won, is_open, colour, made_on FROM test_item"
        " WHERE region_id = $1",
        kRegion);
  });
  EXPECT_EQ(found, item);
}

TEST_P(DatabaseTest, null_is_an_empty_optional) {
  add("a");
  add("b", 5);
  const Rows rows = database_->read([](Transaction& tx) {
    return tx.rows("SELECT amount_won FROM test_item WHERE region_id = $1 ORDER BY name", kRegion);
  });
  EXPECT_TRUE(rows.is_null(0, 0));
  EXPECT_EQ(rows.integer(1, 0), 5);
}

TEST_P(DatabaseTest, bytes_and_extreme_integers_are_kept) {
  const Bytes bytes{std::string("\0\xff'\\", 4)};
  for (const std::int64_t extreme : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1},
                                     std::numeric_limits<std::int64_t>::max()}) {
    const Rows rows = database_->write([&](Transaction& tx) {
      tx.execute("DELETE FROM test_item WHERE region_id = $1", kRegion);
      tx.execute(
          "INSERT INTO test_item (region_id, name, made_at, payload)"
          " VALUES ($1, $2, $3, $4)",
          kRegion, "x", extreme, bytes);
      return tx.rows("SELECT made_at, payload FROM test_item WHERE region_id = $1", kRegion);
    });
    EXPECT_EQ(rows.integer(0, 0), extreme);
    EXPECT_EQ(rows.bytes(0, 1), bytes.data);
  }
}

TEST_P(DatabaseTest, parameters_may_come_in_any_order_and_twice) {
  add("a", 1);
  const auto sum = database_->read([](Transaction& tx) {
    return tx.integer(
        "SELECT amount_won + $2 + $2 FROM test_item WHERE name = $3 AND region_id = $1", kRegion,
        10, "a");
  });
  EXPECT_EQ(sum, 21);
}

TEST_P(DatabaseTest, optional_filters_take_null_and_values) {
  add("a", 1);
  add("b", 2);
  const auto names = [&](const std::optional<std::string>& name) {
    return database_->read([&](Transaction& tx) {
      return tx
          .rows("SELECT name FROM test_item WHERE region_id = $1 AND ($2 IS NULL OR name = $2)",
                kRegion, name)
          .size();
    });
  };
  EXPECT_EQ(names(std::nullopt), 2U);
  EXPECT_EQ(names("b"), 1U);
  EXPECT_EQ(names(std::nullopt), 2U);
}

TEST_P(DatabaseTest, sums_are_integers_and_averages_are_refused) {
  add("a", 1'000'000'007);
  add("b", 4'000'000'000'000'000'000);
  EXPECT_EQ(database_->read([](Transaction& tx) {
    return tx.integer("SELECT SUM(amount_won) FROM test_item WHERE region_id = $1", kRegion);
  }),
            4'000'000'001'000'000'007);
  EXPECT_EQ(state_of([](Transaction& tx) {
              tx.rows(
                  "SELECT AVG(amount_won / 3) FROM test_item WHERE region_id = $1 AND name = 'a'"
                  " HAVING AVG(amount_won * 1.0) > 0.5",
                  kRegion);
              tx.rows("SELECT AVG(LENGTH(name) * 1.5) FROM test_item WHERE region_id = $1",
                      kRegion);
            }),
            "42804");
}

TEST_P(DatabaseTest, like_and_quotes_mean_the_same_on_both) {
  add("Abc");
  EXPECT_EQ(database_->read([](Transaction& tx) {
    return tx.integer("SELECT COUNT(*) FROM test_item WHERE region_id = $1 AND name LIKE 'a%'",
                      kRegion);
  }),
            0);
  EXPECT_EQ(state_of([](Transaction& tx) {
              tx.rows("SELECT name FROM test_item WHERE region_id = $1 AND name = \"Abc\"",
                      kRegion);
            }),
            "42703");
}

TEST_P(DatabaseTest, constraints_have_postgresql_codes) {
  add("a");
  const std::string insert = "INSERT INTO test_item (region_id, name, amount_won) VALUES ";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {insert + "(26, 'a', 1)", "23505"},
      {insert + "(26, 'b', -1)", "23514"},
      {insert + "(26, NULL, 1)", "23502"},
      {"INSERT INTO test_line (region_id, item) VALUES (26, 'nobody')", "23503"},
      {"SELECT 1 FROM test_nothing", "42P01"},
      {"SELECT missing FROM test_item", "42703"},
      {"SELECT FROM WHERE", "42601"},
      {"CREATE TABLE test_line (region_id BIGINT)", "42P07"},
      {"ALTER TABLE test_line ADD COLUMN item TEXT", "42701"},
  };
  for (const auto& [sql, state] : cases)
    EXPECT_EQ(state_of([&](Transaction& tx) { tx.rows(sql); }), state) << sql;
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, text_with_nul_is_refused) {
  EXPECT_EQ(state_of([](Transaction& tx) {
              tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, $2)", kRegion,
                         std::string("a\0b", 3));
            }),
            "22021");
}

TEST_P(DatabaseTest, changed_counts_rows_of_the_last_statement) {
  add("a", 1);
  add("b", 1);
  database_->write([](Transaction& tx) {
    EXPECT_EQ(tx.execute("UPDATE test_item SET amount_won = 2 WHERE region_id = $1", kRegion), 2);
    EXPECT_EQ(tx.execute("SELECT name FROM test_item WHERE region_id = $1", kRegion), 0);
    EXPECT_EQ(tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, 'a')"
                         " ON CONFLICT (region_id, name) DO NOTHING",
                         kRegion),
              0);
    EXPECT_EQ(tx.rows("DELETE FROM test_item WHERE region_id = $1 RETURNING name", kRegion).size(),
              2U);
    EXPECT_EQ(tx.changed(), 2);
  });
}

TEST_P(DatabaseTest, an_exception_rolls_back) {
  EXPECT_THROW(database_->write([](Transaction& tx) {
    tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, 'a')", kRegion);
    throw std::runtime_error("stop");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, a_refusal_rolls_back_and_is_returned) {
  const auto result = database_->write([](Transaction& tx) -> std::expected<int, std::string> {
    tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, 'a')", kRegion);
    return std::unexpected("not today");
  });
  EXPECT_EQ(result.error(), "not today");
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, a_statement_that_cannot_be_prepared_breaks_only_its_savepoint) {
  const auto insert = [](Transaction& tx, std::string_view name) {
    tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, $2)", kRegion, name);
    return true;
  };
  const auto fail = [](Transaction& tx) {
    tx.rows("SELECT no_such_column FROM test_item");
    return true;
  };
  // As the first words of a transaction, when a server has heard nothing yet, and as later ones.
  database_->write([&](Transaction& tx) {
    EXPECT_THROW(tx.nested([&] { return fail(tx); }), Error);
    EXPECT_TRUE(tx.nested([&] { return insert(tx, "first"); }));
  });
  database_->write([&](Transaction& tx) {
    insert(tx, "second");
    EXPECT_THROW(tx.nested([&] { return insert(tx, "undone") && fail(tx); }), Error);
    EXPECT_TRUE(tx.nested([&] { return insert(tx, "third"); }));
  });
  EXPECT_EQ(count(), 3) << "a release may be the last word before the commit";
}

TEST_P(DatabaseTest, savepoints_alone_change_nothing) {
  database_->write([](Transaction& tx) { EXPECT_TRUE(tx.nested([] { return true; })); });
  database_->write([](Transaction& tx) { EXPECT_FALSE(tx.nested([] { return false; })); });
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, a_refused_savepoint_undoes_only_itself) {
  database_->write([](Transaction& tx) {
    const auto insert = [&](std::string_view name) {
      tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, $2)", kRegion, name);
    };
    EXPECT_TRUE(tx.nested([&] {
      insert("kept");
      EXPECT_FALSE(tx.nested([&] {
        insert("inner");
        return false;
      }));
      return true;
    }));
    EXPECT_THROW(tx.nested([&] {
      insert("kept");
      return true;
    }),
                 Error);
    insert("after");
  });
  const Rows rows = database_->read([](Transaction& tx) {
    return tx.rows("SELECT name FROM test_item WHERE region_id = $1 ORDER BY name", kRegion);
  });
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows.text(0, 0), "after");
  EXPECT_EQ(rows.text(1, 0), "kept");
}

TEST_P(DatabaseTest, a_transaction_without_statements_is_fine) {
  database_->write([](Transaction&) {});
  EXPECT_THROW(database_->write([](Transaction&) { throw std::runtime_error("stop"); }),
               std::runtime_error);
  EXPECT_EQ(database_->read([](Transaction&) { return 5; }), 5);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, readers_cannot_write) {
  EXPECT_THROW(database_->read([](Transaction& tx) {
    tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, 'a')", kRegion);
  }),
               Error);
}

TEST_P(DatabaseTest, a_reader_keeps_its_snapshot) {
  add("a");
  database_->read([&](Transaction& tx) {
    const std::string_view sql = "SELECT COUNT(*) FROM test_item WHERE region_id = $1";
    EXPECT_EQ(tx.integer(sql, kRegion), 1);
    std::thread([&] { add("b"); }).join();
    EXPECT_EQ(tx.integer(sql, kRegion), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseTest, many_rows_are_inserted_in_few_statements) {
  std::vector<Value> cells;
  for (std::int64_t i = 0; i < 3'333; ++i) {
    cells.push_back(to_value(kRegion));
    cells.push_back(to_value("item " + std::to_string(i)));
    cells.push_back(i % 7 == 0 ? Value() : to_value(i));
  }
  const std::string_view columns[] = {"region_id", "name", "amount_won"};
  database_->write([&](Transaction& tx) {
    tx.insert_many("test_item", columns, {});
    tx.insert_many("test_item", columns, cells);
  });
  EXPECT_EQ(count(), 3'333);
  EXPECT_EQ(database_->read([](Transaction& tx) {
    return tx.integer("SELECT amount_won FROM test_item WHERE region_id = $1 AND name = $2",
                      kRegion, "item 3332");
  }),
            std::nullopt);
}

constexpr std::string_view kInsertedColumns[] = {"region_id", "name", "is_open", "payload"};

std::vector<Value> inserted_cells(std::int64_t first, std::int64_t count) {
  std::vector<Value> cells;
  for (std::int64_t i = first; i < first + count; ++i) {
    cells.push_back(to_value(kRegion));
    cells.push_back(to_value("나무 \"" + std::to_string(i) + "\", {NULL}"));
    cells.push_back(to_value(i % 2 == 0));
    cells.push_back(to_value(Bytes{std::string("\0\xFF", 2) + std::to_string(i)}));
  }
  return cells;
}

TEST_P(DatabaseTest, rows_of_every_kind_are_inserted_whole_whatever_their_number) {
  BulkInsert into("test_item", kInsertedColumns);
  std::int64_t first = 0;
  for (const std::int64_t added : {0, 1, 3, 31, 32, 33, 1'025}) {
    database_->write([&](Transaction& tx) { tx.insert_rows(into, inserted_cells(first, added)); });
    first += added;
    EXPECT_EQ(count(), first);
  }
  const Rows rows = database_->read([](Transaction& tx) {
    return tx.rows("SELECT name, is_open, payload FROM test_item WHERE name LIKE '%\"1000\"%'");
  });
  EXPECT_EQ(rows.text(0, 0), "나무 \"1000\", {NULL}");
  EXPECT_EQ(rows.integer(0, 1), 1);
  EXPECT_EQ(rows.bytes(0, 2), std::string("\0\xFF", 2) + "1000");
}

TEST_P(DatabaseTest, what_is_inserted_is_there_for_the_next_statement) {
  BulkInsert into("test_item", kInsertedColumns,
                  "ON CONFLICT (region_id, name) DO UPDATE SET is_open = excluded.is_open");
  database_->write([&](Transaction& tx) {
    tx.insert_rows(into, inserted_cells(0, 5));
    tx.insert_rows(into, inserted_cells(2, 5));
    EXPECT_EQ(tx.integer("SELECT COUNT(*) FROM test_item"), 7);
    EXPECT_EQ(tx.execute("UPDATE test_item SET colour = 'green'"), 7);
    tx.insert_rows(into, inserted_cells(7, 1));
  });
  EXPECT_EQ(count(), 8);
}

TEST_P(DatabaseTest, a_row_that_breaks_a_constraint_ends_the_transaction_by_its_commit) {
  BulkInsert into("test_item", kInsertedColumns);
  const auto state_of = [this](const auto& work) {
    try {
      database_->write(work);
    } catch (const Error& error) {
      return error.sqlstate;
    }
    return std::string("none");
  };
  EXPECT_EQ(state_of([&](Transaction& tx) {
              tx.insert_rows(into, inserted_cells(0, 2));
              tx.insert_rows(into, inserted_cells(1, 1));
            }),
            "23505");
  EXPECT_EQ(state_of([&](Transaction& tx) {
              tx.insert_rows(into, inserted_cells(0, 2));
              tx.insert_rows(into, inserted_cells(1, 1));
              tx.execute("UPDATE test_item SET colour = 'green'");
            }),
            "23505");
  EXPECT_EQ(state_of([&](Transaction& tx) {
              tx.insert_rows(into, inserted_cells(0, 2));
              throw Error("23514", "of the caller");
            }),
            "23514");
  EXPECT_EQ(count(), 0);
  // The connection is in order again.
  database_->write([&](Transaction& tx) { tx.insert_rows(into, inserted_cells(0, 2)); });
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseTest, rows_under_a_savepoint_go_with_it) {
  BulkInsert into("test_item", kInsertedColumns);
  database_->write([&](Transaction& tx) {
    tx.insert_rows(into, inserted_cells(0, 1));
    EXPECT_FALSE(tx.nested([&] {
      tx.insert_rows(into, inserted_cells(1, 3));
      return false;
    }));
    EXPECT_THROW(tx.nested([&] {
      tx.insert_rows(into, inserted_cells(0, 1));
      (void)tx.integer("SELECT COUNT(*) FROM test_item");
      return true;
    }),
                 Error);
    EXPECT_TRUE(tx.nested([&] {
      tx.insert_rows(into, inserted_cells(9, 1));
      return true;
    }));
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseTest, concurrent_increments_are_never_lost) {
  add("counter", 0);
  constexpr int kThreads = 4;
  constexpr int kRounds = 25;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < kRounds; ++round)
        database_->write([](Transaction& tx) {
          const auto now = tx.integer(
              "SELECT amount_won FROM test_item WHERE region_id = $1 AND name = 'counter'",
              kRegion);
          tx.execute("UPDATE test_item SET amount_won = $2 WHERE region_id = $1", kRegion,
                     *now + 1);
        });
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(database_->read([](Transaction& tx) {
    return tx.integer("SELECT amount_won FROM test_item WHERE region_id = $1", kRegion);
  }),
            kThreads * kRounds);
}

TEST_P(DatabaseTest, conflicts_are_retried_and_other_errors_are_not) {
  int runs = 0;
  database_->write([&](Transaction&) {
    if (++runs < 3) throw Error("40001", "injected");
  });
  EXPECT_EQ(runs, 3);
  runs = 0;
  EXPECT_THROW(database_->write([&](Transaction&) {
    ++runs;
    throw Error("23505", "injected");
  }),
               Error);
  EXPECT_EQ(runs, 1);
}

TEST_P(DatabaseTest, identifiers_only_grow) {
  database_->write([](Transaction& tx) {
    base::RegionId last{};
    for (int i = 0; i < 100'000; ++i) {
      const auto next = tx.make_id<base::RegionId>();
      ASSERT_LT(last, next);
      last = next;
    }
  });
}

TEST_P(DatabaseTest, two_processes_may_write_the_same_database) {
  const auto other = open(database_.url());
  std::thread rival([&] {
    for (int i = 0; i < 50; ++i)
      other->write([&](Transaction& tx) {
        tx.execute("INSERT INTO test_item (region_id, name) VALUES ($1, $2)", kRegion,
                   "other " + std::to_string(i));
      });
  });
  for (int i = 0; i < 50; ++i) add("own " + std::to_string(i));
  rival.join();
  EXPECT_EQ(count(), 100);
}

TEST_P(DatabaseTest, data_outlives_reopening) {
  add("a");
  database_.reopen();
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, a_write_inside_a_write_is_a_bug) {
  EXPECT_DEATH(database_->write([&](Transaction&) { add("a"); }), "database_");
}

TEST(OpenTest, unreachable_databases_are_errors) {
  EXPECT_THROW((void)open(":memory:"), Error);
  EXPECT_THROW((void)open("/nowhere/olive.db"), Error);
  EXPECT_THROW((void)open("postgresql://nobody@127.0.0.1:1/none"), Error);
}

TEST(OpenTest, descriptions_hold_no_secret) {
  if (testing::both_dialects().back() != Dialect::postgresql) GTEST_SKIP();
  const testing::TemporaryDatabase database(Dialect::postgresql);
  std::string url = database.url();
  url.insert(url.find('@'), ":very-secret");
  EXPECT_THAT(open(url)->describe(), ::testing::Not(::testing::HasSubstr("very-secret")));
}

}  // namespace
}  // namespace db
