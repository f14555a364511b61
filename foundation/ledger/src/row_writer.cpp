#include "row_writer.h"

#include "base/check.h"

namespace ledger {

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
  CHECK(used_ % insert_.width() == 0);  // whole rows only
  CHECK(used_ <= cells_.size());
  const std::size_t rows = used_ / insert_.width();
  tx.insert_rows(insert_, std::span<const db::Value>(cells_.data(), used_));
  used_ = 0;
  return rows;
}

}  // namespace ledger
