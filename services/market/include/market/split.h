/// How the won behind the points of a sale are shared. Decided at the till, never again.
#pragma once

#include <cstdint>
#include <string_view>

#include "settings/settings.h"

namespace market {

/// How a won is split. Shares are in 1e-6; parts always add up to the whole.
struct SplitRule {
  std::int64_t version = 0;      ///< > 0
  std::int64_t margin_ppm = 0;   ///< margin as a share of sales
  std::int64_t benefit_ppm = 0;  ///< of the margin, to the benefit fund
  std::int64_t support_ppm = 0;  ///< of the margin, to the support fund of the market
};
BOOST_DESCRIBE_STRUCT(SplitRule, (), (version, margin_ppm, benefit_ppm, support_ppm))

[[nodiscard]] bool is_right_split_rule(std::string_view json);

/// Not published (facts §1): 30 % margin, of it 20 % to benefits and 10 % to the market.
inline constexpr settings::Definition kSplitRule{
    .key = "market.split_rule",
    .kind = settings::Kind::table,
    .value = R"({"version":1,"margin_ppm":300000,"benefit_ppm":200000,"support_ppm":100000})",
    .unit = "ppm",
    .is_right = &is_right_split_rule};

/// Parts of an amount in won.
struct Split {
  std::int64_t shop_won = 0;
  std::int64_t benefit_won = 0;
  std::int64_t support_won = 0;

  [[nodiscard]] std::int64_t sum() const { return shop_won + benefit_won + support_won; }
  Split& operator+=(const Split& other);
  auto operator<=>(const Split&) const = default;
};

/// Parts of `gross` won, 0 … 10^12. Largest-remainder rounding; ties go to the shop. Pure.
[[nodiscard]] Split split(std::int64_t gross, const SplitRule& rule);

/// Parts of `amount` that go back when that much of what is `left` is refunded: in proportion to
/// what is left, never more than it, and all of it with the last won. Pure.
/// Requires: 0 <= amount <= left.sum().
[[nodiscard]] Split split_back(std::int64_t amount, const Split& left);

}  // namespace market
