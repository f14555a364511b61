#include "care_problem.h"

#include <algorithm>

#include "base/text.h"
#include "people/organisation.h"

namespace care {
namespace {

using optimiser::Activity;
using optimiser::Index;

constexpr optimiser::Time kMinute = 60;
constexpr Index kTransit = 0;  // positions in Problem::travel
constexpr Index kCar = 1;
constexpr optimiser::BitSet kHasCar = 1;
constexpr optimiser::BitSet kHasLift = 2;
// Somebody unknown to the client costs as much as ten minutes of travel.
constexpr std::int64_t kStranger = 600;
// 근로기준법 §54: an hour of rest in eight hours of work.
constexpr std::int32_t kBreakMin = 60;
constexpr std::int32_t kBreakShiftMin = 8 * 60;
constexpr std::int32_t kBreakEarliestMin = 11 * 60;
constexpr std::int32_t kBreakLatestMin = 14 * 60;

geo::Place place_of(const people::Place& home) {
  const auto district = static_cast<std::int32_t>(
      base::parse_integer(home.district_code).value_or(0));
  if (home.lat_e6 != 0)
    return {{static_cast<std::int32_t>(home.lat_e6), static_cast<std::int32_t>(home.lng_e6)},
            district};
  // Without coordinates the district's office stands for the home: right to a few kilometres.
  if (const people::District* office = people::find_district(home.district_code))
    return {{static_cast<std::int32_t>(office->lat_e6), static_cast<std::int32_t>(office->lng_e6)},
            district};
  return {{35'179'816, 129'075'022}, 0};
}

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
    if (is_able) skills |= optimiser::BitSet{1} << static_cast<int>(service.service);
  }
  return skills;
}

optimiser::Worker worker_of(const people::WorkerProfile& profile, const CentreDay& day,
                            Index person) {
  optimiser::Worker worker;
  worker.person = person;
  worker.shift_start = 0;
  worker.shift_end = 0;
  if (const people::WorkHours* hours = hours_on(profile, day.on)) {
    worker.shift_start = hours->from_min * kMinute;
    worker.shift_end = hours->to_min * kMinute;
  }
  worker.mode = kTransit;
  worker.skills = skills_of(profile, day);
  worker.can_drive = people::holds(profile, people::Certificate::driver, day.on);
  return worker;
}

Index index_of(const CentreDay& day, PersonId worker_id) {
  const auto found =
      std::ranges::find(day.workers, worker_id, &people::WorkerProfile::person_id);
  return found == day.workers.end() ? optimiser::kNone
                                    : static_cast<Index>(found - day.workers.begin());
}

optimiser::BitSet traits_of(const Visit& visit, const CentreDay& day) {
  if (!visit.needs_car) return 0;
  const auto mobility = day.mobilities.find(visit.entitlement_id);
  const bool needs_lift =
      mobility != day.mobilities.end() && mobility->second == Mobility::wheelchair &&
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
    if (excluded != day.excluded.end() && excluded->second.contains(worker_id))
      activity.excluded_workers.push_back(index);
    if (!day.regulars.contains({visit.client_id, worker_id})) continue;
    activity.preferences.push_back({index, 0});
    has_regular = true;
  }
  activity.preference_default = has_regular ? kStranger : 0;
}

Activity activity_of(const Visit& visit, const CentreDay& day, Index place) {
  Activity activity;
  activity.place = place;
  activity.duration = visit.length_min * kMinute;
  activity.windows = {{visit.earliest_min * kMinute, visit.latest_min * kMinute}};
  activity.skills = optimiser::BitSet{1} << static_cast<int>(visit.service);
  activity.traits = traits_of(visit, day);
  add_people(activity, visit, day);
  const Index worker = index_of(day, visit.worker_id);
  if (worker == optimiser::kNone) return activity;
  if (may_move(visit.state))
    activity.published = {worker, visit.start_min * kMinute, 0};
  else
    activity.pin = {worker, visit.start_min * kMinute};
  return activity;
}

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

PlannedAssignment assignment_from(const CentreDay& day, const optimiser::Route& route,
                                  const optimiser::Visit& stop, std::int32_t position) {
  const Visit& visit = day.visits[static_cast<std::size_t>(stop.activity)];
  const PersonId worker_id = day.workers[static_cast<std::size_t>(route.worker)].person_id;
  const auto minutes = [](std::int64_t seconds) {
    return static_cast<std::int32_t>((seconds + kMinute - 1) / kMinute);
  };
  PlannedAssignment out{visit.id, visit.version, worker_id};
  if (route.vehicle != optimiser::kNone)
    out.vehicle_id = day.vehicles[static_cast<std::size_t>(route.vehicle)].id;
  out.position = position;
  out.start_min = std::min(minutes(stop.start), visit.latest_min);
  out.travel_min = minutes(stop.terms[optimiser::Term::travel]);
  out.wait_min = minutes(stop.terms[optimiser::Term::waiting]);
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
    problem.vehicles.push_back({.mode = kCar,
                                .traits = vehicle.has_wheelchair_lift ? kHasCar | kHasLift
                                                                      : kHasCar});
  add_breaks(problem);
  CHECK(!optimiser::find_fault(problem));
  return problem;
}

std::vector<PlannedAssignment> assignments_from(const CentreDay& day,
                                                const optimiser::Solution& solution) {
  std::vector<PlannedAssignment> out;
  const auto count = static_cast<Index>(day.visits.size());
  for (const optimiser::Route& route : solution.routes) {
    std::int32_t position = 0;
    for (const optimiser::Visit& stop : route.visits) {
      if (stop.activity >= count) continue;  // a break
      ++position;
      if (may_move(day.visits[static_cast<std::size_t>(stop.activity)].state))
        out.push_back(assignment_from(day, route, stop, position));
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
  return out;
}

}  // namespace care
