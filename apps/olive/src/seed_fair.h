// Travelling fairs of the demo city.
#pragma once

#include "seed_city.h"

namespace olive::seed {

// A fair of one day: planned, stocked, opened, visited, closed on the clock's day.
void hold_fair(Build& build);
// A fair that is open today, and one that is planned for next week.
void open_fairs(Build& build);

}  // namespace olive::seed
