#include "model.h"

#include <algorithm>
#include <utility>

#include "rules.h"
#include "walk.h"

namespace optimiser {

namespace {

constexpr std::size_t kNearMax = 120;  // more than any ruin around one seed reaches

std::vector<std::vector<Tie>> make_ties(const Problem& problem) {
  std::vector<std::vector<Tie>> ties(problem.activities.size());
  for (const Link& link : problem.links) {
    CHECK(link.from != link.to);
    CHECK(link.gap_min <= link.gap_max);
    at(ties, link.from).push_back({link.to, link.gap_min, link.gap_max, link.relation});
    // Seen from the other end the same link reads backwards: −max … −min.
    at(ties, link.to).push_back({link.from, -link.gap_max, -link.gap_min, link.relation});
  }
  return ties;
}

// Members in an order that puts an activity after those that must start before it.
std::vector<Index> ordered_group(const std::vector<std::vector<Tie>>& ties, Index first,
                                 std::vector<Index>& group_of, Index group) {
  std::vector<Index> members = {first};
  at(group_of, first) = group;
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (const Tie& tie : at(ties, members[i])) {
      if (at(group_of, tie.other) != kNone) continue;
      at(group_of, tie.other) = group;
      members.push_back(tie.other);
    }
  }
  CHECK(!members.empty());
  std::ranges::sort(members);
  std::vector<Index> ordered;
  while (ordered.size() < members.size()) {
    const auto is_taken = [&](Index a) { return std::ranges::find(ordered, a) != ordered.end(); };
    const auto is_ready = [&](Index a) {
      return !is_taken(a) && std::ranges::all_of(at(ties, a), [&](const Tie& tie) {
        // gap_max < 0: the other one starts before this one in any case.
        return tie.gap_max >= 0 || is_taken(tie.other);
      });
    };
    auto next = std::ranges::find_if(members, is_ready);
    // Links that contradict each other leave nobody ready: such a group will not be plannable.
    if (next == members.end()) next = std::ranges::find_if_not(members, is_taken);
    CHECK(next != members.end());
    ordered.push_back(*next);
  }
  CHECK(ordered.size() == members.size());
  return ordered;
}

bool is_allowed(const Model& model, const Activity& activity, Index worker) {
  if ((activity.skills & ~at(model.problem.workers, worker).skills) != 0) return false;
  if (activity.pin && activity.pin->worker != worker) return false;
  if (std::ranges::find(activity.excluded_workers, worker) != activity.excluded_workers.end())
    return false;
  return model.can_have_traits(worker, activity.traits);
}

Time closeness(const Problem& problem, const Activity& a, const Activity& b) {
  // By the first mode, whoever travels how: nearness only guides the ruin.
  const TravelMatrix& matrix = problem.travel.front();
  return way_between(matrix, a.place, b.place).duration;
}

std::vector<Index> nearest(const Problem& problem, Index self) {
  const Activity& activity = at(problem.activities, self);
  std::vector<std::pair<Time, Index>> others;
  for (Index b = 0; static_cast<std::size_t>(b) < problem.activities.size(); ++b)
    if (b != self) others.push_back({closeness(problem, activity, at(problem.activities, b)), b});
  const std::size_t count = std::min(kNearMax, others.size());
  std::ranges::partial_sort(others, others.begin() + static_cast<std::ptrdiff_t>(count));
  // The seed itself is its own nearest, so that a ruin always takes it out.
  std::vector<Index> near = {self};
  for (std::size_t i = 0; i < count; ++i) near.push_back(others[i].second);
  CHECK(near.size() <= kNearMax + 1);
  return near;
}

}  // namespace

Model::Model(const Problem& problem_in, const Weights& weights_in)
    : problem(problem_in),
      weights(weights_in),
      ties(make_ties(problem_in)),
      group_of(problem_in.activities.size(), kNone) {
  for (Index w = 0; w < worker_count(); ++w) person.push_back(person_of(problem, w));
  for (Index a = 0; a < activity_count(); ++a) {
    if (at(group_of, a) == kNone) groups.push_back(ordered_group(ties, a, group_of, group_count()));
    std::vector<Index>& allowed = workers_of.emplace_back();
    for (Index w = 0; w < worker_count(); ++w)
      if (is_allowed(*this, at(problem.activities, a), w)) allowed.push_back(w);
    near.push_back(nearest(problem, a));
  }
  for (const std::vector<Index>& members : groups)
    is_hopeless.push_back(
        std::ranges::any_of(members, [this](Index a) { return at(workers_of, a).empty(); }));
  CHECK(is_hopeless.size() == groups.size());
  CHECK(person.size() == problem.workers.size());
  CHECK(near.size() == problem.activities.size());
  CHECK(std::ranges::find(group_of, kNone) == group_of.end());
}

bool Model::can_have_traits(Index worker, BitSet traits) const {
  // One vehicle must have all that is missing: traits of two cars do not add up.
  const BitSet missing = traits & ~at(problem.workers, worker).traits;
  if (missing == 0) return true;
  for (Index v = 0; static_cast<std::size_t>(v) < problem.vehicles.size(); ++v)
    if ((missing & ~at(problem.vehicles, v).traits) == 0 && may_take(worker, v)) return true;
  return false;
}

bool Model::may_take(Index worker, Index vehicle) const {
  const Worker& driver = at(problem.workers, worker);
  const Index home = at(problem.vehicles, vehicle).home;
  return driver.can_drive && (home == kNone || home == driver.start_place);
}

}  // namespace optimiser
