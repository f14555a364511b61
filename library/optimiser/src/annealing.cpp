#include "annealing.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/check.h"

namespace optimiser {

namespace {

constexpr std::int64_t kLn2Q16 = 45'426;  // ln 2 · 2¹⁶
constexpr std::int64_t kTemperatureMax = std::int64_t{1} << 40;

constexpr std::uint64_t square_root(std::uint64_t n) {
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 31; bit != 0; bit >>= 1)
    if ((root | bit) * (root | bit) <= n) root |= bit;
  return root;
}

// Entry i is 2^(−2^−(i+1)) in units of 2⁻³²: each the square root of the one before.
constexpr std::array<std::uint64_t, 16> make_roots() {
  std::array<std::uint64_t, 16> roots{};
  std::uint64_t value = std::uint64_t{1} << 31;
  for (std::uint64_t& root : roots) {
    value = square_root(value << 32);
    root = value;
  }
  return roots;
}
constexpr std::array<std::uint64_t, 16> kRoots = make_roots();
static_assert(kRoots[0] == 3'037'000'499, "2³² / √2");
static_assert(kRoots[0] < kRoots[1] && kRoots[15] < std::uint64_t{1} << 32);
static_assert(square_root(144) == 12 && square_root(143) == 11);
static_assert(kTemperatureMax < std::int64_t{1} << 46, "temperatures are shifted by 16 bits");

}  // namespace

std::int64_t negative_log_q16(std::uint32_t u) {
  const std::uint64_t value = std::uint64_t{u} + 1;
  const int whole = static_cast<int>(std::bit_width(value)) - 1;
  // Mantissa in [1, 2) as 2⁻³¹; squaring it brings out one binary digit of its logarithm at a time.
  std::uint64_t mantissa = whole <= 31 ? value << (31 - whole) : value >> (whole - 31);
  std::int64_t log2_q16 = 0;
  for (int i = 0; i < 16; ++i) {
    mantissa = (mantissa * mantissa) >> 31;
    log2_q16 <<= 1;
    if (mantissa >> 32 != 0) {
      log2_q16 |= 1;
      mantissa >>= 1;
    }
  }
  const std::int64_t below_32 = (std::int64_t{32 - whole} << 16) - log2_q16;
  CHECK(below_32 >= 0);
  CHECK(log2_q16 >= 0 && log2_q16 < 1 << 16);
  return (below_32 * kLn2Q16) >> 16;
}

std::int64_t negative_exp2_q32(std::int64_t x_q16) {
  CHECK(x_q16 >= 0);
  const std::int64_t whole = x_q16 >> 16;
  if (whole > 32) return 0;
  std::uint64_t value = std::uint64_t{1} << 32;
  for (std::size_t i = 0; i < kRoots.size(); ++i)
    if ((x_q16 >> (15 - i)) & 1) value = (value * kRoots[i]) >> 32;
  CHECK(value <= std::uint64_t{1} << 32);
  return static_cast<std::int64_t>(value >> whole);
}

Annealing::Annealing(std::int64_t start, std::int64_t cooling_q16)
    : start_(std::clamp<std::int64_t>(start, 1, kTemperatureMax)),
      cooling_q16_(cooling_q16),
      temperature_q16_(start_ << 16) {
  CHECK(cooling_q16_ > 0 && cooling_q16_ < std::int64_t{16} << 16);
  CHECK(start_ >= 1 && start_ <= kTemperatureMax);
}

void Annealing::set_progress(std::int32_t permille) {
  const std::int64_t spent = std::clamp(permille, 0, 1'000);
  const std::int64_t factor_q32 = negative_exp2_q32(spent * cooling_q16_ / 1'000);
  CHECK(factor_q32 > 0);
  // High and low half apart, because the product needs up to 72 bits.
  temperature_q16_ = ((start_ * (factor_q32 >> 16)) + ((start_ * (factor_q32 & 0xFFFF)) >> 16));
  CHECK(temperature_q16_ > 0);
  CHECK(temperature_q16_ <= start_ << 16);
}

std::int64_t Annealing::draw_tolerance(Random& random) const {
  const std::int64_t log_q16 = negative_log_q16(random.next());
  const std::int64_t high = (temperature_q16_ >> 16) * log_q16;
  const std::int64_t low = ((temperature_q16_ & 0xFFFF) * log_q16) >> 16;
  CHECK(high >= 0 && low >= 0);
  return (high + low) >> 16;
}

}  // namespace optimiser
