// A search that keeps what no single route knows of: a worker's hours of the week, and times of
// day that are kept where they can be. Pure.
#pragma once

#include "care_problem.h"

namespace care {

/// Nobody gets more than is left of their week; who is near the end of it is asked after others.
/// In a repair, what somebody has already is not taken away for it.
void add_week_limits(const CentreDay& day, DayModel& model, Planning planning);

/// The engine's plan within everybody's week. Visits that found nobody at their usual time of day
/// may begin at any agreed one.
[[nodiscard]] optimiser::Solution solve_day(const CentreDay& day, DayModel& model,
                                            optimiser::Options options);

}  // namespace care
