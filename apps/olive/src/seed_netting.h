// The part of the demo city in which organisations deal with each other: invoices between teams,
// enterprises and shops, netting, and what public bodies buy.
#pragma once

#include "seed_city.h"

namespace olive::seed {

// Enterprises that grew out of teams, one for some of the centres.
void found_enterprises(Build& build);
// The invoices of the clock's previous month, and its round of netting, agreed by all.
void net_month(Build& build);
// The invoices of this month and a round that still waits for some answers.
void leave_round_open(Build& build);
// Public bodies, what they bought last year and this year, and their totals.
void build_procurement(Build& build);

}  // namespace olive::seed
