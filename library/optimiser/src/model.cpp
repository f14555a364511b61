#include "model.h"

#include <algorithm>
#include <span>
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
  // What has no place, as breaks have none, is near to nothing.
  for (Index b = 0; activity.place != kNone && b < std::ssize(problem.activities); ++b) {
    const Activity& other = at(problem.activities, b);
    if (b != self && other.place != kNone)
      others.push_back({closeness(problem, activity, other), b});
  }
  const std::size_t count = std::min(kNearMax, others.size());
  const auto middle = others.begin() + static_cast<std::ptrdiff_t>(count);
  if (count < others.size()) std::ranges::nth_element(others, middle);
  std::sort(others.begin(), middle);
  // The seed itself is its own nearest, so that a ruin always takes it out.
  std::vector<Index> near = {self};
  for (std::size_t i = 0; i < count; ++i) near.push_back(others[i].second);
  CHECK(near.size() <= kNearMax + 1);
  return near;
}

Facts facts_of(const Activity& activity) {
  Facts facts;
  facts.duration = activity.duration;
  facts.place = activity.place;
  facts.is_published = activity.published.has_value();
  if (activity.pin && activity.pin->start) {
    facts.earliest = facts.latest = *activity.pin->start;
    return facts;
  }
  if (activity.windows.empty()) return facts;
  facts.has_one_window = activity.windows.size() == 1;
  facts.earliest = activity.windows.front().earliest;
  if (!activity.is_due_soft)
    facts.latest = activity.windows.back().latest + activity.windows.back().grace;
  // With several windows or grace it is the first end that matters; tardiness_of() knows the rest.
  if (activity.is_due_soft || activity.windows.front().grace > 0 || !facts.has_one_window)
    facts.due = activity.windows.front().latest;
  CHECK(facts.earliest <= facts.latest);
  return facts;
}

// In tiles, so that both triangles are read from the cache.
bool is_symmetric(Index size, const std::vector<std::int32_t>& cells) {
  constexpr std::size_t kTile = 64;
  const auto n = static_cast<std::size_t>(size);
  for (std::size_t top = 0; top < n; top += kTile)
    for (std::size_t left = 0; left <= top; left += kTile)
      for (std::size_t i = top; i < std::min(n, top + kTile); ++i)
        for (std::size_t j = left; j < std::min(i, left + kTile); ++j)
          if (cells[i * n + j] != cells[j * n + i]) return false;
  return true;
}

std::vector<std::int32_t> transposed(Index size, const std::vector<std::int32_t>& cells) {
  const auto n = static_cast<std::size_t>(size);
  std::vector<std::int32_t> columns(cells.size());
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) columns[j * n + i] = cells[i * n + j];
  return columns;
}

LoadRule load_rule_of(const Problem& problem) {
  if (problem.load_dimensions == 0) return LoadRule::none;
  for (const Activity& activity : problem.activities) {
    if (activity.empties_load) return LoadRule::walks;
    for (const std::int64_t load : activity.loads)
      if (load < 0) return LoadRule::walks;
  }
  return LoadRule::sums;
}

bool has_late_costs(const Problem& problem, const Weights& weights) {
  if (weights[Term::waiting] != 0 || weights[Term::waiting_max] != 0) return true;
  if (weights[Term::idle_max] != 0) return true;
  const bool is_tardiness_weighed =
      weights[Term::tardiness] != 0 || weights[Term::tardiness_max] != 0;
  return std::ranges::any_of(problem.activities, [&](const Activity& activity) {
    return (activity.is_due_soft && is_tardiness_weighed) ||
           (activity.published && weights[Term::change_time] != 0);
  });
}

bool balances(const Weights& weights) {
  return weights[Term::waiting] != 0 || weights[Term::workload_spread] != 0 ||
         weights[Term::idle_max] != 0 || weights[Term::workload_deviation] != 0;
}

bool compares(const Weights& weights) {
  return weights[Term::tardiness_max] != 0 || weights[Term::waiting_max] != 0 ||
         weights[Term::workload_spread] != 0 || weights[Term::idle_max] != 0 ||
         weights[Term::workload_deviation] != 0;
}

bool postpones(const Problem& problem, const Weights& weights) {
  if (weights[Term::waiting] == 0 && weights[Term::waiting_max] == 0) return false;
  // Somebody there from the start waits all the same, sooner or later.
  return std::ranges::any_of(problem.workers,
                             [](const Worker& worker) { return !worker.is_present_from_start; });
}

bool are_twins(const Model& model, Index a, Index b) {
  const Worker& one = at(model.problem.workers, a);
  const Worker& other = at(model.problem.workers, b);
  // Persons with several shifts are told apart by links; who drives, by the pool of vehicles.
  if (one.person != kNone || other.person != kNone || one.can_drive || other.can_drive)
    return false;
  return one.start_place == other.start_place && one.end_place == other.end_place &&
         one.shift_start == other.shift_start && one.shift_end == other.shift_end &&
         one.overtime_max == other.overtime_max && one.mode == other.mode &&
         one.skills == other.skills && one.traits == other.traits &&
         one.capacity == other.capacity && one.is_present_from_start == other.is_present_from_start;
}

