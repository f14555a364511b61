#include "meal_round.h"

#include <algorithm>

namespace care {
namespace {

using optimiser::Index;

constexpr optimiser::Time kMinute = 60;
// More ways back would only slow the search down: by then people are short, not bags.
constexpr std::int64_t kReloadsMax = 20;
constexpr optimiser::BitSet kMealSkill = optimiser::BitSet{1}
                                         << static_cast<int>(ServiceKind::meals);

/// What stays with a person whatever is planned.
std::int64_t carried_by(const CentreDay& day, PersonId worker_id, Planning planning) {
  std::int64_t portions = 0;
  for (const Visit& visit : day.visits)
    if (is_meal(visit) && visit.worker_id == worker_id &&
        (planning == Planning::repair || !is_movable(day, visit)))
      portions += visit.portions;
  return portions;
}

/// How often somebody has to come back, when everybody who may has filled a bag once. Cars are left
/// out of account: they go where a visit needs one.
std::int64_t reloads_needed(const CentreDay& day, const optimiser::Problem& problem,
                            std::int64_t portions) {
  std::int64_t room = 0;
  for (const optimiser::Worker& worker : problem.workers)
    if ((worker.skills & kMealSkill) != 0) room += worker.capacity[0];
  const std::int64_t rest = std::max<std::int64_t>(0, portions - room);
  return std::min(kReloadsMax, (rest + day.rules.meals_on_foot - 1) / day.rules.meals_on_foot);
}

}  // namespace

void add_meal_rounds(const CentreDay& day, DayModel& model, Index kitchen, Planning planning) {
  optimiser::Problem& problem = model.problem;
  std::int64_t portions = 0;
  for (std::size_t i = 0; i < day.visits.size(); ++i) {
    if (!is_meal(day.visits[i])) continue;
    problem.activities[i].loads = {day.visits[i].portions};
    portions += day.visits[i].portions;
  }
  if (portions == 0) return;
  problem.load_dimensions = 1;
  std::int64_t most = day.rules.meals_by_car;
  for (std::size_t w = 0; w < problem.workers.size(); ++w) {
    const PersonId worker_id = day.workers[static_cast<std::size_t>(model.worker_of[w])].person_id;
    const std::int64_t has = carried_by(day, worker_id, planning);
    problem.workers[w].capacity = {std::max(day.rules.meals_on_foot, has)};
    most = std::max(most, has);
  }
  for (optimiser::Vehicle& vehicle : problem.vehicles) vehicle.capacity = {most};
  if (planning == Planning::repair) return;
  const std::int64_t reloads = reloads_needed(day, problem, portions);
  for (std::int64_t i = 0; i < reloads; ++i) {
    optimiser::Activity reload;
    reload.place = kitchen;
    reload.duration = day.rules.meals_reload_min * kMinute;
    reload.skills = kMealSkill;
    reload.empties_load = true;
    reload.is_optional = true;
    // Left out it costs like a meal that nobody brings, as that is what follows from it.
    reload.priority = std::max<std::int64_t>(
        1, model.weights[optimiser::Term::unassigned] /
               std::max<std::int64_t>(1, model.weights[optimiser::Term::skipped]));
    problem.activities.push_back(std::move(reload));
  }
}

}  // namespace care
