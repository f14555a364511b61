// The three parts of planning a day, apart so that the search holds no transaction.
#pragma once

#include "care_problem.h"

namespace care {

/// Reads the day. Refuses organisation_not_found, day_in_the_past, nothing_to_plan.
[[nodiscard]] DayPlanning<CentreDay> read_day(db::Transaction& tx, RegionId region_id,
                                              const DayPlanRequest& request, base::Instant now);
/// Searches; no database.
[[nodiscard]] std::vector<PlannedAssignment> propose_day(const CentreDay& day,
                                                         const DayPlanRequest& request,
                                                         const geo::TravelSource& travel);
/// Keeps the proposal.
DayPlanId save_proposal(db::Transaction& tx, RegionId region_id, const CentreDay& day,
                        const std::vector<PlannedAssignment>& assignments, PersonId actor_id,
                        base::Instant now);

}  // namespace care
