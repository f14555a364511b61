#include "insight/loop.h"

#include <algorithm>

#include "base/check.h"

namespace insight {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr int kWindowDays = 30;

// Before any entry: the stock is summed from the first day of the ledger.
const base::Date kBeginning{0};

// Every public figure is a sum of ledger codes and nothing else: whoever holds the chain can
// repeat it. A figure that needs another source does not belong here.
std::vector<FigureDefinition> make_definitions() {
  const std::string won = ledger::kWon;
  const std::string olive = ledger::kOlive;
  return {
      {"care_value", Unit::won, {{"care_copay", won}, {"care_subsidy", won}}},
      {"wages_paid", Unit::won, {{"wage", won}}},
      {"points_granted", Unit::point, {{"point_grant", olive}}},
      {"points_spent", Unit::point, {{"purchase", olive}}},
      {"points_expired", Unit::point, {{"point_expiry", olive}}},
      {"points_settled", Unit::point, {{"settlement", olive}}},
      {"sales_paid_out", Unit::won, {{"settlement_shop", won}}},
      {"benefit_returned", Unit::won, {{"settlement_benefit", won}}},
      {"benefit_paid", Unit::won, {{"benefit", won}}},
      {"points_outstanding",
       Unit::point,
       {{"point_grant", olive},
        {"settlement", olive, Sign::minus},
        {"donation", olive, Sign::minus},
        {"point_expiry", olive, Sign::minus}}},
      // Moves with points_outstanding, entry for entry: what is promised lies ready.
      {"won_set_aside",
       Unit::won,
       {{"point_backing", won},
        {"settlement_shop", won, Sign::minus},
        {"settlement_benefit", won, Sign::minus},
        {"settlement_support", won, Sign::minus},
        {"donation_won", won, Sign::minus},
        {"point_release", won, Sign::minus}}},
      {"points_in_wallets",
       Unit::point,
       {{"point_grant", olive},
        {"purchase", olive, Sign::minus},
        {"donation", olive, Sign::minus},
        {"point_expiry", olive, Sign::minus}}},
  };
}

const ledger::Total* find_total(const std::vector<ledger::Total>& totals,
                                const FigureSource& source) {
  const auto found = std::ranges::find_if(totals, [&](const ledger::Total& total) {
    return total.code == source.code && total.asset == source.asset;
  });
  return found == totals.end() ? nullptr : &*found;
}

std::int64_t amount_of(std::string_view name, const std::vector<ledger::Total>& totals) {
  const FigureDefinition* definition = find_definition(name);
  CHECK(definition != nullptr);  // names are literals of this file
  return sum_of(*definition, totals).amount;
}

/// Change of what is in wallets, from the totals of some days.
std::int64_t stock_change(const std::vector<ledger::Total>& totals) {
  return amount_of("points_in_wallets", totals);
}

/// `part` ÷ `whole` in 1e-6, rounded down. __int128 because points × 1e6 can leave 63 bits.
std::optional<std::int64_t> ratio_ppm(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return static_cast<std::int64_t>(static_cast<__int128>(part) * kMillion / whole);
}

}  // namespace

const std::vector<FigureDefinition>& figure_definitions() {
  static const std::vector<FigureDefinition> definitions = make_definitions();
  return definitions;
}

const FigureDefinition* find_definition(std::string_view name) {
  const auto found = std::ranges::find(figure_definitions(), name, &FigureDefinition::name);
  return found == figure_definitions().end() ? nullptr : &*found;
}

MonthAmount sum_of(const FigureDefinition& definition, const std::vector<ledger::Total>& totals) {
  MonthAmount sum;
  for (const FigureSource& source : definition.sources) {
    const ledger::Total* total = find_total(totals, source);
    // No entry of that code in these days: the figure is zero, not missing.
    if (total == nullptr) continue;
    CHECK_REQUEST(total->count >= 0);
    sum.amount += source.sign == Sign::plus ? total->amount : -total->amount;
    sum.entries += total->count;
  }
  return sum;
}

std::vector<FigureSeries> loop_figures(db::Transaction& tx, ledger::LedgerId ledger_id,
                                       base::Date today, int months) {
  CHECK_REQUEST(months > 0 && months <= 120);
  std::vector<FigureSeries> all;
  for (const FigureDefinition& definition : figure_definitions())
    all.push_back({{.name = std::string(definition.name),
                    .unit = definition.unit,
                    .formula_key = "insight.formula." + std::string(definition.name),
                    .sources = definition.sources},
                   {}});
  const base::Date first = base::plus_months(base::first_of_month(today), 1 - months);
  for (int i = 0; i < months; ++i) {
    const base::Date month = base::plus_months(first, i);
    // Month by month, so that the months add up to the figure by construction.
    const auto totals = ledger::totals(tx, ledger_id, month, base::last_of_month(month));
    for (std::size_t f = 0; f < all.size(); ++f) {
      MonthAmount share = sum_of(figure_definitions()[f], totals);
      share.month = month;
      all[f].figure.amount += share.amount;
      all[f].figure.entries += share.entries;
      all[f].months.push_back(share);
    }
  }
  return all;
}

Turns loop_turns(db::Transaction& tx, ledger::LedgerId ledger_id, base::Date today) {
  Turns turns{.from = today.plus_days(1 - kWindowDays), .to = today};
  std::int64_t stock =
      stock_change(ledger::totals(tx, ledger_id, kBeginning, turns.from.plus_days(-1)));
  std::int64_t stock_days = 0;
  std::int64_t settled_won = 0;
  std::int64_t returned_won = 0;
  // The mean over days, not of first and last: what was granted on the last day has hardly moved.
  for (base::Date day = turns.from; day <= today; day = day.plus_days(1)) {
    const auto totals = ledger::totals(tx, ledger_id, day, day);
    turns.spent_points += amount_of("points_spent", totals);
    settled_won += amount_of("points_settled", totals);
    returned_won += amount_of("benefit_returned", totals);
    stock += stock_change(totals);
    stock_days += stock;
  }
  CHECK_REQUEST(turns.to.days - turns.from.days == kWindowDays - 1);
  turns.mean_stock_points = stock_days / kWindowDays;
  // spent ÷ (stock_days ÷ window): multiplied out, so that nothing is rounded twice.
  turns.turns_ppm = ratio_ppm(turns.spent_points * kWindowDays, stock_days);
  if (turns.spent_points > 0) turns.holding_days = stock_days / turns.spent_points;
  turns.return_ppm = ratio_ppm(returned_won, settled_won);
  return turns;
}

}  // namespace insight
