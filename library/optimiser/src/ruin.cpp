#include "ruin.h"

#include <algorithm>

#include "tuning.h"

namespace optimiser {

namespace {

constexpr std::uint32_t kSplitOneIn = 2;
constexpr std::uint32_t kSplitGrowOneIn = 4;

}  // namespace

void Ruin::run(State& state) {
  removed_.clear();
  const Index planned = state.planned_count();
  if (planned == 0) return;
  const Index used = state.used_count();
  CHECK(used > 0);
  CHECK(used <= model_.worker_count());
  // Length and number of strings are drawn as in the paper, from the mean route of this plan.
  const Index string_max = std::clamp<Index>(planned / used, 1, tuning::kStringMax);
  const Index strings_max = std::max<Index>(1, 4 * tuning::kRemovedMean / (1 + string_max) - 1);
  const auto strings = static_cast<std::size_t>(random_.between(1, strings_max));
  std::vector<Index> ruined;
  const Index seed = draw_seed(state);
  if (!state.is_planned(seed) && at(model_.problem.activities, seed).traits != 0)
    free_vehicle_for(state, seed);
  for (const Index a : at(model_.near, placed_near(state, seed))) {
    if (ruined.size() >= strings) break;
    if (!state.is_planned(a)) continue;
    const Index w = state.worker_of(a);
    // One string from each route, so that neighbouring routes can exchange visits.
    if (std::ranges::find(ruined, w) != ruined.end()) continue;
    ruined.push_back(w);
    const Index size = state.length_of(w);
    CHECK(size > 0);
    const auto length = static_cast<Index>(random_.between(1, std::min(size, string_max)));
    Index kept = 0;
    // Split string: some visits in the middle stay, which shorter strings could not express.
    if (length > 1 && length < size && random_.one_in(kSplitOneIn)) {
      kept = 1;
      while (length + kept < size && random_.one_in(kSplitGrowOneIn)) ++kept;
    }
    CHECK(length >= 1 && length + kept <= size);
    remove_string(state, a, length, kept);
  }
}

// One time in four, something left out makes room for itself.
Index Ruin::draw_seed(const State& state) {
  const Index any = draw_below(model_.activity_count());
  if (state.planned_count() == model_.activity_count() || !random_.one_in(4)) return any;
  const Index duty = draw_left_out(state, any, /*is_duty=*/true);
  const bool takes_other = duty == kNone || random_.one_in(2);
  const Index other = takes_other ? draw_left_out(state, any, /*is_duty=*/false) : kNone;
  if (other != kNone) return other;
  return duty == kNone ? any : duty;
}

// The activity itself, or for one without a place a stop that has one in the route that it is or
// would be in.
Index Ruin::placed_near(const State& state, Index a) const {
  const auto has_place = [this](Index x) { return at(model_.facts, x).place != kNone; };
  if (has_place(a)) return a;
  for (Index x = state.previous_of(a); x != kNone; x = state.previous_of(x))
    if (has_place(x)) return x;
  const Index w = state.is_planned(a)                ? state.worker_of(a)
                  : at(model_.workers_of, a).empty() ? kNone
                                                     : at(model_.workers_of, a).front();
  for (Index x = w == kNone ? kNone : state.first_of(w); x != kNone; x = state.next_of(x))
    if (has_place(x)) return x;
  return a;
}

Index Ruin::draw_left_out(const State& state, Index from, bool is_duty) const {
  // The first one from `from` on, and around.
  const auto behind = [&](Index a) { return a < from ? a + model_.activity_count() : a; };
  Index found = kNone;
  for (const Index a : state.left_out()) {
    if (at(model_.is_hopeless, at(model_.group_of, a))) continue;
    const Activity& activity = at(model_.problem.activities, a);
    if (is_duty != (!activity.is_optional && !activity.is_break)) continue;
    if (found == kNone || behind(a) < behind(found)) found = a;
  }
  return found;
}

void Ruin::free_vehicle_for(State& state, Index activity) {
  const auto& vehicles = model_.problem.vehicles;
  const BitSet wanted = at(model_.problem.activities, activity).traits;
  if (vehicles.empty()) return;
  const auto count = static_cast<Index>(vehicles.size());
  const Index any = draw_below(count);
  for (Index i = 0; i < count; ++i) {
    const Index v = (any + i) % count;
    const Index w = state.driver_of(v);
    if (w == kNone || (wanted & ~at(vehicles, v).traits) != 0) continue;
    doomed_.clear();
    for (Index a = state.first_of(w); a != kNone; a = state.next_of(a)) doomed_.push_back(a);
    for (const Index victim : doomed_)
      if (state.is_planned(victim)) remove_group(state, victim);
    return;
  }
}

Index Ruin::draw_below(Index count) {
  CHECK(count > 0);
  return static_cast<Index>(random_.below(static_cast<std::uint32_t>(count)));
}

void Ruin::remove_string(State& state, Index activity, Index length, Index kept) {
  const Index span = length + kept;
  // The string may begin as far before the activity as both ends of the route allow.
  Index before = 0;
  for (Index a = state.previous_of(activity); a != kNone; a = state.previous_of(a)) ++before;
  const Index size = state.length_of(state.worker_of(activity));
  CHECK(span <= size);
  const Index lowest = std::max<Index>(0, before - span + 1);
  const Index highest = std::min(before, size - span);
  CHECK(lowest <= highest);
  const auto begin = static_cast<Index>(random_.between(lowest, highest));
  const auto gap = static_cast<Index>(random_.between(0, length));
  Index a = state.first_of(state.worker_of(activity));
  for (Index i = 0; i < begin; ++i) a = state.next_of(a);
  doomed_.clear();
  for (Index i = 0; i < span; ++i, a = state.next_of(a))
    if (i < gap || i >= gap + kept) doomed_.push_back(a);
  CHECK(doomed_.size() == static_cast<std::size_t>(length));
  for (const Index victim : doomed_)
    // A partner may have taken it along already.
    if (state.is_planned(victim)) remove_group(state, victim);
}

void Ruin::remove_group(State& state, Index activity) {
  CHECK(state.is_planned(activity));
  // Tied visits go together, or their group would be planned by half.
  for (const Index member : at(model_.groups, at(model_.group_of, activity)))
    if (state.is_planned(member)) {
      removed_.push_back({member, state.worker_of(member)});
      state.remove(member);
    }
}

}  // namespace optimiser
