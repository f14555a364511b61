// A day of a whole city, made by chance from a seed: what the engine must plan in seconds.
#pragma once

#include <cstdint>

#include "optimiser/problem.h"
#include "optimiser/solution.h"

namespace olive {

// 600 workers of sixteen centres with 22 cars, 3,000 activities of the five care services, of them
// 150 pairs at once and 100 trips to hospitals in three parts, and a lunch for each worker. Times
// in seconds since midnight. The same on every machine.
optimiser::Problem make_city_day(std::uint64_t seed);

// The same day after the morning's news: `worker` is ill, and leaving what `plan` has published
// costs as optimiser::Published says.
optimiser::Problem without_worker(optimiser::Problem problem, const optimiser::Plan& plan,
                                  optimiser::Index worker);

}  // namespace olive
