#include "base/id.h"

#include "base/check.h"

namespace base {

namespace {

constexpr std::int64_t kEpochMs = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr int kDistinguisherBits = 21;
constexpr std::uint32_t kDistinguisherMask = (1u << kDistinguisherBits) - 1;
constexpr std::int64_t kMaxMs = (std::int64_t{1} << 42) - 1;  // until the year 2159

static_assert(42 + kDistinguisherBits == 63, "an id fills the positive half of BIGINT");

}  // namespace

std::int64_t compose_id(std::int64_t unix_ms, std::uint32_t distinguisher) {
  CHECK(unix_ms >= kEpochMs);
  const std::int64_t ms = unix_ms - kEpochMs;
  CHECK(ms <= kMaxMs);
  // Only the low bits count, so that a caller may pass a random number as it comes.
  return (ms << kDistinguisherBits) | (distinguisher & kDistinguisherMask);
}

}  // namespace base
