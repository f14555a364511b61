// Costs of the interface; the bare C API of SQLite beside it shows what the interface adds.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include "db/testing.h"

namespace db {
namespace {

constexpr std::int64_t kRows = 100'000;

void fill(Database& database) {
  std::vector<Value> cells;
  for (std::int64_t i = 0; i < kRows; ++i)
    for (const Value& cell : {to_value(26), to_value(i), to_value("item " + std::to_string(i))})
      cells.push_back(cell);
  const std::string_view columns[] = {"region_id", "id", "name"};
  database.write([&](Transaction& tx) {
    tx.rows(
        "CREATE TABLE bench_item (region_id BIGINT NOT NULL, id BIGINT NOT NULL,"
        " name TEXT NOT NULL, PRIMARY KEY (region_id, id))");
    tx.insert_many("bench_item", columns, cells);
  });
}

void point_read(benchmark::State& state, Dialect dialect) {
  testing::TemporaryDatabase database(dialect);
  fill(*database);
  std::int64_t id = 0;
  for (auto _ : state) {
    id = (id * 6'364'136 + 1'442'695) % kRows;
    benchmark::DoNotOptimize(database->read([&](Transaction& tx) {
      return tx.rows("SELECT id, name FROM bench_item WHERE region_id = $1 AND id = $2", 26, id);
    }));
  }
}
BENCHMARK_CAPTURE(point_read, sqlite, Dialect::sqlite);
BENCHMARK_CAPTURE(point_read, postgresql, Dialect::postgresql);

void point_read_bare(benchmark::State& state) {
  testing::TemporaryDatabase database(Dialect::sqlite);
  fill(*database);
  sqlite3* handle = nullptr;
  sqlite3_stmt* statement = nullptr;
  sqlite3_open_v2(database.url().c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                  nullptr);
  sqlite3_exec(handle, "PRAGMA cache_size = -8000", nullptr, nullptr, nullptr);
  sqlite3_prepare_v2(handle, "SELECT id, name FROM bench_item WHERE region_id = $1 AND id = $2", -1,
                     &statement, nullptr);
  std::int64_t id = 0;
  for (auto _ : state) {
    id = (id * 6'364'136 + 1'442'695) % kRows;
    sqlite3_bind_int64(statement, 1, 26);
    sqlite3_bind_int64(statement, 2, id);
    CHECK(sqlite3_step(statement) == SQLITE_ROW);
    benchmark::DoNotOptimize(sqlite3_column_int64(statement, 0));
    benchmark::DoNotOptimize(sqlite3_column_text(statement, 1));
    CHECK(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
  }
  sqlite3_finalize(statement);
  sqlite3_close(handle);
}
BENCHMARK(point_read_bare);

void durable_write(benchmark::State& state, Dialect dialect) {
  testing::TemporaryDatabase database(dialect);
  fill(*database);
  std::int64_t id = 0;
  for (auto _ : state) {
    id = (id + 7'919) % kRows;
    database->write([&](Transaction& tx) {
      tx.execute("UPDATE bench_item SET name = 'x' WHERE region_id = $1 AND id = $2", 26, id);
    });
  }
}
BENCHMARK_CAPTURE(durable_write, sqlite, Dialect::sqlite);

}  // namespace
}  // namespace db

BENCHMARK_MAIN();
