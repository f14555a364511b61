#include "random.h"

#include <gtest/gtest.h>

#include <array>

namespace optimiser {
namespace {

TEST(Random, IsTheSameForTheSameSeed) {
  Random a(7);
  Random b(7);
  Random other(8);
  int equal = 0;
  for (int i = 0; i < 1'000; ++i) {
    const std::uint32_t value = a.next();
    EXPECT_EQ(value, b.next());
    equal += value == other.next();
  }
  EXPECT_LT(equal, 3);
}

// Written down once, so that no change of compiler or library goes unnoticed.
TEST(Random, DrawsTheseNumbers) {
  Random random(1);
  for (const std::uint32_t expected :
       {1'412'771'199u, 1'791'099'446u, 124'312'908u, 1'968'572'995u})
    EXPECT_EQ(random.next(), expected);
}

TEST(Random, FillsItsRangeEvenly) {
  Random random(3);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts[random.below(7)];
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 400);
}

TEST(Random, IncludesBothEnds) {
  Random random(5);
  bool has_low = false;
  bool has_high = false;
  for (int i = 0; i < 200; ++i) {
    const std::int64_t value = random.between(-2, 2);
    ASSERT_TRUE(value >= -2 && value <= 2);
    has_low |= value == -2;
    has_high |= value == 2;
  }
  EXPECT_TRUE(has_low && has_high);
  EXPECT_EQ(random.between(4, 4), 4);
}

TEST(RandomDeathTest, RequiresANonEmptyRange) {
  Random random(1);
  EXPECT_DEATH(static_cast<void>(random.below(0)), "CHECK failed");
  EXPECT_DEATH(static_cast<void>(random.between(2, 1)), "CHECK failed");
}

}  // namespace
}  // namespace optimiser
