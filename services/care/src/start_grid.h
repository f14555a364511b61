// Starts that people are told anew lie on round minutes, where nothing breaks by it. Pure.
#pragma once

#include <vector>

#include "care_problem.h"

namespace care {

/// `starts[r][i]` in seconds: when stop i of route r begins.
using RouteStarts = std::vector<std::vector<optimiser::Time>>;

/// True when the visit keeps the start that was agreed, as far as people are told: a repair tells
/// nobody of a few minutes, as ways are estimates.
[[nodiscard]] bool is_start_kept(const Visit& visit, optimiser::Time start, Planning planning);

/// Moves starts that differ from the agreed ones to the centre's grid: up, else down, within the
/// windows and between the neighbours of their route; visits tied by links go together, so their
/// distances stay. What finds no room keeps its exact start.
void put_on_grid(const CentreDay& day, const DayModel& model, const optimiser::Solution& solution,
                 Planning planning, RouteStarts& starts);

}  // namespace care
