// Counts answers per route. A label lookup per request would cost as much as a small request, so
// every I/O thread counts for itself and hands sums over four times a second.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "router.h"

namespace http {

// One thread at a time.
class RouteMetrics {
 public:
  explicit RouteMetrics(const Router& router);

  // `route` may be Router::kNone. The duration of each 64th answer of a route is kept.
  void record(std::size_t route, int status, std::int64_t duration_us);
  void flush();

 private:
  static constexpr std::size_t kClasses = 6;  // index status / 100
  struct Tally {
    std::string label;  // `GET /api/v1/visits/{id}`
    std::array<std::uint32_t, kClasses> answers{};
    std::uint32_t since_timed = 0;
  };
  std::vector<Tally> tallies_;  // by route; the last for requests without one
};

}  // namespace http
