// Parses one request after another from a connection's bytes. Beast is seen by this .cpp only.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "http/message.h"
#include "router.h"

namespace http {

// Why a request is refused before any handler sees it.
enum class Fault {
  none,
  bad_request,         // 400: malformed, smuggled or traversing
  head_too_large,      // 431
  body_too_large,      // 413, as soon as the head says so
  encoding_not_known,  // 501: a transfer coding other than chunked
};

// A request and what the connection needs to know about it.
struct Incoming {
  Request request;
  Router::Match match;
  bool is_method_known = true;
  bool keep_alive = true;
  bool is_http10 = false;
  bool expects_continue = false;  // the client waits for `100 Continue`
  bool accepts_gzip = false;
  Fault fault = Fault::none;
};

class RequestParser {
 public:
  RequestParser(const Router& router, std::size_t head_bytes_max);
  ~RequestParser();

  enum class Progress { need_more, head_done, done, refused };
  // Takes what it can from the front of `bytes` and sets `used`. After done or refused: reset().
  Progress feed(std::string_view bytes, std::size_t& used);
  // The request so far; complete after Progress::done.
  [[nodiscard]] Incoming& incoming();
  void reset();

 private:
  struct Impl;
  const Router& router_;
  std::size_t head_bytes_max_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace http
