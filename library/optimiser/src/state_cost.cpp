// Terms per route, kept up to date for the routes that changed.
#include <algorithm>

#include "rules.h"
#include "state.h"

namespace optimiser {

std::int64_t State::total() {
  refresh_costs();
  const Weights& weights = model_->weights;
  std::int64_t total = route_sum_ + omissions_;
  CHECK(dirty_.empty());
  Time waiting_max = 0;
  tardiness_max_ = longest_ = 0;
  shortest_ = second_shortest_ = routes_.empty() ? 0 : kForever;
  for (const Route& route : routes_) {
    tardiness_max_ = std::max(tardiness_max_, route.tardiness_max);
    waiting_max = std::max(waiting_max, route.waiting);
    longest_ = std::max(longest_, route.workload);
    second_shortest_ = std::min(second_shortest_, std::max(shortest_, route.workload));
    shortest_ = std::min(shortest_, route.workload);
  }
  CHECK(shortest_ <= second_shortest_ && shortest_ <= longest_);
  return total + weights[Term::tardiness_max] * tardiness_max_ +
         weights[Term::waiting_max] * waiting_max +
         weights[Term::workload_spread] * (longest_ - shortest_);
}

Terms State::terms() const {
  Terms terms;
  Time longest = 0;
  Time shortest = routes_.empty() ? 0 : kForever;
  for (Index w = 0; w < model_->worker_count(); ++w) {
    const Terms of_route = terms_of_route(w);
    Time workload = 0;
    for (Index a = first_of(w); a != kNone; a = next_of(a)) {
      workload += facts(a).duration;
      terms[Term::tardiness_max] =
          std::max(terms[Term::tardiness_max], tardiness_of(activity(a), start_of(a)));
    }
    longest = std::max(longest, workload);
    shortest = std::min(shortest, workload);
    terms += of_route;
    terms[Term::waiting_max] = std::max(terms[Term::waiting_max], of_route[Term::waiting]);
  }
  for (Index a = 0; a < model_->activity_count(); ++a)
    if (!is_planned(a)) terms[omission_term(activity(a))] += activity(a).priority;
  CHECK(shortest <= longest);
  terms[Term::workload_spread] = longest - shortest;
  return terms;
}

Time State::spread_change(Index w, Time duration) const {
  CHECK(dirty_.empty());
  CHECK(duration >= 0);
  const Time workload = at(routes_, w).workload + duration;
  const bool is_shortest = at(routes_, w).workload == shortest_;
  const Time shortest = is_shortest ? std::min(second_shortest_, workload) : shortest_;
  return std::max(longest_, workload) - shortest - (longest_ - shortest_);
}

void State::refresh_costs() {
  for (const Index w : dirty_) {
    CHECK(at(is_dirty_, w) != 0);
    route_sum_ -= route(w).cost;
    refresh_cost(w);
    route_sum_ += route(w).cost;
    is_dirty_[static_cast<std::size_t>(w)] = 0;
  }
  dirty_.clear();
}

// The weighted sum of terms_of_route(), in one pass and without the terms.
void State::refresh_cost(Index w) {
  Route& here = mutable_route(w);
  here.cost = here.tardiness_max = here.waiting = here.workload = 0;
  if (here.length == 0) return;
  const Weights& weights = model_->weights;
  Time travel = 0;
  std::int64_t distance = 0;
  Time tardiness = 0;
  Time change_time = 0;
  Index place = worker(w).start_place;
  for (Index a = here.first; a != kNone; a = stop(a).next) {
    const Stop& self = stop(a);
    travel += self.leg;
    if (here.ways->distance_from != nullptr) distance += here.ways->distance(place, facts(a).place);
    place = self.at;
    if (self.previous != kNone) here.waiting += self.start - self.leg - stop(self.previous).finish;
    if (self.start > facts(a).due) {
      const Time late = self.start - facts(a).due;
      tardiness += late;
      here.tardiness_max = std::max(here.tardiness_max, late);
    }
    if (activity(a).published) change_time += time_change_of(activity(a), self.start);
    here.workload += facts(a).duration;
    here.cost += model_->cost_of_worker(a, w);
  }
  CHECK(here.waiting >= 0 && tardiness >= 0);
  const Index end = worker(w).end_place;
  const Time back = here.ways->duration(place, end);
  distance += here.ways->distance(place, end);
  const Time overtime = stop(here.last).finish + back - worker(w).shift_end;
  here.cost += weights[Term::travel] * (travel + back) + weights[Term::distance] * distance +
               weights[Term::tardiness] * tardiness + weights[Term::waiting] * here.waiting +
               weights[Term::change_time] * change_time +
               weights[Term::overtime] * std::max<Time>(0, overtime) + weights[Term::worker_used];
}

Terms State::terms_of_route(Index w) const {
  Terms terms;
  if (length_of(w) == 0) return terms;
  const Index vehicle = vehicle_of(w);
  Walk walk(model_->problem, w, vehicle);
  const auto go = [&](Index place) {
    const Way way = walk.go_to(place);
    terms[Term::travel] += way.duration;
    terms[Term::distance] += way.distance;
    return way.duration;
  };
  for (Index a = first_of(w); a != kNone; a = next_of(a)) {
    const Time leg = go(activity(a).place);
    CHECK(leg == stop(a).leg);
    if (previous_of(a) != kNone)
      terms[Term::waiting] += start_of(a) - free_after(w, previous_of(a)) - leg;
    terms[Term::tardiness] += tardiness_of(activity(a), start_of(a));
    terms[Term::preference] += preference_of(activity(a), w);
    terms[Term::change_worker] += worker_change_of(activity(a), w);
    terms[Term::change_time] += time_change_of(activity(a), start_of(a));
  }
  CHECK(terms[Term::waiting] >= 0);
  const Time finish = free_after(w, last_of(w)) + go(worker(w).end_place);
  terms[Term::overtime] = std::max<Time>(0, finish - worker(w).shift_end);
  terms[Term::worker_used] = 1;
  return terms;
}

}  // namespace optimiser
