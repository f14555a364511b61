#include "candidate.h"

#include <algorithm>
#include <optional>

#include "rules.h"

namespace optimiser {

namespace {

// One position in a hundred is passed over: greedy insertion with blinks, at the rate of
// Christiaens and Vanden Berghe 2020.
constexpr std::uint32_t kBlink = 100;

class Estimator {
 public:
  Estimator(State& state, Index inserted)
      : state_(state),
        model_(state.model()),
        weights_(model_.weights),
        inserted_(inserted),
        activity_(at(model_.problem.activities, inserted)) {
    CHECK(!state.is_planned(inserted));
  }

  // What the worker costs wherever in the route the activity goes.
  std::int64_t cost_of_worker(Index w) const {
    const std::int64_t first_use = state_.length_of(w) == 0 ? 1 : 0;
    return weights_[Term::workload_spread] * state_.spread_change(w, activity_.duration) +
           weights_[Term::preference] * preference_of(activity_, w) +
           weights_[Term::change_worker] * worker_change_of(activity_, w) +
           weights_[Term::worker_used] * first_use;
  }

  // Weighted change of travel, tardiness, waiting and overtime; nullopt when a window or the shift
  // is broken. Sets is_too_late() when later positions cannot be valid either.
  std::optional<std::int64_t> estimate(Index w, Index after) {
    const TravelMatrix& matrix = state_.matrix_of(w);
    const Worker& worker = at(model_.problem.workers, w);
    const Index next = after == kNone ? state_.first_of(w) : state_.next_of(after);
    const Index here = state_.place_after(w, after);
    const Way there = way_between(matrix, here, activity_.place);
    CHECK(there.duration >= 0);
    const Time arrival = state_.free_after(w, after) + there.duration;
    const Time start = earliest_start(activity_, std::max(arrival, bound_by_ties()));
    if (start >= kNever) return late();
    CHECK(start >= arrival);
    const Index left_from = activity_.place == kNone ? here : activity_.place;
    const Index there_after = next_place(next, worker);
    // A break is spent where the worker is, and so adds no way.
    const Way onward = way_between(matrix, left_from, there_after);
    const Way direct = way_between(matrix, here, there_after);
    std::int64_t cost =
        weights_[Term::travel] * (there.duration + onward.duration - direct.duration) +
        weights_[Term::distance] * (there.distance + onward.distance - direct.distance) +
        weights_[Term::tardiness] * tardiness_of(activity_, start) +
        weights_[Term::change_time] * time_change_of(activity_, start) + partner_delay(start);
    // Nobody waits before the first visit: the worker leaves home later instead.
    if (after != kNone) cost += weights_[Term::waiting] * (start - arrival);
    const Time free_at = start + activity_.duration;
    // Nothing follows: only the way home and the end of the shift can still break.
    if (next == kNone) return within_shift(w, cost, free_at + onward.duration);
    const auto delay = follow_delay(w, next, free_at, left_from);
    if (!delay) return std::nullopt;
    return cost + *delay;
  }

  bool is_too_late() const { return is_too_late_; }

 private:
  std::optional<std::int64_t> late() {
    is_too_late_ = true;
    return std::nullopt;
  }

  // The start is no earlier than the planned ends of links ask.
  Time bound_by_ties() const {
    Time bound = -kForever;
    for (const Tie& tie : at(model_.ties, inserted_))
      if (state_.is_planned(tie.other))
        bound = std::max(bound, state_.start_of(tie.other) - tie.gap_max);
    return bound;
  }

  // A partner that must wait for this start holds up its own route.
  std::int64_t partner_delay(Time start) const {
    std::int64_t cost = 0;
    for (const Tie& tie : at(model_.ties, inserted_)) {
      if (!state_.is_planned(tie.other)) continue;
      const Time delay = start + tie.gap_min - state_.start_of(tie.other);
      if (delay > 0) cost += delay * std::max(weights_[Term::waiting], weights_[Term::travel]);
    }
    return cost;
  }

  // The next place that the worker goes to from `next` on; breaks take place on the way.
  Index next_place(Index next, const Worker& worker) const {
    for (; next != kNone; next = state_.next_of(next)) {
      const Index place = at(model_.problem.activities, next).place;
      if (place != kNone) return place;
    }
    return worker.end_place;
  }

