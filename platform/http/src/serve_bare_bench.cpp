// The reference: a bare Beast loop, tuned (one io_context, concrete executors, no timers), with the
// SQLite C API. No limits, no routing beyond a prefix, no request ids, no security headers.
#include <sqlite3.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <cstdio>

#include "base/check.h"
#include "items_bench.h"

namespace http::bench {
namespace {

namespace asio = boost::asio;
namespace bh = boost::beast::http;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Use = asio::use_awaitable_t<Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;

// One prepared statement.
class Items {
 public:
  explicit Items(const std::string& path) {
    CHECK(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
    CHECK(sqlite3_prepare_v2(database_, kSelectItem, -1, &statement_, nullptr) == SQLITE_OK);
  }
  std::string json_of(std::int64_t id) {
    sqlite3_bind_int64(statement_, 1, kRegion);
    sqlite3_bind_int64(statement_, 2, id);
    std::string out;
    if (sqlite3_step(statement_) == SQLITE_ROW) {
      out = "{\"id\":" + std::to_string(sqlite3_column_int64(statement_, 0)) + ",\"name\":\"";
      out += reinterpret_cast<const char*>(sqlite3_column_text(statement_, 1));
      out += "\",\"price_won\":" + std::to_string(sqlite3_column_int64(statement_, 2)) + "}";
    }
    sqlite3_reset(statement_);
    return out;
  }

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

std::int64_t item_id(boost::beast::string_view text) {
  std::int64_t id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

bh::response<bh::string_body> answer(const bh::request<bh::string_body>& request, Items& items) {
  bh::response<bh::string_body> response{bh::status::ok, request.version()};
  response.set(bh::field::content_type, "application/json");
  const auto target = request.target();
  if (target == "/hello") response.body() = R"({"message":"hello, world"})";
  else if (target.starts_with("/items/"))
    response.body() = items.json_of(item_id(target.substr(7)));
  if (response.body().empty()) response.result(bh::status::not_found);
  response.keep_alive(request.keep_alive());
  response.prepare_payload();
  return response;
}

Task<void> converse(Socket socket, Items& items) {
  boost::beast::flat_buffer buffer;
  boost::system::error_code error;
  auto use = asio::redirect_error(Use{}, error);
  for (;;) {
    bh::request<bh::string_body> request;
    co_await bh::async_read(socket, buffer, request, use);
    if (error) co_return;
    const auto response = answer(request, items);
    co_await bh::async_write(socket, response, use);
    if (error || !response.keep_alive()) co_return;
  }
}

Task<void> listen(Acceptor acceptor, Items& items) {
  for (;;) {
    Socket socket = co_await acceptor.async_accept(Use{});
    socket.set_option(asio::ip::tcp::no_delay(true));
    const Executor executor = socket.get_executor();
    asio::co_spawn(executor, converse(std::move(socket), items), asio::detached);
  }
}

}  // namespace

// Ends by the signal's default action.
void serve_bare(const std::string& path) {
  Items items(path);
  asio::io_context io(1);
  Acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), 0});
  acceptor.listen(4096);
  std::printf("%d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  asio::co_spawn(io, listen(std::move(acceptor), items), asio::detached);
  io.run();
}

}  // namespace http::bench
