#include <algorithm>
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
constexpr std::size_t kRowsAStatement = 512;           // longer statements gain nothing measurable

// The largest power of two of rows that is left and fits: the texts, and with them the prepared
// statements, stay few however many rows callers insert.
std::size_t rows_of_next_statement(std::size_t left, std::size_t columns, Dialect dialect) {
  const std::size_t limit =
      (dialect == Dialect::sqlite ? kSqliteParameters : kPostgresqlParameters) / columns;
  CHECK(limit > 0);
  return std::bit_floor(std::min({left, limit, kRowsAStatement}));
}

std::string insert_text(std::string_view table, std::span<const std::string_view> columns,
                        std::size_t rows) {
  std::string sql = "INSERT INTO ";
  sql.append(table).append(" (");
  for (std::size_t i = 0; i < columns.size(); ++i) sql.append(i ? ", " : "").append(columns[i]);
  sql += ") VALUES ";
  std::size_t parameter = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row ? ", (" : "(";
    for (std::size_t i = 0; i < columns.size(); ++i)
      sql.append(i ? ", $" : "$").append(std::to_string(++parameter));
    sql += ')';
  }
  return sql;
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

void Transaction::insert_many(std::string_view table, std::span<const std::string_view> columns,
                              std::span<const Value> cells) {
  CHECK(!columns.empty());
  CHECK(cells.size() % columns.size() == 0);
  while (!cells.empty()) {
    const std::size_t rows =
        rows_of_next_statement(cells.size() / columns.size(), columns.size(), dialect());
    run(insert_text(table, columns, rows), cells.first(rows * columns.size()));
    cells = cells.subspan(rows * columns.size());
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
