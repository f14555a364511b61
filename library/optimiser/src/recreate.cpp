#include "recreate.h"

#include <algorithm>
#include <compare>
#include <limits>
#include <utility>

#include "rules.h"

namespace optimiser {

namespace {

constexpr std::ptrdiff_t kNearBy = 60;  // activities
constexpr std::size_t kRetryWidth = 6;  // positions tried when the estimate proves too hopeful
// Larger than any total, so that the first placement found is the best so far.
constexpr std::int64_t kNoPlace = std::numeric_limits<std::int64_t>::max();

// Positions tried for the first, second … member of a group; more where few have led nowhere.
std::size_t width_at(std::size_t depth, bool is_wide) {
  constexpr std::size_t kWidths[] = {6, 3, 2};
  constexpr std::size_t kWideWidths[] = {40, 8, 4};
  if (is_wide) return depth < std::size(kWideWidths) ? kWideWidths[depth] : 2;
  return depth < std::size(kWidths) ? kWidths[depth] : 1;
}

Time due_of(const Activity& activity) {
  if (activity.pin && activity.pin->start) return *activity.pin->start;
  return activity.windows.empty() ? kForever : activity.windows.back().latest;
}

Time window_of(const Activity& activity) {
  if (activity.pin && activity.pin->start) return 0;
  // A pinned start is the narrowest window there is; no window the widest.
  if (activity.windows.empty()) return kForever;
  // A soft window may end before it begins; it is as narrow as any.
  return std::max<Time>(0, activity.windows.back().latest - activity.windows.front().earliest);
}

// How far the activity is from where its first worker starts.
Time remoteness_of(const Model& model, Index a) {
  if (at(model.workers_of, a).empty()) return 0;
  const Worker& worker = at(model.problem.workers, at(model.workers_of, a).front());
  const Index place = at(model.problem.activities, a).place;
  return way_between(model.problem.travel.front(), worker.start_place, place).duration;
}

// The member with the least choice first: the others find their places around it.
std::vector<Index> sort_by_window(const Model& model, const std::vector<Index>& members) {
  std::vector<std::pair<Time, std::size_t>> ranked;
  for (std::size_t i = 0; i < members.size(); ++i)
    ranked.emplace_back(window_of(at(model.problem.activities, members[i])), i);
  std::ranges::sort(ranked);
  std::vector<Index> sorted;
  for (const auto& [window, i] : ranked) sorted.push_back(members[i]);
  return sorted;
}

}  // namespace

Recreate::Recreate(const Model& model, Random& random)
    : model_(model),
      random_(random),
      candidates_(model),
      removed_stamps_(model.problem.activities.size(), 0),
      ruined_stamps_(model.problem.workers.size(), 0) {
  for (const std::vector<Index>& members : model.groups) {
    Time due = kForever;
    Time window = kForever;
    Time remoteness = 0;
    for (const Index a : members) {
      const Activity& activity = at(model.problem.activities, a);
      due = std::min(due, due_of(activity));
      window = std::min(window, window_of(activity));
      remoteness = std::max(remoteness, remoteness_of(model, a));
    }
    CHECK(!members.empty());
    CHECK(window >= 0 && remoteness >= 0);
    due_.push_back(due);
    window_.push_back(window);
    remoteness_.push_back(remoteness);
    tightest_first_.push_back(sort_by_window(model, members));
  }
}

void Recreate::run(State& state, std::span<const Ruin::Removed> removed) {
  ++removed_stamp_;
  for (const Ruin::Removed& each : removed) {
    at(removed_stamps_, each.activity) = removed_stamp_;
    at(ruined_stamps_, each.worker) = removed_stamp_;
  }
  std::vector<Index> groups = open_groups(state);
  std::erase_if(groups, [this](Index g) { return !has_gained_room(g); });
  for (std::size_t i = groups.size(); i > 1; --i)
    std::swap(groups[i - 1], groups[random_.below(static_cast<std::uint32_t>(i))]);
  sort(groups, draw_order());
  insert_all(state, groups, &random_);
}

void Recreate::run_plainly(State& state) {
  // Without chance: the first plan is the same for every seed.
  CHECK(due_.size() == model_.groups.size());
  std::vector<Index> groups = open_groups(state);
  sort(groups, Order::scarce);
  insert_all(state, groups, nullptr);
}

std::vector<Index> Recreate::open_groups(const State& state) const {
  std::vector<Index> groups;
  for (const Index a : state.left_out()) {
    const Index g = at(model_.group_of, a);
    // Hopeless groups are never tried: no worker may take one of their members.
    if (at(model_.groups, g).front() == a && !at(model_.is_hopeless, g)) groups.push_back(g);
  }
  std::ranges::sort(groups);
  return groups;
}

bool Recreate::has_gained_room(Index group) const {
  return std::ranges::any_of(at(model_.groups, group),
                             [this](Index a) { return has_room_near(a); });
}

bool Recreate::has_room_near(Index a) const {
  const std::vector<Index>& workers = at(model_.workers_of, a);
  const auto is_ruined = [this](Index w) { return at(ruined_stamps_, w) == removed_stamp_; };
  // A break lies nowhere; it is its worker who has room for it.
  if (workers.size() == 1 || at(model_.facts, a).place == kNone)
    return std::ranges::any_of(workers, is_ruined);
  const std::vector<Index>& near = at(model_.near, a);
  return std::ranges::any_of(near.begin(), near.begin() + std::min(std::ssize(near), kNearBy),
                             [this](Index x) { return at(removed_stamps_, x) == removed_stamp_; });
}

Recreate::Order Recreate::draw_order() {
  // Christiaens and Vanden Berghe (2020) draw random 4, demand 4, far 2, close 1 of eleven. Visits
  // have no demand: size of the group, due time and width of the window share its turns and one of
  // the random ones.
  constexpr Order kOrders[] = {Order::random, Order::random, Order::random, Order::linked,
                               Order::linked, Order::due,    Order::due,    Order::window,
                               Order::far,    Order::far,    Order::close};
  return kOrders[random_.below(std::size(kOrders))];
}

// Below every due time, so that it decides first.
std::int64_t Recreate::scarcity_of(Index group) const {
  const std::vector<Index>& members = at(model_.groups, group);
  const bool needs_vehicle = std::ranges::any_of(
      members, [this](Index a) { return at(model_.problem.activities, a).traits != 0; });
  const std::int64_t ranks = (needs_vehicle ? 2 : 0) + (members.size() > 2 ? 1 : 0);
  return -2 * kForever * ranks;
}

std::int64_t Recreate::key_of(Index group, Order order) const {
  switch (order) {
    // The largest group first: it needs several free places at once.
    case Order::linked: return -static_cast<std::int64_t>(at(model_.groups, group).size());
    case Order::due: return at(due_, group);
    case Order::scarce: return scarcity_of(group) + at(due_, group);
    case Order::window: return at(window_, group);
    case Order::far: return -at(remoteness_, group);
    case Order::close: return at(remoteness_, group);
    case Order::random: break;
  }
  return 0;
}

// What must be done comes before what may be left out; ties stay in the order given.
void Recreate::sort(std::vector<Index>& groups, Order order) const {
  struct Ranked {
    bool is_optional = false;
    std::int64_t key = 0;
    std::size_t place = 0;
    Index group = kNone;

    auto operator<=>(const Ranked&) const = default;
  };
  std::vector<Ranked> ranked;
  for (const Index g : groups) {
    const Activity& first = at(model_.problem.activities, at(model_.groups, g).front());
    ranked.push_back({first.is_optional && !first.is_break, key_of(g, order), ranked.size(), g});
  }
  std::ranges::sort(ranked);
  CHECK(ranked.size() == groups.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) groups[i] = ranked[i].group;
}

void Recreate::insert_all(State& state, const std::vector<Index>& groups, Random* random) {
  for (const Index g : groups) {
    const std::vector<Index>& members = at(model_.groups, g);
    CHECK(!state.is_group_planned(g));
    if (members.size() == 1) insert_single(state, members.front(), random);
    else if (is_pair(members)) insert_pair(state, members, random);
    else insert_group(state, at(tightest_first_, g), random);
  }
}

void Recreate::insert_single(State& state, Index a, Random* random) {
  // The cheapest place near by is nearly always valid; only else a few more are looked for.
  candidates_.set_reach(random == nullptr ? Reach::all : Reach::near);
  if (try_single(state, a, 1, random)) return;
  candidates_.set_reach(Reach::all);
  try_single(state, a, kRetryWidth, random);
}

// True when the matter is settled: it is planned, or leaving it out costs less.
bool Recreate::try_single(State& state, Index a, std::size_t width, Random* random) {
  const std::int64_t saved = model_.omission_cost(a);
  const auto candidates = candidates_.best(state, a, width, saved, random);
  for (const Candidate candidate : candidates) {
    const std::int64_t before = candidate.cost * 2 < saved ? 0 : state.total();
    const State::Mark mark = state.mark();
    if (!state.insert(a, candidate.worker, candidate.after)) continue;
    // The true cost decides, not the estimate: what costs more than leaving out stays out.
    if (candidate.cost * 2 >= saved && state.total() >= before) state.undo_to(mark);
    return true;
  }
  // With none at all the matter is settled only where everybody was asked.
  return candidates.empty() && width > 1;
}

// Two activities that one link ties, for two workers who bring no vehicle.
bool Recreate::is_pair(const std::vector<Index>& members) const {
  if (members.size() != 2) return false;
  const std::vector<Tie>& ties = at(model_.ties, members.front());
  return ties.size() == 1 && ties.front().relation == WorkerRelation::different &&
         at(model_.problem.activities, members[0]).traits == 0 &&
         at(model_.problem.activities, members[1]).traits == 0;
}

void Recreate::insert_pair(State& state, const std::vector<Index>& members, Random* random) {
  candidates_.set_reach(random == nullptr ? Reach::all : Reach::near);
  if (try_pair(state, members, 1, random)) return;
  candidates_.set_reach(Reach::all);
  try_pair(state, members, kRetryWidth, random);
}

bool Recreate::try_pair(State& state, const std::vector<Index>& members, std::size_t width,
                        Random* random) {
  const std::int64_t saved = model_.omission_cost(members[0]) + model_.omission_cost(members[1]);
  const auto pairs = candidates_.best_pair(state, members[0], members[1], width, saved, random);
  for (const PairCandidate pair : pairs) {
    const std::int64_t before = pair.cost * 2 < saved ? 0 : state.total();
    const State::Mark mark = state.mark();
    const bool is_placed = state.insert(members[0], pair.first.worker, pair.first.after) &&
                           state.insert(members[1], pair.second.worker, pair.second.after);
    if (!is_placed) {
      state.undo_to(mark);
      continue;
    }
    if (pair.cost * 2 >= saved && state.total() >= before) state.undo_to(mark);
    return true;
  }
  return pairs.empty() && width > 1;
}

void Recreate::insert_group(State& state, const std::vector<Index>& members, Random* random) {
  const std::int64_t before = state.total();
  std::vector<Placement> placements;
  is_wide_ = false;
  candidates_.set_reach(random == nullptr ? Reach::all : Reach::near);
  std::int64_t after = search_group(state, members, 0, random, placements);
  // The cheapest places of the first may leave none for the others.
  if (after == kNoPlace) {
    is_wide_ = true;
    candidates_.set_reach(Reach::all);
    after = search_group(state, members, 0, random, placements);
  }
  // All members or none: half a double visit helps nobody.
  if (after >= before) return;
  CHECK(placements.size() == members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    const bool is_placed = state.insert(members[i], placements[i].worker, placements[i].after);
    CHECK(is_placed);
  }
  CHECK(state.total() == after);
}

std::int64_t Recreate::search_group(State& state, std::span<const Index> members, std::size_t depth,
                                    Random* random, std::vector<Placement>& best) {
  CHECK(depth <= members.size());
  if (depth == members.size()) {
    best.clear();
    return state.total();
  }
  std::int64_t best_total = kNoPlace;
  const auto found =
      candidates_.best(state, members[depth], width_at(depth, is_wide_), kImpossible, random);
  // A copy, as the search of the next member overwrites the list.
  for (const Candidate& candidate : std::vector(found.begin(), found.end())) {
    const State::Mark mark = state.mark();
    if (!state.insert(members[depth], candidate.worker, candidate.after)) continue;
    std::vector<Placement> rest;
    const std::int64_t total = search_group(state, members, depth + 1, random, rest);
    // Every branch is taken back; insert_group() repeats the best one.
    state.undo_to(mark);
    CHECK(!state.is_planned(members[depth]));
    if (total >= best_total) continue;
    best_total = total;
    best = {{candidate.worker, candidate.after}};
    best.insert(best.end(), rest.begin(), rest.end());
    CHECK(best.size() == members.size() - depth);
  }
  return best_total;
}

}  // namespace optimiser
