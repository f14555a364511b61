// Attendance of a month as pay and extra work look at it: by person, from the Monday before.
#pragma once

#include <map>
#include <vector>

#include "teams/attendance.h"

namespace teams {

// The Monday on or before the month's first day: a week is looked at as a whole.
base::Date first_monday(base::Date month);

// Days of everybody with a day in one of the centre's teams, ascending, their days in other teams
// too, because a week may span a change of team.
std::map<PersonId, std::vector<AttendanceDay>> centre_days(db::Transaction& tx, RegionId region_id,
                                                           OrganisationId centre_id,
                                                           base::Date month);

// True when the pay of the team's centre for the day's month is posted: the day is closed.
bool is_paid(db::Transaction& tx, RegionId region_id, OrganisationId team_id, base::Date day);

}  // namespace teams
