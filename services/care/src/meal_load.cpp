#include "meal_load.h"

#include <algorithm>
#include <optional>

#include "base/check.h"
#include "plan_settings.h"

namespace care {
namespace {

struct Meal {
  const Visit* visit;
  std::int32_t gap_min;  // since the end of the visit before, whatever it was
};

struct Best {
  std::int64_t loads = 0;
  std::int64_t gaps_min = 0;
  std::size_t from = 0;
  std::int64_t portions = 0;
};

bool happens(const Visit& visit) {
  return visit.state != VisitState::cancelled && visit.state != VisitState::missed;
}

std::vector<Meal> meals_of(const std::vector<Visit>& visits) {
  std::vector<Meal> meals;
  std::int32_t free_from = 0;
  for (const Visit& visit : visits) {
    CHECK(meals.empty() || visit.start_min >= meals.back().visit->start_min);
    if (!happens(visit)) continue;
    if (is_meal(visit)) meals.push_back({&visit, std::max(0, visit.start_min - free_from)});
    free_from = std::max(free_from, visit.start_min + visit.length_min);
  }
  return meals;
}

}  // namespace

std::vector<MealLoad> meal_loads(const std::vector<Visit>& visits, const PlanRules& rules) {
  const std::vector<Meal> meals = meals_of(visits);
  const bool has_car =
      std::ranges::any_of(meals, [](const Meal& meal) { return bool{meal.visit->vehicle_id}; });
  const std::int64_t room = has_car ? rules.meals_by_car : rules.meals_on_foot;
  // best[i]: the first i meals brought, with the fewest loads, then the longest gaps before them.
  std::vector<Best> best(1);
  for (std::size_t i = 1; i <= meals.size(); ++i) {
    std::int64_t portions = 0;
    std::optional<Best> found;
    for (std::size_t from = i; from-- > 0;) {
      portions += meals[from].visit->portions;
      if (portions > room && from + 1 < i) break;  // a household beyond every bag goes alone
      const Best next{best[from].loads + 1, best[from].gaps_min + meals[from].gap_min, from,
                      portions};
      if (!found ||
          std::pair(next.loads, -next.gaps_min) < std::pair(found->loads, -found->gaps_min))
        found = next;
    }
    best.push_back(*found);
  }
  std::vector<MealLoad> out;
  for (std::size_t i = meals.size(); i > 0; i = best[i].from)
    out.push_back({meals[best[i].from].visit->id, best[i].portions});
  std::ranges::reverse(out);
  return out;
}

}  // namespace care
