#include "slots.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "optimiser/suggest.h"

namespace care {
namespace {

constexpr optimiser::Time kMinute = 60;
constexpr optimiser::Time kSpacing_s = 30 * kMinute;

// No visit of ours has these ids: ids are positive.
VisitId wished_id(std::int32_t part) { return {-1 - part}; }

/// The visit as it would be, once for each worker, tied together.
void add_wish(CentreDay& day, const SlotWish& wish) {
  CHECK(!wish.windows.empty() && wish.length_min > 0);
  for (std::int32_t part = 0; part < wish.staff; ++part) {
    Visit visit{.id = wished_id(part), .entitlement_id = wish.entitlement_id};
    visit.client_id = wish.client_id;
    visit.centre_id = day.centre_id;
    visit.service = wish.service;
    visit.visit_on = day.on;
    visit.length_min = wish.length_min;
    visit.earliest_min = visit.start_min = wish.windows.front().earliest_min;
    visit.latest_min = wish.windows.front().latest_min;
    visit.needs_car = wish.needs_car && part == 0;
    visit.state = VisitState::planned;
    day.windows[visit.id] = {wish.windows.begin() + 1, wish.windows.end()};
    day.visits.push_back(std::move(visit));
    if (part > 0)
      day.links.push_back({{1},
                           LinkKind::double_staffing,
                           wished_id(0),
                           wished_id(part),
                           0,
                           0,
                           optimiser::WorkerRelation::different});
  }
  day.mobilities[wish.entitlement_id] = wish.mobility;
}

OfferedSlot offer_of(const CentreDay& day, const DayModel& model, const optimiser::Slot& slot,
                     const SlotWish& wish) {
  OfferedSlot out{.on = day.on};
  for (const optimiser::Placement& placement : slot.placements) {
    const auto person =
        static_cast<std::size_t>(model.worker_of[static_cast<std::size_t>(placement.worker)]);
    PlacedVisit placed{day.workers[person].person_id,
                       {},
                       static_cast<std::int32_t>((placement.start + kMinute - 1) / kMinute)};
    // Only who drives the client needs the car; the second worker comes along.
    if (wish.needs_car && out.placements.empty() && placement.vehicle != optimiser::kNone)
      placed.vehicle_id = day.vehicles[static_cast<std::size_t>(placement.vehicle)].id;
    out.placements.push_back(placed);
  }
  out.travel_added_s = slot.added[optimiser::Term::travel];
  out.late_added_s = slot.added[optimiser::Term::tardiness];
  out.cost_added = slot.cost_added;
  for (const optimiser::PlannedVisit& moved : slot.moved)
    if (std::cmp_less(moved.activity, day.visits.size()))
      out.displaced.push_back({day.visits[static_cast<std::size_t>(moved.activity)].id,
                               static_cast<std::int32_t>((moved.start + kMinute - 1) / kMinute)});
  return out;
}

/// Looks for places of the wished visit in a day that otherwise stays.
struct Search {
  DayModel& model;
  const std::vector<optimiser::Index>& wanted;

  [[nodiscard]] std::vector<optimiser::Slot> slots(std::size_t count) const {
    return optimiser::suggest_slots(model.problem, model.weights, model.present, wanted,
                                    {.count = count, .spacing = kSpacing_s});
  }
  [[nodiscard]] std::vector<optimiser::Window>& windows(optimiser::Index index) const {
    return model.problem.activities[static_cast<std::size_t>(index)].windows;
  }
  /// The same slot a few minutes later, at a start that is easy to say; as it is where that would
  /// be outside of what was wished, or break something.
  [[nodiscard]] optimiser::Slot on_grid(const optimiser::Slot& slot, std::int32_t grid_min) const {
    const optimiser::Time grid = grid_min * kMinute;
    const optimiser::Time start = (slot.placements.front().start + grid - 1) / grid * grid;
    if (start == slot.placements.front().start) return slot;
    const std::vector<optimiser::Window> wished = windows(wanted.front());
    const bool is_wished = std::ranges::any_of(wished, [&](const optimiser::Window& window) {
      return window.earliest <= start && start <= window.latest;
    });
    if (!is_wished) return slot;
    for (const optimiser::Index index : wanted) windows(index) = {{start, start}};
    auto found = slots(1);
    for (const optimiser::Index index : wanted) windows(index) = wished;
    return found.empty() ? slot : std::move(found.front());
  }
};

/// The wished spans hour by hour.
std::vector<optimiser::Window> hours_of(const std::vector<VisitWindow>& windows) {
  std::vector<optimiser::Window> out;
  for (const VisitWindow& window : windows)
    for (std::int32_t from = window.earliest_min; from <= window.latest_min; from += 60)
      out.push_back({from * kMinute, std::min(from + 59, window.latest_min) * kMinute});
  return out;
}

/// The cheapest ones that lie half an hour apart.
std::vector<OfferedSlot> apart(std::vector<OfferedSlot> slots, std::size_t count) {
  const auto start_of = [](const OfferedSlot& slot) { return slot.placements.front().start_min; };
  std::ranges::sort(slots, {}, [&](const OfferedSlot& slot) {
    return std::pair(slot.cost_added, start_of(slot));
  });
  std::vector<OfferedSlot> out;
  for (OfferedSlot& slot : slots) {
    const bool is_apart = std::ranges::all_of(out, [&](const OfferedSlot& other) {
      return std::abs(start_of(other) - start_of(slot)) * kMinute >= kSpacing_s;
    });
    if (is_apart && out.size() < count) out.push_back(std::move(slot));
  }
  return out;
}

}  // namespace

std::vector<OfferedSlot> slots_of(CentreDay day, const SlotWish& wish,
                                  const geo::TravelSource& travel) {
  add_wish(day, wish);
  DayModel model = model_of(day, travel, Planning::repair);
  std::vector<optimiser::Index> wanted;
  for (std::int32_t part = 0; part < wish.staff; ++part) {
    const auto index =
        static_cast<optimiser::Index>(find_in(day, wished_id(part)) - day.visits.data());
    // Nothing was promised yet: no start is a change.
    optimiser::Activity& activity = model.problem.activities[static_cast<std::size_t>(index)];
    activity.published.reset();
    // Whose home nobody knows yet is looked for by hours alone.
    if (!day.homes.contains(wish.client_id)) activity.place = optimiser::kNone;
    wanted.push_back(index);
  }
  std::vector<OfferedSlot> out;
  const Search search{model, wanted};
  const auto offer = [&] {
    for (const optimiser::Slot& slot : search.slots(wish.count))
      out.push_back(offer_of(day, model, search.on_grid(slot, day.rules.start_grid_min), wish));
  };
  offer();
  // The engine names the earliest start in each gap of a day; a wide gap holds more than one.
  if (out.size() < wish.count) {
    for (const optimiser::Window& hour : hours_of(wish.windows)) {
      for (const optimiser::Index index : wanted)
        model.problem.activities[static_cast<std::size_t>(index)].windows = {hour};
      offer();
    }
  }
  return apart(std::move(out), wish.count);
}

}  // namespace care
