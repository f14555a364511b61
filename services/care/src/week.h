// The other days of a week: how long each worker is planned on them, and how the visits of a plan
// go. The week begins on Monday.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "care/visit.h"
#include "settings/settings.h"

namespace care {

struct CentreDay;
struct Draft;

/// How the visits of one weekly plan go on the other days of the week.
struct PlanHabit {
  std::set<PersonId> workers;
  std::optional<std::int32_t> start_min;  // as planned for the first of them; else as agreed
};

struct WeekAround {
  std::map<PersonId, std::int32_t> minutes;      // planned on the other days
  std::map<PersonId, std::int32_t> minutes_max;  // in the whole week, by worker of the centre
  std::int32_t near_min = 0;                     // who has less left is asked after the others
  std::map<PlanId, PlanHabit> habits;            // of plans with visits on other days
};

/// A day that was planned in the same night, before anybody approved it.
struct PlannedDay {
  struct Line {
    PlanId plan_id;
    PersonId from_worker_id;
    PersonId to_worker_id;
    std::int32_t start_min = 0;
    std::int32_t length_min = 0;
  };
  base::Date on;
  std::vector<Line> lines;
};
[[nodiscard]] PlannedDay planned_day(const CentreDay& day, const Draft& draft);

enum class Habits { read, skip };
/// What the week around the day's own date holds, as far as people decided it. Requires: the
/// workers and visits of the day are read. Cost: one or two statements.
[[nodiscard]] WeekAround read_week(db::Transaction& tx, RegionId region_id,
                                   const settings::Snapshot& snapshot, const CentreDay& day,
                                   Habits habits);
/// Lays days over the week that were only planned so far; those of other weeks are passed over.
void add_planned(CentreDay& day, const std::vector<PlannedDay>& planned);

}  // namespace care
