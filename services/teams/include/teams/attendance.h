/// Attendance: who worked on which day, from completed visits, shifts at the shop, or by hand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "teams/team.h"

namespace teams {

enum class AttendanceKind {
  work,
  leave,  ///< paid leave (월차)
  absent,
};
BOOST_DESCRIBE_ENUM(AttendanceKind, work, leave, absent)

/// One person's day. `minutes` is what visits and shifts add up to; the day counts as worked from
/// the first minute, because pay is by the day.
struct AttendanceDay {
  PersonId person_id;
  base::Date worked_on;
  OrganisationId team_id;
  AttendanceKind kind = AttendanceKind::work;
  std::int64_t minutes = 0;
  std::int64_t late_min = 0;  ///< came late or left early (지각·조퇴); on a day of work only
  /// When somebody came and left (출근·퇴근), in minutes after midnight; both or none. `minutes` is
  /// then what lies between, less the breaks. Leaving after midnight is above 1,440 and belongs to
  /// the day on which the work began.
  std::optional<std::int64_t> came_min{};
  std::optional<std::int64_t> left_min{};
  std::int64_t night_min = 0;  ///< of the minutes, in the night (야간); known from the hours
};
BOOST_DESCRIBE_STRUCT(AttendanceDay, (),
                      (person_id, worked_on, team_id, kind, minutes, late_min, came_min, left_min,
                       night_min))

enum class AttendanceRefusal {
  not_in_a_team,
  day_in_the_future,
  month_already_paid,
  minutes_out_of_range,
  hours_out_of_range,  ///< not in order, only one of both, above a day, or on one without work
  work_hours_overlap,  ///< somebody is at work since the day before, or until the day after
  late_out_of_range,   ///< negative, longer than the day, or on a day without work
  leave_exhausted,     ///< no day of leave is left in the year of service
  member_not_found,
};
BOOST_DESCRIBE_ENUM(AttendanceRefusal, not_in_a_team, day_in_the_future, month_already_paid,
                    minutes_out_of_range, hours_out_of_range, work_hours_overlap, late_out_of_range,
                    leave_exhausted, member_not_found)

/// Work that some deed proves, for example `visit:123`.
struct Work {
  PersonId person_id;
  base::Date worked_on;
  std::int64_t minutes = 0;  ///< 1…1,440
  std::string source;        ///< the deed; the same one adds its minutes once
};

/// Adds a deed's minutes to the person's day. Recording the same source again changes nothing.
[[nodiscard]] base::Result<void, AttendanceRefusal> record_work(db::Transaction& tx,
                                                                RegionId region_id,
                                                                const Work& work,
                                                                base::Instant now);
/// Sets a day by hand (shift list, leave, absence, hours, late hours); replaces the kind, keeps
/// proved minutes. A day of leave needs one that is left (teams/leave.h).
[[nodiscard]] base::Result<void, AttendanceRefusal> set_day(db::Transaction& tx, RegionId region_id,
                                                            const AttendanceDay& day,
                                                            PersonId set_by, base::Instant now);
/// Days of a team's members from `from` to `to`, by person and day.
[[nodiscard]] std::vector<AttendanceDay> attendance_of_team(db::Transaction& tx, RegionId region_id,
                                                            OrganisationId team_id, base::Date from,
                                                            base::Date to);
[[nodiscard]] std::vector<AttendanceDay> attendance_of_person(db::Transaction& tx,
                                                              RegionId region_id,
                                                              PersonId person_id, base::Date from,
                                                              base::Date to);

}  // namespace teams
