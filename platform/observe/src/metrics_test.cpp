// What Prometheus reads: names, labels, cumulative buckets, and no lost count under threads.
#include "observe/metrics.h"

#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace observe {
namespace {

bool has_line(const std::string& line) {
  return ("\n" + metrics_text()).find("\n" + line + "\n") != std::string::npos;
}

TEST(MetricsTextTest, values_of_a_label_are_counted_apart) {
  count("apart_total", "outcome", "ok");
  count("apart_total", "outcome", "refused", 2.5);
  count("apart_total", "outcome", "ok");
  EXPECT_TRUE(has_line("apart_total{outcome=\"ok\"} 2"));
  EXPECT_TRUE(has_line("apart_total{outcome=\"refused\"} 2.5"));
  EXPECT_TRUE(has_line("# TYPE apart_total counter"));
}

TEST(MetricsTextTest, a_gauge_tells_the_last_value) {
  gauge("last_value", 7);
  gauge("last_value", -3.5);
  EXPECT_TRUE(has_line("last_value -3.5"));
  EXPECT_FALSE(has_line("last_value 7"));
  EXPECT_TRUE(has_line("# TYPE last_value gauge"));
}

// Buckets are cumulative: each holds everything up to its bound (Prometheus text format 0.0.4).
TEST(MetricsTextTest, buckets_are_cumulative_and_bounds_belong_to_them) {
  for (const double seconds : {0.001, 0.0011, 0.3, 10.0, 11.0})
    time("cumulative_seconds", "route", "/a", seconds);
  struct Case {
    const char* bound;
    int count;
  };
  const Case cases[] = {{"0.001", 1}, {"0.0025", 2}, {"0.25", 2},
                        {"0.5", 3},   {"10", 4},     {"+Inf", 5}};
  for (const Case& each : cases)
    EXPECT_TRUE(has_line("cumulative_seconds_bucket{route=\"/a\",le=\"" + std::string(each.bound) +
                         "\"} " + std::to_string(each.count)))
        << each.bound;
  EXPECT_TRUE(has_line("cumulative_seconds_count{route=\"/a\"} 5"));
}

TEST(MetricsTextTest, labels_of_clients_cannot_forge_a_line) {
  count("forged_total", "path", "x\"} 1\nother_total 99\\");
  const std::string text = metrics_text();
  EXPECT_EQ(text.find("\nother_total 99"), std::string::npos);
  EXPECT_NE(text.find(R"(forged_total{path="x\"} 1\nother_total 99\\"} 1)"), std::string::npos);
}

TEST(MetricsTextTest, no_count_is_lost_between_threads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([] {
      for (int i = 0; i < 2'000; ++i) {
        observe::count("threads_total", "n", std::to_string(i % 10));
        observe::time("threads_seconds", "n", "all", 0.01);
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (int n = 0; n < 10; ++n)
    EXPECT_TRUE(has_line("threads_total{n=\"" + std::to_string(n) + "\"} 800"));
  EXPECT_TRUE(has_line("threads_seconds_count{n=\"all\"} 8000"));
}

}  // namespace
}  // namespace observe
