// PostgreSQL's binary formats of the types that Olive uses.
#pragma once

#include <libpq-fe.h>

#include <span>
#include <string>
#include <vector>

#include "db/value.h"

namespace db::postgresql {

// From PostgreSQL's catalogue (pg_type.dat); these numbers never change.
inline constexpr Oid kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23,
                     kText = 25, kOid = 26, kJson = 114, kUnknown = 705, kBpchar = 1042,
                     kVarchar = 1043, kNumeric = 1700, kVoid = 2278, kJsonb = 3802,
                     kBoolArray = 1000, kByteaArray = 1001, kTextArray = 1009, kInt8Array = 1016;

// The type that a statement is prepared with. Text is left to the server to infer, because it may
// stand for JSONB; so is null.
[[nodiscard]] Oid parameter_type(const Value& value);

// Parameters as PQexecPrepared takes them. Text is referred to, not copied.
struct Parameters {
  explicit Parameters(std::span<const Value> values);
  Parameters(const Parameters&) = delete;
  Parameters& operator=(const Parameters&) = delete;

  std::vector<const char*> pointers;
  std::vector<int> lengths;
  std::vector<int> formats;

 private:
  std::vector<std::uint64_t> numbers_;  // in network order
};

// Columns of rows as binary arrays, kept from use to use so that a row costs no allocation.
class ArrayParameters {
 public:
  // Requires: whole rows of `width` cells, at least one, without nulls, the cells of a column of
  // one kind.
  void encode(std::span<const Value> cells, std::size_t width);

  std::vector<const char*> pointers;
  std::vector<int> lengths;
  std::vector<int> formats;
  std::vector<Oid> types;

 private:
  std::vector<std::string> arrays_;  // by column
};

// The value of a cell. SUM of integers is numeric: it must be whole and fit 64 bits.
// Throws Error 42804 for types that no column of ours has, floating point among them.
[[nodiscard]] Value read_cell(const PGresult& result, int row, int column);

// A whole number in numeric's binary format. Throws Error 22003 or 42804.
[[nodiscard]] std::int64_t read_numeric(std::string_view binary);

}  // namespace db::postgresql
