// Rounds of meals: nobody carries more than fits, and the kitchen is passed again when it must be.
#include "meal_round.h"

#include "optimiser/evaluate.h"
#include "problem_fixture.h"

namespace care {
namespace {

class MealRound : public CareProblem {
 protected:
  MealRound() {
    day_.workers.clear();
    add_worker(21, people::Certificate::food_hygiene);
    day_.centre_place.district_code = "26380";
    day_.rules.meals_on_foot = 5;
    day_.rules.meals_by_car = 12;
  }
  void meals(int count, std::int32_t portions = 1) {
    for (int i = 0; i < count; ++i) {
      Visit& visit = add_visit(ServiceKind::meals, 660, 10);
      visit.latest_min = 960;
      visit.portions = portions;
    }
  }
  optimiser::Solution solution(const DayModel& model) {
    return optimiser::solve(model.problem, {.iterations_max = 3'000, .weights = model.weights});
  }
};

TEST_F(MealRound, AFullBagIsFilledAgainAtTheKitchen) {
  meals(12);
  const DayModel model = model_of(day_, travel_, Planning::anew);
  EXPECT_EQ(std::ranges::count_if(model.problem.activities,
                                  [](const auto& activity) { return activity.empties_load; }),
            2);  // 5 + 5 + 2
  const optimiser::Solution found = solution(model);
  EXPECT_TRUE(optimiser::validate(model.problem, optimiser::plan_of(found)).empty());
  std::int64_t on_board = 0;
  int brought = 0;
  for (const optimiser::Visit& stop : found.routes.at(0).visits) {
    const auto& activity = model.problem.activities[static_cast<std::size_t>(stop.activity)];
    on_board = activity.empties_load ? 0 : on_board + (activity.loads.empty() ? 0 : 1);
    brought += activity.loads.empty() ? 0 : 1;
    EXPECT_LE(on_board, 5);
  }
  EXPECT_EQ(brought, 12);
}

TEST_F(MealRound, PortionsCountAndNotVisits) {
  meals(3, 2);
  const DayModel model = model_of(day_, travel_, Planning::anew);
  EXPECT_EQ(model.problem.activities[0].loads, std::vector<std::int64_t>{2});
  EXPECT_EQ(std::ranges::count_if(model.problem.activities,
                                  [](const auto& activity) { return activity.empties_load; }),
            1);  // six portions, five in the bag
}

TEST_F(MealRound, ACarCarriesTheWholeRound) {
  meals(12);
  day_.workers.clear();
  add_worker(21, people::Certificate::food_hygiene, /*can_drive=*/true);
  day_.vehicles = {{.id = {7}}};
  day_.visits[0].needs_car = true;  // somebody far from every stop
  for (const PlannedAssignment& one : solve()) {
    EXPECT_EQ(one.worker_id, PersonId{21});
    EXPECT_EQ(one.vehicle_id, VehicleId{7});
  }
}

TEST_F(MealRound, ARepairTakesNothingOutOfTheBag) {
  meals(8);
  for (Visit& visit : day_.visits) {
    visit.worker_id = {21};
    visit.state = VisitState::assigned;
    visit.start_min = 660 + 15 * static_cast<std::int32_t>(&visit - day_.visits.data());
  }
  const DayModel model = model_of(day_, travel_, Planning::repair);
  EXPECT_EQ(model.problem.workers[0].capacity, std::vector<std::int64_t>{8});
  for (const PlannedAssignment& one : assignments_from(
           day_, model,
           optimiser::solve(
               model.problem,
               {.iterations_max = 100, .weights = model.weights, .start = model.present}),
           Planning::repair))
    EXPECT_EQ(one.worker_id, PersonId{21});
}

TEST_F(MealRound, OtherServicesCarryNothing) {
  day_.workers.clear();
  add_worker(12, people::Certificate::housekeeping);
  add_visit(ServiceKind::housekeeping, 600, 60);
  const DayModel model = model_of(day_, travel_, Planning::anew);
  EXPECT_EQ(model.problem.load_dimensions, 0);
  EXPECT_TRUE(model.problem.workers[0].capacity.empty());
}

}  // namespace
}  // namespace care
