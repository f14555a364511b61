#include "centre_days.h"

namespace teams {

base::Date first_monday(base::Date month) {
  const base::Date first = base::first_of_month(month);
  return first.plus_days(1 - base::weekday(first));
}

std::map<PersonId, std::vector<AttendanceDay>> centre_days(db::Transaction& tx, RegionId region_id,
                                                           OrganisationId centre_id,
                                                           base::Date month) {
  std::map<PersonId, std::vector<AttendanceDay>> days;
  for (AttendanceDay& day : tx.query<AttendanceDay>(
           "SELECT a.person_id, a.worked_on, a.team_id, a.kind, a.minutes, a.late_min, a.came_min, "
           "a.left_min, a.night_min FROM "
           // DISTINCT: found once, whatever the planner believes of a table that it never counted.
           "(SELECT DISTINCT b.person_id FROM teams_team t JOIN teams_attendance b "
           "ON b.region_id = $1 AND b.team_id = t.id AND b.worked_on BETWEEN $3 AND $4 "
           "WHERE t.region_id = $1 AND t.centre_id = $2) p JOIN teams_attendance a "
           "ON a.region_id = $1 AND a.person_id = p.person_id AND a.worked_on BETWEEN $3 AND $4 "
           "ORDER BY a.person_id, a.worked_on",
           region_id, centre_id, first_monday(month), base::last_of_month(month)))
    days[day.person_id].push_back(std::move(day));
  return days;
}

bool is_paid(db::Transaction& tx, RegionId region_id, OrganisationId team_id, base::Date day) {
  return tx
      .integer(
          "SELECT r.id FROM teams_pay_run r JOIN teams_team t ON t.region_id = r.region_id "
          "AND t.centre_id = r.centre_id WHERE r.region_id = $1 AND t.id = $2 "
          "AND r.month = $3 AND r.state = 'posted' LIMIT 1",
          region_id, team_id, base::first_of_month(day))
      .has_value();
}

}  // namespace teams
