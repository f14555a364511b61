// A centre's day as a problem: spans of presence, what may move and what stands, links and cars.
#include "care_problem.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "board.h"
#include "meal_round.h"
#include "solve_day.h"
#include "way_memory.h"

namespace care {
namespace {

using optimiser::Activity;
using optimiser::Index;
using optimiser::kNone;
using optimiser::Time;

constexpr Time kMinute = 60;
constexpr std::int32_t kDayMin = 24 * 60;
// The centre's cars are few; who has none goes by bus and on foot.
constexpr Index kTransit = 0;  // positions in Problem::travel
constexpr Index kCar = 1;
constexpr optimiser::BitSet kHasCar = 1;
constexpr optimiser::BitSet kHasLift = 2;
constexpr int kFirstCarBit = 2;  // one bit for each car: a visit under way keeps its own
constexpr std::size_t kCarBits = 60;
// What has begun or was confirmed is never given up for something that could still move.
constexpr std::int64_t kPinnedPriority = 1'000;
// Nobody minds a quarter of an hour from one day to the next.
constexpr Time kSameTime = 15 * kMinute;
// How long after its last window a visit that lost its worker is still worth going to.
constexpr std::int32_t kRescueMin = 180;

std::int32_t minute_of_day(base::Instant at) { return base::korean_second_of_day(at) / 60; }

/// What stands: when it began or will, and how long it takes.
DaySpan fixed_span(const CentreDay& day, const Visit& visit) {
  const std::int32_t from =
      visit.checked_in_at ? minute_of_day(*visit.checked_in_at) : visit.start_min;
  if (visit.checked_out_at) return {from, std::max(from + 1, minute_of_day(*visit.checked_out_at))};
  std::int32_t to = from + visit.length_min + overrun_min(day.disruptions, visit.id);
  // Still there: it lasts at least a little longer than now.
  if (visit.state == VisitState::checked_in) to = std::max(to, day.now_min + 1);
  return {from, to};
}

/// Somebody still busy with an earlier visit cannot be here in time.
bool is_overtaken(const CentreDay& day, const Visit& visit) {
  return std::ranges::any_of(day.visits, [&](const Visit& other) {
    const bool is_earlier = other.worker_id == visit.worker_id && other.id != visit.id &&
                            other.start_min < visit.start_min;
    const bool is_long =
        other.state == VisitState::checked_in || overrun_min(day.disruptions, other.id) > 0;
    return is_earlier && is_long && fixed_span(day, other).to_min > visit.start_min;
  });
}

Index index_of(const CentreDay& day, PersonId worker_id) {
  const auto found = std::ranges::find(day.workers, worker_id, &people::WorkerProfile::person_id);
  return found == day.workers.end() ? kNone : static_cast<Index>(found - day.workers.begin());
}

// Places ----------------------------------------------------------------------------------------

people::Place home_of(const CentreDay& day, const Visit& visit) {
  const auto home = day.homes.find(visit.client_id);
  return home == day.homes.end() ? people::Place{} : home->second;
}

/// Where a visit begins and ends: at home, but for the two ways of a trip.
std::pair<geo::Place, geo::Place> ends_of(const CentreDay& day, const Visit& visit) {
  const geo::Place home = place_of(home_of(day, visit));
  const auto hospital = day.destinations.find(visit.destination_id);
  if (hospital == day.destinations.end()) return {home, home};
  const geo::Place there = place_of(hospital->second);
  for (const VisitLink& link : day.links) {
    if (link.kind != LinkKind::trip_return) continue;
    if (link.from_visit_id == visit.id) return {home, there};
    if (link.to_visit_id == visit.id) return {there, home};
  }
  return {home, home};
}

/// `[i][j]`: from where visit i ends to where visit j begins; the last one is the centre. Equal
/// places are asked for once.
optimiser::TravelMatrix matrix_of(const CentreDay& day, const geo::TravelSource& travel,
                                  geo::Mode mode) {
  std::vector<geo::Place> places;
  std::map<std::pair<geo::Point, std::int32_t>, std::int32_t> known;
  const auto number_of = [&](const geo::Place& place) {
    const auto [at, is_new] =
        known.try_emplace({place.point, place.district}, static_cast<std::int32_t>(places.size()));
    if (is_new) places.push_back(place);
    return at->second;
  };
  std::vector<std::pair<std::int32_t, std::int32_t>> ends;
  for (const Visit& visit : day.visits) {
    const auto [from, to] = ends_of(day, visit);
    ends.emplace_back(number_of(from), number_of(to));
  }
  const std::int32_t centre = number_of(place_of(day.centre_place));
  ends.emplace_back(centre, centre);
  const geo::TravelTimes times = travel(places, mode);
  CHECK(geo::is_well_formed(times));
  const std::size_t size = ends.size();
  optimiser::TravelMatrix out{static_cast<Index>(size), {}, {}};
  out.duration.resize(size * size);
  out.distance.resize(size * size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) {
      if (i == j) continue;
      out.duration[i * size + j] = times.duration_at(ends[i].second, ends[j].first);
      out.distance[i * size + j] = times.distance_at(ends[i].second, ends[j].first);
    }
  return out;
}

// Workers and cars ------------------------------------------------------------------------------

/// One bit for each service whose certificates the worker holds.
optimiser::BitSet skills_of(const people::WorkerProfile& worker, const CentreDay& day) {
  optimiser::BitSet skills = 0;
  for (const Service& service : day.services) {
    const bool is_able =
        service.certificates.empty() ||
        std::ranges::any_of(service.certificates, [&](people::Certificate certificate) {
          return people::holds(worker, certificate, day.on);
        });
    // One bit for each service and not for each certificate: a service may accept several.
    if (is_able) skills |= optimiser::BitSet{1} << static_cast<int>(service.service);
  }
  return skills;
}

struct PresenceSpan {
  DaySpan span;
  bool is_work = true;  // false: only there for a visit outside the hours
};

/// When a worker is there: shifts without absences, stretched over what stands outside of them.
std::vector<PresenceSpan> presence_of(const CentreDay& day, const people::WorkerProfile& worker) {
  std::vector<PresenceSpan> out;
  for (const DaySpan& span :
       present_spans(shifts_on(worker, day.on), absences_of(day.disruptions, worker.person_id)))
    out.push_back({span});
  for (const Visit& visit : day.visits) {
    if (visit.worker_id != worker.person_id || is_movable(day, visit)) continue;
    const DaySpan fixed = fixed_span(day, visit);
    const auto around = std::ranges::find_if(out, [&](const PresenceSpan& one) {
      return one.span.from_min <= fixed.from_min && fixed.from_min < one.span.to_min;
    });
    if (around != out.end()) around->span.to_min = std::max(around->span.to_min, fixed.to_min);
    else out.push_back({fixed, /*is_work=*/false});
  }
  std::ranges::sort(out, {}, [](const PresenceSpan& one) { return one.span.from_min; });
  for (std::size_t i = 1; i < out.size(); ++i) {
    out[i].span.from_min = std::max(out[i].span.from_min, out[i - 1].span.to_min);
    out[i].span.to_min = std::max(out[i].span.to_min, out[i].span.from_min);
  }
  return out;
}

/// No start or end place: the way to the first visit and from the last one is the worker's own;
/// where they live is nobody's business here.
void add_workers(const CentreDay& day, DayModel& model) {
  for (std::size_t i = 0; i < day.workers.size(); ++i) {
    const people::WorkerProfile& profile = day.workers[i];
    for (const auto& [span, is_work] : presence_of(day, profile)) {
      optimiser::Worker worker;
      worker.person = static_cast<Index>(i);
      worker.shift_start = span.from_min * kMinute;
      worker.shift_end = span.to_min * kMinute;
      worker.mode = kTransit;
      if (is_work) worker.skills = skills_of(profile, day);
      worker.can_drive = people::holds(profile, people::Certificate::driver, day.on);
      model.problem.workers.push_back(std::move(worker));
      model.worker_of.push_back(static_cast<Index>(i));
    }
  }
}

optimiser::BitSet car_bit(std::size_t vehicle) {
  return vehicle < kCarBits ? optimiser::BitSet{1} << (kFirstCarBit + static_cast<int>(vehicle))
                            : 0;
}

bool is_usable(const CentreDay& day, const Vehicle& vehicle) {
  return !is_broken(day.disruptions, vehicle.id, day.now_min, kDayMin);
}

void add_vehicles(const CentreDay& day, DayModel& model) {
  for (std::size_t i = 0; i < day.vehicles.size(); ++i) {
    const Vehicle& vehicle = day.vehicles[i];
    optimiser::Vehicle car{.mode = kCar, .traits = kHasCar | car_bit(i)};
    if (vehicle.has_wheelchair_lift) car.traits |= kHasLift;
    // A broken car keeps its place among the indices; nobody can want what it has.
    if (!is_usable(day, vehicle)) car.traits = 0;
    model.problem.vehicles.push_back(std::move(car));
  }
}

/// A wheelchair takes the car with the lift where the centre has one, else any car.
optimiser::BitSet traits_of(const Visit& visit, const CentreDay& day) {
  if (!visit.needs_car) return 0;
  const auto mobility = day.mobilities.find(visit.entitlement_id);
  const bool needs_lift = mobility != day.mobilities.end() &&
                          mobility->second == Mobility::wheelchair &&
                          std::ranges::any_of(day.vehicles, [&](const Vehicle& vehicle) {
                            return vehicle.has_wheelchair_lift && is_usable(day, vehicle);
                          });
  return needs_lift ? kHasCar | kHasLift : kHasCar;
}

// Activities ------------------------------------------------------------------------------------

/// How the plan of the visit goes on the other days of the week; nullptr: it has none.
const PlanHabit* habit_of(const CentreDay& day, const Visit& visit) {
  const auto found = day.week.habits.find(visit.plan_id);
  return found == day.week.habits.end() ? nullptr : &found->second;
}

/// Who must not come, and who is known to the client.
void add_people(Activity& activity, const Visit& visit, const CentreDay& day,
                const DayModel& model) {
  const auto excluded = day.excluded.find(visit.client_id);
  const PlanHabit* habit = habit_of(day, visit);
  const bool has_habit = habit && !habit->workers.empty();
  bool has_regular = has_habit;
  for (std::size_t i = 0; i < model.worker_of.size(); ++i) {
    const PersonId worker_id = day.workers[static_cast<std::size_t>(model.worker_of[i])].person_id;
    const auto index = static_cast<Index>(i);
    // A relative never works on the clock here, whatever certificate they hold.
    if (excluded != day.excluded.end() && excluded->second.contains(worker_id))
      activity.excluded_workers.push_back(index);
    const bool is_same = has_habit && habit->workers.contains(worker_id);
    if (!is_same && !day.regulars.contains({visit.client_id, worker_id})) continue;
    // Whoever comes on the other days of the week before others whom the client knows.
    activity.preferences.push_back({index, has_habit && !is_same ? day.weights.stranger / 2 : 0});
    has_regular = true;
  }
  // Without a regular everybody is a stranger alike, and the term would only add a constant.
  activity.preference_default = has_regular ? day.weights.stranger : 0;
}

bool is_linked(const CentreDay& day, VisitId id) {
  return std::ranges::any_of(day.links, [&](const VisitLink& link) {
    return link.from_visit_id == id || link.to_visit_id == id;
  });
}

/// When the visit may begin, from now on.
std::vector<optimiser::Window> windows_of(const CentreDay& day, const Visit& visit,
                                          Planning planning) {
  // Links tie starts to each other, so linked visits cannot drift to their agreed time afterwards.
  const bool is_kept = planning == Planning::repair || is_linked(day, visit.id);
  const std::int32_t earliest = std::max(day.now_min, is_kept ? visit.start_min : 0);
  std::vector<optimiser::Window> out;
  for (const VisitWindow& window : all_windows(visit, day.windows)) {
    if (window.latest_min < earliest) continue;
    out.push_back({std::max(window.earliest_min, earliest) * kMinute, window.latest_min * kMinute});
  }
  // Too late for the promise: better late than never.
  if (out.empty()) out = {{earliest * kMinute, std::min(earliest + kRescueMin, kDayMin) * kMinute}};
  return out;
}

/// A visit that recurs in the week begins at one time of day: no earlier, and later at a price.
/// `agreed_windows` keeps what else was agreed, for when nobody can come then.
void keep_time_of_day(Activity& activity, const Visit& visit, const CentreDay& day,
                      DayModel& model) {
  const Time usual = usual_start_min(day, visit) * kMinute;
  std::vector<optimiser::Window> near;
  for (const optimiser::Window& window : activity.windows)
    if (window.latest >= usual - kSameTime)
      near.push_back({std::max(window.earliest, usual - kSameTime), window.latest});
  if (near.empty()) return;
  model.agreed_windows[static_cast<Index>(&visit - day.visits.data())] =
      std::exchange(activity.windows, std::move(near));
  if (!activity.published) activity.published = {kNone, usual, kSameTime};
  activity.published->start = usual;
  activity.published->tolerance = kSameTime;
}

/// Whoever was told that somebody comes has stopped looking for help.
std::int64_t priority_of(const PlanRules& rules, ServiceKind service, bool is_promised) {
  const std::int64_t priority = rules.priority[static_cast<std::size_t>(service)];
  CHECK(priority >= 1 && rules.promised_percent >= 100);
  if (!is_promised) return priority;
  return std::min((priority * rules.promised_percent + 99) / 100, kPinnedPriority - 1);
}

Activity movable_activity(const Visit& visit, const CentreDay& day, DayModel& model,
                          Planning planning) {
  CHECK(visit.length_min > 0 && visit.earliest_min <= visit.latest_min);
  Activity activity;
  activity.duration = (visit.length_min + overrun_min(day.disruptions, visit.id)) * kMinute;
  // Hard windows: a client was told these hours. Lateness is a matter of travel, not of planning.
  activity.windows = windows_of(day, visit, planning);
  activity.skills = optimiser::BitSet{1} << static_cast<int>(visit.service);
  activity.traits = traits_of(visit, day);
  add_people(activity, visit, day, model);
  const bool is_kept = visit.worker_id && !has_lost_worker(day, visit);
  activity.priority = priority_of(day.rules, visit.service, is_kept);
  const Index worker = is_kept ? span_of(day, model, visit.worker_id, visit.start_min) : kNone;
  // In a plan made anew any start in the window is as good: agreed starts are restored afterwards.
  const std::int32_t slack_min =
      planning == Planning::repair
          ? 0
          : std::max(visit.latest_min - visit.start_min, visit.start_min - visit.earliest_min);
  if (worker != kNone || planning == Planning::repair)
    activity.published = {worker, visit.start_min * kMinute, slack_min * kMinute};
  if (planning == Planning::anew && habit_of(day, visit) && !is_linked(day, visit.id))
    keep_time_of_day(activity, visit, day, model);
  return activity;
}

Activity fixed_activity(const Visit& visit, const CentreDay& day, const DayModel& model) {
  const DaySpan span = fixed_span(day, visit);
  Activity activity;
  activity.duration = (span.to_min - span.from_min) * kMinute;
  // Decided already: certificates and windows are not asked again, but the car is taken.
  for (std::size_t i = 0; i < day.vehicles.size(); ++i)
    if (day.vehicles[i].id == visit.vehicle_id && is_usable(day, day.vehicles[i]))
      activity.traits = car_bit(i);
  activity.pin = {span_of(day, model, visit.worker_id, span.from_min), span.from_min * kMinute};
  activity.priority = kPinnedPriority;
  return activity;
}

/// Nobody has it and nobody can any more: it is only a place among the indices.
Activity idle_activity() {
  Activity activity;
  activity.is_optional = true;
  activity.priority = 0;
  activity.skills = optimiser::BitSet{1} << 63;
  return activity;
}

Activity activity_of(const Visit& visit, const CentreDay& day, DayModel& model, Planning planning) {
  if (is_movable(day, visit)) return movable_activity(visit, day, model, planning);
  const Index worker = span_of(day, model, visit.worker_id, fixed_span(day, visit).from_min);
  return worker == kNone ? idle_activity() : fixed_activity(visit, day, model);
}

/// One break for everybody who works a full day, pinned to them and free within its window.
void add_breaks(const CentreDay& day, optimiser::Problem& problem) {
  for (std::size_t i = 0; i < problem.workers.size(); ++i) {
    const optimiser::Worker& worker = problem.workers[i];
    if (worker.skills == 0 || worker.shift_end - worker.shift_start < kRestShiftMin * kMinute)
      continue;
    if (day.now_min > kRestLatestMin) continue;
    Activity rest;
    rest.duration = kRestMin * kMinute;
    rest.windows = {{std::max(kRestEarliestMin, day.now_min) * kMinute, kRestLatestMin * kMinute}};
    rest.is_break = true;
    rest.pin = optimiser::Pin{static_cast<Index>(i), std::nullopt};
    problem.activities.push_back(std::move(rest));
  }
}

// Links -----------------------------------------------------------------------------------------

/// A visit tied to one that stands keeps the distance to it through its windows: tied by a link, it
/// could take the other one out of the plan.
void tie_to_fixed(Activity& activity, Time lowest, Time highest) {
  std::vector<optimiser::Window> out;
  for (const optimiser::Window& window : activity.windows) {
    const optimiser::Window cut{std::max(window.earliest, lowest),
                                std::min(window.latest, highest)};
    if (cut.earliest <= cut.latest) out.push_back(cut);
  }
  if (out.empty()) out = {{std::max<Time>(0, lowest), std::max<Time>(0, highest)}};
  activity.windows = std::move(out);
}

void tie_worker(Activity& activity, const DayModel& model, Index fixed_worker,
                optimiser::WorkerRelation relation) {
  const Index person = model.worker_of[static_cast<std::size_t>(fixed_worker)];
  for (std::size_t i = 0; i < model.worker_of.size(); ++i) {
    const bool is_same = model.worker_of[i] == person;
    if ((relation == optimiser::WorkerRelation::different && is_same) ||
        (relation == optimiser::WorkerRelation::same && !is_same))
      activity.excluded_workers.push_back(static_cast<Index>(i));
  }
}

void add_link(const CentreDay& day, DayModel& model, const VisitLink& link) {
  const auto place = [&](VisitId id) {
    return static_cast<std::size_t>(find_in(day, id) - day.visits.data());
  };
  const std::size_t from = place(link.from_visit_id);
  const std::size_t to = place(link.to_visit_id);
  auto& activities = model.problem.activities;
  const Time gap_min = link.gap_min * kMinute;
  const Time gap_max = link.gap_max_min * kMinute;
  const bool is_from_fixed = !is_movable(day, day.visits[from]);
  const bool is_to_fixed = !is_movable(day, day.visits[to]);
  if (!is_from_fixed && !is_to_fixed) {
    model.problem.links.push_back(
        {static_cast<Index>(from), static_cast<Index>(to), gap_min, gap_max, link.relation});
    return;
  }
  if (is_from_fixed == is_to_fixed) return;  // both stand: nothing to plan
  const std::size_t fixed = is_from_fixed ? from : to;
  const std::size_t moving = is_from_fixed ? to : from;
  if (!activities[fixed].pin) return;
  const Time at = *activities[fixed].pin->start;
  if (is_from_fixed) tie_to_fixed(activities[moving], at + gap_min, at + gap_max);
  else tie_to_fixed(activities[moving], at - gap_max, at - gap_min);
  tie_worker(activities[moving], model, activities[fixed].pin->worker, link.relation);
}

// The plan as it stands -------------------------------------------------------------------------

optimiser::Plan present_plan(const CentreDay& day, const DayModel& model) {
  std::map<Index, optimiser::PlannedRoute> routes;
  for (std::size_t i = 0; i < day.visits.size(); ++i) {
    const Visit& visit = day.visits[i];
    const Activity& activity = model.problem.activities[i];
    const Index worker = activity.pin         ? activity.pin->worker
                         : activity.published ? activity.published->worker
                                              : kNone;
    if (worker == kNone) continue;
    optimiser::PlannedRoute& route = routes[worker];
    route.worker = worker;
    const Time start = activity.pin ? *activity.pin->start : visit.start_min * kMinute;
    route.visits.push_back({static_cast<Index>(i), start});
    const auto car = std::ranges::find(day.vehicles, visit.vehicle_id, &Vehicle::id);
    if (visit.vehicle_id && car != day.vehicles.end() && is_usable(day, *car) &&
        route.vehicle == kNone)
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

}  // namespace

bool may_move(VisitState state) {
  return state == VisitState::planned || state == VisitState::assigned;
}

std::int32_t usual_start_min(const CentreDay& day, const Visit& visit) {
  const PlanHabit* habit = habit_of(day, visit);
  // What was told for this day counts before what is planned for others.
  const bool is_told = visit.state != VisitState::planned;
  return habit && habit->start_min && !is_told ? *habit->start_min : visit.start_min;
}

bool has_skilled_worker(const CentreDay& day, ServiceKind service) {
  const auto bit = optimiser::BitSet{1} << static_cast<int>(service);
  return std::ranges::any_of(day.workers, [&](const people::WorkerProfile& worker) {
    return (skills_of(worker, day) & bit) != 0;
  });
}

bool has_lost_worker(const CentreDay& day, const Visit& visit) {
  if (!visit.worker_id) return false;
  if (index_of(day, visit.worker_id) == kNone) return true;  // has left the centre since
  return std::ranges::any_of(
      absences_of(day.disruptions, visit.worker_id), [&](const DaySpan& away) {
        return away.from_min < visit.end_min() && visit.start_min < away.to_min;
      });
}

bool is_movable(const CentreDay& day, const Visit& visit) {
  if (!next_state(visit.state, VisitAction::assign)) return false;
  if (visit.state == VisitState::planned || !visit.worker_id || has_lost_worker(day, visit))
    return true;
  if (visit.vehicle_id &&
      is_broken(day.disruptions, visit.vehicle_id, visit.start_min, visit.end_min()))
    return true;
  if (is_overtaken(day, visit)) return true;
  // Should be under way by now: its worker is on the spot or about to call.
  return visit.state == VisitState::assigned && visit.start_min >= day.now_min;
}

optimiser::Index span_of(const CentreDay& day, const DayModel& model, PersonId worker_id,
                         std::int32_t start_min) {
  const Index person = index_of(day, worker_id);
  Index best = kNone;
  for (std::size_t i = 0; i < model.worker_of.size(); ++i) {
    if (model.worker_of[i] != person) continue;
    // Spans ascend: the last that begins in time, else the first.
    if (best == kNone || model.problem.workers[i].shift_start <= start_min * kMinute)
      best = static_cast<Index>(i);
  }
  return best;
}

DayModel model_of(const CentreDay& day, const geo::TravelSource& travel, Planning planning) {
  CHECK(day.services.size() == base::all_of<ServiceKind>().size());
  DayModel model{.weights = engine_weights(day.weights)};
  // An even load is a matter of the whole day. A morning's trouble is no time to redistribute it.
  if (planning == Planning::repair)
    for (const optimiser::Term term :
         {optimiser::Term::workload_spread, optimiser::Term::workload_deviation,
          optimiser::Term::idle_max})
      model.weights[term] = 0;
  model.problem.travel.push_back(matrix_of(day, travel, geo::Mode::transit));
  model.problem.travel.push_back(matrix_of(day, travel, geo::Mode::car));
  add_workers(day, model);
  add_vehicles(day, model);
  for (std::size_t i = 0; i < day.visits.size(); ++i) {
    Activity activity = activity_of(day.visits[i], day, model, planning);
    activity.place = static_cast<Index>(i);
    model.problem.activities.push_back(std::move(activity));
  }
  add_breaks(day, model.problem);
  add_meal_rounds(day, model, static_cast<Index>(day.visits.size()), planning);
  for (const VisitLink& link : day.links) add_link(day, model, link);
  add_week_limits(day, model, planning);
  // Windows, places and indices come from our own tables: a fault here is ours, not a user's.
  CHECK(!optimiser::find_fault(model.problem));
  model.present = present_plan(day, model);
  return model;
}

}  // namespace care
