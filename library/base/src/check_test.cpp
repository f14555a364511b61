#include "base/check.h"

#include <gtest/gtest.h>

#include <string>

namespace base {
namespace {

TEST(Check, PassesSilentlyWhenTrue) {
  int evaluations = 0;
  CHECK(++evaluations == 1);
  EXPECT_EQ(evaluations, 1);
}

TEST(CheckDeathTest, AbortsWithExpressionFileAndLine) {
  EXPECT_DEATH(CHECK(1 + 1 == 3), "CHECK failed: 1 \\+ 1 == 3 at .*check_test\\.cpp:[0-9]+");
}

TEST(CheckRequest, ThrowsWithExpression) {
  try {
    CHECK_REQUEST(2 < 1);
    FAIL() << "did not throw";
  } catch (const InvariantBroken& broken) {
    EXPECT_NE(std::string(broken.what()).find("2 < 1"), std::string::npos);
    EXPECT_NE(std::string(broken.what()).find("check_test.cpp"), std::string::npos);
  }
}

TEST(CheckRequest, PassesSilentlyWhenTrue) { EXPECT_NO_THROW(CHECK_REQUEST(1 < 2)); }

}  // namespace
}  // namespace base
