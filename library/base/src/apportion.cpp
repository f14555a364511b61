#include "base/apportion.h"

#include <algorithm>

#include "base/check.h"

namespace base {
namespace {

// Products of an amount and a weight need more than 64 bits.
using Wide = __int128;

}  // namespace

std::vector<std::int64_t> apportion(std::int64_t amount, std::span<const std::int64_t> weights) {
  CHECK_REQUEST(amount >= 0);
  Wide whole = 0;
  for (const std::int64_t weight : weights) {
    CHECK_REQUEST(weight >= 0);
    whole += weight;
  }
  std::vector<std::int64_t> parts(weights.size());
  if (amount == 0) return parts;
  CHECK_REQUEST(whole > 0 && whole <= INT64_MAX);
  std::vector<Wide> rests(weights.size());
  std::int64_t given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide exact = Wide{amount} * weights[i];
    parts[i] = static_cast<std::int64_t>(exact / whole);
    rests[i] = exact % whole;
    given += parts[i];
  }
  CHECK_REQUEST(amount - given < std::ssize(parts));
  for (; given < amount; ++given) {
    const auto largest = std::ranges::max_element(rests);  // the first of equals
    ++parts[static_cast<std::size_t>(largest - rests.begin())];
    *largest = -1;
  }
  return parts;
}

std::int64_t share_of(std::int64_t amount, std::int64_t ppm) {
  CHECK_REQUEST(amount >= 0 && ppm >= 0 && ppm <= kWhole_ppm);
  return static_cast<std::int64_t>(Wide{amount} * ppm / kWhole_ppm);
}

}  // namespace base
