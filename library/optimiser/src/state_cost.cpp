// Terms per route, kept up to date for the routes that changed.
#include <algorithm>

#include "rules.h"
#include "state.h"

namespace optimiser {

std::int64_t State::total() { return total_of(terms(), model_->weights); }

const Terms& State::terms() {
  refresh_costs();
  terms_ = route_sum_;
  terms_ += omissions_;
  longest_ = 0;
  shortest_ = second_shortest_ = costs_.empty() ? 0 : kForever;
  for (const RouteCost& cost : costs_) {
    terms_[Term::tardiness_max] = std::max(terms_[Term::tardiness_max], cost.tardiness_max);
    terms_[Term::waiting_max] = std::max(terms_[Term::waiting_max], cost.terms[Term::waiting]);
    longest_ = std::max(longest_, cost.workload);
    second_shortest_ = std::min(second_shortest_, std::max(shortest_, cost.workload));
    shortest_ = std::min(shortest_, cost.workload);
  }
  CHECK(dirty_.empty());
  CHECK(shortest_ <= second_shortest_ && shortest_ <= longest_);
  terms_[Term::workload_spread] = longest_ - shortest_;
  return terms_;
}

Time State::spread_change(Index w, Time duration) const {
  CHECK(dirty_.empty());
  CHECK(duration >= 0);
  const Time workload = at(costs_, w).workload + duration;
  const bool is_shortest = at(costs_, w).workload == shortest_;
  const Time shortest = is_shortest ? std::min(second_shortest_, workload) : shortest_;
  return std::max(longest_, workload) - shortest - (longest_ - shortest_);
}

void State::refresh_costs() {
  for (const Index w : dirty_) {
    CHECK(at(is_dirty_, w) != 0);
    RouteCost& cost = at(costs_, w);
    route_sum_ -= cost.terms;
    cost = cost_of_route(w);
    route_sum_ += cost.terms;
    at(is_dirty_, w) = 0;
  }
  dirty_.clear();
}

State::RouteCost State::cost_of_route(Index w) const {
  RouteCost cost;
  if (length_of(w) == 0) return cost;
  const TravelMatrix& matrix = matrix_of(w);
  Index place = worker(w).start_place;
  for (Index a = first_of(w); a != kNone; a = next_of(a)) {
    const Way way = way_between(matrix, place, activity(a).place);
    if (activity(a).place != kNone) place = activity(a).place;
    add_visit_cost(cost, a, way);
  }
  CHECK(cost.workload >= 0);
  const Way back = way_between(matrix, place, worker(w).end_place);
  cost.terms[Term::travel] += back.duration;
  cost.terms[Term::distance] += back.distance;
  const Time finish = free_after(w, last_of(w)) + back.duration;
  cost.terms[Term::overtime] = std::max<Time>(0, finish - worker(w).shift_end);
  cost.terms[Term::worker_used] = 1;
  return cost;
}

void State::add_visit_cost(RouteCost& cost, Index a, const Way& way) const {
  const Activity& what = activity(a);
  const Index w = worker_of(a);
  const Time start = start_of(a);
  const Time tardiness = tardiness_of(what, start);
  CHECK(start > -kNever && start < kNever);
  if (previous_of(a) != kNone) {
    const Time waiting = start - (free_after(w, previous_of(a)) + way.duration);
    CHECK(waiting >= 0);
    cost.terms[Term::waiting] += waiting;
  }
  cost.terms[Term::travel] += way.duration;
  cost.terms[Term::distance] += way.distance;
  cost.terms[Term::tardiness] += tardiness;
  cost.terms[Term::preference] += preference_of(what, w);
  cost.terms[Term::change_worker] += worker_change_of(what, w);
  cost.terms[Term::change_time] += time_change_of(what, start);
  cost.tardiness_max = std::max(cost.tardiness_max, tardiness);
  cost.workload += what.duration;
}

}  // namespace optimiser
