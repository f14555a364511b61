// A generator of our own, because the distributions of the standard library differ by vendor.
#pragma once

#include <cstdint>

namespace optimiser {

// PCG-XSH-RR 64/32. See: M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient
// Statistically Good Algorithms for Random Number Generation", HMC-CS-2014-0905.
class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint32_t next();
  // Uniform in 0 … bound − 1, without bias. Requires: bound > 0.
  std::uint32_t below(std::uint32_t bound);
  // Uniform in low … high. Requires: low ≤ high, fewer than 2³² values.
  std::int64_t between(std::int64_t low, std::int64_t high);
  // True once in `n` times. Requires: n > 0.
  bool one_in(std::uint32_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace optimiser
