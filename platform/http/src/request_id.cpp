#include "request_id.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>

#include "base/check.h"

namespace http {
namespace {

// Crockford's base 32: no letters that are mistaken for digits.
constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
static_assert(sizeof(kDigits) == 32 + 1);
// The random part tells servers and restarts apart, the count requests of one process: ids are
// unique without a look at the clock or a random number a request.
constexpr int kProcessDigits = 5;
constexpr int kCountDigits = 10;
static_assert(5 * kCountDigits < 64, "digits are cut out of 64 bits");

void append_base32(std::string& out, std::uint64_t number, int digits) {
  for (int i = digits - 1; i >= 0; --i) out += kDigits[(number >> (5 * i)) & 31];
}

}  // namespace

std::string make_request_id() {
  static const std::uint64_t process = std::random_device{}();
  static std::atomic<std::uint64_t> count = 0;
  std::string id;
  append_base32(id, process, kProcessDigits);
  append_base32(id, count.fetch_add(1, std::memory_order_relaxed), kCountDigits);
  CHECK(is_request_id(id));
  return id;
}

// An id that a proxy gave is taken over, but only where it can do no harm in a log or a header.
bool is_request_id(std::string_view text) {
  return text.size() >= 8 && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '-' || c == '_' || c == '.';
         });
}

}  // namespace http
