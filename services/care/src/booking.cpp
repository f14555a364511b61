#include "booking.h"

#include "disruption_views.h"

namespace care {

base::Result<DeedDone, std::variant<PlanRefusal, BookingRefusal>> book_slot(
    db::Transaction& tx, RegionId region_id, const NewBooking& booking, const DeedBy& by) {
  CHECK_REQUEST(!booking.placements.empty());
  NewPlan plan{.entitlement_id = booking.entitlement_id};
  plan.from_on = plan.to_on = booking.on;
  plan.weekdays = {base::weekday(booking.on)};
  plan.start_min = booking.placements.front().start_min;
  plan.length_min = booking.length_min;
  plan.slack_min = booking.slack_min;
  plan.needs_car = booking.needs_car;
  plan.destination_id = booking.destination_id;
  plan.staff = static_cast<std::int32_t>(booking.placements.size());
  const auto made = make_plan(tx, region_id, plan, by.actor_id, by.now);
  if (!made) return std::unexpected(made.error());
  const auto visits = visits_by_id(tx, region_id, made->visits);
  CHECK_REQUEST(made->visits.size() == booking.placements.size());
  std::vector<Placing> placings;
  for (std::size_t i = 0; i < made->visits.size(); ++i) {
    PlacedVisit to = booking.placements[i];
    to.start_min = plan.start_min;
    placings.push_back({visits.at(made->visits[i]), to});
  }
  auto placed = place_all(tx, region_id, placings, {}, by);
  if (!placed) return std::unexpected(BookingRefusal::booking_stale);
  // Taking a booking back means that the visit never was.
  for (DeedVisit& line : *placed) line.state_before = VisitState::cancelled;
  return keep_deed(tx, region_id,
                   {.centre_id = placings.front().visit.centre_id,
                    .deed_on = booking.on,
                    .kind = DeedKind::booking,
                    .actor_id = by.actor_id,
                    .at = by.now},
                   *std::move(placed));
}

}  // namespace care
