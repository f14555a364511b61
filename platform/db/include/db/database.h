/// One database interface for SQLite (embedded, default) and PostgreSQL (libpq). Blocking calls;
/// the HTTP layer runs them on its worker pool.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded.h"
#include "db/value.h"

namespace db {

enum class Dialect { sqlite, postgresql };

/// The environment failed, or a statement broke a constraint. `sqlstate` is PostgreSQL's code;
/// SQLite's results are mapped to the same (23505 unique, 23514 check, 40001 retry, 08006 lost).
class Error : public std::runtime_error {
 public:
  Error(std::string sqlstate_, const std::string& message)
      : std::runtime_error(message), sqlstate(std::move(sqlstate_)) {}
  std::string sqlstate;
};

/// An INSERT of many rows into one table. Keep one where rows are written often: it makes each of
/// its texts once.
class BulkInsert {
 public:
  /// `tail` follows the rows, for example an ON CONFLICT clause.
  BulkInsert(std::string_view table, std::span<const std::string_view> columns,
             std::string_view tail = {});

  [[nodiscard]] std::size_t width() const { return width_; }
  /// With `1 << rows_log2` rows as VALUES.
  [[nodiscard]] const std::string& values_text(std::size_t rows_log2);
  /// With one array a column, of the kinds of `row`, for PostgreSQL.
  [[nodiscard]] const std::string& arrays_text(std::span<const Value> row);

 private:
  std::string head_;
  std::string tail_;
  std::size_t width_;
  std::vector<std::string> values_texts_;  // by rows_log2
  std::string arrays_text_;
};

/// Statements that commit together. Handed out by Database::read and Database::write only.
/// One thread at a time. SQL is written once with `$1…` and must pass tools/sql_lint.py.
class Transaction {
 public:
  virtual ~Transaction() = default;
  Transaction() = default;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Runs one statement and returns its rows. Statements are prepared once per connection.
  virtual Rows run(std::string_view sql, std::span<const Value> parameters) = 0;
  /// Rows changed by the last statement.
  [[nodiscard]] virtual std::int64_t changed() const = 0;
  [[nodiscard]] virtual Dialect dialect() const = 0;

  template <class... A>
  Rows rows(std::string_view sql, const A&... arguments) {
    const std::array<Value, sizeof...(A)> values{to_value(arguments)...};
    return run(sql, values);
  }
  /// The number of rows that an INSERT, UPDATE or DELETE changed.
  template <class... A>
  std::int64_t execute(std::string_view sql, const A&... arguments) {
    rows(sql, arguments...);
    return changed();
  }
  /// Rows as described structs, matched by column name.
  template <class T, class... A>
  std::vector<T> query(std::string_view sql, const A&... arguments) {
    return rows_as<T>(rows(sql, arguments...));
  }
  /// The first row, if any.
  template <class T, class... A>
  std::optional<T> query_one(std::string_view sql, const A&... arguments) {
    std::vector<T> all = query<T>(sql, arguments...);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
  }
  /// The integer in the first column of the first row; nullopt without a row or when null.
  template <class... A>
  std::optional<std::int64_t> integer(std::string_view sql, const A&... arguments) {
    const Rows found = rows(sql, arguments...);
    if (found.empty() || found.is_null(0, 0)) return std::nullopt;
    return found.integer(0, 0);
  }

  /// Inserts many rows with as few statements as the database allows (multi-row VALUES).
  /// `cells` is row-major, columns.size() a row.
  void insert_many(std::string_view table, std::span<const std::string_view> columns,
                   std::span<const Value> cells);
  /// The same, as fast as the database can. PostgreSQL gets one statement with an array a column,
  /// without waiting for its answer: what is wrong with it is thrown by the next statement or by
  /// the commit. Requires: no nulls, no JSONB, the cells of a column of one kind.
  virtual void insert_rows(BulkInsert& into, std::span<const Value> cells);

  /// A new time-ordered identifier, unique in this process and, with high probability, anywhere.
  template <class T>
  [[nodiscard]] T make_id() {
    return T{next_id()};
  }
  /// Runs `work` under a savepoint; rolled back to it when `work` returns false or throws.
  bool nested(const std::function<bool()>& work);

 private:
  [[nodiscard]] std::int64_t next_id();
};

/// While one lives, identifiers of this process come from `clock` and a counter instead of the
/// system's clock and chance, so that the same history gets the same identifiers, in its own order.
/// For demo cities and simulations. Requires: one at a time, and a clock that never passes the
/// present: what is made afterwards must be newer.
class SimulatedIds {
 public:
  explicit SimulatedIds(base::Clock clock);
  ~SimulatedIds();
  SimulatedIds(const SimulatedIds&) = delete;
  SimulatedIds& operator=(const SimulatedIds&) = delete;
};

/// A database of one city or province, or of several.
class Database {
 public:
  virtual ~Database() = default;

  /// Runs `work` on a consistent read-only snapshot and returns what it returns.
  template <class F>
  auto read(F&& work) -> std::invoke_result_t<F, Transaction&> {
    return run_transaction<F>(Access::read, work);
  }
  /// Runs `work` in a transaction that is durable when this returns. `work` may run several times
  /// (40001, 40P01) and must have no effect outside the transaction.
  /// When `work` returns a refused Result (a std::expected without value), the transaction is
  /// rolled back and the refusal returned: a refusal changes nothing.
  template <class F>
  auto write(F&& work) -> std::invoke_result_t<F, Transaction&> {
    return run_transaction<F>(Access::write, work);
  }

  [[nodiscard]] virtual Dialect dialect() const = 0;
  /// Where the data is, without secrets; for logs and /readyz.
  [[nodiscard]] virtual std::string describe() const = 0;

  enum class Access { read, write };
  enum class Verdict { commit, rollback };
  /// Runs `work`, commits or rolls back by its verdict, retries serialisation failures.
  virtual void transact(Access access, const std::function<Verdict(Transaction&)>& work) = 0;

 private:
  template <class R>
  static Verdict verdict_of(const R& result) {
    if constexpr (requires {
                    result.has_value();
                    result.error();
                  })
      return result.has_value() ? Verdict::commit : Verdict::rollback;
    else return Verdict::commit;
  }

  template <class F, class W>
  auto run_transaction(Access access, W& work) -> std::invoke_result_t<F, Transaction&> {
    using R = std::invoke_result_t<F, Transaction&>;
    if constexpr (std::is_void_v<R>) {
      transact(access, [&](Transaction& tx) {
        work(tx);
        return Verdict::commit;
      });
    } else {
      std::optional<R> result;
      transact(access, [&](Transaction& tx) {
        result.emplace(work(tx));
        return verdict_of(*result);
      });
      return std::move(*result);
    }
  }
};

struct OpenOptions {
  int readers = 4;  ///< concurrent read-only connections
};

/// Opens `postgresql://…`, or a SQLite file path (`:memory:` is refused: readers could not see it).
/// Throws Error when it cannot be reached.
[[nodiscard]] std::unique_ptr<Database> open(const std::string& url, OpenOptions options = {});

/// The migrations of one module, in order of file name. `{{json}}` and `{{blob}}` are replaced by
/// the dialect's type.
struct ModuleSchema {
  std::string_view module;
  std::span<const base::EmbeddedFile> files;
};

/// Brings the schema up to date: each statement of each not yet applied file, in its own
/// transaction, recorded in schema_migrations with a SHA-256 checksum; a lease row keeps two
/// servers apart. Throws Error when an applied file was changed afterwards.
void migrate(Database& database, std::span<const ModuleSchema> modules);

}  // namespace db
