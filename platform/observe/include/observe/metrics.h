/// Counters and histograms for Prometheus. prometheus-cpp stays inside.
#pragma once

#include <string>
#include <string_view>

namespace observe {

/// Adds `amount` to the counter `name{label="value"}`. Thread-safe.
void count(std::string_view name, std::string_view label, std::string_view value,
           double amount = 1);
/// Records a duration in the histogram `name{label="value"}` (buckets 1 ms … 10 s). Thread-safe.
void time(std::string_view name, std::string_view label, std::string_view value, double seconds);
/// Sets the gauge `name`. Thread-safe.
void gauge(std::string_view name, double value);
/// Everything in the Prometheus text format 0.0.4.
[[nodiscard]] std::string metrics_text();

}  // namespace observe
