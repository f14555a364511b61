/// Prices, co-pay and quota of one visit. Pure: values in, amounts out; every value is a dated
/// setting of a district, never a constant of this file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/describe.h"
#include "base/time.h"

namespace care {

/// Household income against the median (중위소득), as the referral states it.
enum class IncomeBand {
  basic_or_near_poor,  ///< 수급자·차상위
  up_to_70,
  up_to_100,
  above_100,
};
BOOST_DESCRIBE_ENUM(IncomeBand, basic_or_near_poor, up_to_70, up_to_100, above_100)

/// How an amount grows with the billed time.
enum class TariffBasis {
  free,
  full,       ///< co-pay only: as much as the price
  per_visit,  ///< once, however long the visit
  per_hour,   ///< a whole first hour, then every started billing unit
  per_block,  ///< every started block of `block_min`
};
BOOST_DESCRIBE_ENUM(TariffBasis, free, full, per_visit, per_hour, per_block)

struct Tariff {
  TariffBasis basis = TariffBasis::free;
  std::int64_t amount_won = 0;      ///< per visit, for the first hour, or per block
  std::int64_t extra_unit_won = 0;  ///< per_hour: each started billing unit after the first hour
  std::int32_t block_min = 0;       ///< per_block

  bool operator==(const Tariff&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tariff, (), (basis, amount_won, extra_unit_won, block_min))

/// Reads a tariff as officials write it in the settings: `free`, `full`, `visit 2000`,
/// `hour 15000 7500` (first hour, then each 30 minutes), `block 240 2000`. Amounts 0…1,000,000.
[[nodiscard]] std::optional<Tariff> parse_tariff(std::string_view text);
[[nodiscard]] std::string format_tariff(const Tariff& tariff);

enum class QuotaKind { visits, minutes };
BOOST_DESCRIBE_ENUM(QuotaKind, visits, minutes)

/// How much of a service one entitlement gives.
struct Quota {
  QuotaKind kind = QuotaKind::visits;
  std::int64_t units_max = 0;         ///< visits, or minutes
  std::int32_t double_after_min = 0;  ///< a longer visit counts as two; 0: never
  std::int32_t period_months = 12;
};

/// Everything that the money of a visit depends on, besides its length and the income band.
struct FeeRule {
  std::int32_t unit_min = 30;  ///< billing unit; a started unit counts
  std::int32_t grace_min = 0;  ///< minutes into a new unit that are not billed
  Tariff price;
  std::array<Tariff, 4> copay;  ///< by IncomeBand
  Quota quota;
};

/// What one visit costs, who pays it, and what it uses up. price = copay + subsidy.
struct Fee {
  std::int32_t billed_min = 0;
  std::int64_t price_won = 0;
  std::int64_t copay_won = 0;    ///< owed by the citizen
  std::int64_t subsidy_won = 0;  ///< claimed from the district
  std::int64_t quota_units = 0;
};
BOOST_DESCRIBE_STRUCT(Fee, (), (billed_min, price_won, copay_won, subsidy_won, quota_units))

/// `actual_min` rounded up to the billing unit. Requires: actual_min ≥ 0, unit_min > 0.
[[nodiscard]] std::int32_t billed_minutes(std::int32_t actual_min, std::int32_t unit_min,
                                          std::int32_t grace_min);
/// Requires: billed_min ≥ 0; basis is not `full`.
[[nodiscard]] std::int64_t charge_won(const Tariff& tariff, std::int32_t billed_min,
                                      std::int32_t unit_min);
[[nodiscard]] std::int64_t quota_units(const Quota& quota, std::int32_t billed_min);

/// The fee of a visit that lasted `actual_min`. The co-pay never exceeds the price.
[[nodiscard]] Fee fee_of(const FeeRule& rule, IncomeBand band, std::int32_t actual_min);

/// The day on which `units_left` would be used up at `visits_per_month` visits of `visit_min`
/// minutes; nullopt when they outlast the quota's period. Dialysis (about 13 visits of 4½ hours a
/// month) exhausts 24 units within a month: the intake must say so. See: facts.md §2.2.
[[nodiscard]] std::optional<base::Date> exhausted_on(const Quota& quota, std::int64_t units_left,
                                                     base::Date from, std::int32_t visits_per_month,
                                                     std::int32_t visit_min);

}  // namespace care
