#include "base/check.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace base {

void check_failed(const char* expression, const char* file, int line) {
  // No allocation here: the heap may be what is broken.
  std::fprintf(stderr, "CHECK failed: %s at %s:%d\n", expression, file, line);
  std::fflush(stderr);
  std::abort();
}

void check_request_failed(const char* expression, const char* file, int line) {
  throw InvariantBroken(std::string("CHECK_REQUEST failed: ") + expression + " at " + file + ":" +
                        std::to_string(line));
}

}  // namespace base
