// The translation between a centre's day and the optimiser's problem, both ways.
#include "care_problem.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "people/organisation.h"

namespace care {
namespace {

using optimiser::Activity;
using optimiser::Index;

constexpr optimiser::Time kMinute = 60;
// The centre's cars are few; who has none goes by bus and on foot.
constexpr Index kTransit = 0;  // positions in Problem::travel
constexpr Index kCar = 1;
constexpr optimiser::BitSet kHasCar = 1;
constexpr optimiser::BitSet kHasLift = 2;
// Somebody unknown to the client costs as much as ten minutes of travel.
constexpr std::int64_t kStranger = 600;
// What has begun or was confirmed is never given up for something that could still move.
constexpr std::int64_t kPinnedPriority = 1'000;
// 근로기준법 §54: an hour of rest in eight hours of work.
constexpr std::int32_t kBreakMin = 60;
constexpr std::int32_t kBreakShiftMin = 8 * 60;
constexpr std::int32_t kBreakEarliestMin = 11 * 60;
constexpr std::int32_t kBreakLatestMin = 14 * 60;

geo::Place place_of(const people::Place& home) {
  const auto district =
      static_cast<std::int32_t>(base::parse_integer(home.district_code).value_or(0));
  if (home.lat_e6 != 0)
    return {{static_cast<std::int32_t>(home.lat_e6), static_cast<std::int32_t>(home.lng_e6)},
            district};
  // Without coordinates the district's office stands for the home: right to a few kilometres.
  if (const people::District* office = people::find_district(home.district_code))
    return {{static_cast<std::int32_t>(office->lat_e6), static_cast<std::int32_t>(office->lng_e6)},
            district};
  // City hall: an unknown home somewhere in Busan is better planned than not at all.
  return {{35'179'816, 129'075'022}, 0};
}

/// One place for each visit, in their order: the client's home.
std::vector<geo::Place> places_of(const CentreDay& day) {
  std::vector<geo::Place> places;
  for (const Visit& visit : day.visits) {
    const auto home = day.homes.find(visit.client_id);
    places.push_back(place_of(home == day.homes.end() ? people::Place{} : home->second));
  }
  return places;
}

optimiser::TravelMatrix matrix_of(const geo::TravelTimes& times) {
  CHECK(geo::is_well_formed(times));
  return {times.size, times.duration_s, times.distance_m};
}

const people::WorkHours* hours_on(const people::WorkerProfile& worker, base::Date on) {
  const auto found =
      std::ranges::find(worker.hours, base::weekday(on), &people::WorkHours::weekday);
  return found == worker.hours.end() ? nullptr : &*found;
}

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

/// No start or end place: the way to the first visit and from the last one is the worker's own.
optimiser::Worker worker_of(const people::WorkerProfile& profile, const CentreDay& day,
                            Index person) {
  optimiser::Worker worker;
  // Start and end places stay kNone: care workers travel from their own homes, unpaid, and where
  // they live is nobody's business here.
  worker.person = person;
  worker.shift_start = 0;
  worker.shift_end = 0;
  if (const people::WorkHours* hours = hours_on(profile, day.on)) {
    worker.shift_start = hours->from_min * kMinute;
    worker.shift_end = hours->to_min * kMinute;
  }
  // An empty shift keeps the worker's index: positions must match day.workers.
  worker.mode = kTransit;
  CHECK(worker.shift_start <= worker.shift_end);
  worker.skills = skills_of(profile, day);
  worker.can_drive = people::holds(profile, people::Certificate::driver, day.on);
  return worker;
}

Index index_of(const CentreDay& day, PersonId worker_id) {
  const auto found = std::ranges::find(day.workers, worker_id, &people::WorkerProfile::person_id);
  return found == day.workers.end() ? optimiser::kNone
                                    : static_cast<Index>(found - day.workers.begin());
}

/// A wheelchair takes the car with the lift where the centre has one, else any car.
optimiser::BitSet traits_of(const Visit& visit, const CentreDay& day) {
  if (!visit.needs_car) return 0;
  const auto mobility = day.mobilities.find(visit.entitlement_id);
  const bool needs_lift = mobility != day.mobilities.end() &&
                          mobility->second == Mobility::wheelchair &&
                          std::ranges::any_of(day.vehicles, &Vehicle::has_wheelchair_lift);
  return needs_lift ? kHasCar | kHasLift : kHasCar;
}

/// Who must not come, and who is known to the client.
void add_people(Activity& activity, const Visit& visit, const CentreDay& day) {
  const auto excluded = day.excluded.find(visit.client_id);
  bool has_regular = false;
  for (std::size_t i = 0; i < day.workers.size(); ++i) {
    const PersonId worker_id = day.workers[i].person_id;
    const auto index = static_cast<Index>(i);
    // A relative never works on the clock here, whatever certificate they hold.
    if (excluded != day.excluded.end() && excluded->second.contains(worker_id))
      activity.excluded_workers.push_back(index);
    if (!day.regulars.contains({visit.client_id, worker_id})) continue;
    activity.preferences.push_back({index, 0});
    has_regular = true;
  }
  // Without a regular everybody is a stranger alike, and the term would only add a constant.
  activity.preference_default = has_regular ? kStranger : 0;
}

Activity activity_of(const Visit& visit, const CentreDay& day, Index place) {
  CHECK(visit.length_min > 0 && visit.earliest_min <= visit.latest_min);
  Activity activity;
  activity.place = place;
  activity.duration = visit.length_min * kMinute;
  // Hard windows: a client was told these hours. Lateness is a matter of travel, not of planning.
  activity.windows = {{visit.earliest_min * kMinute, visit.latest_min * kMinute}};
  activity.skills = optimiser::BitSet{1} << static_cast<int>(visit.service);
  activity.traits = traits_of(visit, day);
  add_people(activity, visit, day);
  const Index worker = index_of(day, visit.worker_id);
  // Nobody yet, or somebody who has left the centre since: planned as if new.
  if (worker == optimiser::kNone) return activity;
  if (may_move(visit.state)) {
    // Any start in the window is as good to the engine: agreed_starts() restores the promise.
    const std::int32_t slack_min =
        std::max(visit.latest_min - visit.start_min, visit.start_min - visit.earliest_min);
    activity.published = {worker, visit.start_min * kMinute, slack_min * kMinute};
  } else {
    activity.pin = {worker, visit.start_min * kMinute};
    activity.priority = kPinnedPriority;
  }
  return activity;
}

/// One break for everybody who works a full day, pinned to them and free within its window.
void add_breaks(optimiser::Problem& problem) {
  const std::size_t workers = problem.workers.size();
  for (std::size_t i = 0; i < workers; ++i) {
    const optimiser::Worker& worker = problem.workers[i];
    if (worker.shift_end - worker.shift_start < kBreakShiftMin * kMinute) continue;
    Activity rest;
    rest.duration = kBreakMin * kMinute;
    rest.windows = {{kBreakEarliestMin * kMinute, kBreakLatestMin * kMinute}};
    rest.is_break = true;
    rest.pin = optimiser::Pin{static_cast<Index>(i), std::nullopt};
    problem.activities.push_back(std::move(rest));
  }
}

std::int32_t minutes(optimiser::Time seconds) {
  // Rounded up: a plan never promises an arrival before the worker can be there.
  return static_cast<std::int32_t>((seconds + kMinute - 1) / kMinute);
}

/// The engine starts everything as early as it can; a client expects the time that was agreed. From
/// the last stop to the first, each start moves as near to the agreed one as what follows allows.
std::vector<optimiser::Time> agreed_starts(const CentreDay& day, const optimiser::Route& route) {
  std::vector<optimiser::Time> starts(route.visits.size());
  // When this stop must be finished: at the end of the shift, then when the worker has to leave.
  const auto& worker = day.workers[static_cast<std::size_t>(route.worker)];
  const people::WorkHours* hours = hours_on(worker, day.on);
  optimiser::Time limit = hours ? hours->to_min * kMinute : 0;
  // Backwards, so that each stop knows when the next one needs its worker.
  for (std::size_t i = route.visits.size(); i-- > 0;) {
    const optimiser::Visit& stop = route.visits[i];
    const auto index = static_cast<std::size_t>(stop.activity);
    starts[i] = stop.start;
    const bool is_break = index >= day.visits.size();
    if (is_break || may_move(day.visits[index].state)) {
      // Nobody was promised a break at a minute: it gives way within its window.
      const std::int32_t wished_min = is_break ? kBreakLatestMin : day.visits[index].start_min;
      const optimiser::Time latest = limit - (stop.finish - stop.start);
      starts[i] = std::max(stop.start, std::min(wished_min * kMinute, latest));
    }
    // The way to this stop bounds the end of the one before.
    limit = starts[i] - stop.terms[optimiser::Term::travel];
  }
  return starts;
}

/// Minutes between arriving and starting at stop `i`; none at the first.
std::int32_t wait_before(const optimiser::Route& route, const std::vector<optimiser::Time>& starts,
                         std::size_t i) {
  if (i == 0) return 0;
  const optimiser::Visit& before = route.visits[i - 1];
  const optimiser::Time arrival = starts[i - 1] + (before.finish - before.start) +
                                  route.visits[i].terms[optimiser::Term::travel];
  // agreed_starts() moves starts only as late as what follows allows.
  CHECK(arrival <= starts[i]);
  return static_cast<std::int32_t>((starts[i] - arrival) / kMinute);
}

/// A car is booked when a visit needs it, or when it shortens the day's ways.
bool uses_vehicle(const CentreDay& day, const optimiser::Route& route) {
  if (route.vehicle == optimiser::kNone) return false;
  // A route of one visit has no way between visits, so the car would stand at the door all day.
  return route.terms[optimiser::Term::travel] > 0 ||
         std::ranges::any_of(route.visits, [&](const optimiser::Visit& stop) {
           const auto index = static_cast<std::size_t>(stop.activity);
           return index < day.visits.size() && day.visits[index].needs_car;
         });
}

PlannedAssignment assignment_from(const CentreDay& day, const optimiser::Route& route,
                                  const optimiser::Visit& stop, std::int32_t position) {
  const Visit& visit = day.visits[static_cast<std::size_t>(stop.activity)];
  const PersonId worker_id = day.workers[static_cast<std::size_t>(route.worker)].person_id;
  PlannedAssignment out{visit.id, visit.version, worker_id};
  if (uses_vehicle(day, route))
    out.vehicle_id = day.vehicles[static_cast<std::size_t>(route.vehicle)].id;
  out.position = position;
  out.travel_min = minutes(stop.terms[optimiser::Term::travel]);
  out.is_regular = day.regulars.contains({visit.client_id, worker_id});
  return out;
}

}  // namespace

bool may_move(VisitState state) {
  return state == VisitState::planned || state == VisitState::assigned;
}

optimiser::Problem problem_of(const CentreDay& day, const geo::TravelSource& travel) {
  CHECK(day.services.size() == base::all_of<ServiceKind>().size());
  optimiser::Problem problem;
  const std::vector<geo::Place> places = places_of(day);
  problem.travel.push_back(matrix_of(travel(places, geo::Mode::transit)));
  problem.travel.push_back(matrix_of(travel(places, geo::Mode::car)));
  for (std::size_t i = 0; i < day.visits.size(); ++i)
    problem.activities.push_back(activity_of(day.visits[i], day, static_cast<Index>(i)));
  for (std::size_t i = 0; i < day.workers.size(); ++i)
    problem.workers.push_back(worker_of(day.workers[i], day, static_cast<Index>(i)));
  for (const Vehicle& vehicle : day.vehicles)
    problem.vehicles.push_back(
        {.mode = kCar, .traits = vehicle.has_wheelchair_lift ? kHasCar | kHasLift : kHasCar});
  add_breaks(problem);
  // Windows, places and indices come from our own tables: a fault here is ours, not a user's.
  CHECK(!optimiser::find_fault(problem));
  return problem;
}

std::vector<PlannedAssignment> assignments_from(const CentreDay& day,
                                                const optimiser::Solution& solution) {
  std::vector<PlannedAssignment> out;
  const auto count = static_cast<Index>(day.visits.size());
  for (const optimiser::Route& route : solution.routes) {
    std::int32_t position = 0;
    const std::vector<optimiser::Time> starts = agreed_starts(day, route);
    for (std::size_t i = 0; i < route.visits.size(); ++i) {
      const optimiser::Visit& stop = route.visits[i];
      if (stop.activity >= count) continue;  // a break
      ++position;
      const Visit& visit = day.visits[static_cast<std::size_t>(stop.activity)];
      // Pinned ones hold their place in the order but are not proposed: nothing of them changes.
      if (!may_move(visit.state)) continue;
      out.push_back(assignment_from(day, route, stop, position));
      out.back().start_min = std::min(minutes(starts[i]), visit.latest_min);
      out.back().wait_min = wait_before(route, starts, i);
    }
  }
  for (const optimiser::LeftOut& left : solution.left_out) {
    if (left.activity >= count) continue;
    const Visit& visit = day.visits[static_cast<std::size_t>(left.activity)];
    if (!may_move(visit.state)) continue;
    PlannedAssignment none{.visit_id = visit.id, .visit_version = visit.version};
    none.start_min = visit.start_min;
    none.unassigned_reason = base::name_of(left.reason);
    out.push_back(std::move(none));
  }
  // One line for each visit that may move: nobody is forgotten, whatever the engine answered.
  CHECK(std::cmp_equal(out.size(), std::ranges::count_if(day.visits, may_move, &Visit::state)));
  return out;
}

}  // namespace care
