// "Which three slots could we promise?", and promising one.
#include <algorithm>

#include "booking.h"
#include "dispatch.h"
#include "dispatch_dto.h"
#include "disruption_views.h"
#include "permissions.h"
#include "proposal_views.h"
#include "reading_post.h"
#include "referral_rows.h"
#include "routes.h"
#include "slots.h"

namespace care {
namespace {

using api::Answer;
using api::Context;
using Tools = std::shared_ptr<DispatchTools>;

constexpr std::int32_t kDaysMax = 14;
constexpr std::int32_t kSlotsUsual = 3;

enum class SlotRefusal {
  organisation_not_found,
  entitlement_not_found,
  dates_reversed,
  day_in_the_past,
  visit_length_not_offered,
};
BOOST_DESCRIBE_ENUM(SlotRefusal, organisation_not_found, entitlement_not_found, dates_reversed,
                    day_in_the_past, visit_length_not_offered)

/// Spans in which the visit may begin on a day: as wished, within the opening hours.
std::vector<VisitWindow> start_windows(const SlotSearch& in, const Service& service) {
  const std::int32_t last = service.closes_min - in.length_min;
  std::vector<VisitWindow> wished =
      in.windows.value_or(std::vector<VisitWindow>{{service.opens_min, last}});
  std::ranges::sort(wished, {}, &VisitWindow::earliest_min);
  std::vector<VisitWindow> out;
  for (const VisitWindow& window : wished) {
    const VisitWindow cut{std::max(window.earliest_min, service.opens_min),
                          std::min(window.latest_min, last)};
    if (cut.earliest_min <= cut.latest_min) out.push_back(cut);
  }
  return out;
}

Answer<SlotWish> wish_of(db::Transaction& tx, const Context& context, const SlotSearch& in,
                         const Service& service) {
  if (in.length_min < service.shortest_min || in.length_min > service.longest_min)
    return api::refused(SlotRefusal::visit_length_not_offered, "/length_min");
  if (in.to_on < in.from_on) return api::refused(SlotRefusal::dates_reversed, "/to_on");
  if (in.from_on < context.today()) return api::refused(SlotRefusal::day_in_the_past, "/from_on");
  SlotWish wish{.service = in.service, .client_id = in.client_id.value_or(PersonId{})};
  wish.length_min = in.length_min;
  wish.windows = start_windows(in, service);
  wish.needs_car = in.needs_car.value_or(service.needs_car);
  wish.staff = in.staff.value_or(1);
  wish.count = static_cast<std::size_t>(in.count.value_or(kSlotsUsual));
  if (!in.entitlement_id) return wish;
  const auto entitlement = find_entitlement(tx, context.region_id(), *in.entitlement_id);
  if (!entitlement || entitlement->centre_id != in.centre_id)
    return api::refused(SlotRefusal::entitlement_not_found, "/entitlement_id");
  wish.entitlement_id = entitlement->id;
  wish.client_id = entitlement->client_id;
  if (const auto referral = find_referral(tx, context.region_id(), entitlement->referral_id))
    wish.mobility = referral->mobility;
  return wish;
}

CareSlot slot_row(const Context& context, const CentreDay& day, const OfferedSlot& slot,
                  const Names& names, const DispatchTools& tools) {
  CareSlot out{.on = slot.on, .start_min = slot.placements.front().start_min};
  std::string workers;
  for (const PlacedVisit& placed : slot.placements) {
    out.placements.push_back(placement_of(placed, names));
    workers += (workers.empty() ? "" : ", ") + out.placements.back().worker_name;
  }
  out.travel_added_min = (slot.travel_added_s + 59) / 60;
  out.late_added_min = (slot.late_added_s + 59) / 60;
  out.cost_added = slot.cost_added;
  for (const OfferedSlot::Displaced& one : slot.displaced) {
    const Visit& visit = *find_in(day, one.visit_id);
    const PlacedVisit from{visit.worker_id, visit.vehicle_id, visit.start_min};
    const PlacedVisit to{visit.worker_id, visit.vehicle_id, one.start_min};
    if (from == to) continue;
    out.displaced.push_back({visit.id, names.clients.at(visit.client_id), visit.service,
                             placement_of(from, names), placement_of(to, names),
                             tools.explainer.change(context.language, visit, from, to, nullptr,
                                                    names, /*is_regular=*/false)});
  }
  out.sentence = tools.explainer.text(
      context.language, out.displaced.empty() ? "care.slot.offer" : "care.slot.offer_moving",
      {{"date", tools.explainer.date(context.language, slot.on)},
       {"start", tools.explainer.time(context.language, out.start_min)},
       {"workers", workers},
       {"travel", std::to_string(out.travel_added_min)},
       {"moved", std::to_string(out.displaced.size())}});
  return out;
}

/// Names of everybody in a day's offers.
Names names_of_slots(db::Transaction& tx, RegionId region_id, const CentreDay& day,
                     const std::vector<OfferedSlot>& slots) {
  std::vector<Visit> visits;
  std::vector<PersonId> workers;
  std::vector<VehicleId> vehicles;
  for (const OfferedSlot& slot : slots) {
    for (const PlacedVisit& placed : slot.placements) {
      workers.push_back(placed.worker_id);
      vehicles.push_back(placed.vehicle_id);
    }
    for (const OfferedSlot::Displaced& one : slot.displaced)
      visits.push_back(*find_in(day, one.visit_id));
  }
  return names_for(tx, region_id, visits, workers, vehicles);
}

Answer<CareSlotList> search(db::Transaction& tx, const Context& context, const SlotSearch& in,
                            const DispatchTools& tools) {
  const RegionId region_id = context.region_id();
  if (!is_own_centre(tx, region_id, context.scope, in.centre_id))
    return api::refused(SlotRefusal::organisation_not_found, "/centre_id");
  const Service service = service_of(tx, region_id, in.service);
  OLIVE_TRY(wish, wish_of(tx, context, in, service));
  CareSlotList out;
  const settings::Calendar calendar = settings::calendar(tx, region_id, context.today());
  const base::Date last = std::min(in.to_on, in.from_on.plus_days(kDaysMax - 1));
  for (base::Date on = in.from_on; on <= last; on = on.plus_days(1)) {
    // Closed days offer nothing.
    if (wish.windows.empty() ||
        !is_open(service, calendar, on, wish.windows.front().earliest_min, in.length_min))
      continue;
    CentreDay day = read_centre_day(tx, region_id, {in.centre_id, on, context.now, Regulars::skip});
    add_client(tx, region_id, day, wish.client_id);
    const auto slots = slots_of(day, wish, tools.travel);
    const Names names = names_of_slots(tx, region_id, day, slots);
    for (const OfferedSlot& slot : slots)
      out.slots.push_back(slot_row(context, day, slot, names, tools));
  }
  std::ranges::sort(out.slots, [](const CareSlot& a, const CareSlot& b) {
    return std::tie(a.cost_added, a.on, a.start_min) < std::tie(b.cost_added, b.on, b.start_min);
  });
  if (out.slots.size() > wish.count) out.slots.resize(wish.count);
  out.sentence = tools.explainer.text(context.language,
                                      out.slots.empty() ? "care.slot.none" : "care.slot.found",
                                      {{"count", std::to_string(out.slots.size())}});
  return out;
}

Answer<DispatchDone> book(db::Transaction& tx, const Context& context, const BookingInput& in,
                          const DispatchTools& tools) {
  const RegionId region_id = context.region_id();
  const auto entitlement = find_entitlement(tx, region_id, in.entitlement_id);
  if (!entitlement || !context.scope.covers(entitlement->centre_id))
    return api::refused(SlotRefusal::entitlement_not_found, "/entitlement_id");
  if (in.on < context.today()) return api::refused(SlotRefusal::day_in_the_past, "/on");
  NewBooking booking{.entitlement_id = in.entitlement_id, .on = in.on};
  booking.length_min = in.length_min;
  booking.slack_min = in.slack_min.value_or(0);
  booking.needs_car = in.needs_car;
  booking.destination_id = in.destination_id.value_or(OrganisationId{});
  for (const BookedPlacement& one : in.placements)
    booking.placements.push_back(
        {one.worker_id, one.vehicle_id.value_or(VehicleId{}), one.start_min});
  for (const BookedDisplacement& one : in.displaced.value_or(std::vector<BookedDisplacement>{}))
    booking.displaced.push_back({one.visit_id, one.start_min});
  const auto done = book_slot(tx, region_id, booking, {context.principal.person_id, context.now});
  if (!done)
    return std::visit([](auto reason) -> Answer<DispatchDone> { return api::refused(reason); },
                      done.error());
  return dispatch_done({tx, region_id, tools.explainer, context.language}, *done);
}

}  // namespace

Routes slot_routes(const Tools& tools) {
  return {reading_post<SlotSearch, CareSlotList>(
              "/api/v1/care/slot-searches",
              {.operation = "search_care_slots",
               .permission = "care.dispatch",
               .tag = "care",
               .summary = "Which starts could be promised for a new visit, and what each costs."},
              [tools](db::Transaction& tx, const Context& context, const SlotSearch& in) {
                return search(tx, context, in, *tools);
              }),
          api::post<BookingInput, DispatchDone>(
              "/api/v1/care/bookings",
              {.operation = "book_care_slot",
               .permission = "care.dispatch",
               .tag = "care",
               .summary = "Makes the visit of a slot and gives it to its workers.",
               .success_status = 201},
              [tools](db::Transaction& tx, const Context& context, const BookingInput& in) {
                return book(tx, context, in, *tools);
              })};
}

}  // namespace care
