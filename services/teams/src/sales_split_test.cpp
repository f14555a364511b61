#include "teams/sales_split.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "base/apportion.h"

namespace teams {
namespace {

constexpr std::int64_t kNoCap = 1'000'000'000'000'000;

/// set aside, performance, tomorrow's profit, activation, central fund, regional support.
SalesRule rule_of(std::array<std::int64_t, 6> ppm, std::int64_t floor_ppm = 0) {
  SalesRule rule;
  rule.set_aside_ppm = ppm[0];
  rule.performance_ppm = ppm[1];
  rule.tomorrow_profit_ppm = ppm[2];
  rule.activation_ppm = ppm[3];
  rule.central_fund_ppm = ppm[4];
  rule.regional_support_ppm = ppm[5];
  rule.set_aside_floor_ppm = floor_ppm;
  return rule;
}

struct SplitCase {
  std::string story;
  std::int64_t surplus_won;
  std::array<std::int64_t, 6> ppm;
  SalesCaps caps;
  SalesParts parts;
};

/// One case a row, for an official to check.
const std::vector<SplitCase> kCases{
    {"nothing earned", 0, {600'000, 200'000, 100'000, 0, 0, 0}, {kNoCap, kNoCap}, {}},
    {"the shares of the rule, the rest is carried over",
     1'000'000,
     {600'000, 200'000, 100'000, 50'000, 10'000, 10'000},
     {kNoCap, kNoCap},
     {600'000, 200'000, 100'000, 50'000, 10'000, 10'000, 30'000}},
    {"the odd won goes to the largest remainder",
     101,
     {333'333, 333'333, 333'334, 0, 0, 0},
     {kNoCap, kNoCap},
     {34, 33, 34, 0, 0, 0, 0}},
    {"a rule without shares leaves everything",
     77,
     {0, 0, 0, 0, 0, 0},
     {kNoCap, kNoCap},
     {0, 0, 0, 0, 0, 0, 77}},
    {"performance pay above its cap is set aside",
     1'000'000,
     {500'000, 500'000, 0, 0, 0, 0},
     {150'000, kNoCap},
     {850'000, 150'000, 0, 0, 0, 0, 0}},
    {"so is tomorrow's profit",
     1'000'000,
     {0, 0, 1'000'000, 0, 0, 0},
     {kNoCap, 450'000},
     {550'000, 0, 450'000, 0, 0, 0, 0}},
    {"a type without entitlement has a cap of nothing",
     1'000,
     {400'000, 300'000, 300'000, 0, 0, 0},
     {kNoCap, 0},
     {700, 300, 0, 0, 0, 0, 0}},
    {"one won", 1, {500'000, 500'000, 0, 0, 0, 0}, {kNoCap, kNoCap}, {1, 0, 0, 0, 0, 0, 0}},
};

TEST(SalesSplit, FollowsTheTable) {
  for (const SplitCase& c : kCases)
    EXPECT_TRUE(split_sales(c.surplus_won, rule_of(c.ppm), c.caps) == c.parts) << c.story;
}

TEST(SalesSplit, SaysWhatLacksOfTheLeastSetAside) {
  const SalesRule rule = rule_of({}, 100'000);
  EXPECT_EQ(set_aside_short(1'000'000, 100'000, rule), 0);
  EXPECT_EQ(set_aside_short(1'000'000, 99'999, rule), 1);
  EXPECT_EQ(set_aside_short(1'000'000, 0, rule), 100'000);
  EXPECT_EQ(set_aside_short(9, 0, rule), 0);
  EXPECT_EQ(set_aside_short(-500, 0, rule), 0);
}

struct Given {
  SalesRule rule;
  SalesCaps caps;
};

Given some_rule() {
  std::array<std::int64_t, 6> ppm{};
  std::int64_t left = base::kWhole_ppm;
  for (std::int64_t& share : ppm) {
    share = *rc::gen::inRange<std::int64_t>(0, left + 1);
    left -= share;
  }
  return {rule_of(ppm),
          {*rc::gen::inRange<std::int64_t>(0, 100'000'000),
           *rc::gen::inRange<std::int64_t>(0, 100'000'000)}};
}

std::array<std::int64_t, 7> list_of(const SalesParts& p) {
  return {p.set_aside_won,  p.performance_won,  p.tomorrow_profit_won,
          p.activation_won, p.central_fund_won, p.regional_support_won,
          p.left_won};
}

RC_GTEST_PROP(SalesSplit, PartsAddUpAndKeepTheirBounds, ()) {
  const Given given = some_rule();
  const auto surplus = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  const SalesParts parts = split_sales(surplus, given.rule, given.caps);
  RC_ASSERT(parts.sum() == surplus);
  for (const std::int64_t part : list_of(parts)) RC_ASSERT(part >= 0);
  RC_ASSERT(parts.performance_won <= given.caps.performance_won);
  RC_ASSERT(parts.tomorrow_profit_won <= given.caps.tomorrow_profit_won);
}

RC_GTEST_PROP(SalesSplit, MoreToShareTakesFromNobody, ()) {
  const Given given = some_rule();
  const auto surplus = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const auto more = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const auto before = list_of(split_sales(surplus, given.rule, given.caps));
  const auto after = list_of(split_sales(surplus + more, given.rule, given.caps));
  // Up to the odd won of rounding, of itself and of the two parts that a cap sends there.
  for (std::size_t i = 0; i < before.size(); ++i)
    RC_ASSERT(after[i] >= before[i] - (i == 0 ? 3 : 1));
}

RC_GTEST_PROP(SalesSplit, LowerCapsOnlyMoveMoneyToTheSetAside, ()) {
  const Given given = some_rule();
  const auto surplus = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const SalesParts free = split_sales(surplus, given.rule, {kNoCap, kNoCap});
  const SalesParts capped = split_sales(surplus, given.rule, given.caps);
  RC_ASSERT(capped.set_aside_won - free.set_aside_won ==
            free.performance_won - capped.performance_won + free.tomorrow_profit_won -
                capped.tomorrow_profit_won);
  RC_ASSERT(capped.activation_won == free.activation_won && capped.left_won == free.left_won);
}

TEST(BonusRule, IsChecked) {
  EXPECT_TRUE(is_right_bonus_rule(kTomorrowProfit.value));
  EXPECT_TRUE(is_right_bonus_rule(kPerformancePay.value));
  EXPECT_FALSE(is_right_bonus_rule("{}"));
  EXPECT_FALSE(is_right_bonus_rule(R"({"month_max_won":-1,"month_days_min":1,"market_entry":true,
"social_service":true,"work_maintenance":true})"));
}

TEST(BonusRule, WorkMaintenanceHasNoShareInProfit) {
  const auto rule = *json::read<BonusRule>(kTomorrowProfit.value);
  EXPECT_TRUE(is_entitled(rule, WorkType::market_entry));
  EXPECT_TRUE(is_entitled(rule, WorkType::social_service));
  EXPECT_FALSE(is_entitled(rule, WorkType::work_maintenance));
}

TEST(Quarter, BeginsAndEndsWithItsMonths) {
  const auto date = [](int month, int day) { return *base::make_date(2026, month, day); };
  EXPECT_EQ(first_of_quarter(date(1, 1)), date(1, 1));
  EXPECT_EQ(first_of_quarter(date(3, 31)), date(1, 1));
  EXPECT_EQ(first_of_quarter(date(11, 30)), date(10, 1));
  EXPECT_EQ(last_of_quarter(date(2, 14)), date(3, 31));
  EXPECT_EQ(last_of_quarter(date(12, 31)), date(12, 31));
}

}  // namespace
}  // namespace teams
