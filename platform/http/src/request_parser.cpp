// Beast 1.81 asserts that a final chunk arrives in pieces it does not expect ("0\r\n", then "\r");
// the code below the assertion copes. Without this line a client could end the process.
#define BOOST_DISABLE_ASSERTS

#include "request_parser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <new>
#include <optional>

#include "base/check.h"
#include "encoding.h"
#include "target.h"

namespace http {
namespace {

namespace bh = boost::beast::http;
using boost::beast::error_code;
using Text = boost::beast::string_view;

// Bodies of requests that no route takes are read, so that the connection can be kept, up to this.
constexpr std::size_t kUnroutedBodyBytesMax = 64 * 1024;

std::optional<Method> method_of(bh::verb verb) {
  switch (verb) {
    case bh::verb::get: return Method::get;
    case bh::verb::head: return Method::head;
    case bh::verb::post: return Method::post;
    case bh::verb::put: return Method::put;
    case bh::verb::patch: return Method::patch;
    case bh::verb::delete_: return Method::del;
    default: return std::nullopt;
  }
}

std::string lower_name(Text name) {
  std::string out(name.data(), name.size());
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

// Fills an Incoming from Beast's parsing events.
class EventParser : public bh::basic_parser<true> {
 public:
  EventParser(const Router& router, std::size_t head_bytes_max, Incoming& incoming)
      : router_(router), in_(incoming) {
    header_limit(static_cast<std::uint32_t>(head_bytes_max));
    body_limit(boost::none);  // by route, below
    eager(true);
  }

 private:
  void refuse(Fault fault, error_code& ec) {
    in_.fault = fault;
    ec = bh::error::bad_value;
  }

  void on_request_impl(bh::verb verb, Text, Text target, int version, error_code&) override {
    method_ = method_of(verb);
    in_.is_method_known = method_.has_value();
    in_.request.method = method_.value_or(Method::get);
    in_.request.target.assign(target.data(), target.size());
    in_.is_http10 = version == 10;
  }
  void on_response_impl(int, Text, int, error_code&) override {}

  void on_field_impl(bh::field field, Text name, Text value, error_code& ec) override {
    if (is_head_done_) return;  // trailers are dropped
    switch (field) {
      case bh::field::host: ++hosts_; break;
      case bh::field::content_length: has_length_ = true; break;
      case bh::field::transfer_encoding: has_encoding_ = true; break;
      case bh::field::expect:
        if (boost::beast::iequals(value, "100-continue")) in_.expects_continue = true;
        break;
      case bh::field::accept_encoding:
        in_.accepts_gzip = accepts_encoding({value.data(), value.size()}, "gzip");
        break;
      default: break;
    }
    for (char c : value)
      if (c == '\0') return refuse(Fault::bad_request, ec);
    in_.request.headers.emplace_back(lower_name(name), std::string(value.data(), value.size()));
  }

  void on_header_impl(error_code& ec) override {
    is_head_done_ = true;
    in_.keep_alive = keep_alive();
    if (hosts_ > 1 || (hosts_ == 0 && !in_.is_http10)) return refuse(Fault::bad_request, ec);
    // RFC 9112 §6.1: both framings together are an attempt at request smuggling.
    if (has_length_ && has_encoding_) return refuse(Fault::bad_request, ec);
    if (has_encoding_ && !chunked()) return refuse(Fault::encoding_not_known, ec);
    auto target = ::http::parse_target(in_.request.target);
    if (!target) return refuse(Fault::bad_request, ec);
    in_.match = router_.match(method_, target->path);
    in_.request.path = std::move(target->path);
    in_.request.query = std::move(target->query);
    if (in_.match.route != Router::kNone) body_max_ = router_.route(in_.match.route).body_bytes_max;
    if (has_length_ && *content_length() > body_max_) refuse(Fault::body_too_large, ec);
  }

  void on_body_init_impl(boost::optional<std::uint64_t> const& length, error_code&) override {
    if (length) in_.request.body.reserve(static_cast<std::size_t>(*length));
  }
  std::size_t on_body_impl(Text part, error_code& ec) override {
    if (in_.request.body.size() + part.size() > body_max_) {
      refuse(Fault::body_too_large, ec);
      return 0;
    }
    in_.request.body.append(part.data(), part.size());
    return part.size();
  }
  void on_chunk_header_impl(std::uint64_t size, Text, error_code& ec) override {
    if (size > body_max_) refuse(Fault::body_too_large, ec);
  }
  std::size_t on_chunk_body_impl(std::uint64_t, Text part, error_code& ec) override {
    return on_body_impl(part, ec);
  }
  void on_finish_impl(error_code&) override {}

  const Router& router_;
  Incoming& in_;
  std::optional<Method> method_;
  std::size_t body_max_ = kUnroutedBodyBytesMax;
  int hosts_ = 0;
  bool has_length_ = false;
  bool has_encoding_ = false;
  bool is_head_done_ = false;
};

// A header line continued on the next one (obs-fold) is refused (RFC 9112 §5.2).
bool has_folded_line(std::string_view head) {
  const std::size_t end = head.find("\r\n\r\n");
  head = head.substr(0, end);
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;
       at = head.find("\r\n", at + 2))
    if (at + 2 < head.size() && (head[at + 2] == ' ' || head[at + 2] == '\t')) return true;
  return false;
}

Fault fault_of(error_code ec) {
  if (ec == bh::error::header_limit) return Fault::head_too_large;
  if (ec == bh::error::body_limit) return Fault::body_too_large;
  return Fault::bad_request;
}

}  // namespace

struct RequestParser::Impl {
  Incoming incoming;
  std::optional<EventParser> events;
};

RequestParser::RequestParser(const Router& router, std::size_t head_bytes_max)
    : router_(router), head_bytes_max_(head_bytes_max), impl_(std::make_unique<Impl>()) {
  reset();
}

RequestParser::~RequestParser() = default;

Incoming& RequestParser::incoming() { return impl_->incoming; }

void RequestParser::reset() {
  impl_->incoming = Incoming{};
  impl_->events.emplace(router_, head_bytes_max_, impl_->incoming);
}

RequestParser::Progress RequestParser::feed(std::string_view bytes, std::size_t& used) {
  EventParser& events = *impl_->events;
  Incoming& in = impl_->incoming;
  CHECK(in.fault == Fault::none && !events.is_done());
  const bool was_in_head = !events.is_header_done();
  error_code ec;
  used = events.put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
  if (was_in_head && events.is_header_done() && in.fault == Fault::none && has_folded_line(bytes))
    in.fault = Fault::bad_request;
  if (ec && ec != bh::error::need_more && in.fault == Fault::none) in.fault = fault_of(ec);
  if (in.fault != Fault::none) return Progress::refused;
  if (events.is_done()) return Progress::done;
  return was_in_head && events.is_header_done() ? Progress::head_done : Progress::need_more;
}

}  // namespace http
