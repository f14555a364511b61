// Earliest starts as the least fixed point of difference constraints over route arcs and links.
#include <algorithm>

#include "rules.h"
#include "state.h"

namespace optimiser {

namespace {

// A cycle of links and arcs without slack would raise starts for ever. No chain of genuine raises
// comes near this many for each planned activity.
constexpr std::int64_t kRaisesPerActivity = 16;
static_assert(kRaisesPerActivity > 2);

}  // namespace

Time State::free_after(Index w, Index a) const {
  return a == kNone ? worker(w).shift_start : stop(a).finish;
}

Time State::arrival_of(Index a) const {
  const Stop& self = stop(a);
  CHECK(self.worker != kNone);
  const Time shift_start = worker(self.worker).shift_start;
  // The stop before may still await its start, far below any shift.
  const Time free_at =
      self.previous == kNone ? shift_start : std::max(stop(self.previous).finish, shift_start);
  CHECK(free_at < kNever);
  return free_at + self.leg;
}

Time State::finish_of(Index w) const {
  const Index last = last_of(w);
  return free_after(w, last) +
         at(routes_, w).ways->duration(place_after(w, last), worker(w).end_place);
}

Time State::finish_limit_of(Index w) const { return worker(w).shift_end + worker(w).overtime_max; }

// Ways and places around `from`: of the breaks before it, and on to the next stop with a place.
void State::refresh_legs(Index w, Index from) {
  const Ways& ways = *route(w).ways;
  Index a = from;
  while (stop(a).previous != kNone && facts(stop(a).previous).place == kNone) a = stop(a).previous;
  Index here = place_after(w, stop(a).previous);
  bool is_past = false;
  for (; a != kNone; a = stop(a).next) {
    Stop& self = mutable_stop(a);
    Index place = facts(a).place;
    // A break is taken on arrival at the next place, or where the worker has finished.
    for (Index x = self.next; place == kNone && x != kNone; x = stop(x).next)
      place = facts(x).place;
    self.leg = static_cast<std::int32_t>(ways.duration(here, place));
    if (place != kNone) here = place;
    self.at = here;
    if (is_past && facts(a).place != kNone) return;
    is_past |= a == from;
  }
}

// Latest starts from the end of the route to its beginning. False when a start is later already.
bool State::refresh_latest(Index w) {
  const Route& here = route(w);
  if (here.last == kNone) return true;
  bool is_kept = true;
  Time limit = finish_limit_of(w) - here.ways->duration(stop(here.last).at, worker(w).end_place);
  for (Index a = here.last; a != kNone; a = stop(a).previous) {
    Stop& self = mutable_stop(a);
    self.latest = std::min(facts(a).latest, limit - facts(a).duration);
    limit = self.latest - self.leg;
    is_kept &= self.start <= self.latest;
  }
  CHECK(limit < kNever);
  return is_kept;
}

// Marks an activity whose start may fall, and everything that rests on it with settle().
void State::seed(Index a) {
  std::uint8_t& is_queued = is_queued_[static_cast<std::size_t>(a)];
  if (is_queued) return;
  is_queued = 1;
  fallen_.push_back(a);
}

// Whether the start is what `bound` asks for, so that it may fall together with it.
bool State::rests_on(Index a, Time bound) const {
  const Time start = stop(a).start;
  const Facts& fact = facts(a);
  // Where a stop jumps from one window to the next, links may hold a whole circle of stops late
  // although what had pushed it there is gone: it has to be timed anew.
  if (fact.is_tied && model_->has_jumps) return start > fact.earliest;
  if (fact.has_one_window) return start > fact.earliest && bound == start;
  return model_->start_for(a, bound) == start;
}

// What starts when it does because `a` does: the next stop and partners in links.
void State::seed_dependents(Index a) {
  const Stop& self = stop(a);
  if (self.next != kNone) {
    const Time arrival =
        std::max(self.finish, worker(self.worker).shift_start) + stop(self.next).leg;
    if (rests_on(self.next, arrival)) seed(self.next);
  }
  if (!facts(a).is_tied) return;
  for (const Tie& tie : at(model_->ties, a))
    if (stop(tie.other).worker != kNone && rests_on(tie.other, self.start + tie.gap_min))
      seed(tie.other);
}

bool State::settle() {
  CHECK(queue_head_ == 0);
  std::ranges::sort(reshaped_);
  Index done = kNone;
  for (const Index w : reshaped_) {
    if (w != done) static_cast<void>(refresh_latest(w));
    done = w;
  }
  reshaped_.clear();
  // Every start whose chain of reasons leads to something removed is reset; all others still have
  // their reasons. See: G. Ramalingam, T. Reps, "On the computational complexity of dynamic graph
  // problems", TCS 158:233-277, 1996, for the idea of bounded change.
  for (std::size_t i = 0; i < fallen_.size(); ++i)
    if (stop(fallen_[i]).worker != kNone && stop(fallen_[i]).start != -kNever)
      seed_dependents(fallen_[i]);
  for (const Index a : fallen_) {
    is_queued_[static_cast<std::size_t>(a)] = 0;
    if (stop(a).worker == kNone) continue;
    set_start(a, -kNever);
    enqueue(a);
  }
  fallen_.clear();
  return propagate();
}

void State::enqueue(Index a) {
  std::uint8_t& is_queued = is_queued_[static_cast<std::size_t>(a)];
  if (is_queued) return;
  is_queued = 1;
  queue_.push_back(a);
}

// The start below which `a` cannot be, from its route and from links to activities already timed.
Time State::bound_of(Index a) const {
  Time bound = arrival_of(a);
  if (facts(a).is_tied) {
    for (const Tie& tie : at(model_->ties, a)) {
      const Stop& other = stop(tie.other);
      if (other.worker == kNone || other.start == -kNever) continue;
      bound = std::max(bound, other.start - tie.gap_max);
    }
  }
  return model_->start_for(a, bound);
}

bool State::propagate() {
  std::int64_t raises_left = kRaisesPerActivity * (planned_count_ + 4);
  while (queue_head_ < queue_.size()) {
    const Index a = queue_[queue_head_++];
    is_queued_[static_cast<std::size_t>(a)] = 0;
    const Time bound = bound_of(a);
    if (bound <= stop(a).start) continue;
    if (bound > stop(a).latest || bound >= kNever || --raises_left < 0) {
      drop_queue();
      return false;
    }
    set_start(a, bound);
    enqueue_dependents(a);
  }
  CHECK(raises_left >= 0);
  drop_queue();
  return true;
}

void State::enqueue_dependents(Index a) {
  if (stop(a).next != kNone) enqueue(stop(a).next);
  if (!facts(a).is_tied) return;
  for (const Tie& tie : at(model_->ties, a))
    if (stop(tie.other).worker != kNone) enqueue(tie.other);
}

void State::drop_queue() {
  for (; queue_head_ < queue_.size(); ++queue_head_)
    is_queued_[static_cast<std::size_t>(queue_[queue_head_])] = 0;
  queue_.clear();
  queue_head_ = 0;
}

}  // namespace optimiser
