// One connection to a SQLite file with its prepared statements. One thread at a time.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "db/database.h"

namespace db::sqlite {

enum class Mode { writer, reader };

struct StatementDeleter {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// A prepared statement and, for each of SQLite's parameter places, which `$n` stands there.
struct Statement {
  std::unique_ptr<sqlite3_stmt, StatementDeleter> handle;
  std::vector<std::size_t> value_of_place;
};

class Connection {
 public:
  Connection(const std::string& path, Mode mode);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  Rows run(std::string_view sql, std::span<const Value> parameters);
  void command(std::string_view sql) { run(sql, {}); }
  [[nodiscard]] std::int64_t changed() const { return changed_; }
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

  // Moves the log into the database file when it has grown large. Writer only.
  void checkpoint_when_large();

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  void configure(Mode mode);
  Statement& prepared(std::string_view sql);
  void bind(const Statement& statement, std::span<const Value> parameters);
  Rows fetch(sqlite3_stmt* statement);
  [[noreturn]] void fail(int code) const;

  sqlite3* handle_ = nullptr;
  int log_pages_ = 0;
  std::int64_t changed_ = 0;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

// PostgreSQL's code for a result of SQLite.
std::string sqlstate_of(int extended_code, std::string_view message);

}  // namespace db::sqlite
