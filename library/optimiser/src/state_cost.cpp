// Costs per route, kept up to date for the routes that changed.
#include <algorithm>

#include "rules.h"
#include "state.h"

namespace optimiser {

std::int64_t State::total() {
  if (!dirty_.empty()) {
    if (model_->postpones) postpone();
    refresh_costs();
  }
  const Weights& weights = model_->weights;
  const Balance& all = balance();
  CHECK(dirty_.empty());
  return route_sum_ + omissions_ + weights[Term::tardiness_max] * all.tardiness_max +
         weights[Term::waiting_max] * all.waiting_max +
         weights[Term::workload_spread] * all.spread() + weights[Term::idle_max] * all.idle_max +
         weights[Term::workload_deviation] * deviation();
}

// Σ |occupied − mean|, each rounded up.
Time State::deviation() {
  if (model_->weights[Term::workload_deviation] == 0) return 0;
  const auto count = static_cast<Time>(routes_.size());
  Time sum = 0;
  above_mean_ = 0;
  for (const Route& route : routes_) {
    const Time apart = count * route.occupied - balance().occupied;
    above_mean_ += apart > 0 ? 1 : -1;
    sum += ((apart < 0 ? -apart : apart) + count - 1) / count;
  }
  CHECK(sum >= 0);
  return sum;
}

std::int64_t State::balance_change(Index w, Time duration, Time travel, Time delay) const {
  const Weights& weights = model_->weights;
  const Route& here = route(w);
  const Balance& all = balance();
  std::int64_t cost = 0;
  if (weights[Term::workload_spread] != 0) {
    const Time workload = here.workload + duration;
    const bool is_shortest = here.workload == all.shortest;
    const Time shortest = is_shortest ? std::min(all.second_shortest, workload) : all.shortest;
    cost += weights[Term::workload_spread] *
            (std::max(all.longest, workload) - shortest - all.spread());
  }
  if (weights[Term::idle_max] != 0) {
    const Time idle = here.idle - duration - travel + delay;
    const Time others = here.idle == all.idle_max ? all.idle_second : all.idle_max;
    cost += weights[Term::idle_max] * (std::max(others, idle) - all.idle_max);
  }
  if (weights[Term::workload_deviation] != 0) {
    const auto count = static_cast<Time>(routes_.size());
    const auto apart = [](Time time) { return time < 0 ? -time : time; };
    const Time before = count * here.occupied - all.occupied;
    const Time added = duration + travel;
    // The mean rises by added / count, which all others notice.
    cost += weights[Term::workload_deviation] *
            (apart(before + (count - 1) * added) - apart(before) - added * above_mean_) / count;
  }
  return cost;
}

Balance State::balance_of(const Route& route) {
  return {.tardiness_max = route.tardiness_max,
          .waiting_max = route.waiting,
          .longest = route.workload,
          .shortest = route.workload,
          .idle_max = route.idle,
          .occupied = route.occupied};
}

void State::refresh_costs() {
  for (const Index w : dirty_) {
    CHECK(at(is_dirty_, w) != 0);
    route_sum_ -= route(w).cost;
    refresh_cost(w);
    route_sum_ += route(w).cost;
    if (model_->compares) tournament_.set(static_cast<std::size_t>(w), balance_of(route(w)));
    is_dirty_[static_cast<std::size_t>(w)] = 0;
  }
  dirty_.clear();
}

// The weighted sum of what the evaluator counts for one route, in one pass.
void State::refresh_cost(Index w) {
  Route& here = mutable_route(w);
  const Worker& who = worker(w);
  here.cost = here.tardiness_max = here.waiting = here.workload = here.occupied = 0;
  here.idle = who.shift_end - who.shift_start;
  if (here.length == 0) return;
  const Weights& weights = model_->weights;
  Time travel = 0;
  std::int64_t distance = 0;
  Time tardiness = 0;
  Time change_time = 0;
  Index place = who.start_place;
  Time free_at = who.shift_start;
  bool counts_waiting = who.is_present_from_start;
  for (Index a = here.first; a != kNone; a = stop(a).next) {
    const Stop& self = stop(a);
    const Facts& fact = facts(a);
    const Time start = model_->postpones ? self.late : self.start;
    travel += self.leg;
    if (here.ways->distance_from != nullptr) distance += here.ways->distance(place, self.at);
    if (self.at != kNone) place = self.at;
    if (counts_waiting) here.waiting += start - self.leg - free_at;
    counts_waiting |= fact.place != kNone;
    if (start > fact.due) {
      const Time late = tardiness_of(activity(a), start);
      tardiness += late;
      here.tardiness_max = std::max(here.tardiness_max, late);
    }
    if (fact.is_published) change_time += time_change_of(activity(a), start);
    here.workload += fact.duration;
    if (fact.place != kNone) here.occupied += fact.duration;
    here.cost += model_->cost_of_worker(a, w);
    free_at = start + fact.duration;
  }
  CHECK(here.waiting >= 0 && tardiness >= 0);
  const Time back = here.ways->duration(place, who.end_place);
  travel += back;
  if (here.ways->distance_from != nullptr) distance += here.ways->distance(place, who.end_place);
  const Time finish = free_at + back;
  here.occupied += travel;
  here.idle = std::max(who.shift_end, finish) - who.shift_start - travel - here.workload;
  here.cost += weights[Term::travel] * travel + weights[Term::distance] * distance +
               weights[Term::tardiness] * tardiness + weights[Term::waiting] * here.waiting +
               weights[Term::change_time] * change_time +
               weights[Term::overtime] * std::max<Time>(0, finish - who.shift_end) +
               weights[Term::worker_used];
}

Terms State::terms() { return evaluate(model_->problem, model_->weights, plan()).terms; }

}  // namespace optimiser
