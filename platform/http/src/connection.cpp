#include "connection.h"

#include <boost/asio/post.hpp>

#include "base/check.h"
#include "observe/log.h"
#include "pending_answer.h"
#include "request_id.h"
#include "response_head.h"
#include "status.h"

namespace http {
namespace {

using boost::system::error_code;

constexpr std::size_t kReadBytes = 4 * 1024;
constexpr std::size_t kBodyReadBytes = 64 * 1024;
// Answers to pipelined requests are gathered up to this before they are written.
constexpr std::size_t kGatherBytes = 64 * 1024;
// After a refusal the client may still be sending; closing at once would reset the connection and
// could destroy our answer before it is read (RFC 9112 §9.6).
constexpr int kLinger_s = 2;
constexpr int kPing_s = 20;
constexpr std::int64_t kSlow_us = 1'000'000;

std::int64_t now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

Response response_to(Fault fault) {
  switch (fault) {
    case Fault::head_too_large: return problem_response(431, "head_too_large");
    case Fault::body_too_large: return problem_response(413, "body_too_large");
    case Fault::encoding_not_known: return problem_response(501, "transfer_encoding_not_known");
    case Fault::bad_request:
    case Fault::none: break;
  }
  return problem_response(400, "bad_request");
}

std::string address_of(const Socket& socket) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  return error ? std::string() : endpoint.address().to_string();
}

}  // namespace

Connection::Connection(Loop& loop, Socket socket)
    : loop_(loop),
      socket_(std::move(socket)),
      parser_(loop.shared().router, loop.shared().options.head_bytes_max),
      remote_address_(address_of(socket_)) {}

Connection::~Connection() = default;

void Connection::start() {
  error_code ignored;  // a connection that is already broken shows at the first read
  socket_.non_blocking(true, ignored);
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  set_deadline_s(loop_.shared().options.idle_timeout_s);
  read_some();
}

void Connection::set_deadline_s(int seconds) { deadline_ms_ = loop_.now_ms() + seconds * 1000LL; }

std::string_view Connection::input() const {
  return std::string_view(in_).substr(in_begin_, in_end_ - in_begin_);
}

void Connection::close() {
  if (state_ == State::closed) return;
  if (listener_) unsubscribe(*stream_, listener_.get());
  state_ = State::closed;
  error_code ignored;
  socket_.close(ignored);
  loop_.forget(shared_from_this());
}

// Does what can be done now: answers complete requests, writes, then reads on.
void Connection::advance() {
  while (state_ != State::closed && !is_writing_) {
    process_input();
    if (!flush()) return;
    if (closes_after_write_) return linger();
    if (state_ == State::handling) return;
    if (needs_input_ || state_ == State::streaming) return read_some();
  }
}

void Connection::read_some() {
  if (is_reading_ || state_ == State::closed) return;
  is_reading_ = true;
  if (in_begin_ == in_end_) in_begin_ = in_end_ = 0;
  if (in_begin_ > 0) {
    in_.erase(0, in_begin_);
    in_end_ -= in_begin_;
    in_begin_ = 0;
  }
  const bool in_body = !parser_.incoming().request.path.empty();
  const std::size_t wanted = in_end_ + (in_body ? kBodyReadBytes : kReadBytes);
  if (in_.size() < wanted) in_.resize(wanted);
  socket_.async_read_some(boost::asio::buffer(in_.data() + in_end_, in_.size() - in_end_),
                          [self = shared_from_this()](const error_code& error, std::size_t size) {
                            self->on_read(error, size);
                          });
}

void Connection::on_read(const error_code& error, std::size_t size) {
  is_reading_ = false;
  if (state_ == State::closed) return;
  if (error) return close();
  if (state_ == State::lingering || state_ == State::streaming) return read_some();
  in_end_ += size;
  CHECK(in_begin_ <= in_end_ && in_end_ <= in_.size());
  needs_input_ = false;
  if (state_ == State::idle) begin_request();
  advance();
}

void Connection::begin_request() {
  state_ = State::reading;
  set_deadline_s(loop_.shared().options.head_timeout_s);
}

void Connection::process_input() {
  while (!needs_input_ && !closes_after_write_ && out_.size() - sent_ < kGatherBytes) {
    if (state_ == State::idle && in_begin_ < in_end_) begin_request();
    if (state_ != State::reading || in_begin_ == in_end_) {
      needs_input_ = in_begin_ == in_end_;
      return;
    }
    if (!process_request()) return;
  }
}

