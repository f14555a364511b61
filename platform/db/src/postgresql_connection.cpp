#include "postgresql_connection.h"

#include "attempts.h"
#include "base/text.h"
#include "postgresql_value.h"
#include "sql_text.h"

namespace db::postgresql {

namespace {

constexpr std::size_t kStatementsKept = 512;

// A letter a parameter: the same text with other types is another prepared statement.
char type_letter(const Value& value) {
  static constexpr char kLetters[] = {'n', 'i', 'b', 't', 'y'};
  static_assert(std::variant_size_v<Value> == sizeof(kLetters));
  return kLetters[value.index()];
}

// Savepoints and their release answer nothing: they need no round trip of their own.
bool may_wait(std::string_view sql) {
  return sql.starts_with("SAVEPOINT ") || sql.starts_with("RELEASE SAVEPOINT ");
}

// True when `$number` stands in `sql`. A longer number is another parameter.
bool uses_parameter(std::string_view sql, std::size_t number) {
  const std::string name = "$" + std::to_string(number);
  for (std::size_t at = 0; (at = sql.find(name, at)) != std::string_view::npos;) {
    at += name.size();
    if (at == sql.size() || sql[at] < '0' || sql[at] > '9') return true;
  }
  return false;
}

std::vector<Oid> parameter_types(std::string_view sql, std::span<const Value> parameters) {
  std::vector<Oid> types;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Oid type = parameter_type(parameters[i]);
    // A folded null test may have been the only use; an unused parameter still needs a type.
    types.push_back(type == 0 && !uses_parameter(sql, i + 1) ? kText : type);
  }
  return types;
}

std::int64_t changed_rows(PGresult* result) {
  if (std::string_view(PQcmdStatus(result)).starts_with("SELECT")) return 0;
  return base::parse_integer(PQcmdTuples(result)).value_or(0);
}

Rows rows_of(const PGresult& result) {
  const int width = PQnfields(&result);
  const int height = PQntuples(&result);
  std::vector<std::string> columns;
  columns.reserve(static_cast<std::size_t>(width));
  for (int column = 0; column < width; ++column) columns.emplace_back(PQfname(&result, column));
  std::vector<Value> cells;
  cells.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column) cells.push_back(read_cell(result, row, column));
  return {std::move(columns), std::move(cells)};
}

}  // namespace

bool is_connection_loss(std::string_view sqlstate) {
  // 57P01…57P03: the server stops, crashed, or is starting. 08007 is a commit in doubt: not here.
  return sqlstate != "08007" && (sqlstate.starts_with("08") || sqlstate.starts_with("57P0"));
}

void Connection::ensure_open() {
  if (is_open()) return;
  close();
  handle_.reset(PQconnectdb(url_.c_str()));
  if (!is_open()) {
    std::string message(base::trim(PQerrorMessage(handle_.get())));
    close();
    throw Error("08001", message);
  }
  PQsetNoticeProcessor(handle_.get(), [](void*, const char*) {}, nullptr);
  command("SET client_encoding = 'UTF8'");
}

void Connection::close() {
  handle_.reset();
  statements_.clear();
  ahead_.clear();
}

Result Connection::checked(PGresult* raw) {
  Result result(raw);
  const ExecStatusType status = PQresultStatus(raw);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
  const char* state = raw == nullptr ? nullptr : PQresultErrorField(raw, PG_DIAG_SQLSTATE);
  const std::string message(
      base::trim(raw == nullptr ? PQerrorMessage(handle_.get()) : PQresultErrorMessage(raw)));
  throw Error(state != nullptr ? state : is_open() ? "XX000" : "08006", message);
}

void Connection::command(const char* sql) { checked(PQexec(handle_.get(), sql)); }

void Connection::commit() {
  if (has_begun_) {
    ahead_.emplace_back("COMMIT");
    flush();
  }
  ahead_.clear();
}

// What still waits would be rolled back with the rest.
void Connection::rollback() {
  ahead_.clear();
  if (has_begun_) command("ROLLBACK");
}

Rows Connection::run(std::string_view sql, std::span<const Value> parameters) {
  refuse_nul(parameters);
  CHECK(handle_ != nullptr);
  if (may_wait(sql)) {
    ahead_.emplace_back(sql);
    changed_ = 0;
    return {};
  }
  const Result result = execute(prepared(sql, parameters), parameters);
  changed_ = changed_rows(result.get());
  return rows_of(*result);
}

Result Connection::execute(const std::string& name, std::span<const Value> parameters) {
  constexpr int kBinary = 1;
  const Parameters bound(parameters);
  const int count = static_cast<int>(parameters.size());
  PGconn* connection = handle_.get();
  if (ahead_.empty())
    return checked(PQexecPrepared(connection, name.c_str(), count, bound.pointers.data(),
                                  bound.lengths.data(), bound.formats.data(), kBinary));
  return pipeline([&] {
    return PQsendQueryPrepared(connection, name.c_str(), count, bound.pointers.data(),
                               bound.lengths.data(), bound.formats.data(), kBinary) == 1;
  });
}

void Connection::flush() {
  if (!ahead_.empty()) pipeline([] { return true; });
}

Result Connection::pipeline(const std::function<bool()>& send) {
  PGconn* connection = handle_.get();
  const std::vector<std::string> ahead = std::exchange(ahead_, {});
  has_begun_ = true;
  bool is_sent = PQenterPipelineMode(connection) == 1;
  for (const std::string& sql : ahead)
    is_sent = is_sent && PQsendQueryParams(connection, sql.c_str(), 0, nullptr, nullptr, nullptr,
                                           nullptr, 0) == 1;
  if (!is_sent || !send() || PQpipelineSync(connection) != 1) {
    close();
    throw Error("08006", "a statement could not be sent");
  }
  // All results first: an error leaves the connection in order. Behind the first error the server
  // only says that it passed over the others.
  std::vector<Result> results;
  while (true) {
    Result result = next_in_pipeline();
    const bool is_end = result == nullptr || PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC;
    if (is_end && result != nullptr) break;
    results.push_back(std::move(result));
    if (is_end) break;
  }
  PQexitPipelineMode(connection);
  CHECK(!results.empty());
  for (Result& result : results) result = checked(result.release());
  return std::move(results.back());
}

Result Connection::next_in_pipeline() {
  Result result(PQgetResult(handle_.get()));
  while (PQgetResult(handle_.get()) != nullptr && is_open()) {
  }
  return result;
}

const std::string& Connection::prepared(std::string_view sql, std::span<const Value> parameters) {
  key_.assign(sql);
  key_ += '\0';
  for (const Value& value : parameters) key_ += type_letter(value);
  const auto found = statements_.find(key_);
  if (found != statements_.end()) return found->second;
  if (statements_.size() >= kStatementsKept) {
    flush();
    command("DEALLOCATE ALL");
    statements_.clear();
  }
  // In order: a statement that cannot be prepared must not break more than its savepoint.
  if (has_begun_) flush();
  const std::string folded = fold_null_tests(sql, parameters);
  const std::vector<Oid> types = parameter_types(folded, parameters);
  std::string name = "s" + std::to_string(++next_name_);
  checked(PQprepare(handle_.get(), name.c_str(), folded.c_str(), static_cast<int>(types.size()),
                    types.data()));
  return statements_.emplace(key_, std::move(name)).first->second;
}

}  // namespace db::postgresql
