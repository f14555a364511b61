#include "left_out.h"

#include <algorithm>

#include "candidate.h"

namespace optimiser {

namespace {

// Positions tried for each member: a reason is looked for, not a good place.
constexpr std::size_t kTrialWidth = 8;

// Whether members[depth …] can be put anywhere at all.
bool is_placeable(State& state, const std::vector<Index>& members, std::size_t depth) {
  CHECK(depth <= members.size());
  if (depth == members.size()) return true;
  for (const Candidate& candidate : best_candidates(state, members[depth], kTrialWidth, nullptr)) {
    const State::Mark mark = state.mark();
    if (!state.insert(members[depth], candidate.worker, candidate.after)) continue;
    const bool is_placed = is_placeable(state, members, depth + 1);
    state.undo_to(mark);
    CHECK(!state.is_planned(members[depth]));
    if (is_placed) return true;
  }
  return false;
}

// Why nobody at all may take the activity.
LeftOutReason reason_of_nobody(const Model& model, const Activity& activity) {
  bool is_anyone_skilled = false;
  bool is_anyone_free_to = false;
  for (Index w = 0; w < model.worker_count(); ++w) {
    if ((activity.skills & ~at(model.problem.workers, w).skills) != 0) continue;
    is_anyone_skilled = true;
    const bool is_excluded =
        std::ranges::find(activity.excluded_workers, w) != activity.excluded_workers.end();
    const bool is_pinned_away = activity.pin && activity.pin->worker != w;
    is_anyone_free_to |= !is_excluded && !is_pinned_away;
  }
  CHECK(is_anyone_skilled || !is_anyone_free_to);
  if (!is_anyone_skilled) return LeftOutReason::no_skilled_worker;
  return is_anyone_free_to ? LeftOutReason::no_suitable_vehicle
                           : LeftOutReason::all_workers_excluded;
}

}  // namespace

LeftOutReason reason_of(const Model& model, State& state, Index activity) {
  CHECK(!state.is_planned(activity));
  if (at(model.workers_of, activity).empty())
    return reason_of_nobody(model, at(model.problem.activities, activity));
  const Index group = at(model.group_of, activity);
  const std::vector<Index>& members = at(model.groups, group);
  CHECK(std::ranges::find(members, activity) != members.end());
  CHECK(std::ranges::none_of(members, [&](Index a) { return state.is_planned(a); }));
  // The activity itself could be done, a partner of it cannot.
  if (at(model.is_hopeless, group)) return LeftOutReason::no_reachable_window;
  // First the empty day: what does not fit there was never a question of other visits.
  State empty(model);
  if (!is_placeable(empty, members, 0)) return LeftOutReason::no_reachable_window;
  return is_placeable(state, members, 0) ? LeftOutReason::costs_more_than_skipping
                                         : LeftOutReason::no_free_worker;
}

}  // namespace optimiser