// Parses on; true when a whole request was taken.
bool Connection::process_request() {
  std::size_t used = 0;
  const RequestParser::Progress progress = parser_.feed(input(), used);
  in_begin_ += used;
  CHECK(in_begin_ <= in_end_);
  Incoming& incoming = parser_.incoming();
  switch (progress) {
    case RequestParser::Progress::refused: refuse(incoming.fault); return false;
    case RequestParser::Progress::done: dispatch(); return true;
    case RequestParser::Progress::head_done:
      if (incoming.expects_continue && !incoming.is_http10) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
      break;
    case RequestParser::Progress::need_more: break;
  }
  // Only heads and chunk lines wait in the buffer; neither may grow without end.
  if (in_end_ - in_begin_ > 2 * loop_.shared().options.head_bytes_max + kBodyReadBytes)
    refuse(Fault::head_too_large);
  needs_input_ = true;
  return false;
}

// After a fault the rest of the bytes has no meaning that both sides agree on: answer, then close.
void Connection::refuse(Fault fault) {
  CHECK(fault != Fault::none);
  method_ = parser_.incoming().request.method;
  route_ = parser_.incoming().match.route;
  request_id_ = make_request_id();
  started_us_ = now_us();
  keep_alive_ = false;
  state_ = State::handling;
  write_answer(response_to(fault));
}

void Connection::dispatch() {
  CHECK(state_ == State::reading);  // one request at a time; pipelined ones wait in the buffer
  Incoming incoming = std::move(parser_.incoming());
  parser_.reset();
  Request& request = incoming.request;
  const std::string_view given_id = request.header("x-request-id");
  request_id_ = is_request_id(given_id) ? std::string(given_id) : make_request_id();
  method_ = request.method;
  route_ = incoming.match.route;
  keep_alive_ = incoming.keep_alive;
  is_http10_ = incoming.is_http10;
  started_us_ = now_us();
  state_ = State::handling;
  deadline_ms_ = kNever;  // how long a handler takes is its own affair
  if (route_ == Router::kNone) {
    if (!incoming.match.is_known_path)
      return write_answer(problem_response(404, "route_not_found"));
    Response response = problem_response(405, "method_not_allowed");
    response.headers.emplace_back("Allow", loop_.shared().router.allowed_methods(request.path));
    return write_answer(std::move(response));
  }
  request.parameters = std::move(incoming.match.parameters);
  request.remote_address = remote_address_;
  request.request_id = request_id_;
  const Route& route = loop_.shared().router.route(route_);
  auto pending = std::make_shared<PendingAnswer>(loop_.weak_from_this(), weak_from_this(),
                                                 incoming.accepts_gzip);
  if (route.run == Run::on_pool) return hand_to_pool(route, std::move(request), std::move(pending));
  is_in_handler_ = true;
  run_handler(route, std::move(request), pending);
  pending.reset();  // a handler that kept no responder has its 500 now, in place
  is_in_handler_ = false;
}

void Connection::hand_to_pool(const Route& route, Request&& request,
                              std::shared_ptr<PendingAnswer>&& pending) {
  WorkerPool::Job job = [&route, request = std::move(request), pending]() mutable {
    run_handler(route, std::move(request), pending);
  };
  if (loop_.shared().pool.submit(job)) return;
  is_in_handler_ = true;
  pending->send(problem_response(503, "server_busy"));
  is_in_handler_ = false;
}

void Connection::answer(Response&& response) {
  if (state_ != State::handling) return;  // closed meanwhile
  write_answer(std::move(response));
  if (!is_in_handler_) advance();
}

void Connection::write_answer(Response&& response) {
  if (response.stream) return start_stream(std::move(response));
  const bool stays_open = keep_alive_ && !loop_.is_draining();
  const Keep keep = !stays_open ? Keep::close : is_http10_ ? Keep::open_http10 : Keep::open;
  write_head(out_, response, {loop_.date(), request_id_, keep});
  if (method_ != Method::head && !has_no_body(response.status)) out_ += response.body;
  closes_after_write_ = !stays_open;
  finish_request(response.status);
}

