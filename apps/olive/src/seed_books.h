// The teams' books of the demo city: how quarters are shared, and the quarters that are over.
#pragma once

#include "seed_city.h"

namespace olive::seed {

// The day on which the offices close the quarter before: its settlements are in by then.
[[nodiscard]] bool is_quarter_day(Date day);
// Rules for every type of work, proposed by the metropolitan centre and approved by the city.
void approve_sales_rules(Build& build);
// Every team's account of the quarter before `day`: entered by the coordinator, closed by the
// director, a part of the shares paid out. Of the last one some still wait.
void close_quarters(Build& build, Date day);

}  // namespace olive::seed
