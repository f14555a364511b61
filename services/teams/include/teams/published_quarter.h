/// What everybody may know of a quarter: per centre, without persons, nothing about small groups.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "teams/quarter.h"

namespace teams {

/// Groups of fewer persons are not shown (통계 비밀보호): a figure of four could be somebody's pay.
inline constexpr settings::Definition kPublicGroupMin{
    .key = "teams.public_group_min", .value = "5", .unit = "person", .minimum = 3, .maximum = 100};

/// A centre's closed accounts of one quarter. Absent figures are hidden: too few persons.
struct CentreQuarter {
  OrganisationId centre_id;
  std::string centre_name;
  std::int64_t teams = 0;       ///< with a closed account
  std::int64_t teams_open = 0;  ///< opened, not closed yet
  std::optional<std::int64_t> sales_won;
  std::optional<std::int64_t> set_aside_won;
  std::optional<std::int64_t> performance_won;  ///< 자립성과금 and 내일키움수익금 that were paid
};
BOOST_DESCRIBE_STRUCT(CentreQuarter, (),
                      (centre_id, centre_name, teams, teams_open, sales_won, set_aside_won,
                       performance_won))

struct PublicQuarter {
  base::Date quarter;
  std::int64_t group_min = 0;
  std::vector<CentreQuarter> centres;  ///< by name
  /// Of all centres; absent when it would tell what a hidden one holds.
  std::optional<std::int64_t> sales_won;
  std::optional<std::int64_t> set_aside_won;
  std::optional<std::int64_t> performance_won;
};
BOOST_DESCRIBE_STRUCT(PublicQuarter, (),
                      (quarter, group_min, centres, sales_won, set_aside_won, performance_won))

[[nodiscard]] PublicQuarter public_quarter(db::Transaction& tx, RegionId region_id,
                                           base::Date quarter);
/// Quarters with a closed account, newest first.
[[nodiscard]] std::vector<base::Date> public_quarters(db::Transaction& tx, RegionId region_id);

/// A figure of a group with the number of persons behind it.
struct GroupFigure {
  std::int64_t won = 0;
  std::int64_t persons = 0;
};
/// The figures as they may be shown, and their sum. Hidden are groups with 1…min − 1 persons. The
/// sum is hidden when the hidden groups together have fewer than `min` persons, or are only one:
/// else it would tell what they hold. Pure.
struct ShownFigures {
  std::vector<std::optional<std::int64_t>> won;
  std::optional<std::int64_t> sum_won;
};
[[nodiscard]] ShownFigures show_figures(const std::vector<GroupFigure>& groups, std::int64_t min);

}  // namespace teams
