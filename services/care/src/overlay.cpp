#include "overlay.h"

#include <algorithm>
#include <set>

#include "board.h"
#include "optimiser/evaluate.h"

namespace care {
namespace {

using optimiser::Index;
using optimiser::kNone;
using optimiser::Violation;
using optimiser::ViolationKind;

constexpr optimiser::Time kMinute = 60;

const people::WorkerProfile* worker_in(const CentreDay& day, PersonId id) {
  const auto found = std::ranges::find(day.workers, id, &people::WorkerProfile::person_id);
  return found == day.workers.end() ? nullptr : &*found;
}

/// Where every visit would be.
Placements all_placements(const CentreDay& day, const Placements& placements) {
  Placements out = present_placements(day);
  for (const auto& [id, placed] : placements) out[id] = placed;
  return out;
}

class Faults {
 public:
  Faults(const Overlay& overlay, const Placements& placements)
      : day_(overlay.day), model_(overlay.model), all_(all_placements(overlay.day, placements)) {}

  std::set<PlanFault> find(const optimiser::Plan& plan) {
    for (const Violation& broken : optimiser::validate(model_.problem, plan)) add_violation(broken);
    for (const Visit& visit : day_.visits) {
      const PlacedVisit& placed = all_.at(visit.id);
      if (!placed.worker_id) continue;
      check_worker(visit, placed);
      check_vehicle(visit, placed);
      check_window(visit, placed);
    }
    check_links();
    return std::move(found_);
  }

 private:
  void add(MoveFault code, const Visit& visit, PersonId worker_id, std::int32_t minutes = 0,
           VisitId other = {}) {
    found_.insert({code, visit.id, other, worker_id, minutes});
  }

  /// What the engine's validator says about times and people; links and cars are told below, in
  /// words of visits instead of routes.
  void add_violation(const Violation& broken) {
    if (broken.activity == kNone || std::cmp_greater_equal(broken.activity, day_.visits.size()))
      return;
    const Visit& visit = day_.visits[static_cast<std::size_t>(broken.activity)];
    const PersonId worker_id = all_.at(visit.id).worker_id;
    const auto minutes = static_cast<std::int32_t>((broken.excess + 59) / kMinute);
    switch (broken.kind) {
      case ViolationKind::skill_missing:
        return add(MoveFault::certificate_missing, visit, worker_id);
      case ViolationKind::worker_excluded:
        // Others are kept away for the length of their week, which is told by weeks_exceeded().
        if (is_relative(visit, worker_id))
          add(worker_id == visit.client_id ? MoveFault::worker_is_client
                                           : MoveFault::worker_in_household,
              visit, worker_id);
        return;
      case ViolationKind::travel_too_short:
        // Overlaps are told by check_worker(): a way can be shorter, a visit cannot.
        if (!overlaps_another(visit)) add(MoveFault::travel_too_short, visit, worker_id, minutes);
        return;
      default: return;
    }
  }

  [[nodiscard]] bool is_relative(const Visit& visit, PersonId worker_id) const {
    const auto excluded = day_.excluded.find(visit.client_id);
    return excluded != day_.excluded.end() && excluded->second.contains(worker_id);
  }

  [[nodiscard]] bool overlaps_another(const Visit& visit) const {
    const PlacedVisit& placed = all_.at(visit.id);
    return std::ranges::any_of(day_.visits, [&](const Visit& other) {
      const PlacedVisit& place = all_.at(other.id);
      return other.id != visit.id && place.worker_id == placed.worker_id &&
             place.start_min < placed.start_min + visit.length_min &&
             placed.start_min < place.start_min + other.length_min;
    });
  }

  void check_worker(const Visit& visit, const PlacedVisit& placed) {
    const people::WorkerProfile* worker = worker_in(day_, placed.worker_id);
    if (!worker) return add(MoveFault::care_worker_not_found, visit, placed.worker_id);
    const std::int32_t end = placed.start_min + visit.length_min;
    for (const DaySpan& away : absences_of(day_.disruptions, placed.worker_id))
      if (away.from_min < end && placed.start_min < away.to_min)
        add(MoveFault::worker_absent, visit, placed.worker_id);
    const auto shifts = shifts_on(*worker, day_.on);
    const bool is_within = std::ranges::any_of(shifts, [&](const DaySpan& shift) {
      return shift.from_min <= placed.start_min && end <= shift.to_min;
    });
    if (!is_within) add(MoveFault::worker_hours_exceeded, visit, placed.worker_id);
    for (const Visit& other : day_.visits) {
      const PlacedVisit& place = all_.at(other.id);
      if (other.id > visit.id && place.worker_id == placed.worker_id && place.start_min < end &&
          placed.start_min < place.start_min + other.length_min)
        add(MoveFault::worker_busy, visit, placed.worker_id, 0, other.id);
    }
  }

