// Where the one who brings meals takes them. Pure.
#pragma once

#include <vector>

#include "care/visit.h"

namespace care {

struct PlanRules;

[[nodiscard]] inline bool is_meal(const Visit& visit) {
  return visit.service == ServiceKind::meals;
}

/// Portions taken at the kitchen before a visit of a round.
struct MealLoad {
  VisitId before_visit_id;
  std::int64_t portions = 0;
};
BOOST_DESCRIBE_STRUCT(MealLoad, (), (before_visit_id, portions))

/// Where one worker takes meals on a day: as seldom as what they carry allows, and then where the
/// most time lies between two visits. `visits` are the worker's, by start; others than meals only
/// take time. Meals that were brought count, so that the answer stays the same all day. Cost:
/// quadratic in the meals.
[[nodiscard]] std::vector<MealLoad> meal_loads(const std::vector<Visit>& visits,
                                               const PlanRules& rules);

}  // namespace care
