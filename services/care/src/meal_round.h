// Meals are carried: so many at a time on foot, more by car, and the rest is fetched from the
// centre's kitchen on the way. Pure.
#pragma once

#include "care_problem.h"
#include "meal_load.h"

namespace care {

/// Gives meals their load, workers and cars what they carry, and the day the ways back to the
/// kitchen that it needs. `kitchen` is the place of the centre in the travel matrices. In a repair
/// nobody loses what they carry already. Without meals nothing is added.
void add_meal_rounds(const CentreDay& day, DayModel& model, optimiser::Index kitchen,
                     Planning planning);

}  // namespace care
