// Status codes and their reason phrases (RFC 9110 §15).
#pragma once

#include <string_view>

namespace http {

std::string_view reason_phrase(int status);
// 204 and 304 never carry a body (RFC 9110 §6.4.1).
bool has_no_body(int status);

}  // namespace http
