// A day with some visits laid elsewhere: what it would break, and what it would cost. Pure.
#pragma once

#include <map>
#include <vector>

#include "care_problem.h"
#include "placed_visit.h"

namespace care {

using Placements = std::map<VisitId, PlacedVisit>;

/// What a plan may break. The names of VisitRefusal where it is the same.
enum class MoveFault {
  care_worker_not_found,
  worker_is_client,
  worker_in_household,
  certificate_missing,
  worker_busy,
  worker_absent,
  worker_hours_exceeded,
  start_outside_window,
  vehicle_required,
  vehicle_not_found,
  vehicle_busy,
  vehicle_out_of_order,
  driver_certificate_missing,
  travel_too_short,
  link_gap_broken,
  link_workers_wrong,
  partner_missing,
  rest_missing,
  week_exceeded,
};
BOOST_DESCRIBE_ENUM(MoveFault, care_worker_not_found, worker_is_client, worker_in_household,
                    certificate_missing, worker_busy, worker_absent, worker_hours_exceeded,
                    start_outside_window, vehicle_required, vehicle_not_found, vehicle_busy,
                    vehicle_out_of_order, driver_certificate_missing, travel_too_short,
                    link_gap_broken, link_workers_wrong, partner_missing, rest_missing,
                    week_exceeded)

enum class Severity { hard, soft };
BOOST_DESCRIBE_ENUM(Severity, hard, soft)
/// Soft: a person may know better (a shorter way, a client who agreed, a worker who stays on).
[[nodiscard]] Severity severity_of(MoveFault fault);

struct PlanFault {
  MoveFault code{};
  VisitId visit_id;
  VisitId other_visit_id;
  PersonId worker_id;
  std::int32_t minutes = 0;  // by how much
  auto operator<=>(const PlanFault&) const = default;
};

/// A day in which the visits of `placements` may be anywhere, and a plan of it.
struct Overlay {
  CentreDay day;
  DayModel model;
};
[[nodiscard]] Overlay overlay_of(CentreDay day, const geo::TravelSource& travel,
                                 const std::vector<VisitId>& moving);
/// Everybody where they are, but for the placements.
[[nodiscard]] optimiser::Plan plan_with(const Overlay& overlay, const Placements& placements);
/// Where the visits of a day are.
[[nodiscard]] Placements present_placements(const CentreDay& day);

/// Everything that the day would break with the placements and does not break now.
[[nodiscard]] std::vector<PlanFault> new_faults(const Overlay& overlay,
                                                const Placements& placements);
/// Linked visits that have to go along so that links hold: same worker, another start.
void move_partners(const CentreDay& day, Placements& placements);

}  // namespace care
