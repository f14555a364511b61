#include "positions.h"

#include <algorithm>

#include "rules.h"

namespace optimiser {

std::int64_t Room::balance_change(const State& state, Index a, Index w, Time start) const {
  const Model& model = state.model();
  const Facts& fact = model.facts[static_cast<std::size_t>(a)];
  Time delay = 0;
  Time waited = 0;
  if (next_start == kNever) {
    // Behind all others: the route ends with this start.
    const Time first = is_present ? first_late : std::min(first_late, start - ways_before);
    waited = is_first && !is_present ? 0 : start - first - ways_before;
  } else {
    const Time pushed = std::max(next_start, start + fact.duration + onward);
    delay = std::max<Time>(0, pushed - next_late);
    const Activity& activity = model.problem.activities[static_cast<std::size_t>(a)];
    const Time late =
        std::max(start, std::min(latest_as_good(activity, start),
                                 std::max(next_late, pushed) - onward - fact.duration));
    const Time first =
        is_present ? first_late : (is_first ? late : std::min(first_late, late - ways_before));
    waited = last_start + delay - first - ways;
  }
  const Worker& worker = model.problem.workers[static_cast<std::size_t>(w)];
  const Time finish = next_start == kNever ? start + fact.duration + onward : end_finish + delay;
  const Time before = std::max(worker.shift_end, end_finish);
  return model.weights[Term::waiting] * (waited - waiting) +
         state.balance_change(w, fact.duration, travel,
                              std::max(worker.shift_end, finish) - before);
}

Positions::Positions(const State& state, Index activity, Index worker, RouteRoom& scratch)
    : is_balancing(state.model().balances),
      state_(state),
      model_(state.model()),
      ways_(*state.route(worker).ways),
      scratch_(scratch),
      activity_(activity),
      worker_(worker),
      end_(model_.problem.workers[static_cast<std::size_t>(worker)].end_place),
      place_(model_.facts[static_cast<std::size_t>(activity)].place),
      from_(model_.problem.workers[static_cast<std::size_t>(worker)].start_place),
      free_at_(model_.problem.workers[static_cast<std::size_t>(worker)].shift_start) {
  next = state.route(worker).first;
}

std::int64_t Positions::balance_floor() const {
  if (!is_balancing) return 0;
  const Time duration = model_.facts[static_cast<std::size_t>(activity_)].duration;
  // At best the new work fills time that was waited so far, and nobody finishes later.
  const Time filled = std::clamp<Time>(duration + travel_, 0, state_.route(worker_).waiting);
  return state_.balance_change(worker_, duration, travel_, 0) -
         model_.weights[Term::waiting] * filled;
}

void Positions::prepare_room() {
  CHECK(!is_prepared_);
  is_prepared_ = true;
  prepare_late();
  prepare_first_late();
}

// From the beginning of the route to its end: how late the first stop may start as far as the stops
// before each position are concerned.
void Positions::prepare_first_late() {
  const Worker& worker = model_.problem.workers[static_cast<std::size_t>(worker_)];
  const State::Route& route = state_.route(worker_);
  scratch_.first_late.assign(1, kNever);
  scratch_.ways.assign(1, 0);
  Time first_late = kNever;
  Time ways = 0;
  for (Index x = route.first; x != kNone; x = state_.stop(x).next) {
    const State::Stop& stop = state_.stop(x);
    const Facts& fact = model_.facts[static_cast<std::size_t>(x)];
    if (x != route.first || worker.is_present_from_start) ways += stop.leg;
    const Time alone =
        fact.is_tied
            ? std::max(stop.start, stop.late)
            : latest_as_good(model_.problem.activities[static_cast<std::size_t>(x)], stop.start);
    first_late = std::min(first_late, alone - ways);
    ways += fact.duration;
    scratch_.first_late.push_back(first_late);
    scratch_.ways.push_back(ways);
  }
  CHECK(scratch_.ways.size() == static_cast<std::size_t>(route.length) + 1);
}

// From the end of the route to its beginning: how far each stop can be put off.
void Positions::prepare_late() {
  const State::Route& route = state_.route(worker_);
  scratch_.late.resize(static_cast<std::size_t>(route.length));
  Time limit = kNever;
  std::size_t i = scratch_.late.size();
  for (Index x = route.last; x != kNone; x = state_.stop(x).previous) {
    const State::Stop& stop = state_.stop(x);
    const Facts& fact = model_.facts[static_cast<std::size_t>(x)];
    Time late = stop.start;
    if (x == route.last) last_start_ = stop.start;
    // A stop with a partner moves with it or not at all; total() has found out how far.
    else if (fact.is_tied) late = std::max(stop.start, std::min(stop.late, limit - fact.duration));
    else
      late = std::min(
          limit - fact.duration,
          latest_as_good(model_.problem.activities[static_cast<std::size_t>(x)], stop.start));
    scratch_.late[--i] = std::max(late, stop.start);
    limit = scratch_.late[i] - stop.leg;
    ways_in_all_ += fact.duration + stop.leg;
  }
  CHECK(i == 0);
  if (route.length == 0) return;
  const Worker& worker = model_.problem.workers[static_cast<std::size_t>(worker_)];
  ways_in_all_ -= model_.facts[static_cast<std::size_t>(route.last)].duration;
  const State::Stop& first = state_.stop(route.first);
  if (!worker.is_present_from_start) ways_in_all_ -= first.leg;
  const Time begins = worker.is_present_from_start ? worker.shift_start : scratch_.late[0];
  waiting_ = last_start_ - begins - ways_in_all_;
}

bool Positions::advance() {
  if (next == kNone) return false;
  const State::Stop& stop = state_.stop(next);
  const Facts& fact = model_.facts[static_cast<std::size_t>(next)];
  ++order_;
  after = next;
  // Breaks before the activity are taken where it is.
  if (fact.place != kNone) {
    from_ = stop.at;
    free_at_ = stop.finish;
    gate_ = kNone;
  } else if (gate_ == kNone) {
    gate_ = next;
  }
  next = stop.next;
  return true;
}

void Positions::measure() {
  const Index to = next == kNone ? end_ : state_.stop(next).at;
  const bool is_break = place_ == kNone;
  // A break is taken on arrival at the next stop, or where the worker is when none follows.
  const Index here = is_break ? (next == kNone ? from_ : to) : place_;
  there_ = here == kNone || from_ == kNone ? 0 : ways_.duration_to[ways_.cell(here, from_)];
  onward = ways_.duration(here, to);
  const Time direct =
      next == kNone || gate_ != kNone ? ways_.duration(from_, to) : Time{state_.stop(next).leg};
  travel_ = there_ + onward - direct;
  added = model_.weights[Term::travel] * travel_;
  if (ways_.distance_from != nullptr)
    added += model_.weights[Term::distance] *
             (ways_.distance(from_, here) + ways_.distance(here, to) - ways_.distance(from_, to));
  arrival = free_at_ + there_;
  for (Index x = gate_; x != kNone && x != next; x = state_.stop(x).next)
    arrival = model_.start_for(x, arrival) + model_.facts[static_cast<std::size_t>(x)].duration;
}

Room Positions::room() {
  if (!is_prepared_) prepare_room();
  const Worker& worker = model_.problem.workers[static_cast<std::size_t>(worker_)];
  const State::Route& route = state_.route(worker_);
  Room room;
  room.travel = travel_;
  room.onward = onward;
  room.is_present = worker.is_present_from_start;
  room.is_first = order_ == 0;
  room.waiting = waiting_;
  room.end_finish = route.length == 0 ? worker.shift_start : state_.finish_of(worker_);
  room.last_start = last_start_;
  room.first_late = room.is_present ? worker.shift_start : scratch_.first_late[order_];
  room.ways_before = room.is_first && !room.is_present ? 0 : scratch_.ways[order_] + there_;
  room.next_start = kNever;
  if (next == kNone) return room;
  room.next_start = state_.stop(next).start;
  room.next_late = scratch_.late[order_];
  const Time duration = model_.facts[static_cast<std::size_t>(activity_)].duration;
  room.ways = room.is_first && !room.is_present ? ways_in_all_ + onward + duration
                                                : ways_in_all_ + travel_ + duration;
  return room;
}

}  // namespace optimiser
