#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace base {
namespace {

enum class HalfRefusal { odd, negative };

Result<int, HalfRefusal> half(int n) {
  if (n < 0) return refuse(HalfRefusal::negative);
  if (n % 2 != 0) return refuse(HalfRefusal::odd);
  return n / 2;
}

Result<int, HalfRefusal> quarter(int n) {
  OLIVE_TRY(once, half(n));
  OLIVE_TRY(twice, half(once));
  return twice;
}

Result<void, HalfRefusal> require_even(int n) {
  OLIVE_TRY_VOID(half(n));
  return {};
}

Result<std::unique_ptr<int>, HalfRefusal> boxed(int n) {
  OLIVE_TRY(value, half(n));
  return std::make_unique<int>(value);
}

Result<int, HalfRefusal> unboxed(int n) {
  OLIVE_TRY(box, boxed(n));  // moves, never copies
  return *box;
}

TEST(Result, TryYieldsTheValueOrReturnsTheRefusal) {
  EXPECT_EQ(quarter(8), 2);
  EXPECT_EQ(quarter(6).error(), HalfRefusal::odd);
  EXPECT_EQ(quarter(-4).error(), HalfRefusal::negative);
}

TEST(Result, TryVoidPassesOrReturnsTheRefusal) {
  EXPECT_TRUE(require_even(4).has_value());
  EXPECT_EQ(require_even(3).error(), HalfRefusal::odd);
}

TEST(Result, TryMovesValuesThatCannotBeCopied) { EXPECT_EQ(unboxed(10), 5); }

}  // namespace
}  // namespace base
