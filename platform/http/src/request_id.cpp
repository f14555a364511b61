#include "request_id.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>

namespace http {
namespace {

// Crockford's base 32: no letters that are mistaken for digits.
constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int kProcessDigits = 5;
constexpr int kCountDigits = 10;

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
  return id;
}

bool is_request_id(std::string_view text) {
  return text.size() >= 8 && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '-' || c == '_' || c == '.';
         });
}

}  // namespace http
