// The optimiser's answer in words of care: agreed starts restored, cars kept where they can be.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "care_problem.h"
#include "meal_round.h"
#include "optimiser/evaluate.h"
#include "prediction.h"
#include "start_grid.h"

namespace care {
namespace {

using optimiser::Index;
using optimiser::kNone;
using optimiser::Time;

constexpr Time kMinute = 60;
constexpr std::size_t kOwnCar = 1'000;  // a visit under way keeps its car, whatever else

std::int32_t minutes(Time seconds) {
  // Rounded up: a plan never promises an arrival before the worker can be there.
  return static_cast<std::int32_t>((seconds + kMinute - 1) / kMinute);
}

/// Which visits are tied to others: their starts were found together and stay.
std::set<VisitId> linked_visits(const CentreDay& day) {
  std::set<VisitId> out;
  for (const VisitLink& link : day.links) out.insert({link.from_visit_id, link.to_visit_id});
  return out;
}

/// From starts as early as they can be to the times that were agreed: from
/// the last stop to the first, each start moves as near to the agreed one as what follows allows.
std::vector<Time> agreed_starts(const CentreDay& day, const DayModel& model,
                                const optimiser::Route& route, const std::set<VisitId>& linked) {
  std::vector<Time> starts(route.visits.size());
  // When this stop must be finished: at the end of the shift, then when the worker has to leave.
  Time limit = model.problem.workers[static_cast<std::size_t>(route.worker)].shift_end;
  // Backwards, so that each stop knows when the next one needs its worker.
  for (std::size_t i = route.visits.size(); i-- > 0;) {
    const optimiser::Visit& stop = route.visits[i];
    const auto index = static_cast<std::size_t>(stop.activity);
    starts[i] = stop.start;
    const bool is_break = model.problem.activities[index].is_break;
    const bool is_visit = index < day.visits.size();
    if (is_break || (is_visit && is_movable(day, day.visits[index]) &&
                     !linked.contains(day.visits[index].id))) {
      // Nobody was promised a break at a minute: it gives way within its window.
      const std::int32_t wished_min =
          is_break ? kRestLatestMin : usual_start_min(day, day.visits[index]);
      const Time latest = limit - (stop.finish - stop.start);
      starts[i] = std::max(stop.start, std::min(wished_min * kMinute, latest));
    }
    // The way to this stop bounds the end of the one before.
    limit = starts[i] - stop.terms[optimiser::Term::travel];
  }
  return starts;
}

/// Minutes between arriving and starting at stop `i`; none at the first.
std::int32_t wait_before(const optimiser::Route& route, const std::vector<Time>& starts,
                         std::size_t i) {
  if (i == 0) return 0;
  const optimiser::Visit& before = route.visits[i - 1];
  const Time arrival = starts[i - 1] + (before.finish - before.start) +
                       route.visits[i].terms[optimiser::Term::travel];
  // agreed_starts() moves starts only as late as what follows allows.
  CHECK(arrival <= starts[i]);
  return static_cast<std::int32_t>((starts[i] - arrival) / kMinute);
}

/// How many visits of the route have this car now.
std::size_t keeps(const CentreDay& day, const optimiser::Route& route, const Vehicle& vehicle) {
  std::size_t kept = 0;
  for (const optimiser::Visit& stop : route.visits) {
    const auto index = static_cast<std::size_t>(stop.activity);
    if (index >= day.visits.size() || day.visits[index].vehicle_id != vehicle.id) continue;
    kept += is_movable(day, day.visits[index]) ? 1 : kOwnCar;
  }
  return kept;
}

/// Cars that can do the same are the same to the engine; for people it matters that nobody has to
/// hand over keys for nothing. Best matches first.
std::map<Index, VehicleId> settle_vehicles(const CentreDay& day, const DayModel& model,
                                           const optimiser::Solution& solution) {
  struct Match {
    std::size_t kept;
    Index worker;
    Index vehicle;
  };
  // The bits that name single cars do not count.
  const auto kind = [&](Index vehicle) {
    return model.problem.vehicles[static_cast<std::size_t>(vehicle)].traits & 3;
  };
  std::vector<Match> matches;
  std::map<Index, Index> found;  // worker → vehicle
  for (const optimiser::Route& route : solution.routes) {
    if (route.vehicle == kNone) continue;
    found[route.worker] = route.vehicle;
    for (const optimiser::Route& other : solution.routes)
      if (other.vehicle != kNone && kind(other.vehicle) == kind(route.vehicle))
        matches.push_back({keeps(day, route, day.vehicles[static_cast<std::size_t>(other.vehicle)]),
                           route.worker, other.vehicle});
  }
  std::ranges::sort(matches, [](const Match& a, const Match& b) {
    return std::tie(b.kept, a.worker, a.vehicle) < std::tie(a.kept, b.worker, b.vehicle);
  });
  std::set<Index> served;
  std::set<Index> taken;
  for (const Match& match : matches) {
    if (served.contains(match.worker) || taken.contains(match.vehicle)) continue;
    served.insert(match.worker);
    taken.insert(match.vehicle);
    found[match.worker] = match.vehicle;
  }
  std::map<Index, VehicleId> out;
  for (const auto& [worker, vehicle] : found)
    out[worker] = day.vehicles[static_cast<std::size_t>(vehicle)].id;
  return out;
}

/// A car is booked when a visit needs it, or, in a day planned anew, when it shortens the ways. A
/// repair gives and takes no cars for convenience.
bool gets_vehicle(const CentreDay& day, const optimiser::Route& route, const Visit& visit,
                  VehicleId vehicle_id, Planning planning) {
  if (visit.needs_car) return true;
  // A round of meals that no bag holds rides in the car, or it would not have been planned.
  std::int64_t portions = 0;
  for (const optimiser::Visit& stop : route.visits)
    if (std::cmp_less(stop.activity, day.visits.size()))
      if (const Visit& other = day.visits[static_cast<std::size_t>(stop.activity)]; is_meal(other))
        portions += other.portions;
  if (is_meal(visit) && portions > day.rules.meals_on_foot) return true;
  if (planning == Planning::repair) return visit.vehicle_id == vehicle_id;
  // A route of one visit has no way between visits, so the car would stand at the door all day.
  return route.terms[optimiser::Term::travel] > 0 ||
         std::ranges::any_of(route.visits, [&](const optimiser::Visit& stop) {
           const auto index = static_cast<std::size_t>(stop.activity);
           return index < day.visits.size() && day.visits[index].needs_car;
         });
}

/// The same plan with every start as early as it can be: the engine puts starts off so that nobody
/// waits, but a client expects the time that was agreed, and that may be earlier.
optimiser::Solution earliest(const DayModel& model, const optimiser::Solution& found) {
  const auto plan = optimiser::schedule(model.problem, optimiser::plan_of(found));
  CHECK(plan.has_value());  // the engine answers with valid plans only
  optimiser::Solution out = optimiser::evaluate(model.problem, model.weights, *plan);
  out.left_out = found.left_out;  // with the reasons that took a search to find
  return out;
}

struct Answer {
  const CentreDay& day;
  const DayModel& model;
  Planning planning;
  std::map<Index, VehicleId> vehicles;

