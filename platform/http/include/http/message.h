/// Requests and responses as handlers see them. Beast stays inside.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/describe.h"

namespace http {

enum class Method { get, head, post, put, patch, del };

/// `GET` … `DELETE`.
[[nodiscard]] std::string_view method_name(Method method);

/// A request whose head and body have arrived completely and within the limits.
struct Request {
  Method method = Method::get;
  std::string target;                             ///< as sent: path and query
  std::string path;                               ///< percent-decoded, no dot segments, no NUL
  std::map<std::string, std::string> query;       ///< decoded; the last of equal names wins
  std::map<std::string, std::string> parameters;  ///< `{name}` places of the route's pattern
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string remote_address;
  std::string request_id;  ///< from X-Request-Id when well-formed, else made here

  /// The header's value, or empty. `name` in lower case.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  /// The cookie's value, or empty.
  [[nodiscard]] std::string_view cookie(std::string_view name) const;
};

/// What an open event-stream answer listens to; made by event_stream_response().
struct StreamSource;

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<StreamSource> stream{};  ///< set: the connection stays open for events

  [[nodiscard]] bool is_success() const { return status < 400; }
};

/// An RFC 9457 problem answer without translated detail, for refusals below the API:
/// `problem_response(404, "route_not_found")`.
[[nodiscard]] Response problem_response(int status, std::string_view code);

/// Sends the answer; call exactly once, from any thread. Dropping it unanswered sends 500.
using Responder = std::function<void(Response)>;

/// Handles one request. Runs on an I/O thread or on the worker pool, as its route says.
using Handler = std::function<void(Request&&, Responder)>;

enum class Run {
  in_place,  ///< on the I/O thread: only for work far below a millisecond that never waits
  on_pool,   ///< on the worker pool: everything that waits for the database
};

struct Route {
  Method method = Method::get;
  std::string pattern;  ///< `/api/v1/referrals/{id}`; a last `{path...}` takes the rest
  Run run = Run::on_pool;
  std::size_t body_bytes_max = 1 << 20;
  Handler handler;
};

}  // namespace http
