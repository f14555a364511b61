#include "http/client.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <stdexcept>

#include "base/text.h"

namespace http {

namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;

constexpr std::uint64_t kAnswerBytesMax = 16 << 20;

// RFC 9110 §7.6.1 and what this connection decides by itself.
constexpr std::string_view kNotForwarded[] = {
    "host",    "connection",     "keep-alive",      "te",    "trailer", "transfer-encoding",
    "upgrade", "content-length", "accept-encoding", "expect"};
// The server that relays the answer writes all other headers anew.
constexpr std::string_view kKept[] = {"Retry-After", "Location", "Idempotency-Replayed"};

wire::request<wire::string_body> to_wire(const Peer& peer, const Request& request) {
  wire::request<wire::string_body> out{wire::string_to_verb(method_name(request.method)),
                                       request.target, 11};
  for (const auto& [name, value] : request.headers)
    if (std::ranges::find(kNotForwarded, name) == std::end(kNotForwarded)) out.insert(name, value);
  out.set(wire::field::host, peer.host);
  out.set(wire::field::connection, "close");
  out.body() = request.body;
  out.prepare_payload();
  return out;
}

Response from_wire(wire::response<wire::string_body>&& answer) {
  Response response{.status = static_cast<int>(answer.result_int()),
                    .content_type = std::string(answer[wire::field::content_type]),
                    .body = std::move(answer.body())};
  for (const std::string_view name : kKept)
    if (const auto found = answer.find(name); found != answer.end())
      response.headers.emplace_back(name, found->value());
  return response;
}

// The steps of one exchange, each started by the one before; the stream's clock ends them all.
class Exchange {
 public:
  Exchange(const Peer& peer, const Request& request, std::chrono::milliseconds timeout)
      : request_(to_wire(peer, request)), timeout_(timeout) {
    parser_.body_limit(kAnswerBytesMax);
    resolver_.async_resolve(peer.host, std::to_string(peer.port), [this](auto error, auto places) {
      if (stopped(error)) return;
      stream_.expires_after(timeout_);
      stream_.async_connect(places, [this](auto failed, const auto&) {
        if (!stopped(failed)) write();
      });
    });
  }
  Response run() {
    loop_.run();
    if (error_) throw std::runtime_error("peer: " + error_.message());
    return from_wire(parser_.release());
  }

 private:
  bool stopped(beast::error_code error) {
    error_ = error;
    return static_cast<bool>(error);
  }
  void write() {
    wire::async_write(stream_, request_, [this](auto error, std::size_t) {
      if (stopped(error)) return;
      wire::async_read(stream_, buffer_, parser_,
                       [this](auto failed, std::size_t) { (void)stopped(failed); });
    });
  }

  net::io_context loop_;
  net::ip::tcp::resolver resolver_{loop_};
  beast::tcp_stream stream_{loop_};
  beast::flat_buffer buffer_;
  wire::request<wire::string_body> request_;
  wire::response_parser<wire::string_body> parser_;
  std::chrono::milliseconds timeout_;
  beast::error_code error_;
};

}  // namespace

Peer parse_peer(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  std::string_view host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto port = base::parse_integer(address.substr(colon + 1));
  if (!port || *port < 1 || *port > 65'535) return {};
  return {std::string(host), static_cast<std::uint16_t>(*port)};
}

Response send(const Peer& peer, const Request& request, std::chrono::milliseconds timeout) {
  return Exchange(peer, request, timeout).run();
}

}  // namespace http
