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
  if (a == kNone) return worker(w).shift_start;
  return start_of(a) + activity(a).duration;
}

Time State::arrival_of(Index a) const {
  const Index w = worker_of(a);
  CHECK(w != kNone);
  const Index before = previous_of(a);
  const Time free_at = std::max(free_after(w, before), worker(w).shift_start);
  CHECK(free_at < kNever);
  if (activity(a).place == kNone) return free_at;
  return free_at + way_between(matrix_of(w), place_after(w, before), activity(a).place).duration;
}

Time State::finish_of(Index w) const {
  CHECK(length_of(w) >= 0);
  const Index last = last_of(w);
  return free_after(w, last) +
         way_between(matrix_of(w), place_after(w, last), worker(w).end_place).duration;
}

Time State::finish_limit_of(Index w) const { return worker(w).shift_end + worker(w).overtime_max; }

bool State::settle() {
  CHECK(queue_.empty());
  std::ranges::sort(unsettled_);
  const auto repeated = std::ranges::unique(unsettled_);
  unsettled_.erase(repeated.begin(), repeated.end());
  const std::vector<Index> routes = routes_tied_to(std::move(unsettled_));
  CHECK(routes.size() <= first_.size());
  unsettled_.clear();
  for (const Index w : routes)
    for (Index a = first_of(w); a != kNone; a = next_of(a)) set_start(a, -kNever);
  for (const Index w : routes) enqueue_route(w);
  return propagate();
}

// Adds the routes that links connect with `routes`, directly or through others.
std::vector<Index> State::routes_tied_to(std::vector<Index> routes) const {
  std::vector<std::uint8_t> is_in(first_.size(), 0);
  for (const Index w : routes) at(is_in, w) = 1;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    for (Index a = first_of(routes[i]); a != kNone; a = next_of(a)) {
      for (const Tie& tie : at(model_->ties, a)) {
        const Index w = worker_of(tie.other);
        if (w == kNone || at(is_in, w)) continue;
        at(is_in, w) = 1;
        routes.push_back(w);
      }
    }
  }
  return routes;
}

void State::enqueue(Index a) {
  CHECK(is_planned(a));
  if (at(is_queued_, a)) return;
  at(is_queued_, a) = 1;
  queue_.push_back(a);
}

void State::enqueue_route(Index w) {
  for (Index a = first_of(w); a != kNone; a = next_of(a)) enqueue(a);
}

// The start below which `a` cannot be, from its route and from links to activities already timed.
Time State::bound_of(Index a) const {
  Time bound = arrival_of(a);
  for (const Tie& tie : at(model_->ties, a)) {
    if (!is_planned(tie.other) || start_of(tie.other) == -kNever) continue;
    CHECK(tie.other != a);
    bound = std::max(bound, start_of(tie.other) - tie.gap_max);
  }
  return earliest_start(activity(a), bound);
}

bool State::propagate() {
  std::int64_t raises_left = kRaisesPerActivity * (planned_count_ + 4);
  while (queue_head_ < queue_.size()) {
    const Index a = queue_[queue_head_++];
    at(is_queued_, a) = 0;
    CHECK(is_planned(a));
    const Time bound = bound_of(a);
    if (bound <= start_of(a)) continue;
    if (bound >= kNever || --raises_left < 0) {
      drop_queue();
      return false;
    }
    set_start(a, bound);
    const Index w = worker_of(a);
    if (next_of(a) == kNone && finish_of(w) > finish_limit_of(w)) {
      drop_queue();
      return false;
    }
    enqueue_dependents(a);
  }
  CHECK(raises_left >= 0);
  drop_queue();
  return true;
}

// The way to the next place changes even when the breaks before it stay where they are.
void State::enqueue_after(Index a) {
  for (Index next = next_of(a); next != kNone; next = next_of(next)) {
    enqueue(next);
    if (activity(next).place != kNone) return;
  }
}

void State::enqueue_dependents(Index a) {
  if (next_of(a) != kNone) enqueue(next_of(a));
  for (const Tie& tie : at(model_->ties, a))
    if (is_planned(tie.other)) enqueue(tie.other);
}

void State::drop_queue() {
  for (; queue_head_ < queue_.size(); ++queue_head_) at(is_queued_, queue_[queue_head_]) = 0;
  CHECK(queue_head_ == queue_.size());
  queue_.clear();
  queue_head_ = 0;
}

}  // namespace optimiser
