#include "loop.h"

#include "base/check.h"
#include "connection.h"
#include "response_head.h"

namespace http {
namespace {

namespace asio = boost::asio;

// Granularity of all timeouts. One scan over plain integers is cheaper than a timer per connection.
constexpr std::chrono::milliseconds kTick{200};
// While draining, idle connections stay this long: a request already on its way is still answered.
constexpr std::int64_t kDrainIdle_ms = 400;

}  // namespace

Loop::Loop(Shared& shared)
    : keep_running_(io_.get_executor()), timer_(io_), shared_(shared), metrics_(shared.router) {
  read_clocks();
}

Loop::~Loop() = default;

void Loop::run() {
  tick();
  io_.run();
  metrics_.flush();
}

void Loop::adopt(Socket socket) {
  const auto connection = std::make_shared<Connection>(*this, std::move(socket));
  connections_.insert(connection);
  ++shared_.connections;
  connection->start();
}

void Loop::forget(const std::shared_ptr<Connection>& connection) {
  if (connections_.erase(connection) == 0) return;
  --shared_.connections;
  end_when_drained();
}

void Loop::begin_drain() {
  if (is_draining()) return;
  drain_started_ms_ = std::max<std::int64_t>(now_ms_, 1);
  const auto all = connections_;  // ending a stream takes it out of the set
  for (const auto& connection : all) connection->end_stream();
  end_when_drained();
}

void Loop::end_when_drained() {
  if (is_draining() && connections_.empty()) io_.stop();
}

void Loop::read_clocks() {
  using namespace std::chrono;
  now_ms_ = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
  const std::int64_t seconds =
      duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch()).count();
  if (seconds == unix_seconds_) return;
  unix_seconds_ = seconds;
  date_ = http_date(seconds);
}

void Loop::tick() {
  read_clocks();
  check_connections();
  metrics_.flush();
  timer_.expires_after(kTick);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) tick();
  });
}

void Loop::check_connections() {
  const bool force =
      is_draining() && now_ms_ - drain_started_ms_ > shared_.options.drain_timeout_s * 1000LL;
  const bool close_idle = is_draining() && now_ms_ - drain_started_ms_ > kDrainIdle_ms;
  std::vector<std::shared_ptr<Connection>> due;
  for (const auto& connection : connections_)
    if (force || connection->is_due(now_ms_) || (close_idle && connection->is_idle()))
      due.push_back(connection);
  for (const auto& connection : due) {
    if (force) connection->close();
    else connection->expire();
  }
}

}  // namespace http
