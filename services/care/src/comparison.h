// Two plans of one day side by side: what each costs, and which visits differ.
#pragma once

#include <vector>

#include "overlay.h"
#include "proposal.h"

namespace care {

struct PlanDifference {
  VisitId visit_id;
  PlacedVisit before;
  PlacedVisit after;
};

struct Comparison {
  TermPairs terms;
  std::int64_t cost_before = 0;
  std::int64_t cost_after = 0;
  std::int64_t served_before = 0;  // visits with a worker
  std::int64_t served_after = 0;
  std::vector<PlanDifference> differing;
};

/// Pure. Visits that a plan does not name stay where they are now.
[[nodiscard]] Comparison compare_plans(const CentreDay& day, const geo::TravelSource& travel,
                                       const Placements& before, const Placements& after);
/// Where a proposal would have everything that still could move.
[[nodiscard]] Placements placements_of(const CentreDay& day,
                                       const std::vector<ProposalLine>& lines);

}  // namespace care
