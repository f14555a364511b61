// Names requests in logs and answers.
#pragma once

#include <string>
#include <string_view>

namespace http {

// 15 characters (no allocation): 5 that tell processes apart, 10 that count. Thread-safe.
std::string make_request_id();
// 8 to 64 letters, digits, `-`, `_` or `.`: what a client or proxy may choose itself.
bool is_request_id(std::string_view text);

}  // namespace http
