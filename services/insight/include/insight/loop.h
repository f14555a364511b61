/// The loop in figures: care → pay and points → purchases → settlement → benefit, from the ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "db/database.h"
#include "ledger/ledger.h"

namespace insight {

enum class Unit { point, won };
BOOST_DESCRIBE_ENUM(Unit, point, won)

/// Whether a source's amount is added or taken off.
enum class Sign { plus, minus };
BOOST_DESCRIBE_ENUM(Sign, plus, minus)

/// Entries of the ledger that a figure sums: all of one code and asset, less their reversals.
struct FigureSource {
  std::string code;   ///< `purchase`
  std::string asset;  ///< `OLIVE`
  Sign sign = Sign::plus;
};
BOOST_DESCRIBE_STRUCT(FigureSource, (), (code, asset, sign))

/// What a figure is, before it has a value.
struct FigureDefinition {
  std::string_view name;  ///< `points_granted`
  Unit unit = Unit::point;
  std::vector<FigureSource> sources;
};
/// The figures of the loop in the order in which value flows.
[[nodiscard]] const std::vector<FigureDefinition>& figure_definitions();
[[nodiscard]] const FigureDefinition* find_definition(std::string_view name);

/// One public figure. `formula_key` is the message that says in words how it is made.
struct Figure {
  std::string name;
  Unit unit = Unit::point;
  std::int64_t amount = 0;
  std::int64_t entries = 0;  ///< how many of the ledger's entries it sums
  std::string formula_key;
  std::vector<FigureSource> sources;
};
BOOST_DESCRIBE_STRUCT(Figure, (), (name, unit, amount, entries, formula_key, sources))

/// A figure's share of one month.
struct MonthAmount {
  base::Date month;  ///< first day
  std::int64_t amount = 0;
  std::int64_t entries = 0;
};
BOOST_DESCRIBE_STRUCT(MonthAmount, (), (month, amount, entries))

/// A figure with its months: they add up to it exactly.
struct FigureSeries {
  Figure figure;
  std::vector<MonthAmount> months;
};
BOOST_DESCRIBE_STRUCT(FigureSeries, (), (figure, months))

/// How fast points move, exact integers; nullopt where there is nothing to divide by.
struct Turns {
  base::Date from;  ///< the window, both days included
  base::Date to;
  std::int64_t spent_points = 0;             ///< in the window
  std::int64_t mean_stock_points = 0;        ///< in wallets at the end of a day, mean of the window
  std::optional<std::int64_t> turns_ppm;     ///< spent ÷ mean stock, in 1e-6 per window
  std::optional<std::int64_t> holding_days;  ///< days that a point rests in a wallet at this pace
  std::optional<std::int64_t> return_ppm;    ///< settled won that came back as benefit, in 1e-6
};
BOOST_DESCRIBE_STRUCT(Turns, (),
                      (from, to, spent_points, mean_stock_points, turns_ppm, holding_days,
                       return_ppm))

/// Figures of the months that end with today's, `months` of them.
/// Cost: one statement a month.
[[nodiscard]] std::vector<FigureSeries> loop_figures(db::Transaction& tx,
                                                     ledger::LedgerId ledger_id, base::Date today,
                                                     int months);
/// Over the 30 days that end with `today`. Cost: 31 statements.
[[nodiscard]] Turns loop_turns(db::Transaction& tx, ledger::LedgerId ledger_id, base::Date today);

/// The amount of a definition in ledger totals.
[[nodiscard]] MonthAmount sum_of(const FigureDefinition& definition,
                                 const std::vector<ledger::Total>& totals);

}  // namespace insight
