#include "state.h"

#include <algorithm>

#include "rules.h"

namespace optimiser {

// A partial plan that can be changed and taken back in time proportional to the change: linked
// lists of activities, one for each worker, and a trail of what was done. Christiaens and Vanden
// Berghe (2020) need hundreds of thousands of such changes for one plan.
State::State(const Model& model)
    : model_(&model),
      stops_(model.problem.activities.size()),
      routes_(model.problem.workers.size()),
      driver_(model.problem.vehicles.size(), kNone),
      is_queued_(stops_.size(), 0),
      is_dirty_(routes_.size(), 0),
      tournament_(routes_.size()),
      is_tied_(routes_.size(), 0) {
  CHECK(model.ties.size() == stops_.size());
  CHECK(model.omission_costs.size() == stops_.size());
  for (const std::int64_t cost : model.omission_costs) omissions_ += cost;
  left_out_at_.resize(stops_.size());
  for (Index a = 0; a < model.activity_count(); ++a) leave_out(a);
  for (Index w = 0; w < model.worker_count(); ++w) put_vehicle(w, kNone);
  refresh_costs();
}

bool State::insert(Index a, Index w, Index after) {
  CHECK(!is_planned(a));
  CHECK(reshaped_.empty() && fallen_.empty());
  CHECK(after == kNone || worker_of(after) == w);
  const auto vehicle = vehicle_for(a, w);
  if (!vehicle || !are_relations_kept(a, w) || !is_load_kept(a, w, after, *vehicle)) return false;
  const Mark before = mark();
  const bool is_new_vehicle = *vehicle != vehicle_of(w);
  if (is_new_vehicle) set_vehicle(w, *vehicle);
  trail_.push_back({Deed::inserted, a, w, after, 0});
  link_in(a, w, after);
  // Below every real start: propagation only ever raises starts, up to the least fixed point.
  put_start(a, -kNever);
  if (is_new_vehicle) {
    // Another vehicle, other ways: starts may fall as well as rise.
    for (Index x = first_of(w); x != kNone; x = next_of(x)) seed(x);
  } else {
    if (is_shortcut(a)) seed(next_of(a));
    // Breaks before it are taken at its place now.
    if (facts(a).place != kNone) seed_breaks_before(a);
  }
  enqueue(a);
  if (next_of(a) != kNone) enqueue(next_of(a));
  bool is_valid = refresh_latest(w);
  if (is_valid) is_valid = fallen_.empty() ? propagate() : settle();
  if (!is_valid) undo_to(before);
  CHECK(is_valid == is_planned(a));
  CHECK(queue_.empty() && fallen_.empty());
  return is_valid;
}

void State::remove(Index a) {
  CHECK(is_planned(a));
  const Index w = worker_of(a);
  CHECK(length_of(w) > 0);
  trail_.push_back({Deed::removed, a, w, previous_of(a), start_of(a)});
  seed_dependents(a);
  seed_breaks_before(a);
  // Where the direct way is the longer one, what follows must start later without the detour.
  if (is_shortcut(a)) seed(next_of(a));
  unlink(a);
  // A vehicle goes back to the pool with the last visit only: until then the times rest on it.
  if (length_of(w) == 0 && vehicle_of(w) != kNone) set_vehicle(w, kNone);
  // Without the visit starts may fall. They are worked out again by settle(), once for all
  // removals of a ruin instead of once for each.
  if (reshaped_.empty() || reshaped_.back() != w) reshaped_.push_back(w);
}

// Breaks right before `a` are taken where it is; they come and go with it.
void State::seed_breaks_before(Index a) {
  for (Index x = previous_of(a); x != kNone && facts(x).place == kNone; x = previous_of(x)) seed(x);
}

// Whether what follows `a` may be reached sooner by way of it, because travel times break the
// triangle inequality.
bool State::is_shortcut(Index a) const {
  const Stop& here = stop(a);
  if (here.next == kNone || facts(a).place == kNone) return false;
  // Breaks right before it are taken on arrival, so that the way to it is theirs.
  Time way = here.leg;
  Index before = here.previous;
  for (; before != kNone && facts(before).place == kNone; before = stop(before).previous)
    way += stop(before).leg;
  const Time direct =
      route(here.worker).ways->duration(place_after(here.worker, before), stop(here.next).at);
  return way + facts(a).duration + stop(here.next).leg < direct;
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
  drop_queue();
  for (const Index a : fallen_) at(is_queued_, a) = 0;
  fallen_.clear();
  while (trail_.size() > mark) {
    const Step step = trail_.back();
    trail_.pop_back();
    // In reverse, so that each step finds the plan as it left it.
    switch (step.deed) {
      case Deed::retimed: put_start(step.activity, step.start); break;
      case Deed::inserted:
        CHECK(worker_of(step.activity) == step.worker);
        unlink(step.activity);
        reshaped_.push_back(step.worker);
        break;
      case Deed::removed:
        CHECK(!is_planned(step.activity));
        link_in(step.activity, step.worker, step.after);
        put_start(step.activity, step.start);
        reshaped_.push_back(step.worker);
        break;
      case Deed::vehicle_changed: {
        const Index present = vehicle_of(step.activity);
        CHECK(present != step.worker);
        if (present != kNone) at(driver_, present) = kNone;
        put_vehicle(step.activity, step.worker);
        if (step.worker != kNone) at(driver_, step.worker) = step.activity;
        reshaped_.push_back(step.activity);
        break;
      }
    }
  }
  std::ranges::sort(reshaped_);
  Index done = kNone;
  for (const Index w : reshaped_) {
    if (w != done) static_cast<void>(refresh_latest(w));
    done = w;
  }
  reshaped_.clear();
}

bool State::is_group_planned(Index group) const {
  // Groups are planned and removed as a whole, so any member speaks for all.
  return is_planned(at(model_->groups, group).front());
}

Index State::place_after(Index w, Index a) const {
  return a == kNone ? worker(w).start_place : stop(a).at;
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
  if (!facts(a).is_tied) return true;
  for (const Tie& tie : at(model_->ties, a)) {
    // Persons, not workers, are compared: two shifts of one person are no second pair of hands.
    if (tie.relation == WorkerRelation::any || !is_planned(tie.other)) continue;
    const bool is_same = at(model_->person, w) == at(model_->person, worker_of(tie.other));
    if (is_same != (tie.relation == WorkerRelation::same)) return false;
  }
  return true;
}

bool State::is_sum_kept(Index a, Index w, Index vehicle) const {
  const auto& capacity =
      vehicle == kNone ? worker(w).capacity : at(model_->problem.vehicles, vehicle).capacity;
  if (capacity.empty() || activity(a).loads.empty()) return true;
  if (capacity.size() == 1) return route(w).load + activity(a).loads[0] <= capacity[0];
  for (std::size_t d = 0; d < capacity.size(); ++d) {
    std::int64_t sum = activity(a).loads[d];
    for (Index x = first_of(w); x != kNone; x = next_of(x))
      if (!activity(x).loads.empty()) sum += activity(x).loads[d];
    if (sum > capacity[d]) return false;
  }
  return true;
}

bool State::is_load_kept(Index a, Index w, Index after, Index vehicle) const {
  if (model_->load_rule == LoadRule::none) return true;
  if (model_->load_rule == LoadRule::sums) return is_sum_kept(a, w, vehicle);
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

Plan State::plan() {
  static_cast<void>(total());
  Plan plan;
  for (Index w = 0; w < model_->worker_count(); ++w) {
    if (length_of(w) == 0) continue;
    PlannedRoute planned{w, vehicle_of(w), {}};
    for (Index a = first_of(w); a != kNone; a = next_of(a))
      planned.visits.push_back({a, model_->postpones ? stop(a).late : start_of(a)});
    CHECK(planned.visits.size() == static_cast<std::size_t>(length_of(w)));
    plan.routes.push_back(std::move(planned));
  }
  return plan;
}

void State::link_in(Index a, Index w, Index after) {
  CHECK(after != a);
  CHECK(after == kNone || worker_of(after) == w);
  Route& here = at(routes_, w);
  Stop& self = at(stops_, a);
  self.previous = after;
  self.next = after == kNone ? here.first : stop(after).next;
  (after == kNone ? here.first : mutable_stop(after).next) = a;
  (self.next == kNone ? here.last : mutable_stop(self.next).previous) = a;
  self.worker = w;
  if (here.length == 0) ++used_count_;
  ++here.length;
  ++planned_count_;
  take_in(a);
  CHECK(planned_count_ <= model_->activity_count());
  if (facts(a).place == kNone) ++here.placeless;
  if (!activity(a).loads.empty()) here.load += activity(a).loads[0];
  omissions_ -= model_->omission_cost(a);
  refresh_legs(w, a);
  touch(w);
}

void State::unlink(Index a) {
  Stop& self = at(stops_, a);
  const Index w = self.worker;
  const Index next = self.next;
  Route& here = at(routes_, w);
  (self.previous == kNone ? here.first : mutable_stop(self.previous).next) = next;
  (next == kNone ? here.last : mutable_stop(next).previous) = self.previous;
  self.worker = self.next = self.previous = kNone;
  --here.length;
  CHECK(here.length >= 0);
  if (here.length == 0) --used_count_;
  --planned_count_;
  leave_out(a);
  if (facts(a).place == kNone) --here.placeless;
  if (!activity(a).loads.empty()) here.load -= activity(a).loads[0];
  omissions_ += model_->omission_cost(a);
  if (next != kNone) refresh_legs(w, next);
  else if (here.last != kNone && facts(here.last).place == kNone) refresh_legs(w, here.last);
  touch(w);
}

void State::leave_out(Index a) {
  at(left_out_at_, a) = static_cast<std::uint32_t>(left_out_.size());
  left_out_.push_back(a);
}

void State::take_in(Index a) {
  const std::uint32_t place = at(left_out_at_, a);
  CHECK(place < left_out_.size() && left_out_[place] == a);
  // The last one moves into the gap.
  left_out_[place] = left_out_.back();
  at(left_out_at_, left_out_[place]) = place;
  left_out_.pop_back();
}

void State::touch(Index w) {
  // Costs are worked out when asked for, at most once for each round of changes.
  if (is_dirty_[static_cast<std::size_t>(w)]) return;
  is_dirty_[static_cast<std::size_t>(w)] = 1;
  dirty_.push_back(w);
}

void State::put_start(Index a, Time start) {
  Stop& self = mutable_stop(a);
  self.start = start;
  self.finish = start + facts(a).duration;
  touch(self.worker);
}

void State::set_start(Index a, Time start) {
  trail_.push_back({Deed::retimed, a, kNone, kNone, stop(a).start});
  put_start(a, start);
}

void State::put_vehicle(Index w, Index vehicle) {
  const Index mode = vehicle == kNone ? worker(w).mode : at(model_->problem.vehicles, vehicle).mode;
  Route& here = at(routes_, w);
  here.vehicle = vehicle;
  here.ways = &at(model_->ways, mode);
  for (Index a = here.first; a != kNone; a = stop(a).next) refresh_legs(w, a);
  touch(w);
}

void State::set_vehicle(Index w, Index vehicle) {
  const Index present = vehicle_of(w);
  CHECK(present != vehicle);
  CHECK(present == kNone || at(driver_, present) == w);
  CHECK(vehicle == kNone || at(driver_, vehicle) == kNone);
  trail_.push_back({Deed::vehicle_changed, w, present, kNone, 0});
  if (present != kNone) at(driver_, present) = kNone;
  put_vehicle(w, vehicle);
  if (vehicle != kNone) at(driver_, vehicle) = w;
}

}  // namespace optimiser