// Marks the workers whom the activity treats unlike others.
void mark_named(const Activity& activity, std::vector<std::uint8_t>& is_named) {
  for (const Index worker : activity.excluded_workers) at(is_named, worker) = 1;
  for (const WorkerPreference& preference : activity.preferences)
    at(is_named, preference.worker) = 1;
  if (activity.pin) at(is_named, activity.pin->worker) = 1;
  if (activity.published && activity.published->worker != kNone)
    at(is_named, activity.published->worker) = 1;
}

}  // namespace

Model::Model(const Problem& problem_in, const Weights& weights_in, Neighbours neighbours)
    : problem(problem_in),
      weights(weights_in),
      ties(make_ties(problem_in)),
      group_of(problem_in.activities.size(), kNone),
      load_rule(load_rule_of(problem_in)),
      has_links(!problem_in.links.empty()),
      has_jumps(std::ranges::any_of(problem_in.activities,
                                    [](const Activity& a) { return a.windows.size() > 1; })),
      has_late_costs(optimiser::has_late_costs(problem_in, weights_in)),
      balances(optimiser::balances(weights_in)),
      compares(optimiser::compares(weights_in)),
      postpones(optimiser::postpones(problem_in, weights_in)) {
  for (Index w = 0; w < worker_count(); ++w) person.push_back(person_of(problem, w));
  able_.resize((problem.activities.size() * problem.workers.size() + 63) / 64);
  for (Index a = 0; a < activity_count(); ++a) {
    facts.push_back(facts_of(at(problem.activities, a)));
    facts.back().is_tied = !at(ties, a).empty();
    if (at(group_of, a) == kNone) groups.push_back(ordered_group(ties, a, group_of, group_count()));
    std::vector<Index>& allowed = workers_of.emplace_back();
    for (Index w = 0; w < worker_count(); ++w) {
      if (!is_allowed(*this, at(problem.activities, a), w)) continue;
      allowed.push_back(w);
      const std::size_t bit =
          static_cast<std::size_t>(a) * problem.workers.size() + static_cast<std::size_t>(w);
      able_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    if (neighbours == Neighbours::listed) near.push_back(nearest(problem, a));
  }
  for (const std::vector<Index>& members : groups)
    is_hopeless.push_back(
        std::ranges::any_of(members, [this](Index a) { return at(workers_of, a).empty(); }));
  prepare_costs();
  prepare_ways();
  find_twins();
  CHECK(is_hopeless.size() == groups.size());
  CHECK(person.size() == problem.workers.size());
  CHECK(std::ranges::find(group_of, kNone) == group_of.end());
}

void Model::prepare_costs() {
  for (const Activity& activity : problem.activities)
    omission_costs.push_back(weights[omission_term(activity)] * activity.priority);
  for (const Activity& activity : problem.activities) {
    named_from_.push_back(static_cast<std::uint32_t>(named_.size()));
    const auto name = [&](Index worker) {
      named_.push_back(
          {worker, weights[Term::preference] * preference_of(activity, worker) +
                       weights[Term::change_worker] * worker_change_of(activity, worker)});
    };
    const bool is_published = activity.published && activity.published->worker != kNone;
    if (is_published) name(activity.published->worker);
    for (const WorkerPreference& preference : activity.preferences)
      if (!is_published || preference.worker != activity.published->worker) name(preference.worker);
    unnamed_costs_.push_back(weights[Term::preference] * activity.preference_default +
                             weights[Term::change_worker] * (activity.published ? 1 : 0));
  }
  named_from_.push_back(static_cast<std::uint32_t>(named_.size()));
}

void Model::prepare_ways() {
  const bool counts_distance = weights[Term::distance] != 0;
  columns_.reserve(2 * problem.travel.size());
  const auto columns_of = [this](Index size,
                                 const std::vector<std::int32_t>& cells) -> const std::int32_t* {
    if (is_symmetric(size, cells)) return cells.data();
    return columns_.emplace_back(transposed(size, cells)).data();
  };
  for (const TravelMatrix& matrix : problem.travel) {
    Ways& way = ways.emplace_back();
    way.size = matrix.size;
    way.duration_from = matrix.duration.data();
    way.duration_to = columns_of(matrix.size, matrix.duration);
    if (!counts_distance || matrix.distance.empty()) continue;
    way.distance_from = matrix.distance.data();
    way.distance_to = columns_of(matrix.size, matrix.distance);
  }
}

// Of several workers without visits who are no different only the first needs to be tried.
void Model::find_twins() {
  std::vector<std::uint8_t> is_named(problem.workers.size(), 0);
  for (const Activity& activity : problem.activities) mark_named(activity, is_named);
  for (Index w = 0; w < worker_count(); ++w) {
    Index twin = 0;
    while (twin < w && (at(is_named, w) || at(is_named, twin) || !are_twins(*this, twin, w)))
      ++twin;
    twin_of.push_back(twin);
  }
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
