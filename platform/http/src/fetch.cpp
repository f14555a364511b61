#include "http/fetch.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <optional>

#include "base/check.h"
#include "base/text.h"

namespace http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using beast::error_code;

struct HostPort {
  std::string host;
  std::string port = "80";
};

bool is_host(std::string_view host) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
  return !host.empty() && host.find_first_not_of(kAllowed) == std::string_view::npos;
}

std::optional<HostPort> host_of(std::string_view address) {
  constexpr std::string_view kScheme = "http://";
  if (!address.starts_with(kScheme)) return std::nullopt;
  address.remove_prefix(kScheme.size());
  if (address.ends_with('/')) address.remove_suffix(1);
  HostPort found;
  const std::size_t colon = address.find(':');
  found.host = address.substr(0, colon);
  if (!is_host(found.host)) return std::nullopt;
  if (colon == std::string_view::npos) return found;
  found.port = address.substr(colon + 1);
  const auto port = base::parse_integer(found.port);
  if (!port || *port < 1 || *port > 65'535) return std::nullopt;
  return found;
}

beast::http::request<beast::http::string_body> message_of(const FetchRequest& request,
                                                          const HostPort& server) {
  const bool has_body = !request.body.empty();
  beast::http::request<beast::http::string_body> message(
      has_body ? beast::http::verb::post : beast::http::verb::get,
      {request.target.data(), request.target.size()}, 11);
  message.set(beast::http::field::host, server.host + ":" + server.port);
  message.set(beast::http::field::accept, "application/json");
  message.set(beast::http::field::connection, "close");
  if (has_body) {
    message.set(beast::http::field::content_type, "application/json");
    message.body() = request.body;
    message.prepare_payload();
  }
  return message;
}

// One request from name to answer. What is left undone when the time is over stays `timed_out`.
class Exchange {
 public:
  Exchange(const FetchRequest& request, HostPort server)
      : request_(request), server_(std::move(server)), stream_(io_) {}

  std::expected<FetchAnswer, FetchFault> run() {
    asio::co_spawn(io_, work(), asio::detached);
    io_.run_for(std::chrono::milliseconds(request_.timeout_ms));
    return std::move(result_);
  }

 private:
  static auto token(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

  asio::awaitable<void> work() {
    error_code error;
    asio::ip::tcp::resolver resolver(io_);
    const auto places = co_await resolver.async_resolve(server_.host, server_.port, token(error));
    if (!error) co_await stream_.async_connect(places, token(error));
    if (error) {
      result_ = std::unexpected(FetchFault::not_connected);
      co_return;
    }
    const auto message = message_of(request_, server_);
    co_await beast::http::async_write(stream_, message, token(error));
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(request_.body_bytes_max);
    beast::flat_buffer buffer;
    if (!error) co_await beast::http::async_read(stream_, buffer, parser, token(error));
    if (error == beast::http::error::body_limit) result_ = std::unexpected(FetchFault::too_large);
    else if (error) result_ = std::unexpected(FetchFault::cut_off);
    else
      result_ =
          FetchAnswer{static_cast<int>(parser.get().result_int()), std::move(parser.get().body())};
  }

  const FetchRequest& request_;
  HostPort server_;
  asio::io_context io_{1};
  beast::tcp_stream stream_;
  std::expected<FetchAnswer, FetchFault> result_ = std::unexpected(FetchFault::timed_out);
};

}  // namespace

bool is_fetch_address(std::string_view address) { return host_of(address).has_value(); }

std::expected<FetchAnswer, FetchFault> fetch(const FetchRequest& request) {
  CHECK(request.timeout_ms > 0);
  auto server = host_of(request.address);
  // A blank would let a target write header lines of its own.
  const bool is_target = request.target.starts_with('/') &&
                         request.target.find_first_of(" \r\n\t") == std::string::npos;
  if (!server || !is_target) return std::unexpected(FetchFault::bad_address);
  return Exchange(request, std::move(*server)).run();
}

}  // namespace http
