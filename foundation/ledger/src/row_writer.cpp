#include "row_writer.h"

#include <algorithm>
#include <bit>
#include <span>

#include "base/check.h"

namespace ledger {

namespace {

// SQLite steps through rows inside the process and gains little from long statements; PostgreSQL
// saves a round trip with each row. Powers of two keep the number of prepared statements small.
constexpr std::size_t kSqliteRowsMax = 32;
constexpr std::size_t kPostgresqlRowsMax = 1'024;
constexpr std::size_t kSqliteParametersMax = 32'766;
constexpr std::size_t kPostgresqlParametersMax = 65'535;
static_assert(std::has_single_bit(kSqliteRowsMax) && std::has_single_bit(kPostgresqlRowsMax));
static_assert(kSqliteRowsMax <= kPostgresqlRowsMax);

std::size_t rows_max(db::Dialect dialect, std::size_t width) {
  CHECK(width > 0 && width <= kSqliteParametersMax);  // a row fits any statement
  const bool is_sqlite = dialect == db::Dialect::sqlite;
  const std::size_t parameters = is_sqlite ? kSqliteParametersMax : kPostgresqlParametersMax;
  return std::min(is_sqlite ? kSqliteRowsMax : kPostgresqlRowsMax, parameters / width);
}

}  // namespace

RowWriter::RowWriter(std::string_view table, std::vector<std::string_view> columns,
                     std::string_view tail)
    : head_("INSERT INTO " + std::string(table) + " ("), tail_(tail), width_(columns.size()) {
  CHECK(!table.empty() && width_ > 0);
  for (std::size_t i = 0; i < width_; ++i) head_.append(i ? ", " : "").append(columns[i]);
  head_ += ") VALUES ";
}

// The next cell, with the string it held before where it held one.
template <class T>
T& RowWriter::next() {
  if (used_ == cells_.size()) cells_.emplace_back();
  CHECK(used_ < cells_.size());
  db::Value& cell = cells_[used_++];
  if (T* kept = std::get_if<T>(&cell)) return *kept;
  return cell.emplace<T>();
}

RowWriter& RowWriter::integer(std::int64_t value) {
  next<std::int64_t>() = value;
  return *this;
}

RowWriter& RowWriter::flag(bool value) {
  next<bool>() = value;
  return *this;
}

RowWriter& RowWriter::text(std::string_view value) {
  next<std::string>().assign(value);
  return *this;
}

RowWriter& RowWriter::bytes(std::string_view value) {
  next<db::Bytes>().data.assign(value);
  return *this;
}

std::size_t RowWriter::flush(db::Transaction& tx) {
  CHECK(used_ % width_ == 0);  // whole rows only
  CHECK(used_ <= cells_.size());
  const std::size_t rows = used_ / width_;
  const std::size_t limit = rows_max(tx.dialect(), width_);
  std::span<const db::Value> left(cells_.data(), used_);
  while (!left.empty()) {
    const std::size_t count = std::bit_floor(std::min(left.size() / width_, limit));
    CHECK(count >= 1 && count <= limit);
    tx.run(statement(static_cast<std::size_t>(std::countr_zero(count))),
           left.first(count * width_));
    left = left.subspan(count * width_);
  }
  CHECK(left.empty());
  used_ = 0;
  return rows;
}

const std::string& RowWriter::statement(std::size_t rows_log2) {
  CHECK((std::size_t{1} << rows_log2) <= kPostgresqlRowsMax);
  if (statements_.size() <= rows_log2) statements_.resize(rows_log2 + 1);
  std::string& sql = statements_[rows_log2];
  if (!sql.empty()) return sql;
  sql = head_;
  std::size_t parameter = 0;
  for (std::size_t row = 0; row < std::size_t{1} << rows_log2; ++row) {
    sql += row ? ", (" : "(";
    for (std::size_t i = 0; i < width_; ++i)
      sql.append(i ? ", $" : "$").append(std::to_string(++parameter));
    sql += ')';
  }
  CHECK(parameter == width_ << rows_log2);
  sql.append(" ").append(tail_);
  return sql;
}

}  // namespace ledger
