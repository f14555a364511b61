// A worker's ways to the kitchen: few, and where there is time for them.
#include "meal_load.h"

#include "problem_fixture.h"

namespace care {
namespace {

class MealLoads : public CareProblem {
 protected:
  MealLoads() {
    day_.rules.meals_on_foot = 5;
    day_.rules.meals_by_car = 12;
  }
  // "first visit:portions", … for what day_ holds.
  std::string loads() {
    std::string out;
    for (const MealLoad& load : meal_loads(day_.visits, day_.rules))
      out += (out.empty() ? "" : " ") + std::to_string(load.before_visit_id.value) + ":" +
             std::to_string(load.portions);
    return out;
  }
  void meal_at(std::int32_t start_min, std::int32_t portions = 1) {
    add_visit(ServiceKind::meals, start_min, 10).portions = portions;
  }
};

TEST_F(MealLoads, NobodyGoesToTheKitchenWithoutMeals) {
  EXPECT_EQ(loads(), "");
  add_visit(ServiceKind::housekeeping, 600, 60);
  EXPECT_EQ(loads(), "");
}

TEST_F(MealLoads, WhatFitsIsTakenAtOnce) {
  for (int i = 0; i < 5; ++i) meal_at(660 + 15 * i);
  EXPECT_EQ(loads(), "100:5");
}

TEST_F(MealLoads, TheKitchenIsPassedWhereThereIsTime) {
  for (const std::int32_t start : {660, 675, 690, 750, 765, 780, 795}) meal_at(start);
  EXPECT_EQ(loads(), "100:3 103:4");  // fifty minutes before the fourth, five before the sixth
}

TEST_F(MealLoads, FewWaysComeBeforeLongGaps) {
  for (const std::int32_t start : {660, 750, 840, 930, 1'020}) meal_at(start);
  EXPECT_EQ(loads(), "100:5");
}

TEST_F(MealLoads, OtherVisitsTakeTheTimeBetween) {
  for (const std::int32_t start : {660, 675, 690}) meal_at(start);
  add_visit(ServiceKind::housekeeping, 700, 50);
  for (const std::int32_t start : {750, 780, 795, 810}) meal_at(start);
  EXPECT_EQ(loads(), "100:4 105:3");  // 20 minutes before visit 105, none before 104
}

TEST_F(MealLoads, ACarHoldsMoreAndAHouseholdCountsItsPortions) {
  for (int i = 0; i < 4; ++i) meal_at(660 + 15 * i, 3);
  EXPECT_EQ(loads(), "100:3 101:3 102:3 103:3");  // two would be six, five fit
  for (Visit& visit : day_.visits) visit.vehicle_id = {7};
  EXPECT_EQ(loads(), "100:12");
  meal_at(730, 40);  // more than fits anywhere: somebody has to bring it all the same
  EXPECT_EQ(loads(), "100:12 104:40");
}

TEST_F(MealLoads, CancelledMealsAreNotTaken) {
  for (int i = 0; i < 3; ++i) meal_at(660 + 15 * i);
  day_.visits[1].state = VisitState::cancelled;
  EXPECT_EQ(loads(), "100:2");
}

}  // namespace
}  // namespace care
