#include "market/split.h"

#include <array>

#include "base/apportion.h"
#include "base/check.h"

namespace market {
namespace {

using base::kWhole_ppm;

constexpr std::int64_t kGrossMax = 1'000'000'000'000;

// Of equal remainders the first gets the odd won: the shop.
Split apportion(std::int64_t amount, const std::array<std::int64_t, 3>& weights) {
  const std::vector<std::int64_t> parts = base::apportion(amount, weights);
  return {parts[0], parts[1], parts[2]};
}

}  // namespace

bool is_right_split_rule(std::string_view json) {
  const auto rule = json::read<SplitRule>(json);
  const auto is_share = [](std::int64_t ppm) { return ppm >= 0 && ppm <= kWhole_ppm; };
  return rule && rule->version > 0 && is_share(rule->margin_ppm) && is_share(rule->benefit_ppm) &&
         is_share(rule->support_ppm) && rule->benefit_ppm + rule->support_ppm <= kWhole_ppm;
}

Split& Split::operator+=(const Split& other) {
  shop_won += other.shop_won;
  benefit_won += other.benefit_won;
  support_won += other.support_won;
  return *this;
}

Split split(std::int64_t gross, const SplitRule& rule) {
  CHECK_REQUEST(gross >= 0 && gross <= kGrossMax);
  // In millionths of a millionth, so that nothing is lost before the parts are rounded.
  const std::int64_t given = rule.margin_ppm * (rule.benefit_ppm + rule.support_ppm);
  return apportion(gross, {kWhole_ppm * kWhole_ppm - given, rule.margin_ppm * rule.benefit_ppm,
                           rule.margin_ppm * rule.support_ppm});
}

Split split_back(std::int64_t amount, const Split& left) {
  CHECK_REQUEST(left.shop_won >= 0 && left.benefit_won >= 0 && left.support_won >= 0);
  CHECK_REQUEST(amount >= 0 && amount <= left.sum());
  if (amount == 0) return {};
  const Split back = apportion(amount, {left.shop_won, left.benefit_won, left.support_won});
  // A share of the whole that is rounded up stays below the share of all that is left.
  CHECK_REQUEST(back.shop_won <= left.shop_won && back.benefit_won <= left.benefit_won &&
                back.support_won <= left.support_won);
  return back;
}

}  // namespace market
