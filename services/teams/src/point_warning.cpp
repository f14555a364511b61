#include "teams/point_warning.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"
#include "ledger/points.h"
#include "point_grants.h"

namespace teams {
namespace {

constexpr std::string_view kWarningTopic = "teams.point_warning";

// Points of last year live on for some days when a refund gave them back late.
std::set<PersonId> holders(db::Transaction& tx, RegionId region_id, base::Date today) {
  const std::int32_t year = base::split_date(today).year;
  std::set<PersonId> persons = granted_persons(tx, region_id, year);
  persons.merge(granted_persons(tx, region_id, year - 1));
  return persons;
}

std::int64_t insert_warning(db::Transaction& tx, RegionId region_id, const PointWarning& warning) {
  if (tx.integer("SELECT 1 FROM teams_point_warning WHERE region_id = $1 AND person_id = $2 "
                 "AND expires_on = $3 AND days_before = $4",
                 region_id, warning.person_id, warning.expires_on, warning.days_before))
    return 0;
  return tx.execute(
      "INSERT INTO teams_point_warning (region_id, person_id, expires_on, days_before, points, "
      "warned_on, told_by) VALUES ($1, $2, $3, $4, $5, $6, 0)",
      region_id, warning.person_id, warning.expires_on, warning.days_before, warning.points,
      warning.warned_on);
}

std::int64_t warn_person(db::Transaction& tx, RegionId region_id, PersonId person_id,
                         const std::vector<std::int32_t>& days, base::Date today) {
  std::map<base::Date, std::int64_t> by_expiry;
  for (const ledger::Lot& lot :
       ledger::read_wallet(tx, ledger::ledger_of(region_id), person_id, today))
    by_expiry[lot.expires_on] += lot.remaining;
  std::int64_t warned = 0;
  for (const auto& [expires_on, points] : by_expiry) {
    const auto before = warning_for(expires_on.days - today.days, days);
    if (!before || points == 0) continue;
    warned += insert_warning(tx, region_id,
                             {.person_id = person_id,
                              .expires_on = expires_on,
                              .days_before = *before,
                              .points = points,
                              .warned_on = today});
  }
  return warned;
}

constexpr std::string_view kSelect =
    "SELECT w.person_id, w.expires_on, w.days_before, w.points, w.warned_on, w.told_at "
    "FROM teams_point_warning w WHERE w.region_id = $1 AND w.expires_on >= $2 "
    // The latest of an expiry says it all.
    "AND NOT EXISTS (SELECT 1 FROM teams_point_warning l WHERE l.region_id = $1 "
    "AND l.person_id = w.person_id AND l.expires_on = w.expires_on "
    "AND l.days_before < w.days_before) ";

}  // namespace

bool are_right_warning_days(std::string_view json) {
  const auto days = json::read<WarningDays>(json);
  return days && !days->days.empty() &&
         std::ranges::all_of(days->days, [](std::int32_t each) { return each > 0; });
}

std::optional<std::int32_t> warning_for(std::int32_t days_left,
                                        const std::vector<std::int32_t>& days) {
  std::optional<std::int32_t> nearest;
  for (const std::int32_t each : days)
    if (each >= days_left && (!nearest || each < *nearest)) nearest = each;
  return nearest;
}

std::int64_t warn_of_expiry(db::Transaction& tx, RegionId region_id, base::Date today) {
  const auto days = settings::table<WarningDays>(tx, region_id, kPointWarningDays, today).days;
  CHECK_REQUEST(!days.empty());
  std::int64_t warned = 0;
  for (const PersonId person_id : holders(tx, region_id, today))
    warned += warn_person(tx, region_id, person_id, days, today);
  return warned;
}

std::vector<PointWarning> warnings_of(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                      base::Date today) {
  return tx.query<PointWarning>(std::string(kSelect) + "AND w.person_id = $3 ORDER BY w.expires_on",
                                region_id, today, person_id);
}

std::vector<PointWarning> open_warnings(db::Transaction& tx, RegionId region_id,
                                        OrganisationId centre_id, base::Date today) {
  return tx.query<PointWarning>(
      std::string(kSelect) +
          "AND ($3 = 0 OR EXISTS (SELECT 1 FROM teams_member m JOIN teams_team t "
          "ON t.region_id = m.region_id AND t.id = m.team_id WHERE m.region_id = $1 "
          "AND m.person_id = w.person_id AND t.centre_id = $3 AND m.joined_on <= $2 "
          "AND (m.left_on IS NULL OR m.left_on >= $2))) "
          "ORDER BY w.expires_on, w.points DESC, w.person_id",
      region_id, today, centre_id);
}

bool record_told(db::Transaction& tx, RegionId region_id, PersonId person_id, base::Date expires_on,
                 PersonId told_by, base::Instant now) {
  return tx.execute(
             "UPDATE teams_point_warning SET told_by = $4, told_at = $5 WHERE region_id = $1 "
             "AND person_id = $2 AND expires_on = $3 AND told_at IS NULL",
             region_id, person_id, expires_on, told_by, now) > 0;
}

void schedule_point_warnings(jobs::Runner& runner) {
  runner.schedule(kWarningTopic, jobs::daily_at(0, 20), kWarningTopic);
  runner.subscribe(kWarningTopic, "teams.warn_of_expiry",
                   [](db::Transaction& tx, const jobs::Task& task) {
                     (void)warn_of_expiry(tx, task.region_id, base::korean_date(task.due_at));
                   });
}

}  // namespace teams
