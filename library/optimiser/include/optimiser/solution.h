/// Plans, and plans with everything there is to say about them.
#pragma once

#include <cstdint>
#include <vector>

#include "base/describe.h"
#include "optimiser/problem.h"
#include "optimiser/terms.h"

namespace optimiser {

/// An activity and when it starts.
struct PlannedVisit {
  Index activity = kNone;
  Time start = 0;

  constexpr bool operator==(const PlannedVisit&) const = default;
};

/// What one worker does, in order.
struct PlannedRoute {
  Index worker = kNone;
  Index vehicle = kNone;
  std::vector<PlannedVisit> visits;

  bool operator==(const PlannedRoute&) const = default;
};

/// Who does what when, and nothing else: made by hand, read from a table, or by the engine.
struct Plan {
  std::vector<PlannedRoute> routes;

  bool operator==(const Plan&) const = default;
};

/// One stop of a route. `terms` holds what arises at this visit: the way to it, waiting, tardiness,
/// preference and changes.
struct Visit {
  Index activity = kNone;
  Time arrival = 0;  ///< equals `start` at the first visit, before which nobody waits
  Time start = 0;
  Time finish = 0;
  Terms terms;
};

/// One worker's day. `terms` = those of its visits, the way back, overtime, worker_used.
struct Route {
  Index worker = kNone;
  Index vehicle = kNone;
  Time departure = 0;  ///< from the start place, as late as the first start allows
  Time finish = 0;     ///< at the end place
  std::vector<Visit> visits;
  Terms terms;
};

/// Why an activity is in no route.
enum class LeftOutReason {
  no_skilled_worker,     ///< nobody has the skills
  all_workers_excluded,  ///< those who have them are excluded or the pin names another
  no_suitable_vehicle,   ///< nobody left could bring a vehicle with the traits
  no_reachable_window,   ///< not even an empty day would do, or not for what is tied to it
  no_free_worker,        ///< an empty day would do, this plan leaves no room
  costs_more_than_skipping,
};
BOOST_DESCRIBE_ENUM(LeftOutReason, no_skilled_worker, all_workers_excluded, no_suitable_vehicle,
                    no_reachable_window, no_free_worker, costs_more_than_skipping)

struct LeftOut {
  Index activity = kNone;
  LeftOutReason reason = LeftOutReason::no_free_worker;
};

/// A plan with its times, costs and omissions. `terms` = those of the routes, of what was left out,
/// and the terms of the whole plan.
struct Solution {
  std::vector<Route> routes;      ///< by worker; workers without a visit have none
  std::vector<LeftOut> left_out;  ///< by activity
  Terms terms;
  std::int64_t total = 0;       ///< weighted
  std::int64_t iterations = 0;  ///< of the search; 0 from the evaluator
};

/// The bare plan of a solution.
[[nodiscard]] Plan plan_of(const Solution& solution);

}  // namespace optimiser
