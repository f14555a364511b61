// Media types of the files that a web folder holds.
#pragma once

#include <string_view>

namespace http {

// By extension; `application/octet-stream` for unknown ones.
std::string_view media_type(std::string_view path);
// Extension of the last segment with its dot, or empty.
std::string_view extension_of(std::string_view path);

}  // namespace http
