/// Planning a centre's day: a proposal by the optimiser that counts only after a person applied it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "care/visit.h"
#include "geo/travel.h"

namespace care {

using DayPlanId = base::Id<struct DayPlanTag>;

enum class DayPlanState { proposed, applied };
BOOST_DESCRIBE_ENUM(DayPlanState, proposed, applied)

/// What is proposed for one visit, with the figures that explain it. worker_id 0: nobody, and
/// unassigned_reason names why (`no_skilled_worker`, `no_free_worker` …).
struct PlannedAssignment {
  VisitId visit_id;
  std::int64_t visit_version = 0;
  PersonId worker_id;
  VehicleId vehicle_id;
  std::int32_t position = 0;  ///< 1 = first visit of the worker's day
  std::int32_t start_min = 0;
  std::int32_t travel_min = 0;  ///< way to the visit
  std::int32_t wait_min = 0;    ///< between arriving and starting
  bool is_regular = false;      ///< the worker has been with this client before
  std::string unassigned_reason;
};
BOOST_DESCRIBE_STRUCT(PlannedAssignment, (),
                      (visit_id, visit_version, worker_id, vehicle_id, position, start_min,
                       travel_min, wait_min, is_regular, unassigned_reason))

struct DayPlan {
  DayPlanId id;
  OrganisationId centre_id;
  base::Date plan_on;
  DayPlanState state{};
  PersonId made_by;
  base::Instant made_at;
  std::int64_t travel_min = 0;  ///< all ways of the day together
};
BOOST_DESCRIBE_STRUCT(DayPlan, (), (id, centre_id, plan_on, state, made_by, made_at, travel_min))

enum class DayPlanRefusal {
  day_plan_not_found,
  organisation_not_found,
  nothing_to_plan,
  day_in_the_past,
  day_plan_already_applied,
  day_plan_stale,  ///< a visit was changed after the proposal
};
BOOST_DESCRIBE_ENUM(DayPlanRefusal, day_plan_not_found, organisation_not_found, nothing_to_plan,
                    day_in_the_past, day_plan_already_applied, day_plan_stale)

template <class T>
using DayPlanning = base::Result<T, DayPlanRefusal>;

struct DayPlanRequest {
  OrganisationId centre_id;
  base::Date plan_on;
  std::uint64_t seed = 1;
  std::int64_t iterations_max = 3'000;  ///< about a second for a centre's day
};

/// Proposes workers, cars and times for the open visits of a day. Visits under way and confirmed
/// ones stay as they are; assigned ones may move, at a price. Same data and seed, same proposal.
[[nodiscard]] DayPlanning<DayPlanId> plan_day(db::Transaction& tx, RegionId region_id,
                                              const DayPlanRequest& request,
                                              const geo::TravelSource& travel, PersonId actor_id,
                                              base::Instant now);
[[nodiscard]] std::optional<DayPlan> find_day_plan(db::Transaction& tx, RegionId region_id,
                                                   DayPlanId id);
/// By worker and position, unassigned visits last.
[[nodiscard]] std::vector<PlannedAssignment> assignments_of(db::Transaction& tx, RegionId region_id,
                                                            DayPlanId id);

/// What applying did: visits that the checks of assign() refused stay as they were.
struct DayPlanApplied {
  std::int32_t assigned = 0;
  std::int32_t unchanged = 0;  ///< already so
  std::int32_t refused = 0;
};
BOOST_DESCRIBE_STRUCT(DayPlanApplied, (), (assigned, unchanged, refused))
/// Carries the proposal out. Refuses `day_plan_stale` when a visit of it was changed meanwhile.
[[nodiscard]] DayPlanning<DayPlanApplied> apply_day_plan(db::Transaction& tx, RegionId region_id,
                                                         DayPlanId id, PersonId actor_id,
                                                         base::Instant now);

}  // namespace care
