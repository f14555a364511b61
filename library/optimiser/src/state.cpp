#include "state.h"

#include <algorithm>

#include "rules.h"

namespace optimiser {

// A partial plan that can be changed and taken back in time proportional to the change: linked
// lists of activities, one for each worker, and a trail of what was done. Christiaens and Vanden
// Berghe (2020) need hundreds of thousands of such changes for one plan.
State::State(const Model& model)
    : model_(&model),
      next_(model.problem.activities.size(), kNone),
      previous_(next_),
      worker_(next_),
      start_(next_.size(), 0),
      first_(model.problem.workers.size(), kNone),
      last_(first_),
      length_(first_.size(), 0),
      vehicle_(first_),
      driver_(model.problem.vehicles.size(), kNone),
      is_queued_(next_.size(), 0),
      costs_(first_.size()),
      is_dirty_(first_.size(), 0) {
  CHECK(model.ties.size() == next_.size());
  for (const Activity& activity : model.problem.activities)
    omissions_[omission_term(activity)] += activity.priority;
}

bool State::insert(Index a, Index w, Index after) {
  CHECK(!is_planned(a));
  CHECK(unsettled_.empty());
  CHECK(after == kNone || worker_of(after) == w);
  const auto vehicle = vehicle_for(a, w);
  if (!vehicle || !are_relations_kept(a, w) || !is_load_kept(a, w, after, *vehicle)) return false;
  const Mark before = mark();
  const bool is_new_vehicle = *vehicle != vehicle_of(w);
  if (is_new_vehicle) set_vehicle(w, *vehicle);
  trail_.push_back({Deed::inserted, a, w, after, 0});
  link_in(a, w, after);
  // Below every real start: propagation only ever raises starts, up to the least fixed point.
  set_start(a, -kNever);
  bool is_valid = true;
  if (is_new_vehicle || is_shortcut(a)) {
    unsettled_.push_back(w);  // starts may fall as well as rise
    is_valid = settle();
  } else {
    enqueue(a);
    enqueue_after(a);
    is_valid = propagate();
  }
  // A break at the end of a route does not move when the place before it does.
  if (is_valid) is_valid = finish_of(w) <= finish_limit_of(w);
  if (!is_valid) undo_to(before);
  CHECK(is_valid == is_planned(a));
  CHECK(queue_.empty());
  return is_valid;
}

void State::remove(Index a) {
  CHECK(is_planned(a));
  const Index w = worker_of(a);
  CHECK(length_of(w) > 0);
  trail_.push_back({Deed::removed, a, w, previous_of(a), start_of(a)});
  unlink(a);
  // A vehicle goes back to the pool with the last visit only: until then the times rest on it.
  if (length_of(w) == 0 && vehicle_of(w) != kNone) set_vehicle(w, kNone);
  // Without the visit starts may fall. They are worked out again by settle(), once for all
  // removals of a ruin instead of once for each.
  unsettled_.push_back(w);
}

// Whether what follows `a` may be reached sooner by way of it. Such is the case when a break comes
// next (the worker spends it farther on), or when travel times break the triangle inequality.
bool State::is_shortcut(Index a) const {
  const Index next = next_of(a);
  if (next == kNone || activity(a).place == kNone) return false;
  if (activity(next).place == kNone) return true;
  const TravelMatrix& matrix = matrix_of(worker_of(a));
  const Index here = place_after(worker_of(a), previous_of(a));
  const Time direct = way_between(matrix, here, activity(next).place).duration;
  return way_between(matrix, here, activity(a).place).duration + activity(a).duration +
             way_between(matrix, activity(a).place, activity(next).place).duration <
         direct;
}

bool State::give_vehicle(Index w, Index vehicle) {
  CHECK(length_of(w) == 0);
  CHECK(vehicle_of(w) == kNone);
  if (at(driver_, vehicle) != kNone || !model_->may_take(w, vehicle)) return false;
  set_vehicle(w, vehicle);
  return true;
}

void State::return_vehicle(Index w) {
  CHECK(length_of(w) == 0);
  if (vehicle_of(w) != kNone) set_vehicle(w, kNone);
}

void State::undo_to(Mark mark) {
  CHECK(mark <= trail_.size());
  while (trail_.size() > mark) {
    const Step step = trail_.back();
    trail_.pop_back();
    // In reverse, so that each step finds the plan as it left it.
    switch (step.deed) {
      case Deed::retimed:
        at(start_, step.activity) = step.start;
        touch(worker_of(step.activity));
        break;
      case Deed::inserted:
        CHECK(worker_of(step.activity) == step.worker);
        unlink(step.activity);
        break;
      case Deed::removed:
        CHECK(!is_planned(step.activity));
        link_in(step.activity, step.worker, step.after);
        at(start_, step.activity) = step.start;
        break;
      case Deed::vehicle_changed: {
        const Index present = vehicle_of(step.activity);
        CHECK(present != step.worker);
        if (present != kNone) at(driver_, present) = kNone;
        at(vehicle_, step.activity) = step.worker;
        if (step.worker != kNone) at(driver_, step.worker) = step.activity;
        touch(step.activity);
        break;
      }
    }
  }
  unsettled_.clear();
}

bool State::is_group_planned(Index group) const {
  // Groups are planned and removed as a whole, so any member speaks for all.
  return is_planned(at(model_->groups, group).front());
}

Index State::place_after(Index w, Index a) const {
  // A break has no place of its own: the worker is where the last visit with one was.
  for (; a != kNone; a = previous_of(a))
    if (activity(a).place != kNone) return activity(a).place;
  return worker(w).start_place;
}

const TravelMatrix& State::matrix_of(Index w) const {
  const Index vehicle = vehicle_of(w);
  return at(model_->problem.travel,
            vehicle == kNone ? worker(w).mode : at(model_->problem.vehicles, vehicle).mode);
}

std::optional<Index> State::vehicle_for(Index a, Index w) const {
  const BitSet missing = activity(a).traits & ~worker(w).traits;
  const Index present = vehicle_of(w);
  if (missing == 0) return present;
  const auto suits = [&](Index v) {
    return (missing & ~at(model_->problem.vehicles, v).traits) == 0;
  };
  // One vehicle for the whole route: nobody changes cars at noon.
  if (present != kNone) return suits(present) ? std::optional(present) : std::nullopt;
  for (Index v = 0; static_cast<std::size_t>(v) < driver_.size(); ++v)
    if (at(driver_, v) == kNone && suits(v) && model_->may_take(w, v)) return v;
  return std::nullopt;
}

bool State::are_relations_kept(Index a, Index w) const {
  for (const Tie& tie : at(model_->ties, a)) {
    // Persons, not workers, are compared: two shifts of one person are no second pair of hands.
    if (tie.relation == WorkerRelation::any || !is_planned(tie.other)) continue;
    const bool is_same = at(model_->person, w) == at(model_->person, worker_of(tie.other));
    if (is_same != (tie.relation == WorkerRelation::same)) return false;
  }
  return true;
}

bool State::is_load_kept(Index a, Index w, Index after, Index vehicle) const {
  const auto dimensions = static_cast<std::size_t>(model_->problem.load_dimensions);
  const auto& capacity =
      vehicle == kNone ? worker(w).capacity : at(model_->problem.vehicles, vehicle).capacity;
  CHECK(capacity.empty() || capacity.size() == dimensions);
  // The whole route is counted anew: loads may be negative and reloads reset them, so that no
  // prefix sum would hold. Routes are short.
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::int64_t on_board = 0;
    const auto takes = [&](Index x) {
      if (activity(x).empties_load) on_board = 0;
      if (!activity(x).loads.empty()) on_board += activity(x).loads[d];
      return on_board >= 0 && (capacity.empty() || on_board <= capacity[d]);
    };
    if (after == kNone && !takes(a)) return false;
    for (Index x = first_of(w); x != kNone; x = next_of(x)) {
      if (!takes(x)) return false;
      if (x == after && !takes(a)) return false;
    }
  }
  return true;
}

