#include "market/split.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace market {
namespace {

struct SplitCase {
  std::int64_t gross;
  SplitRule rule;
  Split parts;
};

/// One case a row: gross, (version, margin, benefit, support), → shop, benefit, support.
const std::vector<SplitCase> kSplitCases{
    {0, {1, 300'000, 200'000, 100'000}, {0, 0, 0}},
    {10'000, {1, 300'000, 200'000, 100'000}, {9'100, 600, 300}},
    {1, {1, 300'000, 200'000, 100'000}, {1, 0, 0}},
    {9, {1, 300'000, 200'000, 100'000}, {8, 1, 0}},
    {10'000, {1, 0, 1'000'000, 0}, {10'000, 0, 0}},
    {10'000, {1, 1'000'000, 1'000'000, 0}, {0, 10'000, 0}},
    {3, {1, 1'000'000, 500'000, 500'000}, {0, 2, 1}},
    {1'000'000'000'000,
     {1, 333'333, 333'333, 333'334},
     {777'777'888'889, 111'110'888'889, 111'111'222'222}},
};

TEST(Split, FollowsTheTable) {
  for (const SplitCase& c : kSplitCases) {
    const Split parts = split(c.gross, c.rule);
    EXPECT_EQ(parts.shop_won, c.parts.shop_won) << c.gross;
    EXPECT_EQ(parts.benefit_won, c.parts.benefit_won) << c.gross;
    EXPECT_EQ(parts.support_won, c.parts.support_won) << c.gross;
  }
}

RC_GTEST_PROP(Split, PartsAddUpAndAreNeverNegative, ()) {
  const auto gross = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  const auto margin = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
  const auto benefit = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
  const auto support = *rc::gen::inRange<std::int64_t>(0, 1'000'001 - benefit);
  const Split parts = split(gross, {1, margin, benefit, support});
  RC_ASSERT(parts.sum() == gross);
  RC_ASSERT(parts.shop_won >= 0 && parts.benefit_won >= 0 && parts.support_won >= 0);
}

TEST(Split, RulesAreChecked) {
  EXPECT_TRUE(is_right_split_rule(kSplitRule.value));
  EXPECT_FALSE(is_right_split_rule(
      R"({"version":1,"margin_ppm":1,"benefit_ppm":600000,"support_ppm":600000})"));
  EXPECT_FALSE(
      is_right_split_rule(R"({"version":1,"margin_ppm":-1,"benefit_ppm":0,"support_ppm":0})"));
  EXPECT_FALSE(
      is_right_split_rule(R"({"version":0,"margin_ppm":1,"benefit_ppm":0,"support_ppm":0})"));
  EXPECT_FALSE(is_right_split_rule("{}"));
}

struct BackCase {
  std::int64_t amount;
  Split left;
  Split back;
};

TEST(SplitBack, FollowsTheTable) {
  const std::vector<BackCase> cases{
      {0, {0, 0, 0}, {0, 0, 0}},
      {0, {9, 1, 0}, {0, 0, 0}},
      {10, {9, 1, 0}, {9, 1, 0}},
      {5, {9, 1, 0}, {5, 0, 0}},
      {1'000, {9'100, 600, 300}, {910, 60, 30}},
      {1, {0, 1, 1}, {0, 1, 0}},
      {2, {1, 1, 1}, {1, 1, 0}},
  };
  for (const BackCase& c : cases) EXPECT_TRUE(split_back(c.amount, c.left) == c.back) << c.amount;
}

RC_GTEST_PROP(SplitBack, PartialRefundsAddUpToTheWholeInAnyStepsAndNeverTakeTooMuch, ()) {
  Split left = split(*rc::gen::inRange<std::int64_t>(0, 300'000),
                     {1, *rc::gen::inRange<std::int64_t>(0, 1'000'001), 200'000, 100'000});
  const Split whole = left;
  Split back;
  while (left.sum() > 0) {
    const auto amount = *rc::gen::inRange<std::int64_t>(1, left.sum() + 1);
    const Split parts = split_back(amount, left);
    RC_ASSERT(parts.sum() == amount);
    RC_ASSERT(parts.shop_won >= 0 && parts.benefit_won >= 0 && parts.support_won >= 0);
    back += parts;
    left = {left.shop_won - parts.shop_won, left.benefit_won - parts.benefit_won,
            left.support_won - parts.support_won};
    RC_ASSERT(left.shop_won >= 0 && left.benefit_won >= 0 && left.support_won >= 0);
  }
  RC_ASSERT(back == whole);
}

}  // namespace
}  // namespace market
