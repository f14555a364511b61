// Money and quota of one visit. Integers only; every rounding is up, to the started unit or block.
#include "care/rules.h"

#include <algorithm>
#include <vector>

#include "base/check.h"
#include "base/text.h"

namespace care {
namespace {

constexpr std::int32_t kHourMin = 60;
constexpr std::int64_t kAmountWonMax = 1'000'000;  // of a setting; a typing error, not a price
constexpr std::int32_t kBlockMinMax = 24 * 60;

std::int64_t started_parts(std::int64_t whole, std::int64_t part) {
  CHECK(part > 0 && whole >= 0);
  return (whole + part - 1) / part;
}

std::optional<std::int64_t> read_number(std::string_view word, std::int64_t max) {
  const std::optional<std::int64_t> number = base::parse_integer(word);
  if (!number || *number < 0 || *number > max) return std::nullopt;
  return number;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words = base::split(base::trim(text), ' ');
  std::erase_if(words, [](std::string_view word) { return word.empty(); });
  return words;
}

}  // namespace

std::optional<Tariff> parse_tariff(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  // The words are those of the price lists: free, full, visit, hour, block.
  if (words.size() == 1 && words[0] == "free") return Tariff{};
  if (words.size() == 1 && words[0] == "full") return Tariff{TariffBasis::full, 0, 0, 0};
  if (words.size() == 2 && words[0] == "visit") {
    if (auto amount = read_number(words[1], kAmountWonMax))
      return Tariff{TariffBasis::per_visit, *amount, 0, 0};
  }
  if (words.size() != 3) return std::nullopt;
  const bool is_block = words[0] == "block";
  if (!is_block && words[0] != "hour") return std::nullopt;
  const auto first = read_number(words[1], is_block ? kBlockMinMax : kAmountWonMax);
  const auto second = read_number(words[2], kAmountWonMax);
  // A block of no minutes would be started for ever.
  if (!first || !second || (is_block && *first == 0)) return std::nullopt;
  if (is_block)
    return Tariff{TariffBasis::per_block, *second, 0, static_cast<std::int32_t>(*first)};
  return Tariff{TariffBasis::per_hour, *first, *second, 0};
}

std::string format_tariff(const Tariff& tariff) {
  const std::string amount = std::to_string(tariff.amount_won);
  switch (tariff.basis) {
    case TariffBasis::free: return "free";
    case TariffBasis::full: return "full";
    case TariffBasis::per_visit: return "visit " + amount;
    case TariffBasis::per_hour:
      return "hour " + amount + " " + std::to_string(tariff.extra_unit_won);
    case TariffBasis::per_block: return "block " + std::to_string(tariff.block_min) + " " + amount;
  }
  return "free";
}

std::int32_t billed_minutes(std::int32_t actual_min, std::int32_t unit_min,
                            std::int32_t grace_min) {
  CHECK(actual_min >= 0);
  CHECK(unit_min > 0 && grace_min >= 0 && grace_min < unit_min);
  if (actual_min == 0) return 0;
  // The grace never makes a visit free: the first unit is always billed.
  const std::int32_t counted = std::max(actual_min - grace_min, 1);
  return static_cast<std::int32_t>(started_parts(counted, unit_min)) * unit_min;
}

std::int64_t charge_won(const Tariff& tariff, std::int32_t billed_min, std::int32_t unit_min) {
  CHECK(tariff.basis != TariffBasis::full);  // a co-pay only; a price of "all of it" is none
  CHECK(billed_min >= 0 && unit_min > 0);
  if (billed_min == 0) return 0;
  switch (tariff.basis) {
    case TariffBasis::per_visit: return tariff.amount_won;
    case TariffBasis::per_hour: {
      // The first hour is always charged whole, the rest by started units.
      const std::int64_t beyond_min = std::max(billed_min - kHourMin, 0);
      return tariff.amount_won + started_parts(beyond_min, unit_min) * tariff.extra_unit_won;
    }
    case TariffBasis::per_block:
      return started_parts(billed_min, tariff.block_min) * tariff.amount_won;
    case TariffBasis::free:
    case TariffBasis::full: break;
  }
  return 0;
}

std::int64_t quota_units(const Quota& quota, std::int32_t billed_min) {
  CHECK(billed_min >= 0);
  if (billed_min == 0) return 0;
  if (quota.kind == QuotaKind::minutes) return billed_min;
  // Billed and not actual minutes: the quota follows the bill that the citizen can read.
  return quota.double_after_min > 0 && billed_min > quota.double_after_min ? 2 : 1;
}

Fee fee_of(const FeeRule& rule, IncomeBand band, std::int32_t actual_min) {
  CHECK(rule.price.basis != TariffBasis::full);
  Fee fee;
  fee.billed_min = billed_minutes(actual_min, rule.unit_min, rule.grace_min);
  fee.price_won = charge_won(rule.price, fee.billed_min, rule.unit_min);
  const Tariff& copay = rule.copay[static_cast<std::size_t>(band)];
  // A flat co-pay may exceed the price of a short visit; nobody pays more than it costs.
  fee.copay_won = copay.basis == TariffBasis::full
                      ? fee.price_won
                      : std::min(charge_won(copay, fee.billed_min, rule.unit_min), fee.price_won);
  // By subtraction: the two parts add up whatever the tariffs are.
  fee.subsidy_won = fee.price_won - fee.copay_won;
  fee.quota_units = quota_units(rule.quota, fee.billed_min);
  CHECK(fee.copay_won >= 0 && fee.subsidy_won >= 0);
  return fee;
}

std::optional<base::Date> exhausted_on(const Quota& quota, std::int64_t units_left, base::Date from,
                                       std::int32_t visits_per_month, std::int32_t visit_min) {
  CHECK(units_left >= 0 && visits_per_month >= 0);
  const std::int64_t monthly = quota_units(quota, visit_min) * visits_per_month;
  if (monthly <= 0) return std::nullopt;
  // Whole days of a 30-day month: an estimate for the intake talk, not a promise.
  const std::int64_t days = units_left * 30 / monthly;
  const base::Date end = base::plus_months(from, quota.period_months).plus_days(-1);
  // Lasts until the quota is renewed.
  if (days > end.days - from.days) return std::nullopt;
  return from.plus_days(static_cast<std::int32_t>(days));
}

}  // namespace care
