// The text of a log line.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "observe/log.h"

namespace observe {

// Appends `text` as a JSON string. Bytes that are no well-formed UTF-8 become U+FFFD, so that a
// line is always JSON, whatever a client sent.
void append_json_string(std::string& out, std::string_view text);

std::string log_line(std::string_view time, std::string_view level, std::string_view event,
                     std::span<const Field> fields);

}  // namespace observe
