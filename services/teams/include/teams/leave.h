/// Paid leave (월차·연차): how many days somebody has, by a dated rule, and how many are left.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "settings/settings.h"
#include "teams/attendance.h"

namespace teams {

/// Days of leave: in the first year one after each month of full attendance, then a number a year.
struct LeaveRule {
  std::int64_t month_days = 0;      ///< for a month without absence, in the first year
  std::int64_t month_days_max = 0;  ///< most of these
  std::int64_t year_days = 0;       ///< for every later year of service
};
BOOST_DESCRIBE_STRUCT(LeaveRule, (), (month_days, month_days_max, year_days))

[[nodiscard]] bool is_right_leave_rule(std::string_view json);

/// A paid day for each full month (facts §3.1: 월차). The figures of 근로기준법 제60조, until the
/// year's guide (자활사업안내) says otherwise.
inline constexpr settings::Definition kLeave{
    .key = "teams.leave",
    .kind = settings::Kind::table,
    .value = R"({"month_days":1,"month_days_max":11,"year_days":15})",
    .unit = "day",
    .is_right = &is_right_leave_rule};

/// One person's leave in the year of service around a day.
struct LeaveAccount {
  base::Date from;   ///< first day of that year of service
  base::Date until;  ///< its last day; what is left then is gone
  std::int64_t granted_days = 0;
  std::int64_t used_days = 0;

  [[nodiscard]] std::int64_t left_days() const;
};
BOOST_DESCRIBE_STRUCT(LeaveAccount, (), (from, until, granted_days, used_days))

/// The account on `on` of somebody who came on `began_on`. `days` are the person's, at least from
/// `began_on` on; leave taken later in the same year of service counts as used. A month is full
/// when it has a day of work or leave and no absence. Pure. Requires: began_on <= on.
[[nodiscard]] LeaveAccount leave_account(base::Date began_on,
                                         const std::vector<AttendanceDay>& days, base::Date on,
                                         const LeaveRule& rule);

/// The day on which the service that lasts on `on` began: placements that follow each other without
/// a gap are one service, whatever the team. nullopt: not placed on that day. Pure.
[[nodiscard]] std::optional<base::Date> service_began(const std::vector<Member>& placements,
                                                      base::Date on);

/// The person's leave on `on`, by the rule of that day; nullopt when in no team.
[[nodiscard]] std::optional<LeaveAccount> leave_of(db::Transaction& tx, RegionId region_id,
                                                   PersonId person_id, base::Date on);

}  // namespace teams