  // Pushes the new time on until it is absorbed, beginning when the worker leaves `place`.
  std::optional<std::int64_t> follow_delay(Index w, Index next, Time free_at, Index place) const {
    const TravelMatrix& matrix = state_.matrix_of(w);
    std::int64_t cost = 0;
    for (; next != kNone; next = state_.next_of(next)) {
      const Activity& activity = at(model_.problem.activities, next);
      const Time old_start = state_.start_of(next);
      const Time arrival = free_at + way_between(matrix, place, activity.place).duration;
      const Time start = std::max(old_start, earliest_start(activity, arrival));
      if (start >= kNever) return std::nullopt;
      CHECK(start >= arrival);
      cost += weights_[Term::waiting] * (start - arrival - old_waiting(next));
      // Absorbed by waiting: what comes later stays as it is. A break absorbs nothing, because the
      // way from its place may have changed though its start has not.
      if (start == old_start && activity.place != kNone) return cost;
      cost += weights_[Term::tardiness] *
                  (tardiness_of(activity, start) - tardiness_of(activity, old_start)) +
              weights_[Term::change_time] *
                  (time_change_of(activity, start) - time_change_of(activity, old_start));
      free_at = start + activity.duration;
      if (activity.place != kNone) place = activity.place;
    }
    const Index end = at(model_.problem.workers, w).end_place;
    return within_shift(w, cost, free_at + way_between(matrix, place, end).duration);
  }

  Time old_waiting(Index a) const {
    const Time waiting =
        state_.previous_of(a) == kNone ? 0 : state_.start_of(a) - state_.arrival_of(a);
    CHECK(waiting >= 0);
    return waiting;
  }

  std::optional<std::int64_t> within_shift(Index w, std::int64_t cost, Time finish) const {
    if (finish > state_.finish_limit_of(w)) return std::nullopt;
    return cost + overtime_change(w, finish);
  }

  std::int64_t overtime_change(Index w, Time finish) const {
    const Time end = at(model_.problem.workers, w).shift_end;
    // Who stayed at home had no overtime to compare with.
    const Time old_finish = state_.length_of(w) == 0 ? end : state_.finish_of(w);
    return weights_[Term::overtime] *
           (std::max<Time>(0, finish - end) - std::max<Time>(0, old_finish - end));
  }

  State& state_;
  const Model& model_;
  const Weights& weights_;
  Index inserted_;
  const Activity& activity_;
  bool is_too_late_ = false;
};

bool is_cheaper(const Candidate& a, const Candidate& b) {
  // Ties by worker and position: equal input must give equal bytes, whatever the sort.
  if (a.cost != b.cost) return a.cost < b.cost;
  return a.worker != b.worker ? a.worker < b.worker : a.after < b.after;
}

// Keeps the `count` cheapest, in order.
void keep(std::vector<Candidate>& best, std::size_t count, const Candidate& candidate) {
  CHECK(count > 0 && best.size() <= count);
  if (best.size() == count && !is_cheaper(candidate, best.back())) return;
  if (best.size() == count) best.pop_back();
  best.insert(std::ranges::upper_bound(best, candidate, is_cheaper), candidate);
  CHECK(best.size() <= count);
}

// A vehicle for a route changes all its times; those few cases are tried instead of estimated.
void keep_trials(State& state, Index a, Index w, std::vector<Candidate>& best, std::size_t count) {
  const std::int64_t before = state.total();
  CHECK(!state.is_planned(a));
  for (Index after = kNone;;) {
    const State::Mark mark = state.mark();
    if (state.insert(a, w, after)) {
      const Activity& activity = at(state.model().problem.activities, a);
      // The trial also saved what leaving it out would cost; estimates do not count that.
      const std::int64_t saved = state.model().weights[omission_term(activity)] * activity.priority;
      keep(best, count, {state.total() - before + saved, w, after});
      CHECK(saved >= 0);
      state.undo_to(mark);
    }
    after = after == kNone ? state.first_of(w) : state.next_of(after);
    if (after == kNone) return;
  }
}

void keep_estimates(State& state, Index activity, Index w, std::vector<Candidate>& best,
                    std::size_t count, Random* random) {
  Estimator estimator(state, activity);
  const std::int64_t base = estimator.cost_of_worker(w);
  for (Index after = kNone;;) {
    const bool is_blink = random != nullptr && random->one_in(kBlink);
    if (!is_blink) {
      const auto cost = estimator.estimate(w, after);
      if (cost && state.is_load_kept(activity, w, after, state.vehicle_of(w)))
        keep(best, count, {base + *cost, w, after});
    }
    // OPTIMIZATION: starts rise along the route, so no later position can be in time either.
    if (estimator.is_too_late()) return;
    after = after == kNone ? state.first_of(w) : state.next_of(after);
    if (after == kNone) return;
  }
}

}  // namespace

std::vector<Candidate> best_candidates(State& state, Index activity, std::size_t count,
                                       Random* random) {
  std::vector<Candidate> best;
  best.reserve(count + 1);
  static_cast<void>(state.terms());  // brings the workloads up to date
  for (const Index w : at(state.model().workers_of, activity)) {
    const auto vehicle = state.vehicle_for(activity, w);
    if (!vehicle || !state.are_relations_kept(activity, w)) continue;
    if (*vehicle != state.vehicle_of(w)) {
      keep_trials(state, activity, w, best, count);
      // The trials have touched the costs that estimates of the next worker rest on.
      static_cast<void>(state.terms());
      continue;
    }
    keep_estimates(state, activity, w, best, count, random);
  }
  return best;
}

}  // namespace optimiser