  void check_vehicle(const Visit& visit, const PlacedVisit& placed) {
    if (!placed.vehicle_id) {
      if (visit.needs_car) add(MoveFault::vehicle_required, visit, placed.worker_id);
      return;
    }
    const std::int32_t end = placed.start_min + visit.length_min;
    if (std::ranges::find(day_.vehicles, placed.vehicle_id, &Vehicle::id) == day_.vehicles.end())
      return add(MoveFault::vehicle_not_found, visit, placed.worker_id);
    if (is_broken(day_.disruptions, placed.vehicle_id, placed.start_min, end))
      add(MoveFault::vehicle_out_of_order, visit, placed.worker_id);
    const people::WorkerProfile* worker = worker_in(day_, placed.worker_id);
    if (worker && !people::holds(*worker, people::Certificate::driver, day_.on))
      add(MoveFault::driver_certificate_missing, visit, placed.worker_id);
    for (const Visit& other : day_.visits) {
      const PlacedVisit& place = all_.at(other.id);
      if (other.id > visit.id && place.vehicle_id == placed.vehicle_id && place.start_min < end &&
          placed.start_min < place.start_min + other.length_min)
        add(MoveFault::vehicle_busy, visit, placed.worker_id, 0, other.id);
    }
  }

  void check_window(const Visit& visit, const PlacedVisit& placed) {
    const auto windows = all_windows(visit, day_.windows);
    if (!is_in_window(windows, placed.start_min))
      add(MoveFault::start_outside_window, visit, placed.worker_id,
          std::max(placed.start_min - windows.back().latest_min,
                   windows.front().earliest_min - placed.start_min));
  }

  void check_links() {
    for (const VisitLink& link : day_.links) {
      const PlacedVisit& from = all_.at(link.from_visit_id);
      const PlacedVisit& to = all_.at(link.to_visit_id);
      const Visit& visit = *find_in(day_, link.to_visit_id);
      if (!from.worker_id && !to.worker_id) continue;
      if (!from.worker_id || !to.worker_id) {
        add(MoveFault::partner_missing, visit, to.worker_id, 0, link.from_visit_id);
        continue;
      }
      const std::int32_t gap = to.start_min - from.start_min;
      if (gap < link.gap_min || gap > link.gap_max_min)
        add(MoveFault::link_gap_broken, visit, to.worker_id,
            std::max(link.gap_min - gap, gap - link.gap_max_min), link.from_visit_id);
      const bool is_same = from.worker_id == to.worker_id;
      if ((link.relation == optimiser::WorkerRelation::different && is_same) ||
          (link.relation == optimiser::WorkerRelation::same && !is_same))
        add(MoveFault::link_workers_wrong, visit, to.worker_id, 0, link.from_visit_id);
    }
  }

