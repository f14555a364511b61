// Collects rows of one table and writes them with few statements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"

namespace ledger {

// OPTIMIZATION: the cells with their strings are kept from commit to commit, so that a row costs no
// allocation.
class RowWriter {
 public:
  // `tail` follows the VALUES, for example an ON CONFLICT clause.
  RowWriter(std::string_view table, const std::vector<std::string_view>& columns,
            std::string_view tail = {})
      : insert_(table, columns, tail) {}

  RowWriter& integer(std::int64_t value);
  RowWriter& flag(bool value);
  RowWriter& text(std::string_view value);
  RowWriter& bytes(std::string_view value);

  void clear() { used_ = 0; }
  /// Writes what was collected and forgets it. Returns the number of rows.
  std::size_t flush(db::Transaction& tx);

 private:
  template <class T>
  T& next();

  db::BulkInsert insert_;
  std::vector<db::Value> cells_;
  std::size_t used_ = 0;
};

}  // namespace ledger
