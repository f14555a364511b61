// Costs of the interface on SQLite. `olive_db` adds the interface; the rest is SQLite's.
#include <benchmark/benchmark.h>

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
    tx.rows("CREATE TABLE bench_item (region_id BIGINT NOT NULL, id BIGINT NOT NULL,"
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