Plan State::plan() const {
  Plan plan;
  for (Index w = 0; w < model_->worker_count(); ++w) {
    if (length_of(w) == 0) continue;
    PlannedRoute route{w, vehicle_of(w), {}};
    for (Index a = first_of(w); a != kNone; a = next_of(a))
      route.visits.push_back({a, start_of(a)});
    CHECK(route.visits.size() == static_cast<std::size_t>(length_of(w)));
    plan.routes.push_back(std::move(route));
  }
  return plan;
}

void State::link_in(Index a, Index w, Index after) {
  CHECK(after != a);
  CHECK(after == kNone || worker_of(after) == w);
  const Index before = after == kNone ? first_of(w) : next_of(after);
  at(previous_, a) = after;
  at(next_, a) = before;
  (after == kNone ? at(first_, w) : at(next_, after)) = a;
  (before == kNone ? at(last_, w) : at(previous_, before)) = a;
  at(worker_, a) = w;
  ++at(length_, w);
  ++planned_count_;
  CHECK(planned_count_ <= model_->activity_count());
  omissions_[omission_term(activity(a))] -= activity(a).priority;
  touch(w);
}

void State::unlink(Index a) {
  const Index w = worker_of(a);
  const Index after = previous_of(a);
  const Index before = next_of(a);
  (after == kNone ? at(first_, w) : at(next_, after)) = before;
  (before == kNone ? at(last_, w) : at(previous_, before)) = after;
  at(worker_, a) = kNone;
  at(next_, a) = at(previous_, a) = kNone;
  --at(length_, w);
  --planned_count_;
  CHECK(length_of(w) >= 0 && planned_count_ >= 0);
  CHECK((length_of(w) == 0) == (first_of(w) == kNone));
  CHECK((length_of(w) == 0) == (last_of(w) == kNone));
  omissions_[omission_term(activity(a))] += activity(a).priority;
  touch(w);
}

void State::touch(Index w) {
  // Costs of a route are worked out when asked for, at most once for each round of changes.
  if (at(is_dirty_, w)) return;
  at(is_dirty_, w) = 1;
  dirty_.push_back(w);
}

void State::set_start(Index a, Time start) {
  CHECK(is_planned(a));
  CHECK(start < kNever);
  trail_.push_back({Deed::retimed, a, kNone, kNone, start_of(a)});
  at(start_, a) = start;
  touch(worker_of(a));
}

void State::set_vehicle(Index w, Index vehicle) {
  const Index present = vehicle_of(w);
  CHECK(present != vehicle);
  CHECK(present == kNone || at(driver_, present) == w);
  CHECK(vehicle == kNone || at(driver_, vehicle) == kNone);
  trail_.push_back({Deed::vehicle_changed, w, present, kNone, 0});
  if (present != kNone) at(driver_, present) = kNone;
  at(vehicle_, w) = vehicle;
  if (vehicle != kNone) at(driver_, vehicle) = w;
  touch(w);
}

}  // namespace optimiser
