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
      : problem_(problem), walk_(problem, planned.worker, planned.vehicle) {
    route_.worker = planned.worker;
    route_.vehicle = planned.vehicle;
  }

  void take(const PlannedVisit& planned) {
    const Activity& activity = at(problem_.activities, planned.activity);
    const Way way = walk_.go_to(activity.place);
    CHECK(planned.start > -kNever && planned.start < kNever);
    CHECK(activity.duration >= 0);
    Visit visit{.activity = planned.activity,
                .arrival = planned.start,
                .start = planned.start,
                .finish = planned.start + activity.duration,
                .terms = {}};
    // The first visit sets when the day begins: nobody waits at a closed door in the morning.
    if (route_.visits.empty()) {
      route_.departure = planned.start - way.duration;
    } else {
      // A plan may ask for the impossible; then the arrival is the start, and validate() tells.
      visit.arrival = std::min(planned.start, route_.visits.back().finish + way.duration);
      visit.terms[Term::waiting] = planned.start - visit.arrival;
      CHECK(visit.terms[Term::waiting] >= 0);
    }
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
    const Way way = walk_.go_to(worker.end_place);
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
};

Time workload_of(const Route& route) {
  Time workload = 0;
  for (const Visit& visit : route.visits) {
    CHECK(visit.finish >= visit.start);
    workload += visit.finish - visit.start;
  }
  return workload;
}

// The terms that belong to no single route.
Terms plan_terms(const Problem& problem, const std::vector<Route>& routes) {
  Terms terms;
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
