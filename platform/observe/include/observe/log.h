/// Structured logs: one JSON object a line on standard error. spdlog stays inside.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace observe {

enum class Level { debug, info, warning, error };

/// One named value of a log line. Never personal data: ids, counts and codes only.
struct Field {
  std::string_view name;
  std::string text;
  bool is_number = false;

  Field(std::string_view n, std::string_view v) : name(n), text(v) {}
  Field(std::string_view n, const char* v) : name(n), text(v) {}
  Field(std::string_view n, std::int64_t v) : name(n), text(std::to_string(v)), is_number(true) {}
};

/// Writes `{"time":…,"level":…,"event":event,…fields}`. Thread-safe.
void log(Level level, std::string_view event, std::initializer_list<Field> fields = {});
void set_level(Level lowest);

}  // namespace observe
