#include "observe/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <ctime>

#include "base/check.h"
#include "json_text.h"

namespace observe {

namespace {

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::string_view level_name(Level level) {
  static constexpr std::string_view kNames[] = {"debug", "info", "warning", "error"};
  static_assert(static_cast<std::size_t>(Level::error) + 1 == std::size(kNames));
  CHECK(static_cast<std::size_t>(level) < std::size(kNames));
  return kNames[static_cast<std::size_t>(level)];
}

// spdlog only writes the line, atomically; its pattern cannot escape JSON, so we make the text.
spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> only = [] {
    auto made = std::make_shared<spdlog::logger>("olive",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::info);
    made->flush_on(spdlog::level::info);  // the line before a crash is the one that is needed
    return made;
  }();
  return *only;
}

// The system's clock, not the product's: a simulated town still logs when it really ran.
std::string now_text() {
  using namespace std::chrono;
  const auto now = system_clock::now();
  const std::time_t second = system_clock::to_time_t(now);
  std::tm utc{};
  ::gmtime_r(&second, &utc);
  char text[40];
  const auto milliseconds =
      duration_cast<std::chrono::milliseconds>(now.time_since_epoch()) % 1'000;
  const std::size_t size = std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + size, sizeof(text) - size, ".%03dZ", static_cast<int>(milliseconds.count()));
  return text;
}

}  // namespace

void log(Level level, std::string_view event, std::initializer_list<Field> fields) {
  spdlog::logger& target = logger();
  if (!target.should_log(spdlog_level(level))) return;
  target.log(spdlog_level(level),
             spdlog::string_view_t(log_line(now_text(), level_name(level), event, fields)));
}

void set_level(Level lowest) { logger().set_level(spdlog_level(lowest)); }

}  // namespace observe
