#include "sqlite_connection.h"

#include "attempts.h"
#include "base/text.h"

namespace db::sqlite {

namespace {

constexpr std::size_t kStatementsKept = 512;
constexpr int kBusyTimeoutMs = 5'000;    // only a foreign tool (the sqlite3 shell) makes us wait
constexpr int kCheckpointPages = 1'000;  // 4 MB, SQLite's own default

Value column_value(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return Value(std::in_place_type<std::int64_t>, sqlite3_column_int64(statement, column));
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return Bytes{data == nullptr ? std::string() : std::string(data, size)};
    }
    case SQLITE_FLOAT: throw Error("42804", "a column holds floating point");
    default: return {};
  }
}

int bind_value(sqlite3_stmt* statement, int place, const Value& value) {
  // SQLITE_STATIC: the values outlive the run, and every place is bound anew before the next one.
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement, place, *number);
  if (const auto* flag = std::get_if<bool>(&value))
    return sqlite3_bind_int64(statement, place, *flag ? 1 : 0);
  if (const auto* text = std::get_if<std::string>(&value))
    return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  if (const auto* bytes = std::get_if<Bytes>(&value))
    return sqlite3_bind_blob64(statement, place, bytes->data.data(), bytes->data.size(),
                               SQLITE_STATIC);
  return sqlite3_bind_null(statement, place);
}

// `$n` at place i of the statement → n - 1.
std::vector<std::size_t> parameter_places(sqlite3_stmt* statement) {
  std::vector<std::size_t> places;
  for (int place = 1; place <= sqlite3_bind_parameter_count(statement); ++place) {
    const char* name = sqlite3_bind_parameter_name(statement, place);
    CHECK(name != nullptr && name[0] == '$');
    const auto number = base::parse_integer(name + 1);
    CHECK(number && *number >= 1);
    places.push_back(static_cast<std::size_t>(*number - 1));
  }
  return places;
}

// Ends the current run of a statement, so that it holds no lock.
class Reset {
 public:
  explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
  Reset(const Reset&) = delete;
  Reset& operator=(const Reset&) = delete;
  ~Reset() { sqlite3_reset(statement_); }

 private:
  sqlite3_stmt* statement_;
};

std::string constraint_state(int extended_code) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return "23505";
    case SQLITE_CONSTRAINT_FOREIGNKEY: return "23503";
    case SQLITE_CONSTRAINT_NOTNULL: return "23502";
    case SQLITE_CONSTRAINT_CHECK: return "23514";
    default: return "23000";
  }
}

// SQLITE_ERROR covers everything wrong with a statement; only the message tells more.
std::string statement_state(std::string_view message) {
  if (message.ends_with("already exists")) return "42P07";
  if (message.starts_with("duplicate column name")) return "42701";
  if (message.starts_with("no such table")) return "42P01";
  if (message.starts_with("no such column")) return "42703";
  return "42601";
}

}  // namespace

std::string sqlstate_of(int extended_code, std::string_view message) {
  switch (extended_code & 0xFF) {
    case SQLITE_CONSTRAINT: return constraint_state(extended_code);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "40001";
    case SQLITE_ERROR: return statement_state(message);
    case SQLITE_CANTOPEN: return "08001";
    case SQLITE_READONLY: return "25006";
    case SQLITE_FULL: return "53100";
    case SQLITE_NOMEM: return "53200";
    case SQLITE_TOOBIG: return "54000";
    case SQLITE_IOERR: return "58030";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return "XX001";
    default: return "XX000";
  }
}

Connection::Connection(const std::string& path, Mode mode) {
  const int access =
      mode == Mode::writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(path.c_str(), &handle_,
                                   access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  try {
    if (code != SQLITE_OK) fail(code);
    configure(mode);
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

Connection::~Connection() {
  statements_.clear();
  CHECK(sqlite3_close(handle_) == SQLITE_OK);  // otherwise a statement leaked
}

void Connection::configure(Mode mode) {
  sqlite3_busy_timeout(handle_, kBusyTimeoutMs);
  // "text" is an identifier, never a string: as on PostgreSQL.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  command("PRAGMA case_sensitive_like = ON");  // as on PostgreSQL
  command("PRAGMA cache_size = -8000");
  command("PRAGMA temp_store = MEMORY");
  // Nobody checkpoints by the way: the writer does it, under the writer lock. Before 3.51.3 a
  // checkpoint that resets the log while another connection commits can corrupt the file.
  command("PRAGMA wal_autocheckpoint = 0");
  if (mode == Mode::reader) {
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return;
  }
  command("PRAGMA journal_mode = WAL");
  command("PRAGMA synchronous = FULL");  // a commit is on the disk when it returns
  command("PRAGMA foreign_keys = ON");
  sqlite3_wal_hook(
      handle_,
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<Connection*>(self)->log_pages_ = pages;
        return SQLITE_OK;
      },
      this);
}

Rows Connection::run(std::string_view sql, std::span<const Value> parameters) {
  refuse_nul(parameters);
  Statement& statement = prepared(sql);
  const Reset reset(statement.handle.get());
  bind(statement, parameters);
  Rows rows = fetch(statement.handle.get());
  changed_ = sqlite3_stmt_readonly(statement.handle.get()) ? 0 : sqlite3_changes64(handle_);
  return rows;
}

Statement& Connection::prepared(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  if (statements_.size() >= kStatementsKept) statements_.clear();
  sqlite3_stmt* handle = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, &rest);
  if (code != SQLITE_OK) fail(code);
  CHECK(handle != nullptr);  // otherwise the text holds no statement
  Statement statement{.handle{handle}, .value_of_place = parameter_places(handle)};
  CHECK(base::trim({rest, sql.data() + sql.size()}).empty());  // one statement a call
  return statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

void Connection::bind(const Statement& statement, std::span<const Value> parameters) {
  CHECK(parameters.size() == statement.value_of_place.size());
  int place = 0;
  for (const std::size_t index : statement.value_of_place) {
    CHECK(index < parameters.size());
    const int code = bind_value(statement.handle.get(), ++place, parameters[index]);
    if (code != SQLITE_OK) fail(code);
  }
}

Rows Connection::fetch(sqlite3_stmt* statement) {
  const int width = sqlite3_column_count(statement);
  std::vector<Value> cells;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    for (int column = 0; column < width; ++column) cells.push_back(column_value(statement, column));
  }
  if (code != SQLITE_DONE) fail(code);
  std::vector<std::string> columns;
  columns.reserve(static_cast<std::size_t>(width));
  for (int column = 0; column < width; ++column)
    columns.emplace_back(sqlite3_column_name(statement, column));
  return {std::move(columns), std::move(cells)};
}

void Connection::checkpoint_when_large() {
  if (log_pages_ < kCheckpointPages) return;
  // Passive: never waits for readers; what they still need stays in the log until the next time.
  const int code =
      sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK && code != SQLITE_BUSY) fail(code);
}

void Connection::fail(int code) const {
  const std::string message = handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_);
  throw Error(sqlstate_of(code, message), message);
}

}  // namespace db::sqlite
