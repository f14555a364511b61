#include "observe/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>

#include "base/check.h"

namespace observe {

namespace {

// 1 ms … 10 s: a point read lies in the first bucket, a planning run in the last.
const prometheus::Histogram::BucketBoundaries kBuckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                       0.25,  0.5,    1,     2.5,  5,     10};

// Every metric of the process. prometheus-cpp finds a metric by building maps of labels, which
// costs more than counting; the addresses are therefore kept by name and value.
class Metrics {
 public:
  prometheus::Counter& counter(std::string_view name, std::string_view label,
                               std::string_view value) {
    return found(counters_, name, value, [&]() -> prometheus::Counter& {
      return prometheus::BuildCounter()
          .Name(std::string(name))
          .Register(registry_)
          .Add(labels(label, value));
    });
  }
  prometheus::Histogram& histogram(std::string_view name, std::string_view label,
                                   std::string_view value) {
    return found(histograms_, name, value, [&]() -> prometheus::Histogram& {
      return prometheus::BuildHistogram()
          .Name(std::string(name))
          .Register(registry_)
          .Add(labels(label, value), kBuckets);
    });
  }
  prometheus::Gauge& gauge(std::string_view name) {
    return found(gauges_, name, {}, [&]() -> prometheus::Gauge& {
      return prometheus::BuildGauge().Name(std::string(name)).Register(registry_).Add({});
    });
  }
  [[nodiscard]] std::string text() const {
    return prometheus::TextSerializer().Serialize(registry_.Collect());
  }

 private:
  template <class T>
  using Known = std::map<std::string, std::map<std::string, T*, std::less<>>, std::less<>>;

  static prometheus::Labels labels(std::string_view label, std::string_view value) {
    return {{std::string(label), std::string(value)}};
  }

  template <class T, class Make>
  T& found(Known<T>& known, std::string_view name, std::string_view value, const Make& make) {
    CHECK(!name.empty());
    const std::lock_guard lock(mutex_);
    auto family = known.find(name);
    if (family == known.end()) family = known.try_emplace(std::string(name)).first;
    const auto metric = family->second.find(value);
    if (metric != family->second.end()) return *metric->second;
    T& made = make();
    family->second.emplace(value, &made);
    return made;
  }

  std::mutex mutex_;
  prometheus::Registry registry_;
  Known<prometheus::Counter> counters_;
  Known<prometheus::Histogram> histograms_;
  Known<prometheus::Gauge> gauges_;
};

// Never destroyed before the threads that count: a function's static outlives main's locals.
Metrics& metrics() {
  static Metrics only;
  return only;
}

}  // namespace

void count(std::string_view name, std::string_view label, std::string_view value, double amount) {
  CHECK(amount >= 0);  // a counter that falls looks like a restart to Prometheus
  metrics().counter(name, label, value).Increment(amount);
}

void time(std::string_view name, std::string_view label, std::string_view value, double seconds) {
  metrics().histogram(name, label, value).Observe(seconds);
}

void gauge(std::string_view name, double value) { metrics().gauge(name).Set(value); }

std::string metrics_text() { return metrics().text(); }

}  // namespace observe
