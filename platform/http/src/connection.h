// One client connection: reads requests one after another, answers them in order.
#pragma once

#include <atomic>
#include <limits>
#include <memory>
#include <string>

#include "event_stream.h"
#include "loop.h"
#include "request_parser.h"

namespace http {

class EventListener;
class PendingAnswer;

// Runs on its loop's thread only. Kept alive by the loop and by its pending operations.
//
//   idle ──bytes──▶ reading ──complete──▶ handling ──answer──▶ idle
//                      │refused              │stream
//                      ▼                     ▼
//                  lingering ──▶ closed   streaming
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, Socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void close();
  // The answer to the request at hand.
  void answer(Response&& response);
  [[nodiscard]] bool is_in_handler() const { return is_in_handler_; }
  // An event for a streaming connection.
  void stream_frame(const Frame& frame);
  void end_stream();

  [[nodiscard]] bool is_due(std::int64_t now_ms) const { return now_ms >= deadline_ms_; }
  [[nodiscard]] bool is_idle() const { return state_ == State::idle && !is_writing_; }
  // The deadline passed, or the server drains: pings, answers 408 or closes.
  void expire();

 private:
  enum class State { idle, reading, handling, streaming, lingering, closed };
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  void advance();
  void read_some();
  void on_read(const boost::system::error_code& error, std::size_t size);
  void process_input();
  bool process_request();
  void begin_request();
  void dispatch();
  void hand_to_pool(const Route& route, Request&& request,
                    std::shared_ptr<PendingAnswer>&& pending);
  void refuse(Fault fault);
  void write_answer(Response&& response);
  void start_stream(Response&& response);
  void finish_request(int status);
  bool flush();
  void wait_writable();
  void linger();
  void set_deadline_s(int seconds);
  [[nodiscard]] std::string_view input() const;

  Loop& loop_;
  Socket socket_;
  RequestParser parser_;
  std::string remote_address_;
  State state_ = State::idle;
  std::int64_t deadline_ms_ = kNever;
  std::string in_;  // bytes read; [in_begin_, in_end_) not yet parsed
  std::size_t in_begin_ = 0;
  std::size_t in_end_ = 0;
  std::string out_;  // bytes to write; the first sent_ are written
  std::size_t sent_ = 0;
  bool is_reading_ = false;  // an asynchronous read is pending
  bool is_writing_ = false;  // waiting until the socket takes more
  bool is_in_handler_ = false;
  bool needs_input_ = true;  // the parser has used what there was
  bool closes_after_write_ = false;
  // Of the request at hand:
  std::string request_id_;
  Method method_ = Method::get;
  std::size_t route_ = Router::kNone;
  bool keep_alive_ = true;
  bool is_http10_ = false;
  std::int64_t started_us_ = 0;
  std::shared_ptr<StreamSource> stream_;
  std::shared_ptr<EventListener> listener_;
};

// Carries the events of one topic to a streaming connection; drops it when it lags.
class EventListener : public EventSink {
 public:
  EventListener(std::weak_ptr<Loop> loop, std::weak_ptr<Connection> connection);
  void deliver(const Frame& frame) override;
  // The connection has written all frames that it was given.
  void written();
  void taken() { ++taken_; }

 private:
  static constexpr int kFramesMax = 256;
  std::weak_ptr<Loop> loop_;
  std::weak_ptr<Connection> connection_;
  std::atomic<int> pending_ = 0;
  int taken_ = 0;  // given to the connection's output; its thread only
  std::atomic<bool> is_dropped_ = false;
};

}  // namespace http
