#include "random.h"

#include "base/check.h"

namespace optimiser {

namespace {

constexpr std::uint64_t kMultiplier = 6'364'136'223'846'793'005u;
constexpr std::uint64_t kIncrement = 1'442'695'040'888'963'407u;
static_assert(kMultiplier % 8 == 5 && kIncrement % 2 == 1, "full period, Hull and Dobell 1962");

}  // namespace

Random::Random(std::uint64_t seed) : state_((seed + kIncrement) * kMultiplier + kIncrement) {}

std::uint32_t Random::next() {
  const std::uint64_t old = state_;
  state_ = old * kMultiplier + kIncrement;
  const auto shifted = static_cast<std::uint32_t>(((old >> 18) ^ old) >> 27);
  const auto rotation = static_cast<unsigned>(old >> 59);
  return (shifted >> rotation) | (shifted << ((32 - rotation) & 31));
}

std::uint32_t Random::below(std::uint32_t bound) {
  CHECK(bound > 0);
  // Values below 2³² mod bound would make small results likelier, so they are drawn again.
  const std::uint32_t threshold = (0u - bound) % bound;
  std::uint32_t value = next();
  while (value < threshold) value = next();
  CHECK(value >= threshold);
  return value % bound;
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  CHECK(low <= high);
  const std::int64_t count = high - low + 1;
  CHECK(count > 0 && count <= 0xFFFF'FFFF);
  return low + below(static_cast<std::uint32_t>(count));
}

}  // namespace optimiser
