#include "booking.h"

#include <algorithm>
#include <iterator>

#include "disruption_views.h"

namespace care {
namespace {

/// The visits that give way, where they are now and would be; nullopt: one is not of that day any
/// more, or has begun.
std::optional<std::vector<Placing>> displaced_placings(db::Transaction& tx, RegionId region_id,
                                                       const NewBooking& booking,
                                                       OrganisationId centre_id) {
  std::vector<VisitId> ids;
  for (const NewBooking::Displaced& one : booking.displaced) ids.push_back(one.visit_id);
  const auto visits = visits_by_id(tx, region_id, ids);
  std::vector<Placing> out;
  for (const NewBooking::Displaced& one : booking.displaced) {
    const auto found = visits.find(one.visit_id);
    if (found == visits.end()) return std::nullopt;
    const Visit& visit = found->second;
    const bool may_give_way = visit.centre_id == centre_id && visit.visit_on == booking.on &&
                              visit.state == VisitState::assigned;
    if (!may_give_way) return std::nullopt;
    out.push_back({visit, {visit.worker_id, visit.vehicle_id, one.start_min}});
  }
  return out;
}

}  // namespace

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
  const std::size_t own = placings.size();
  auto displaced = displaced_placings(tx, region_id, booking, placings.front().visit.centre_id);
  if (!displaced) return std::unexpected(BookingRefusal::booking_stale);
  std::ranges::move(*displaced, std::back_inserter(placings));
  auto placed = place_all(tx, region_id, placings, {}, by);
  if (!placed) return std::unexpected(BookingRefusal::booking_stale);
  // Taking a booking back means that the visit never was; who gave way comes back to their time.
  for (std::size_t i = 0; i < own; ++i) (*placed)[i].state_before = VisitState::cancelled;
  return keep_deed(tx, region_id,
                   {.centre_id = placings.front().visit.centre_id,
                    .deed_on = booking.on,
                    .kind = DeedKind::booking,
                    .actor_id = by.actor_id,
                    .at = by.now},
                   *std::move(placed));
}

}  // namespace care
