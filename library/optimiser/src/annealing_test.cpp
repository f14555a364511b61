#include "annealing.h"

#include <gtest/gtest.h>

#include <cmath>

namespace optimiser {
namespace {

TEST(NegativeLog, IsCloseToTheRealOne) {
  for (std::uint32_t u : {0u, 1u, 2u, 1'000u, 65'535u, 1u << 31, 3'000'000'000u, 0xFFFF'FFFEu}) {
    const double expected = -std::log((u + 1.0) / 4'294'967'296.0);
    EXPECT_NEAR(static_cast<double>(negative_log_q16(u)) / 65'536, expected, 4e-4) << u;
  }
  EXPECT_EQ(negative_log_q16(0xFFFF'FFFF), 0);
}

TEST(NegativeLog, NeverRises) {
  Random random(11);
  for (int i = 0; i < 10'000; ++i) {
    const std::uint32_t u = random.next();
    const std::uint32_t v = random.next();
    if (u <= v) {
      ASSERT_GE(negative_log_q16(u), negative_log_q16(v)) << u << ' ' << v;
    }
  }
}

TEST(NegativeExp2, IsCloseToTheRealOne) {
  for (const double x : {0.0, 0.25, 0.5, 1.0, 1.75, 3.3, 6.6438, 12.0, 31.0}) {
    const auto x_q16 = static_cast<std::int64_t>(std::llround(x * 65'536));
    const double expected = std::exp2(-static_cast<double>(x_q16) / 65'536);
    EXPECT_NEAR(static_cast<double>(negative_exp2_q32(x_q16)) / 4'294'967'296.0, expected, 1e-8);
  }
  EXPECT_EQ(negative_exp2_q32(40 << 16), 0);
}

TEST(Annealing, CoolsToAHundredth) {
  Annealing annealing(1'000'000);
  EXPECT_EQ(annealing.temperature(), 1'000'000);
  annealing.set_progress(500);
  EXPECT_NEAR(static_cast<double>(annealing.temperature()), 100'000, 50);
  annealing.set_progress(1'000);
  EXPECT_NEAR(static_cast<double>(annealing.temperature()), 10'000, 10);
  annealing.set_progress(5'000);
  EXPECT_NEAR(static_cast<double>(annealing.temperature()), 10'000, 10);
}

TEST(Annealing, ToleranceHasTheMeanOfTheTemperature) {
  const Annealing annealing(1'000);
  Random random(2);
  std::int64_t sum = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::int64_t tolerance = annealing.draw_tolerance(random);
    ASSERT_GE(tolerance, 0);
    sum += tolerance;
  }
  EXPECT_NEAR(static_cast<double>(sum) / 100'000, 1'000, 15);  // mean of an exponential
}

TEST(NegativeExp2DeathTest, RequiresANonNegativeExponent) {
  EXPECT_DEATH(static_cast<void>(negative_exp2_q32(-1)), "CHECK failed");
}

TEST(Annealing, cools_as_far_as_told) {
  Annealing hundredth(1'000'000);
  Annealing less(1'000'000, tuning::kLargeCoolingQ16);
  for (Annealing* each : {&hundredth, &less}) each->set_progress(1'000);
  EXPECT_NEAR(static_cast<double>(hundredth.temperature()), 10'000, 10);
  EXPECT_NEAR(static_cast<double>(less.temperature()), 3'333, 5);
  less.set_progress(0);
  EXPECT_EQ(less.temperature(), 1'000'000);
}

}  // namespace
}  // namespace optimiser
