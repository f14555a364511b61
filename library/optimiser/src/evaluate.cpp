#include "optimiser/evaluate.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "rules.h"
#include "walk.h"

namespace optimiser {

namespace {

// Goes along a planned route visit by visit and notes what arises where.
class RouteAccount {
 public:
  RouteAccount(const Problem& problem, const PlannedRoute& planned)
      : problem_(problem), walk_(problem, planned) {
    route_.worker = planned.worker;
    route_.vehicle = planned.vehicle;
  }

  void take(const PlannedVisit& planned) {
    const Activity& activity = at(problem_.activities, planned.activity);
    const Way way = walk_.go_on();
    CHECK(planned.start > -kNever && planned.start < kNever);
    CHECK(activity.duration >= 0);
    Visit visit{.activity = planned.activity,
                .arrival = planned.start,
                .start = planned.start,
                .finish = planned.start + activity.duration,
                .terms = {}};
    const Worker& worker = at(problem_.workers, route_.worker);
    if (route_.visits.empty()) {
      // The first visit sets when the day begins, unless the worker is there from the start.
      route_.departure =
          worker.is_present_from_start ? worker.shift_start : planned.start - way.duration;
    }
    const Time free_at = route_.visits.empty() ? route_.departure : route_.visits.back().finish;
    // A plan may ask for the impossible; then the arrival is the start, and validate() tells.
    visit.arrival = std::min(planned.start, free_at + way.duration);
    if (has_visit_ || worker.is_present_from_start)
      visit.terms[Term::waiting] = planned.start - visit.arrival;
    CHECK(visit.terms[Term::waiting] >= 0);
    // After a break at the very beginning the day has not begun either.
    has_visit_ |= activity.place != kNone;
    visit.terms[Term::travel] = way.duration;
    visit.terms[Term::distance] = way.distance;
    visit.terms[Term::tardiness] = tardiness_of(activity, planned.start);
    visit.terms[Term::preference] = preference_of(activity, route_.worker);
    visit.terms[Term::change_worker] = worker_change_of(activity, route_.worker);
    visit.terms[Term::change_time] = time_change_of(activity, planned.start);
    route_.terms += visit.terms;
    route_.visits.push_back(visit);
  }

  Route finish() {
    CHECK(!route_.visits.empty());
    const Worker& worker = at(problem_.workers, route_.worker);
    const Way way = walk_.go_on();
    route_.finish = route_.visits.back().finish + way.duration;
    route_.terms[Term::travel] += way.duration;
    route_.terms[Term::distance] += way.distance;
    // Overtime is reckoned at the end place: the way home is working time.
    route_.terms[Term::overtime] = std::max<Time>(0, route_.finish - worker.shift_end);
    route_.terms[Term::worker_used] = 1;
    CHECK(route_.finish >= route_.visits.back().finish);
    CHECK(route_.departure <= route_.visits.front().start);
    return std::move(route_);
  }

 private:
  const Problem& problem_;
  Walk walk_;
  Route route_;
  bool has_visit_ = false;
};

Time workload_of(const Route& route) {
  Time workload = 0;
  for (const Visit& visit : route.visits) {
    CHECK(visit.finish >= visit.start);
    workload += visit.finish - visit.start;
  }
  return workload;
}

// Ways and visits, without breaks.
Time occupied_of(const Problem& problem, const Route& route) {
  Time occupied = route.terms[Term::travel];
  for (const Visit& visit : route.visits)
    if (at(problem.activities, visit.activity).place != kNone)
      occupied += visit.finish - visit.start;
  return occupied;
}

// Idle time and deviation of work, over all workers.
void add_shift_terms(const Problem& problem, const std::vector<Route>& routes, Terms& terms) {
  const auto count = static_cast<Time>(problem.workers.size());
  std::vector<Time> occupied(problem.workers.size(), 0);
  std::vector<Time> idle;
  for (const Worker& worker : problem.workers)
    idle.push_back(worker.shift_end - worker.shift_start);
  Time sum = 0;
  for (const Route& route : routes) {
    const Worker& worker = at(problem.workers, route.worker);
    at(occupied, route.worker) += occupied_of(problem, route);
    sum += occupied_of(problem, route);
    // Broken plans may name a worker twice; each route then stands for the shift.
    at(idle, route.worker) = std::max(worker.shift_end, route.finish) - worker.shift_start -
                             route.terms[Term::travel] - workload_of(route);
  }
  for (const Time time : idle) terms[Term::idle_max] = std::max(terms[Term::idle_max], time);
  for (const Time time : occupied) {
    const Time apart = count * time - sum;
    terms[Term::workload_deviation] += ((apart < 0 ? -apart : apart) + count - 1) / count;
  }
}

// The terms that belong to no single route.
Terms plan_terms(const Problem& problem, const std::vector<Route>& routes) {
  Terms terms;
  add_shift_terms(problem, routes, terms);
  std::vector<Time> workloads(problem.workers.size(), 0);
  for (const Route& route : routes) {
    at(workloads, route.worker) += workload_of(route);
    for (const Visit& visit : route.visits)
      terms[Term::tardiness_max] =
          std::max(terms[Term::tardiness_max], visit.terms[Term::tardiness]);
    terms[Term::waiting_max] = std::max(terms[Term::waiting_max], route.terms[Term::waiting]);
  }
  if (!workloads.empty()) {
    // Over all workers, idle ones included: an idle colleague is the largest unfairness.
    const auto [shortest, longest] = std::ranges::minmax(workloads);
    terms[Term::workload_spread] = longest - shortest;
    CHECK(terms[Term::workload_spread] >= 0);
  }
  return terms;
}

}  // namespace

Solution evaluate(const Problem& problem, const Weights& weights, const Plan& plan) {
  Solution solution;
  std::vector<bool> is_planned(problem.activities.size(), false);
  for (const PlannedRoute& planned : plan.routes) {
    if (planned.visits.empty()) continue;
    RouteAccount account(problem, planned);
    for (const PlannedVisit& visit : planned.visits) {
      account.take(visit);
      is_planned[static_cast<std::size_t>(visit.activity)] = true;
    }
    solution.routes.push_back(account.finish());
    solution.terms += solution.routes.back().terms;
  }
  // By worker, and by first visit where a broken plan names one twice: equal plans, equal text.
  std::ranges::sort(solution.routes, {}, [](const Route& route) {
    return std::pair(route.worker, route.visits.front().activity);
  });
  solution.terms += plan_terms(problem, solution.routes);
  for (Index a = 0; static_cast<std::size_t>(a) < problem.activities.size(); ++a) {
    if (is_planned[static_cast<std::size_t>(a)]) continue;
    const Activity& activity = at(problem.activities, a);
    solution.terms[omission_term(activity)] += activity.priority;
    // The true reason takes a search; see left_out.h.
    solution.left_out.push_back({a, LeftOutReason::no_free_worker});
  }
  CHECK(solution.left_out.size() <= problem.activities.size());
  CHECK(solution.routes.size() <= plan.routes.size());
  solution.total = total_of(solution.terms, weights);
  return solution;
}

Plan plan_of(const Solution& solution) {
  Plan plan;
  for (const Route& route : solution.routes) {
    PlannedRoute planned{route.worker, route.vehicle, {}};
    for (const Visit& visit : route.visits) planned.visits.push_back({visit.activity, visit.start});
    plan.routes.push_back(std::move(planned));
  }
  return plan;
}

}  // namespace optimiser
