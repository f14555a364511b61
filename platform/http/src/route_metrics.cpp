#include "route_metrics.h"

#include "base/check.h"
#include "observe/metrics.h"

namespace http {
namespace {

// OPTIMIZATION: a histogram takes a lock; one answer in 64 gives the same quantiles.
constexpr std::uint32_t kTimedOneIn = 64;
static_assert((kTimedOneIn & (kTimedOneIn - 1)) == 0, "the remainder is then one instruction");
constexpr std::array<std::string_view, 6> kNames{
    "http_responses_other_total", "http_responses_1xx_total", "http_responses_2xx_total",
    "http_responses_3xx_total",   "http_responses_4xx_total", "http_responses_5xx_total"};

}  // namespace

RouteMetrics::RouteMetrics(const Router& router) : tallies_(router.size() + 1) {
  for (std::size_t i = 0; i < router.size(); ++i)
    tallies_[i].label =
        std::string(method_name(router.route(i).method)) + ' ' + router.route(i).pattern;
  tallies_.back().label = "none";
}

void RouteMetrics::record(std::size_t route, int status, std::int64_t duration_us) {
  CHECK(route == Router::kNone || route + 1 < tallies_.size());
  Tally& tally = route == Router::kNone ? tallies_.back() : tallies_[route];
  CHECK(status >= 0 && duration_us >= 0);
  const auto status_class = static_cast<std::size_t>(status / 100);
  ++tally.answers[status_class < kClasses ? status_class : 0];
  if (tally.since_timed++ % kTimedOneIn == 0)
    observe::time("http_request_seconds", "route", tally.label,
                  static_cast<double>(duration_us) / 1e6);
}

// Tallies belong to one loop and need no lock; the shared counters hear of them now and then.
void RouteMetrics::flush() {
  for (Tally& tally : tallies_)
    for (std::size_t i = 0; i < kClasses; ++i) {
      if (tally.answers[i] == 0) continue;
      observe::count(kNames[i], "route", tally.label, tally.answers[i]);
      tally.answers[i] = 0;
    }
}

}  // namespace http
