// Writes the head of an answer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/message.h"

namespace http {

enum class Keep { open, close, open_http10 };

struct HeadContext {
  std::string_view date;  // IMF-fixdate
  std::string_view request_id;
  Keep keep = Keep::open;
};

// Appends status line and headers, security headers included, up to the empty line.
// An event stream has no Content-Length: its end is the connection's.
void write_head(std::string& out, const Response& response, const HeadContext& context);

// `Sun, 22 Nov 2026 05:32:33 GMT` (RFC 9110 §5.6.7).
std::string http_date(std::int64_t unix_seconds);

}  // namespace http
