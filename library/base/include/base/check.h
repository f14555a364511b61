/// Assertions that stay on in release builds. For bugs only, never for what a user typed.
#pragma once

#include <stdexcept>

namespace base {

/// Thrown by CHECK_REQUEST: ends one request with 500 and its transaction rolled back.
class InvariantBroken : public std::logic_error {
  using std::logic_error::logic_error;
};

[[noreturn]] void check_failed(const char* expression, const char* file, int line);
[[noreturn]] void check_request_failed(const char* expression, const char* file, int line);

}  // namespace base

/// Aborts the process when `condition` is false: the program's own invariant is broken.
#define CHECK(condition) \
  (static_cast<bool>(condition) ? void() : ::base::check_failed(#condition, __FILE__, __LINE__))

/// Ends only the current request when `condition` is false. Not for the ledger.
#define CHECK_REQUEST(condition)         \
  (static_cast<bool>(condition) ? void() \
                                : ::base::check_request_failed(#condition, __FILE__, __LINE__))
