#include "pending_answer.h"

#include <boost/asio/post.hpp>
#include <exception>
#include <stdexcept>

#include "connection.h"
#include "encoding.h"
#include "observe/log.h"

namespace http {
namespace {

// Below this a gzip stream saves less than a packet.
constexpr std::size_t kCompressBytesMin = 1024;

bool is_text(std::string_view content_type) {
  return content_type.starts_with("application/json") || content_type.starts_with("text/") ||
         content_type.starts_with("application/problem+json");
}

bool has_encoding(const Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Content-Encoding" || name == "Content-Range") return true;
  return false;
}

}  // namespace

void compress(Response& response) {
  if (response.body.size() <= kCompressBytesMin || response.stream) return;
  if (!is_text(response.content_type) || has_encoding(response)) return;
  response.body = gzip(response.body);
  response.headers.emplace_back("Content-Encoding", "gzip");
  response.headers.emplace_back("Vary", "Accept-Encoding");
}

PendingAnswer::PendingAnswer(std::weak_ptr<Loop> loop, std::weak_ptr<Connection> connection,
                             bool accepts_gzip)
    : loop_(std::move(loop)), connection_(std::move(connection)), accepts_gzip_(accepts_gzip) {}

PendingAnswer::~PendingAnswer() {
  if (is_answered_) return;
  observe::log(observe::Level::error, "handler_sent_no_answer");
  send(problem_response(500, "internal_error"));
}

void PendingAnswer::send(Response&& response) {
  if (is_answered_.exchange(true)) return;
  const std::shared_ptr<Loop> loop = loop_.lock();
  if (!loop) return;
  if (accepts_gzip_) compress(response);
  if (loop->io().get_executor().running_in_this_thread()) {
    const std::shared_ptr<Connection> connection = connection_.lock();
    if (connection && connection->is_in_handler()) return connection->answer(std::move(response));
  }
  boost::asio::post(loop->io(),
                    [connection = std::move(connection_), answer = std::move(response)]() mutable {
                      if (const auto target = connection.lock()) target->answer(std::move(answer));
                    });
}

void run_handler(const Route& route, Request&& request,
                 const std::shared_ptr<PendingAnswer>& pending) {
  const auto fail = [&](int status, std::string_view code, const std::exception& error) {
    observe::log(observe::Level::error, "request_failed",
                 {{"route", route.pattern}, {"code", code}, {"what", error.what()}});
    pending->send(problem_response(status, code));
  };
  try {
    route.handler(std::move(request),
                  [pending](Response response) { pending->send(std::move(response)); });
  } catch (const std::logic_error& error) {
    fail(500, "internal_error", error);
  } catch (const std::exception& error) {
    fail(503, "unavailable", error);
  }
}

}  // namespace http
