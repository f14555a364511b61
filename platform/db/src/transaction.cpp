#include <algorithm>
#include <bit>
#include <chrono>
#include <cstring>
#include <mutex>
#include <random>

#include "attempts.h"
#include "db/database.h"

namespace db {

namespace {

constexpr std::size_t kSqliteParameters = 32'766;      // SQLITE_MAX_VARIABLE_NUMBER
constexpr std::size_t kPostgresqlParameters = 65'535;  // a 16-bit count in the wire protocol
// SQLite steps through rows inside the process and gains little from long statements; PostgreSQL
// saves a round trip with each row.
constexpr std::size_t kSqliteRows = 32;
constexpr std::size_t kPostgresqlRows = 512;

// The largest power of two of rows that is left and fits: the texts, and with them the prepared
// statements, stay few however many rows callers insert.
std::size_t rows_of_next_statement(std::size_t left, std::size_t columns, Dialect dialect) {
  const bool is_sqlite = dialect == Dialect::sqlite;
  const std::size_t limit = (is_sqlite ? kSqliteParameters : kPostgresqlParameters) / columns;
  CHECK(limit > 0);
  return std::bit_floor(std::min({left, limit, is_sqlite ? kSqliteRows : kPostgresqlRows}));
}

std::string_view array_type_of(const Value& value) {
  static constexpr std::string_view kNames[] = {"", "bigint[]", "boolean[]", "text[]", "bytea[]"};
  static_assert(std::variant_size_v<Value> == std::size(kNames));
  CHECK(value.index() != 0);
  return kNames[value.index()];
}

std::int64_t unix_milliseconds() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// Hands out (millisecond, distinguisher) pairs that only grow, so that identifiers of one process
// are unique and ordered even when its clock steps back.
class IdSource {
 public:
  std::int64_t next() {
    const std::lock_guard lock(mutex_);
    const std::int64_t now_ms = clock_ ? clock_().micros / 1'000 : unix_milliseconds();
    if (now_ms > last_ms_) start(now_ms);
    else if (++distinguisher_ == kDistinguishers) start(last_ms_ + 1);
    return base::compose_id(last_ms_, distinguisher_);
  }

  // Takes the time from `clock`; from the system when it is empty.
  void use(base::Clock clock) {
    const std::lock_guard lock(mutex_);
    CHECK(!clock || !clock_);
    clock_ = std::move(clock);
    last_ms_ = 0;
  }

 private:
  static constexpr std::uint32_t kDistinguishers = 1U << 21U;

  // A random start in the lower half keeps processes apart and leaves 2^20 numbers to count up.
  void start(std::int64_t ms) {
    last_ms_ = ms;
    distinguisher_ = clock_ ? 0 : static_cast<std::uint32_t>(random_() % (kDistinguishers / 2));
  }

  std::mutex mutex_;
  std::mt19937_64 random_{(std::uint64_t{std::random_device{}()} << 32U) ^ std::random_device{}()};
  base::Clock clock_;
  std::int64_t last_ms_ = 0;
  std::uint32_t distinguisher_ = 0;
};

IdSource& id_source() {
  static IdSource source;
  return source;
}

}  // namespace

SimulatedIds::SimulatedIds(base::Clock clock) { id_source().use(std::move(clock)); }
SimulatedIds::~SimulatedIds() { id_source().use({}); }

std::int64_t Transaction::next_id() { return id_source().next(); }

BulkInsert::BulkInsert(std::string_view table, std::span<const std::string_view> columns,
                       std::string_view tail)
    : head_("INSERT INTO " + std::string(table) + " ("), tail_(tail), width_(columns.size()) {
  CHECK(!table.empty() && width_ > 0);
  for (std::size_t i = 0; i < width_; ++i) head_.append(i ? ", " : "").append(columns[i]);
  head_ += ") ";
}

const std::string& BulkInsert::values_text(std::size_t rows_log2) {
  CHECK(rows_log2 < 16);
  if (values_texts_.size() <= rows_log2) values_texts_.resize(rows_log2 + 1);
  std::string& sql = values_texts_[rows_log2];
  if (!sql.empty()) return sql;
  sql = head_ + "VALUES ";
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

const std::string& BulkInsert::arrays_text(std::span<const Value> row) {
  CHECK(row.size() == width_);
  if (!arrays_text_.empty()) return arrays_text_;
  arrays_text_ = head_ + "SELECT * FROM unnest(";
  for (std::size_t i = 0; i < width_; ++i)
    arrays_text_.append(i ? ", $" : "$")
        .append(std::to_string(i + 1))
        .append("::")
        .append(array_type_of(row[i]));
  arrays_text_.append(") ").append(tail_);
  return arrays_text_;
}

void Transaction::insert_many(std::string_view table, std::span<const std::string_view> columns,
                              std::span<const Value> cells) {
  BulkInsert into(table, columns);
  Transaction::insert_rows(into, cells);
}

void Transaction::insert_rows(BulkInsert& into, std::span<const Value> cells) {
  CHECK(cells.size() % into.width() == 0);
  while (!cells.empty()) {
    const std::size_t rows =
        rows_of_next_statement(cells.size() / into.width(), into.width(), dialect());
    run(into.values_text(static_cast<std::size_t>(std::countr_zero(rows))),
        cells.first(rows * into.width()));
    cells = cells.subspan(rows * into.width());
  }
}

bool Transaction::nested(const std::function<bool()>& work) {
  // One name serves every depth: an inner savepoint hides the outer one until it is released.
  const auto undo = [this] {
    rows("ROLLBACK TO SAVEPOINT nested");
    rows("RELEASE SAVEPOINT nested");
  };
  rows("SAVEPOINT nested");
  bool keep = false;
  try {
    keep = work();
  } catch (...) {
    undo();
    throw;
  }
  if (keep) rows("RELEASE SAVEPOINT nested");
  else undo();
  return keep;
}

void refuse_nul(std::span<const Value> parameters) {
  for (const Value& value : parameters) {
    const std::string* text = std::get_if<std::string>(&value);
    if (text != nullptr && std::memchr(text->data(), 0, text->size()) != nullptr)
      throw Error("22021", "text holds the character U+0000");
  }
}

}  // namespace db
