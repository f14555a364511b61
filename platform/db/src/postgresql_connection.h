// One connection to PostgreSQL with its prepared statements. One thread at a time.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/database.h"
#include "postgresql_value.h"

namespace db::postgresql {

struct ConnectionDeleter {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ResultDeleter>;

class Connection {
 public:
  explicit Connection(std::string url) : url_(std::move(url)) {}

  // Connects when there is no usable connection. Throws Error 08001.
  void ensure_open();
  // Drops the connection; the next ensure_open makes a new one.
  void close();
  [[nodiscard]] bool is_open() const {
    return handle_ != nullptr && PQstatus(handle_.get()) == CONNECTION_OK;
  }
  [[nodiscard]] bool in_transaction() const {
    return is_open() && PQtransactionStatus(handle_.get()) != PQTRANS_IDLE;
  }

  Rows run(std::string_view sql, std::span<const Value> parameters);
  // As Transaction::insert_rows().
  void insert_rows(BulkInsert& into, std::span<const Value> cells);
  // No parameters, not prepared, at once.
  void command(const char* sql);
  // Sends `sql`, a BEGIN, together with the next statement: a round trip less a transaction. So do
  // savepoints and their release.
  void begin(const char* sql) {
    ahead_.assign(1, sql);
    has_begun_ = false;
  }
  // Nothing when no statement has been sent since begin().
  void commit();
  void rollback();
  [[nodiscard]] std::int64_t changed() const { return changed_; }

 private:
  // The name of the prepared statement for `sql` with parameters of these types.
  const std::string& prepared(std::string_view sql, std::span<const Value> parameters);
  const std::string& prepare(const std::string& sql, std::span<const Oid> types);
  // Throws when `result` is an error.
  Result checked(PGresult* result);
  Result execute(const std::string& name, std::span<const Value> parameters);
  // Opens a pipeline, unless one is open, and sends what waits in ahead_.
  void send_ahead();
  void must_send(int is_sent);
  // Ends the pipeline; the result is that of its last statement.
  Result end_pipeline();
  // Waits for whatever was sent, and sends what waits.
  void flush();
  // The next result of a pipeline, behind which libpq puts a null.
  Result next_in_pipeline();
  [[nodiscard]] bool is_pipelining() const {
    return handle_ != nullptr && PQpipelineStatus(handle_.get()) != PQ_PIPELINE_OFF;
  }

  std::string url_;
  std::unique_ptr<PGconn, ConnectionDeleter> handle_;
  std::unordered_map<std::string, std::string> statements_;
  std::string key_;  // of the statement being looked up; kept to keep its memory
  ArrayParameters arrays_;
  int next_name_ = 0;
  std::int64_t changed_ = 0;
  std::vector<std::string> ahead_;  // to be sent together with the next statement
  bool has_begun_ = false;          // whether the BEGIN has been sent
};

// True for codes after which the server has certainly not committed and a new connection may help.
[[nodiscard]] bool is_connection_loss(std::string_view sqlstate);

}  // namespace db::postgresql
