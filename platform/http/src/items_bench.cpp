#include <filesystem>

#include "base/check.h"
#include "db/database.h"
#include "items_bench.h"

namespace http::bench {

void make_items(const std::string& path) {
  if (std::filesystem::exists(path)) return;
  const auto database = db::open(path);
  database->write([](db::Transaction& tx) {
    tx.execute(
        "CREATE TABLE bench_item (region_id BIGINT NOT NULL, id BIGINT NOT NULL, "
        "name TEXT NOT NULL, price_won BIGINT NOT NULL, PRIMARY KEY (region_id, id))");
    constexpr std::string_view kColumns[] = {"region_id", "id", "name", "price_won"};
    std::vector<db::Value> cells;
    for (std::int64_t id = 1; id <= kItems; ++id)
      for (db::Value value :
           {db::to_value(kRegion), db::to_value(id),
            db::to_value("쌀 10kg 묶음 " + std::to_string(id)), db::to_value(id * 10)})
        cells.push_back(std::move(value));
    tx.insert_many("bench_item", kColumns, cells);
  });
}

}  // namespace http::bench