void Connection::finish_request(int status) {
  const std::int64_t duration_us = now_us() - started_us_;  // of a clock that never goes back
  CHECK(duration_us >= 0 && state_ == State::handling);
  loop_.metrics().record(route_, status, duration_us);
  state_ = State::idle;
  set_deadline_s(loop_.shared().options.idle_timeout_s);
  if (duration_us < kSlow_us && status < 500) return;
  observe::log(
      status < 500 ? observe::Level::info : observe::Level::warning, "request",
      {{"request_id", request_id_},
       {"method", method_name(method_)},
       {"route", route_ == Router::kNone ? "none" : loop_.shared().router.route(route_).pattern},
       {"status", status},
       {"duration_us", duration_us}});
}

// Tried at once and not through the event loop: nearly every answer fits the socket's buffer.
// Writes without waiting; false when the rest must wait or the connection broke.
bool Connection::flush() {
  while (sent_ < out_.size()) {
    error_code error;
    sent_ +=
        socket_.write_some(boost::asio::buffer(out_.data() + sent_, out_.size() - sent_), error);
    if (error == boost::asio::error::would_block) return wait_writable(), false;
    if (error) return close(), false;
  }
  CHECK(sent_ == out_.size());
  out_.clear();
  sent_ = 0;
  if (listener_) listener_->written();
  return true;
}

void Connection::wait_writable() {
  is_writing_ = true;
  set_deadline_s(loop_.shared().options.head_timeout_s);
  socket_.async_wait(Socket::wait_write, [self = shared_from_this()](const error_code& error) {
    self->is_writing_ = false;
    if (self->state_ == State::closed) return;
    if (error) return self->close();
    if (self->state_ == State::idle)
      self->set_deadline_s(self->loop_.shared().options.idle_timeout_s);
    if (self->state_ == State::handling) self->deadline_ms_ = kNever;
    if (self->state_ == State::streaming) self->set_deadline_s(kPing_s);
    self->advance();
  });
}

void Connection::linger() {
  state_ = State::lingering;
  closes_after_write_ = false;
  set_deadline_s(kLinger_s);
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) return close();
  in_begin_ = in_end_ = 0;
  read_some();
}

void Connection::expire() {
  if (state_ == State::closed) return;
  // Proxies drop connections that are silent for a minute (HTML Living Standard §9.2.7, authoring
  // notes). An event instead of a comment line, because a page cannot hear comments, and must know
  // when what it shows may be old.
  if (state_ == State::streaming && !is_writing_) {
    out_ += "event: ping\ndata: {}\n\n";
    set_deadline_s(kPing_s);
    return advance();
  }
  if (state_ != State::reading || is_writing_) return close();
  keep_alive_ = false;
  request_id_ = make_request_id();
  started_us_ = now_us();
  state_ = State::handling;
  write_answer(problem_response(408, "request_timeout"));
  advance();
}

void Connection::start_stream(Response&& response) {
  write_head(out_, response, {loop_.date(), request_id_, Keep::close});
  finish_request(response.status);
  if (method_ == Method::head || loop_.is_draining()) {
    closes_after_write_ = true;
    return;
  }
  state_ = State::streaming;
  set_deadline_s(kPing_s);
  out_ += "retry: 3000\n\n";  // ms until a browser reconnects
  out_ += response.body;      // what it missed meanwhile
  stream_ = std::move(response.stream);
  listener_ = std::make_shared<EventListener>(loop_.weak_from_this(), weak_from_this());
  subscribe(*stream_, listener_);
}

void Connection::stream_frame(const Frame& frame) {
  if (state_ != State::streaming) return;
  listener_->taken();
  out_ += *frame;
  advance();
}

void Connection::end_stream() {
  if (state_ == State::streaming) close();
}

EventListener::EventListener(std::weak_ptr<Loop> loop, std::weak_ptr<Connection> connection)
    : loop_(std::move(loop)), connection_(std::move(connection)) {}

// A client that reads too slowly is cut off, not waited for: it reconnects and asks anew.
void EventListener::deliver(const Frame& frame) {
  const std::shared_ptr<Loop> loop = loop_.lock();
  if (!loop || is_dropped_) return;
  if (pending_.fetch_add(1) >= kFramesMax) {
    if (is_dropped_.exchange(true)) return;
    boost::asio::post(loop->io(), [connection = connection_] {
      if (const auto target = connection.lock()) target->end_stream();
    });
    return;
  }
  boost::asio::post(loop->io(), [connection = connection_, frame] {
    if (const auto target = connection.lock()) target->stream_frame(frame);
  });
}

void EventListener::written() {
  CHECK(taken_ >= 0);
  pending_ -= taken_;
  taken_ = 0;
}

}  // namespace http
