// Simulated annealing in fixed point, so that every machine accepts the same moves.
#pragma once

#include <cstdint>

#include "random.h"
#include "tuning.h"

namespace optimiser {

// −ln((u + 1) / 2³²) in units of 2⁻¹⁶; error below 2⁻¹⁴.
std::int64_t negative_log_q16(std::uint32_t u);

// 2^(−x) in units of 2⁻³², x in units of 2⁻¹⁶. Requires: x ≥ 0.
std::int64_t negative_exp2_q32(std::int64_t x_q16);

// Temperature falls geometrically from `start` to start / 2^cooling while the spent part of the
// budget goes from 0 to 1,000; `cooling_q16` in units of 2⁻¹⁶, by default down to one hundredth.
class Annealing {
 public:
  explicit Annealing(std::int64_t start, std::int64_t cooling_q16 = tuning::kCoolingQ16);

  // Takes the spent part of the budget, in thousandths.
  void set_progress(std::int32_t permille);
  // How much worse than the present cost the next may be: −T ln U.
  std::int64_t draw_tolerance(Random& random) const;
  std::int64_t temperature() const { return temperature_q16_ >> 16; }

 private:
  std::int64_t start_;
  std::int64_t cooling_q16_;
  std::int64_t temperature_q16_;
};

}  // namespace optimiser