  void add_route(const optimiser::Route& route, const std::vector<Time>& starts,
                 std::vector<PlannedAssignment>& out) const {
    const PersonId worker_id =
        day.workers[static_cast<std::size_t>(
                        model.worker_of[static_cast<std::size_t>(route.worker)])]
            .person_id;
    const auto vehicle = vehicles.find(route.worker);
    std::int32_t position = 0;
    for (std::size_t i = 0; i < route.visits.size(); ++i) {
      const optimiser::Visit& stop = route.visits[i];
      if (std::cmp_greater_equal(stop.activity, day.visits.size())) continue;  // a break
      ++position;
      const Visit& visit = day.visits[static_cast<std::size_t>(stop.activity)];
      // Pinned ones hold their place in the order but are not proposed: nothing of them changes.
      if (!is_movable(day, visit)) continue;
      PlannedAssignment line{visit.id, visit.version, worker_id};
      if (vehicle != vehicles.end() && gets_vehicle(day, route, visit, vehicle->second, planning))
        line.vehicle_id = vehicle->second;
      line.position = position;
      line.start_min =
          is_start_kept(visit, starts[i], planning) ? visit.start_min : minutes(starts[i]);
      line.travel_min = minutes(stop.terms[optimiser::Term::travel]);
      line.wait_min = wait_before(route, starts, i);
      line.is_regular = day.regulars.contains({visit.client_id, worker_id});
      out.push_back(std::move(line));
    }
  }
};

}  // namespace

std::vector<PlannedAssignment> assignments_from(const CentreDay& day, const DayModel& model,
                                                const optimiser::Solution& found,
                                                Planning planning) {
  const optimiser::Solution solution = earliest(model, found);
  const Answer answer{day, model, planning, settle_vehicles(day, model, solution)};
  const std::set<VisitId> linked = linked_visits(day);
  RouteStarts starts;
  for (const optimiser::Route& route : solution.routes)
    starts.push_back(agreed_starts(day, model, route, linked));
  put_on_grid(day, model, solution, planning, starts);
  std::vector<PlannedAssignment> out;
  for (std::size_t i = 0; i < solution.routes.size(); ++i)
    answer.add_route(solution.routes[i], starts[i], out);
  for (const optimiser::LeftOut& left : solution.left_out) {
    const auto index = static_cast<std::size_t>(left.activity);
    if (index >= day.visits.size() || !is_movable(day, day.visits[index])) continue;
    const Visit& visit = day.visits[index];
    PlannedAssignment none{visit.id, visit.version};
    none.start_min = visit.start_min;
    // The engine knows nobody who is off that day; people do, and would look in vain for training.
    const bool is_off = left.reason == optimiser::LeftOutReason::no_skilled_worker &&
                        has_skilled_worker(day, visit.service);
    none.unassigned_reason =
        base::name_of(is_off ? optimiser::LeftOutReason::no_reachable_window : left.reason);
    out.push_back(std::move(none));
  }
  // One line for each visit that may move: nobody is forgotten, whatever the engine answered.
  CHECK(std::cmp_equal(out.size(), std::ranges::count_if(day.visits, [&](const Visit& visit) {
                         return is_movable(day, visit);
                       })));
  return out;
}

}  // namespace care
