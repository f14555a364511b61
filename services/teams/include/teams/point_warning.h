/// Warnings before points expire: once for each of the set days, in the wallet and on the list of
/// whoever looks after the person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "teams/points.h"

namespace teams {

struct WarningDays {
  std::vector<std::int32_t> days;
};
BOOST_DESCRIBE_STRUCT(WarningDays, (), (days))

/// True when there are days, all positive.
[[nodiscard]] bool are_right_warning_days(std::string_view json);

/// Days before an expiry on which its owner is warned (facts §1).
inline constexpr settings::Definition kPointWarningDays{.key = "teams.point_warning_days",
                                                        .kind = settings::Kind::table,
                                                        .value = R"({"days":[60,30,7]})",
                                                        .unit = "day",
                                                        .is_right = &are_right_warning_days};

struct PointWarning {
  PersonId person_id;
  base::Date expires_on;
  std::int32_t days_before = 0;  ///< which of the set days it is
  std::int64_t points = 0;       ///< that would expire, as of the warning
  base::Date warned_on;
  std::optional<base::Instant> told_at;  ///< when somebody said that they had told the person
};
BOOST_DESCRIBE_STRUCT(PointWarning, (),
                      (person_id, expires_on, days_before, points, warned_on, told_at))

/// The day before which `days_left` falls, of `days`: the smallest that is not smaller. Pure.
[[nodiscard]] std::optional<std::int32_t> warning_for(std::int32_t days_left,
                                                      const std::vector<std::int32_t>& days);

/// Warns everybody with points that expire within the longest of the set days; returns how many
/// warnings are new. A second run on a day finds nothing.
std::int64_t warn_of_expiry(db::Transaction& tx, RegionId region_id, base::Date today);
/// Warnings of points that can still be used, the nearest expiry first.
[[nodiscard]] std::vector<PointWarning> warnings_of(db::Transaction& tx, RegionId region_id,
                                                    PersonId person_id, base::Date today);
/// The latest warning of everybody in the centre's teams (0: of all), nearest expiry first.
[[nodiscard]] std::vector<PointWarning> open_warnings(db::Transaction& tx, RegionId region_id,
                                                      OrganisationId centre_id, base::Date today);
/// Somebody has told the person; false when there is no such warning.
bool record_told(db::Transaction& tx, RegionId region_id, PersonId person_id, base::Date expires_on,
                 PersonId told_by, base::Instant now);

/// Twenty minutes after midnight, when what expired is gone.
void schedule_point_warnings(jobs::Runner& runner);

}  // namespace teams