  const CentreDay& day_;
  const DayModel& model_;
  Placements all_;
  std::set<PlanFault> found_;
};

/// Workers of a full day whose visits leave no hour of rest.
std::set<PlanFault> rests_missing(const Overlay& overlay, const Placements& placements) {
  std::set<PlanFault> out;
  const Placements all = all_placements(overlay.day, placements);
  std::map<PersonId, std::vector<Prediction>> days;
  for (const Visit& visit : overlay.day.visits) {
    const PlacedVisit& placed = all.at(visit.id);
    Prediction line{.position = 1, .start_min = placed.start_min};
    line.end_min = placed.start_min + visit.length_min;
    if (placed.worker_id) days[placed.worker_id].push_back(line);
  }
  for (auto& [worker_id, lines] : days) {
    const people::WorkerProfile* worker = worker_in(overlay.day, worker_id);
    if (!worker) continue;
    std::ranges::sort(lines, {}, &Prediction::start_min);
    for (const DaySpan& shift : shifts_on(*worker, overlay.day.on))
      if (shift.to_min - shift.from_min >= kRestShiftMin && !rest_between(lines, shift))
        out.insert({MoveFault::rest_missing, {}, {}, worker_id, 0});
  }
  return out;
}

std::map<PersonId, std::int32_t> minutes_by_worker(const CentreDay& day,
                                                   const Placements& placements) {
  std::map<PersonId, std::int32_t> out;
  const Placements all = all_placements(day, placements);
  for (const Visit& visit : day.visits)
    if (const PersonId worker_id = all.at(visit.id).worker_id) out[worker_id] += visit.length_min;
  return out;
}

/// Workers whose week would be longer than it may be, unless it is and becomes shorter.
std::set<PlanFault> weeks_exceeded(const CentreDay& day, const Placements& placements) {
  std::set<PlanFault> out;
  const auto now = minutes_by_worker(day, {});
  for (const auto& [worker_id, minutes] : minutes_by_worker(day, placements)) {
    const auto limit = day.week.minutes_max.find(worker_id);
    if (limit == day.week.minutes_max.end()) continue;
    const auto elsewhere = day.week.minutes.find(worker_id);
    const std::int32_t over =
        minutes + (elsewhere == day.week.minutes.end() ? 0 : elsewhere->second) - limit->second;
    const auto present = now.find(worker_id);
    if (over > 0 && (present == now.end() || minutes >= present->second))
      out.insert({MoveFault::week_exceeded, {}, {}, worker_id, over});
  }
  return out;
}

std::set<PlanFault> faults_of(const Overlay& overlay, const Placements& placements) {
  std::set<PlanFault> out = Faults(overlay, placements).find(plan_with(overlay, placements));
  out.merge(rests_missing(overlay, placements));
  out.merge(weeks_exceeded(overlay.day, placements));
  return out;
}

}  // namespace

Severity severity_of(MoveFault fault) {
  switch (fault) {
    case MoveFault::worker_hours_exceeded:
    case MoveFault::start_outside_window:
    case MoveFault::travel_too_short:
    case MoveFault::partner_missing:
    case MoveFault::rest_missing:
    case MoveFault::week_exceeded: return Severity::soft;
    default: return Severity::hard;
  }
}

Placements present_placements(const CentreDay& day) {
  Placements out;
  for (const Visit& visit : day.visits)
    out[visit.id] = {visit.worker_id, visit.vehicle_id, visit.start_min};
  return out;
}

Overlay overlay_of(CentreDay day, const geo::TravelSource& travel,
                   const std::vector<VisitId>& moving) {
  // A person may also move what was confirmed: in the copy it is as free as on the first day.
  for (Visit& visit : day.visits)
    if (std::ranges::count(moving, visit.id) > 0 && next_state(visit.state, VisitAction::assign))
      visit.state = VisitState::planned;
  DayModel model = model_of(day, travel, Planning::anew);
  return {std::move(day), std::move(model)};
}

optimiser::Plan plan_with(const Overlay& overlay, const Placements& placements) {
  const CentreDay& day = overlay.day;
  std::map<Index, optimiser::PlannedRoute> routes;
  for (std::size_t i = 0; i < day.visits.size(); ++i) {
    const Visit& visit = day.visits[i];
    const auto moved = placements.find(visit.id);
    const PlacedVisit placed = moved == placements.end()
                                   ? PlacedVisit{visit.worker_id, visit.vehicle_id, visit.start_min}
                                   : moved->second;
    const optimiser::Activity& activity = overlay.model.problem.activities[i];
    const bool is_fixed = moved == placements.end() && activity.pin.has_value();
    const Index worker = is_fixed ? activity.pin->worker
                         : placed.worker_id
                             ? span_of(day, overlay.model, placed.worker_id, placed.start_min)
                             : kNone;
    if (worker == kNone) continue;
    optimiser::PlannedRoute& route = routes[worker];
    route.worker = worker;
    route.visits.push_back(
        {static_cast<Index>(i), is_fixed ? *activity.pin->start : placed.start_min * kMinute});
    const auto car = std::ranges::find(day.vehicles, placed.vehicle_id, &Vehicle::id);
    if (route.vehicle == kNone && placed.vehicle_id && car != day.vehicles.end())
      route.vehicle = static_cast<Index>(car - day.vehicles.begin());
  }
  optimiser::Plan plan;
  for (auto& [worker, route] : routes) {
    std::ranges::sort(route.visits, [](const auto& a, const auto& b) {
      return std::tie(a.start, a.activity) < std::tie(b.start, b.activity);
    });
    plan.routes.push_back(std::move(route));
  }
  return plan;
}

std::vector<PlanFault> new_faults(const Overlay& overlay, const Placements& placements) {
  const auto before = faults_of(overlay, {});
  std::vector<PlanFault> out;
  for (const PlanFault& fault : faults_of(overlay, placements)) {
    // What was broken already and concerns nobody who moves is not this move's doing.
    const bool is_moved =
        placements.contains(fault.visit_id) || placements.contains(fault.other_visit_id);
    if (is_moved || !before.contains(fault)) out.push_back(fault);
  }
  return out;
}

void move_partners(const CentreDay& day, Placements& placements) {
  const Placements moved = placements;
  for (const VisitLink& link : day.links) {
    const bool is_from = moved.contains(link.from_visit_id);
    if (is_from == moved.contains(link.to_visit_id)) continue;
    const VisitId other_id = is_from ? link.to_visit_id : link.from_visit_id;
    const Visit& other = *find_in(day, other_id);
    const std::int32_t start = moved.at(is_from ? link.from_visit_id : link.to_visit_id).start_min;
    const std::int32_t earliest = is_from ? start + link.gap_min : start - link.gap_max_min;
    const std::int32_t latest = is_from ? start + link.gap_max_min : start - link.gap_min;
    if (!next_state(other.state, VisitAction::assign) || !other.worker_id) continue;
    if (other.start_min >= earliest && other.start_min <= latest) continue;
    placements[other_id] = {other.worker_id, other.vehicle_id,
                            std::clamp(other.start_min, earliest, latest)};
  }
}

}  // namespace care
