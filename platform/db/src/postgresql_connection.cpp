#include "postgresql_connection.h"

#include "attempts.h"
#include "base/text.h"
#include "postgresql_value.h"
#include "sql_text.h"

namespace db::postgresql {

namespace {

constexpr std::size_t kStatementsKept = 512;
constexpr int kBinary = 1;

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
  if (is_pipelining()) {
    try {
      end_pipeline();
    } catch (const Error&) {  // of a statement that is being taken back
    }
  }
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

void Connection::insert_rows(BulkInsert& into, std::span<const Value> cells) {
  CHECK(handle_ != nullptr);
  if (cells.empty()) return;
  refuse_nul(cells);
  arrays_.encode(cells, into.width());
  const std::string& sql = into.arrays_text(cells.first(into.width()));
  key_ = sql;
  const auto found = statements_.find(key_);
  const std::string& name =
      found != statements_.end() ? found->second : prepare(sql, arrays_.types);
  send_ahead();
  must_send(PQsendQueryPrepared(handle_.get(), name.c_str(), static_cast<int>(into.width()),
                                arrays_.pointers.data(), arrays_.lengths.data(),
                                arrays_.formats.data(), kBinary));
  changed_ = 0;
}

Result Connection::execute(const std::string& name, std::span<const Value> parameters) {
  const Parameters bound(parameters);
  const int count = static_cast<int>(parameters.size());
  PGconn* connection = handle_.get();
  if (ahead_.empty() && !is_pipelining())
    return checked(PQexecPrepared(connection, name.c_str(), count, bound.pointers.data(),
                                  bound.lengths.data(), bound.formats.data(), kBinary));
  send_ahead();
  must_send(PQsendQueryPrepared(connection, name.c_str(), count, bound.pointers.data(),
                                bound.lengths.data(), bound.formats.data(), kBinary));
  return end_pipeline();
}

void Connection::flush() {
  if (ahead_.empty() && !is_pipelining()) return;
  send_ahead();
  end_pipeline();
}

void Connection::must_send(int is_sent) {
  if (is_sent == 1) return;
  close();
  throw Error("08006", "a statement could not be sent");
}

void Connection::send_ahead() {
  if (!is_pipelining()) must_send(PQenterPipelineMode(handle_.get()));
  has_begun_ = true;
  for (const std::string& sql : std::exchange(ahead_, {}))
    must_send(
        PQsendQueryParams(handle_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0));
}

Result Connection::end_pipeline() {
  must_send(PQpipelineSync(handle_.get()));
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
  PQexitPipelineMode(handle_.get());
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
  const std::string folded = fold_null_tests(sql, parameters);
  return prepare(folded, parameter_types(folded, parameters));
}

// Keeps the statement under key_.
const std::string& Connection::prepare(const std::string& sql, std::span<const Oid> types) {
  // In order: a statement that cannot be prepared must not break more than its savepoint.
  if (has_begun_ || is_pipelining()) flush();
  if (statements_.size() >= kStatementsKept) {
    flush();
    command("DEALLOCATE ALL");
    statements_.clear();
  }
  std::string name = "s" + std::to_string(++next_name_);
  checked(PQprepare(handle_.get(), name.c_str(), sql.c_str(), static_cast<int>(types.size()),
                    types.data()));
  return statements_.emplace(key_, std::move(name)).first->second;
}

}  // namespace db::postgresql
