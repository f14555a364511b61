/// Shares out whole amounts so that the parts always add up. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace base {

/// Shares in this project are parts of a million.
inline constexpr std::int64_t kWhole_ppm = 1'000'000;

/// `amount` in proportion to `weights` by largest remainders; of equal remainders the earlier
/// weight gets the odd one. The parts add up to `amount`, and each is its exact share rounded down
/// or up. Products are computed in 128 bits.
/// Requires: amount >= 0; no weight is negative; they do not all vanish unless the amount does;
/// their sum fits 63 bits. Cost: O(parts × odd ones), at most one odd one a part.
/// See: Hamilton's method. A part may lose its odd one when the amount grows (Alabama paradox):
/// it is monotone up to that one unit only.
[[nodiscard]] std::vector<std::int64_t> apportion(std::int64_t amount,
                                                  std::span<const std::int64_t> weights);

/// `ppm` parts of a million of `amount`, rounded down. Requires: both are >= 0, ppm <= a million.
[[nodiscard]] std::int64_t share_of(std::int64_t amount, std::int64_t ppm);

}  // namespace base
