// Helpers of the days that history and present share.
#pragma once

#include <set>
#include <span>

#include "care/events.h"
#include "seed_city.h"
#include "teams/attendance.h"

namespace olive::seed {

// Who is on leave or absent; everybody else works.
struct Presence {
  std::map<Index, teams::AttendanceKind> missing;
  [[nodiscard]] std::set<Index> away() const;
};
Presence draw_presence(Build& build, Random& random);

// Records a past day's attendance: everybody but who rests; on a public holiday who had visits.
void record_day(Build& build, db::Transaction& tx, Date day, const Presence& presence,
                std::span<const care::VisitCompleted> visits);

// Records the cases that are decided until `day`, and closes those whose care has ended.
void decide_cases(Build& build, Date day);

}  // namespace olive::seed
