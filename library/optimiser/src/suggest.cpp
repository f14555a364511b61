#include "optimiser/suggest.h"

#include <algorithm>

#include "base/check.h"
#include "candidate.h"
#include "load_plan.h"

namespace optimiser {

namespace {

constexpr std::size_t kFirstWidth = 400;  // positions of the first activity that are looked at
constexpr std::size_t kNextWidth = 4;     // and of each one tied to it

struct Found {
  std::int64_t total = 0;
  std::vector<Placement> placements;  // in the order of the group
  std::vector<Index> afters;          // the stops that they are put behind, one after another
};

class Suggestion {
 public:
  Suggestion(const Problem& problem, const Weights& weights, const Plan& plan)
      : model_(problem, weights, Neighbours::none), state_(model_), candidates_(model_) {
    // What was promised stays where it is, though waiting could be saved.
    model_.postpones = false;
    for (const PlannedRoute& route : plan.routes)
      for (const PlannedVisit& visit : route.visits) hold(visit);
    load_plan(state_, plan);
  }

  std::vector<Slot> find(std::span<const Index> activities, const SlotOptions& options) {
    const std::vector<Index>& members = members_of(activities);
    const Terms terms = state_.terms();
    const Plan before = state_.plan();
    std::vector<Slot> slots;
    for (const Found& found : list(members, activities.front())) {
      if (slots.size() == options.count) break;
      const Time start = start_in(found, activities.front());
      const auto is_near = [&](const Slot& slot) {
        const Time gap = slot.placements.front().start - start;
        return (gap < 0 ? -gap : gap) < options.spacing;
      };
      if (std::ranges::any_of(slots, is_near)) continue;
      slots.push_back(make(found, activities, terms, before));
    }
    return slots;
  }

 private:
  const std::vector<Index>& members_of(std::span<const Index> activities) const {
    CHECK(!activities.empty());
    const std::vector<Index>& members = at(model_.groups, at(model_.group_of, activities.front()));
    CHECK(members.size() == activities.size());
    for (const Index a : activities) {
      CHECK(std::ranges::find(members, a) != members.end());
      CHECK(!state_.is_planned(a));
    }
    return members;
  }

  // Ways to place the group, cheapest first.
  std::vector<Found> list(const std::vector<Index>& members, Index asked_first) {
    std::vector<Found> all;
    const auto first = candidates_.best(state_, members.front(), kFirstWidth, kImpossible, nullptr);
    for (const Candidate candidate : std::vector(first.begin(), first.end())) {
      const State::Mark mark = state_.mark();
      if (!state_.insert(members.front(), candidate.worker, candidate.after)) continue;
      Found found;
      afters_ = {candidate.after};
      if (complete(members, 1, found)) all.push_back(std::move(found));
      state_.undo_to(mark);
    }
    std::ranges::sort(all, [&](const Found& a, const Found& b) {
      if (a.total != b.total) return a.total < b.total;
      const Time earlier = start_in(a, asked_first);
      const Time later = start_in(b, asked_first);
      if (earlier != later) return earlier < later;
      const Index one = a.placements.front().worker;
      const Index other = b.placements.front().worker;
      // The stops before settle what is left: equal input, equal order.
      return one != other ? one < other : a.afters < b.afters;
    });
    return all;
  }

  // The cheapest way found for members[depth …]; false when there is none.
  bool complete(const std::vector<Index>& members, std::size_t depth, Found& best) {
    if (depth == members.size()) {
      best.total = state_.total();
      best.afters = afters_;
      best.placements.clear();
      for (const Index a : members)
        best.placements.push_back(
            {a, state_.worker_of(a), state_.vehicle_of(state_.worker_of(a)), state_.start_of(a)});
      return true;
    }
    bool has_any = false;
    for (const Candidate& candidate :
         best_candidates(state_, members[depth], kNextWidth, nullptr)) {
      const State::Mark mark = state_.mark();
      if (!state_.insert(members[depth], candidate.worker, candidate.after)) continue;
      Found found;
      afters_.push_back(candidate.after);
      if (complete(members, depth + 1, found) && (!has_any || found.total < best.total)) {
        best = std::move(found);
        has_any = true;
      }
      afters_.pop_back();
      state_.undo_to(mark);
    }
    return has_any;
  }

  static Time start_in(const Found& found, Index activity) {
    const auto placement = std::ranges::find(found.placements, activity, &Placement::activity);
    CHECK(placement != found.placements.end());
    return placement->start;
  }

  // Makes the found placements once more, to say what they change.
  Slot make(const Found& found, std::span<const Index> activities, const Terms& before,
            const Plan& plan) {
    const State::Mark mark = state_.mark();
    for (std::size_t i = 0; i < found.placements.size(); ++i) {
      const Placement& placement = found.placements[i];
      const bool is_placed = state_.insert(placement.activity, placement.worker, found.afters[i]);
      CHECK(is_placed);
    }
    Slot slot;
    slot.added = state_.terms();
    slot.added -= before;
    // What was asked for was never part of the plan, so planning it saves nothing.
    for (const Index a : activities) {
      const Activity& activity = at(model_.problem.activities, a);
      slot.added[omission_term(activity)] += activity.priority;
      slot.placements.push_back(*std::ranges::find(found.placements, a, &Placement::activity));
    }
    slot.cost_added = total_of(slot.added, model_.weights);
    for (const PlannedRoute& route : plan.routes)
      for (const PlannedVisit& visit : route.visits)
        if (state_.start_of(visit.activity) > visit.start)
          slot.moved.push_back({visit.activity, state_.start_of(visit.activity)});
    state_.undo_to(mark);
    return slot;
  }

  // A planned visit starts no earlier than planned, and within the same window.
  void hold(const PlannedVisit& visit) {
    const Activity& activity = at(model_.problem.activities, visit.activity);
    Facts& facts = at(model_.facts, visit.activity);
    if (activity.pin && activity.pin->start) return;
    for (const Window& window : activity.windows) {
      if (window.earliest > visit.start && &window != &activity.windows.front()) break;
      const bool is_last = &window == &activity.windows.back();
      const bool is_open = is_last && activity.is_due_soft;
      facts.latest = is_open ? kNever : window.latest + window.grace;
      facts.due = is_open || window.grace > 0 ? window.latest : kNever;
    }
    facts.has_one_window = true;
    facts.earliest = std::max(facts.earliest, visit.start);
  }

  Model model_;
  State state_;
  Candidates candidates_;
  std::vector<Index> afters_;
};

}  // namespace

std::vector<Slot> suggest_slots(const Problem& problem, const Weights& weights, const Plan& plan,
                                std::span<const Index> activities, const SlotOptions& options) {
  CHECK(!find_fault(problem).has_value());
  CHECK(options.spacing >= 0);
  return Suggestion(problem, weights, plan).find(activities, options);
}

}  // namespace optimiser
