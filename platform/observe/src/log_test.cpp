#include "gtest/gtest.h"
#include "json_text.h"
#include "observe/metrics.h"

namespace observe {
namespace {

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(LogTest, strings_are_escaped) {
  struct Case {
    std::string text;
    std::string json;
  };
  const Case cases[] = {
      {"", R"("")"},
      {"plain", R"("plain")"},
      {"부산 \U0001F333", "\"부산 \U0001F333\""},
      {"a\"b\\c", R"("a\"b\\c")"},
      {"line\nbreak\ttab\r", R"("line\nbreak\ttab\u000d")"},
      {std::string("\0\x1b\x7f", 3), R"("\u0000\u001b\u007f")"},
      {"\xff", "\"\xEF\xBF\xBD\""},
      {"a\xEB\xB6z", "\"a\xEF\xBF\xBD\xEF\xBF\xBDz\""},              // a cut-off 부
      {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},  // a surrogate
  };
  for (const Case& c : cases) EXPECT_EQ(json_string(c.text), c.json);
}

TEST(LogTest, a_line_is_one_object) {
  const Field fields[] = {{"path", "/api/\n"}, {"status", std::int64_t{503}}};
  EXPECT_EQ(log_line("2026-11-22T00:00:00.000Z", "error", "request", fields),
            R"({"time":"2026-11-22T00:00:00.000Z","level":"error","event":"request",)"
            R"("path":"/api/\n","status":503})");
}

TEST(LogTest, standard_error_gets_lines_of_the_level_and_above) {
  ::testing::internal::CaptureStderr();
  log(Level::debug, "hidden");
  log(Level::warning, "shown", {{"count", std::int64_t{3}}});
  set_level(Level::error);
  log(Level::warning, "hidden");
  set_level(Level::info);
  const std::string text = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(text.find("hidden"), std::string::npos);
  EXPECT_NE(text.find(R"("level":"warning","event":"shown","count":3})"
                      "\n"),
            std::string::npos);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST(MetricsTest, counters_gauges_and_histograms_appear_in_the_text) {
  count("test_requests_total", "outcome", "ok");
  count("test_requests_total", "outcome", "ok", 2);
  count("test_requests_total", "outcome", "a\"b");
  gauge("test_queue_length", 7);
  time("test_duration_seconds", "route", "/x", 0.003);
  time("test_duration_seconds", "route", "/x", 3);
  const std::string text = metrics_text();
  for (const char* line :
       {"test_requests_total{outcome=\"ok\"} 3\n", "test_requests_total{outcome=\"a\\\"b\"} 1\n",
        "test_queue_length 7\n", "test_duration_seconds_count{route=\"/x\"} 2\n",
        "test_duration_seconds_bucket{route=\"/x\",le=\"0.005\"} 1\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
}

}  // namespace
}  // namespace observe
