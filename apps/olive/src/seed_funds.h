// The funds' part of the demo city: what was planned, received, promised, spent and settled.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "funds/asset.h"
#include "seed_city.h"

namespace olive::seed {

// One payment of the demo's programmes. Payees and purposes are made up.
struct PaymentRow {
  std::int32_t year;
  funds::FundGoal goal;
  funds::FundSource source;
  std::int64_t amount_won;
  std::int32_t month, day;
  std::string_view payee;
  std::string_view purpose;
  bool is_person = false;
};
std::span<const PaymentRow> fund_payments();

// How much of a source's money a line of a year is given.
struct ShareRow {
  std::int32_t year;
  funds::FundGoal goal;
  std::int64_t central_won, city_won;
};
std::span<const ShareRow> fund_shares();

// Loads everything up to the city's present. Nothing when the present is before 2025.
void build_funds(Build& build);

}  // namespace olive::seed
