#include "candidate.h"

#include <algorithm>
#include <optional>

#include "positions.h"
#include "rules.h"

namespace optimiser {

namespace {

// One position in a hundred is passed over: greedy insertion with blinks, at the rate of
// Christiaens and Vanden Berghe 2020.
constexpr std::uint32_t kBlink = 100;

constexpr std::size_t kManyWorkers = 40;
constexpr std::size_t kNearActivities = 60;

bool is_blink(Random* random) { return random != nullptr && random->one_in(kBlink); }

bool is_cheaper(const Candidate& a, const Candidate& b) {
  // Ties by worker and position: equal input must give equal bytes, whatever the sort.
  if (a.cost != b.cost) return a.cost < b.cost;
  return a.worker != b.worker ? a.worker < b.worker : a.after < b.after;
}

}  // namespace

std::int64_t Candidates::cutoff(std::size_t count) const {
  return best_.size() < count ? cost_max_ : best_.back().cost;
}

// Keeps the `count` cheapest, in order.
void Candidates::keep(const Candidate& candidate, std::size_t count) {
  CHECK(count > 0 && best_.size() <= count);
  if (best_.size() == count && !is_cheaper(candidate, best_.back())) return;
  if (best_.size() == count) best_.pop_back();
  best_.insert(std::ranges::upper_bound(best_, candidate, is_cheaper), candidate);
}

// Workers whose routes pass by one of the nearest activities, the nearest first, and those whom
// this one knows. The first is likely to be the best, and a good bound spares most of the others.
void Candidates::list_near(const State& state, Index a) {
  CHECK(!model_.near.empty());
  const auto add = [&](Index w) {
    if (w == kNone || state.route(w).length == 0) return;
    std::uint32_t& stamp = seen_stamps_[static_cast<std::size_t>(w)];
    if (stamp == seen_stamp_) return;
    stamp = seen_stamp_;
    if (model_.can_take(a, w)) workers_.push_back(w);
  };
  const std::vector<Index>& near = at(model_.near, a);
  for (std::size_t i = 0; i < std::min(near.size(), kNearActivities); ++i)
    add(state.stop(near[i]).worker);
  const Activity& activity = at(model_.problem.activities, a);
  for (const WorkerPreference& preference : activity.preferences)
    if (preference.amount < activity.preference_default) add(preference.worker);
  if (activity.published) add(activity.published->worker);
  if (activity.pin) add(activity.pin->worker);
}

// Whose routes are looked at. Of several workers without visits who are no different `twins_max`
// stand for all.
void Candidates::list_workers(const State& state, Index a, Index twins_max) {
  workers_.clear();
  ++seen_stamp_;
  const bool is_narrowed = reach_ == Reach::near && at(model_.workers_of, a).size() > kManyWorkers;
  if (is_narrowed) list_near(state, a);
  if (is_narrowed && state.used_count() == model_.worker_count()) return;
  const std::size_t near_count = workers_.size();
  for (const Index w : at(model_.workers_of, a)) {
    if (state.route(w).length > 0) {
      if (!is_narrowed) workers_.push_back(w);
      continue;
    }
    Index& count = at(idle_counts_, at(model_.twin_of, w));
    if (count == twins_max) continue;
    ++count;
    workers_.push_back(w);
  }
  for (std::size_t i = near_count; i < workers_.size(); ++i)
    at(idle_counts_, at(model_.twin_of, workers_[i])) = 0;
}

std::int64_t Candidates::cost_of_worker(const State& state, Index a, Index w) const {
  const std::int64_t cost = model_.cost_of_worker(a, w);
  return state.route(w).length == 0 ? cost + model_.weights[Term::worker_used] : cost;
}

// The start below which planned partners do not let the activity go.
Time Candidates::bound_by_ties(const State& state, Index a) const {
  Time bound = -kForever;
  for (const Tie& tie : at(model_.ties, a))
    if (state.is_planned(tie.other))
      bound = std::max(bound, state.start_of(tie.other) - tie.gap_max);
  return bound;
}

// Whom a planned partner asks for: kNone when anybody may come.
Index Candidates::person_asked_for(const State& state, Index a) const {
  for (const Tie& tie : at(model_.ties, a))
    if (tie.relation == WorkerRelation::same && state.is_planned(tie.other))
      return at(model_.person, state.worker_of(tie.other));
  return kNone;
}

void Candidates::scan(State& state, Index a, Index w, std::size_t count, Random* random) {
  const Facts& fact = model_.facts[static_cast<std::size_t>(a)];
  const Activity& activity = model_.problem.activities[static_cast<std::size_t>(a)];
  const std::int64_t base = cost_of_worker(state, a, w);
  const Time bound = fact.is_tied ? bound_by_ties(state, a) : -kForever;
  const bool walks_loads = model_.load_rule == LoadRule::walks;
  const Time earliest = std::max(fact.earliest, bound);
  Positions position(state, a, w, room_);
  do {
    if (position.is_over(fact.latest)) return;
    if (position.is_gone(earliest, fact.duration)) continue;
    position.measure();
    const Time start = model_.start_for(a, std::max(position.arrival, bound));
    // OPTIMIZATION: starts rise along the route, so no later position can be in time either.
    if (start >= kNever) return;
    std::int64_t cost = base + position.added;
    const std::int64_t cost_max = cutoff(count);
    if (cost + position.balance_floor() > cost_max) continue;
    if (is_blink(random)) continue;
    if (position.is_balancing) cost += position.balance_change(start);
    estimate_.begin(state);
    cost += estimate_.tardiness(a, start);
    if (fact.is_published)
      cost += model_.weights[Term::change_time] * time_change_of(activity, start);
    if (cost > cost_max) continue;
    const std::int64_t delay = estimate_.leave(
        w, position.next, start + fact.duration + position.onward, cost_max - cost + 1);
    if (delay >= kImpossible) continue;
    cost += delay;
    if (fact.is_tied)
      for (const Tie& tie : model_.ties[static_cast<std::size_t>(a)])
        if (state.is_planned(tie.other) && cost < kImpossible)
          cost += estimate_.hold_up(tie.other, start + tie.gap_min, kImpossible);
    if (cost > cost_max || cost >= kImpossible) continue;
    if (walks_loads && !state.is_load_kept(a, w, position.after, state.vehicle_of(w))) continue;
    keep({cost, w, position.after}, count);
  } while (position.advance());
}

// A vehicle for a route changes all its times; those few cases are tried instead of estimated.
void Candidates::scan_trials(State& state, Index a, Index w, std::size_t count) {
  const std::int64_t before = state.total();
  CHECK(!state.is_planned(a));
  for (Index after = kNone;;) {
    const State::Mark mark = state.mark();
    if (state.insert(a, w, after)) {
      // The trial also saved what leaving it out would cost; estimates do not count that.
      keep({state.total() - before + model_.omission_cost(a), w, after}, count);
      state.undo_to(mark);
    }
    after = after == kNone ? state.first_of(w) : state.next_of(after);
    if (after == kNone) break;
  }
  // The trials have touched the costs that estimates of the next worker rest on.
  static_cast<void>(state.total());
}

std::span<const Candidate> Candidates::best(State& state, Index a, std::size_t count,
                                            std::int64_t cost_max, Random* random) {
  best_.clear();
  cost_max_ = cost_max;
  if (model_.balances) static_cast<void>(state.total());
  const Index person = person_asked_for(state, a);
  if (person == kNone) list_workers(state, a, 1);
  model_.ways.front().prefetch(model_.facts[static_cast<std::size_t>(a)].place);
  for (const Index w : person == kNone ? workers_ : at(model_.workers_of, a)) {
    if (person != kNone && model_.person[static_cast<std::size_t>(w)] != person) continue;
    const auto vehicle = state.vehicle_for(a, w);
    if (!vehicle || !state.are_relations_kept(a, w)) continue;
    if (*vehicle != state.vehicle_of(w)) {
      scan_trials(state, a, w, count);
      continue;
    }
    if (model_.load_rule == LoadRule::sums && !state.is_load_kept(a, w, kNone, *vehicle)) continue;
    scan(state, a, w, count, random);
  }
  return best_;
}

void Candidates::list_positions(State& state, Index a, Random* random, Positioned& out) {
  out.positions.clear();
  out.rooms.clear();
  const Facts& fact = model_.facts[static_cast<std::size_t>(a)];
  list_workers(state, a, 2);
  model_.ways.front().prefetch(model_.facts[static_cast<std::size_t>(a)].place);
  for (const Index w : workers_) {
    const auto vehicle = state.vehicle_for(a, w);
    // A pair of which one brings a new vehicle is left to trials.
    if (!vehicle || *vehicle != state.vehicle_of(w)) continue;
    if (model_.load_rule != LoadRule::none && !state.is_load_kept(a, w, kNone, *vehicle)) continue;
    const std::int64_t base = cost_of_worker(state, a, w);
    Positions position(state, a, w, room_);
    do {
      if (position.is_over(fact.latest)) break;
      if (position.is_gone(fact.earliest, fact.duration)) continue;
      position.measure();
      const Time start = model_.start_for(a, position.arrival);
      if (start >= kNever) break;
      if (is_blink(random)) continue;
      std::int64_t timed =
          model_.weights[Term::tardiness] *
          (start > fact.due ? tardiness_of(at(model_.problem.activities, a), start) : 0);
      if (position.is_balancing) timed += position.balance_change(start);
      if (position.is_balancing) out.rooms.push_back(position.room());
      out.positions.push_back({.cost = base + position.added + timed,
                               .worker = w,
                               .after = position.after,
                               .start = start,
                               .onward = position.onward,
                               .timed = timed,
                               .room = static_cast<std::uint32_t>(out.rooms.size())});
    } while (position.advance());
  }
  std::ranges::sort(out.positions, [](const Position& x, const Position& y) {
    if (x.cost != y.cost) return x.cost < y.cost;
    return x.worker != y.worker ? x.worker < y.worker : x.after < y.after;
  });
}

// The delay that the position causes when its activity need not wait for a partner; followed only
// as far as `cost_max`, and again when a larger bound is asked for.
std::int64_t Candidates::delay_of(const State& state, Index a, Position& position,
                                  std::int64_t cost_max) {
  if (position.delay < position.delay_max || position.delay >= cost_max) return position.delay;
  estimate_.begin(state);
  position.delay = leave(state, a, position, position.start, cost_max);
  position.delay_max = cost_max;
  return position.delay;
}

std::int64_t Candidates::leave(const State& state, Index a, const Position& position, Time start,
                               std::int64_t cost_max) {
  const Index w = position.worker;
  const Index next =
      position.after == kNone ? state.route(w).first : state.stop(position.after).next;
  const Time duration = model_.facts[static_cast<std::size_t>(a)].duration;
  return estimate_.leave(w, next, start + duration + position.onward, cost_max);
}

// Cost of the pair, or something at or above `cost_max`.
std::int64_t Candidates::cost_of_pair(const State& state, Index first, const Position& p,
                                      Index second, const Position& q, const Tie& tie,
                                      std::int64_t cost_max) {
  Time later = model_.start_for(second, std::max(q.start, p.start + tie.gap_min));
  if (later >= kNever) return kImpossible;
  const Time earlier = model_.start_for(first, std::max(p.start, later - tie.gap_max));
  if (earlier >= kNever) return kImpossible;
  later = std::max(later, model_.start_for(second, earlier + tie.gap_min));
  if (later >= kNever || later - earlier > tie.gap_max) return kImpossible;
  estimate_.begin(state);
  std::int64_t cost = p.cost - p.timed + q.cost - q.timed;
  if (model_.balances)
    cost += first_.rooms[p.room - 1].balance_change(state, first, p.worker, earlier) +
            second_.rooms[q.room - 1].balance_change(state, second, q.worker, later);
  cost += estimate_.tardiness(first, earlier) + estimate_.tardiness(second, later);
  if (cost >= cost_max) return cost;
  cost += leave(state, first, p, earlier, cost_max - cost);
  if (cost >= cost_max) return cost;
  return cost + leave(state, second, q, later, cost_max - cost);
}

void Candidates::match(State& state, Index first, Index second, const Tie& tie, std::size_t count) {
  const auto limit = [&] {
    return best_pairs_.size() < count ? cost_max_ : best_pairs_.back().cost;
  };
  if (second_.positions.empty()) return;
  const std::int64_t cheapest = second_.positions.front().cost;
  for (Position& p : first_.positions) {
    if (p.cost + cheapest >= limit()) return;
    const std::int64_t cost_of_first =
        p.cost + delay_of(state, first, p, limit() - p.cost - cheapest);
    for (Position& q : second_.positions) {
      // Both lists are sorted, so nothing behind can be cheaper.
      if (cost_of_first + q.cost >= limit()) break;
      if (model_.person[static_cast<std::size_t>(p.worker)] ==
          model_.person[static_cast<std::size_t>(q.worker)])
        continue;
      const std::int64_t room = limit() - cost_of_first - q.cost;
      if (delay_of(state, second, q, room) >= room) continue;
      const std::int64_t cost = cost_of_pair(state, first, p, second, q, tie, limit());
      if (cost >= limit()) continue;
      if (best_pairs_.size() == count) best_pairs_.pop_back();
      const PairCandidate pair{cost, {p.cost, p.worker, p.after}, {q.cost, q.worker, q.after}};
      best_pairs_.insert(std::ranges::upper_bound(best_pairs_, cost, {}, &PairCandidate::cost),
                         pair);
    }
  }
}

std::span<const PairCandidate> Candidates::best_pair(State& state, Index first, Index second,
                                                     std::size_t count, std::int64_t cost_max,
                                                     Random* random) {
  CHECK(!state.is_planned(first) && !state.is_planned(second));
  CHECK(count > 0);
  best_pairs_.clear();
  cost_max_ = cost_max;
  if (model_.balances) static_cast<void>(state.total());
  list_positions(state, first, random, first_);
  list_positions(state, second, random, second_);
  match(state, first, second, at(model_.ties, first).front(), count);
  return best_pairs_;
}

std::vector<Candidate> best_candidates(State& state, Index activity, std::size_t count,
                                       Random* random) {
  Candidates candidates(state.model());
  const auto best = candidates.best(state, activity, count, kImpossible, random);
  return {best.begin(), best.end()};
}

}  // namespace optimiser
