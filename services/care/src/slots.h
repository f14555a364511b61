// Which starts could be promised for a visit that does not exist yet. Pure.
#pragma once

#include <vector>

#include "care_problem.h"
#include "explain.h"

namespace care {

struct SlotWish {
  ServiceKind service{};
  PersonId client_id;
  EntitlementId entitlement_id;
  std::int32_t length_min = 60;
  std::vector<VisitWindow> windows;  // starts that would do; ascending, disjoint
  bool needs_car = false;
  Mobility mobility{};
  std::int32_t staff = 1;
  std::size_t count = 3;
};

struct OfferedSlot {
  base::Date on;
  std::vector<PlacedVisit> placements;  // one for each worker
  std::int64_t travel_added_s = 0;
  std::int64_t late_added_s = 0;
  std::int64_t cost_added = 0;
  struct Displaced {
    VisitId visit_id;
    std::int32_t start_min;
  };
  std::vector<Displaced> displaced;
};

/// The cheapest slots of a day, at least half an hour apart, nobody else's worker changed.
[[nodiscard]] std::vector<OfferedSlot> slots_of(CentreDay day, const SlotWish& wish,
                                                const geo::TravelSource& travel);

}  // namespace care
