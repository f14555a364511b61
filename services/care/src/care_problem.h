// A centre's day as the optimiser sees it, and its answer back in words of care. Pure: no database,
// no JSON; ids become indices here and only here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "centre_day.h"
#include "geo/travel.h"
#include "optimiser/solve.h"

namespace care {

/// A day is planned `anew` before it begins; `repair` changes as little as it can of what was
/// promised, and starts nothing earlier than agreed.
enum class Planning { anew, repair };

/// Visits that the plan of a day may give to somebody else.
[[nodiscard]] bool may_move(VisitState state);
/// The same, and those whose worker or car is lost, or whose worker cannot be there in time.
[[nodiscard]] bool is_movable(const CentreDay& day, const Visit& visit);
/// True when the worker is away at some time of the visit.
[[nodiscard]] bool has_lost_worker(const CentreDay& day, const Visit& visit);

/// When a visit of a weekly plan begins on the other days of the week; else its own start.
[[nodiscard]] std::int32_t usual_start_min(const CentreDay& day, const Visit& visit);

/// True when somebody of the centre is trained for the service, at work that day or not.
[[nodiscard]] bool has_skilled_worker(const CentreDay& day, ServiceKind service);

/// The day in the engine's terms. Activity i is visits[i]; after them come the breaks. A worker
/// appears once for each span of presence, and not at all on a day off.
struct DayModel {
  optimiser::Problem problem;
  std::vector<optimiser::Index> worker_of;  // problem.workers[i] is a span of workers[worker_of[i]]
  optimiser::Plan present;                  // who has what now, as far as it can stay
  optimiser::Weights weights;
  std::vector<std::int32_t> minutes_left;  // of the week, by workers[i]; see solve_day.h
  /// Windows as agreed of visits that the problem keeps near their usual time of day.
  std::map<optimiser::Index, std::vector<optimiser::Window>> agreed_windows;
};
[[nodiscard]] DayModel model_of(const CentreDay& day, const geo::TravelSource& travel,
                                Planning planning);

/// The span of a worker that `start_min` falls into, else the nearest before it; kNone: a day off.
[[nodiscard]] optimiser::Index span_of(const CentreDay& day, const DayModel& model,
                                       PersonId worker_id, std::int32_t start_min);

/// What a plan gives to one visit, with the figures that explain it. worker_id 0: nobody, and
/// unassigned_reason names why (`no_skilled_worker`, `no_free_worker` …).
struct PlannedAssignment {
  VisitId visit_id;
  std::int64_t visit_version = 0;
  PersonId worker_id;
  VehicleId vehicle_id;
  std::int32_t position = 0;  // 1 = first visit of the worker's day
  std::int32_t start_min = 0;
  std::int32_t travel_min = 0;  // way to the visit
  std::int32_t wait_min = 0;    // between arriving and starting
  bool is_regular = false;      // the worker has been with this client before
  std::string unassigned_reason;
};
/// One line for each visit that may move.
[[nodiscard]] std::vector<PlannedAssignment> assignments_from(const CentreDay& day,
                                                              const DayModel& model,
                                                              const optimiser::Solution& solution,
                                                              Planning planning);

}  // namespace care
