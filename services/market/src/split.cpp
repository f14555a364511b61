#include "market/split.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace market {
namespace {

constexpr std::int64_t kWhole = 1'000'000;  // shares are parts of this
constexpr std::int64_t kGrossMax = 1'000'000'000'000;

// Products of an amount and a weight need more than 64 bits.
using Wide = __int128;

/// `amount` in proportion to the weights, whose sum is `whole`. See: Hamilton's method.
Split apportion(std::int64_t amount, const std::array<Wide, 3>& weights, Wide whole) {
  std::array<std::int64_t, 3> parts{};
  std::array<Wide, 3> rests{};
  std::int64_t given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide exact = amount * weights[i];
    parts[i] = static_cast<std::int64_t>(exact / whole);
    rests[i] = exact % whole;
    given += parts[i];
  }
  for (; given < amount; ++given) {
    const auto largest = std::ranges::max_element(rests);  // the first of equals: the shop
    ++parts[static_cast<std::size_t>(largest - rests.begin())];
    *largest = -1;
  }
  return {parts[0], parts[1], parts[2]};
}

}  // namespace

bool is_right_split_rule(std::string_view json) {
  const auto rule = json::read<SplitRule>(json);
  const auto is_share = [](std::int64_t ppm) { return ppm >= 0 && ppm <= kWhole; };
  return rule && rule->version > 0 && is_share(rule->margin_ppm) && is_share(rule->benefit_ppm) &&
         is_share(rule->support_ppm) && rule->benefit_ppm + rule->support_ppm <= kWhole;
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
  const Wide whole = Wide{kWhole} * kWhole;
  const Wide margin{rule.margin_ppm};
  return apportion(gross,
                   {whole - margin * (rule.benefit_ppm + rule.support_ppm),
                    margin * rule.benefit_ppm, margin * rule.support_ppm},
                   whole);
}

Split split_back(std::int64_t amount, const Split& left) {
  CHECK_REQUEST(left.shop_won >= 0 && left.benefit_won >= 0 && left.support_won >= 0);
  CHECK_REQUEST(amount >= 0 && amount <= left.sum());
  if (amount == 0) return {};
  const Split back =
      apportion(amount, {left.shop_won, left.benefit_won, left.support_won}, left.sum());
  // A share of the whole that is rounded up stays below the share of all that is left.
  CHECK_REQUEST(back.shop_won <= left.shop_won && back.benefit_won <= left.benefit_won &&
                back.support_won <= left.support_won);
  return back;
}

}  // namespace market
