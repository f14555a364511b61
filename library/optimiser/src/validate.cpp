#include <algorithm>
#include <map>

#include "optimiser/evaluate.h"
#include "rules.h"
#include "walk.h"

namespace optimiser {

namespace {

struct Place {
  Index worker = kNone;
  Time start = 0;
};

// Written from the rules of problem.h, with no code of the search, so that one checks the other.
class Validator {
 public:
  Validator(const Problem& problem, const Plan& plan)
      : problem_(problem), plan_(plan), places_(problem.activities.size()) {}

  std::vector<Violation> run() {
    for (const PlannedRoute& route : plan_.routes) {
      if (route.visits.empty()) continue;
      check_resources(route);
      check_times(route);
      check_loads(route);
      for (const PlannedVisit& visit : route.visits) check_visit(route, visit);
    }
    for (const Link& link : problem_.links) check_link(link);
    return std::move(violations_);
  }

 private:
  void report(Violation violation) {
    CHECK(violation.excess >= 0);
    violations_.push_back(violation);
  }

  void check_resources(const PlannedRoute& route) {
    const Worker& worker = at(problem_.workers, route.worker);
    if (workers_seen_[route.worker]++ > 0)
      report({.kind = ViolationKind::worker_repeated, .worker = route.worker});
    if (route.vehicle == kNone) return;
    const Vehicle& vehicle = at(problem_.vehicles, route.vehicle);
    if (vehicles_seen_[route.vehicle]++ > 0)
      report({.kind = ViolationKind::vehicle_repeated, .worker = route.worker});
    // A car stands at its home in the morning; only who starts there can take it.
    const bool is_at_home = vehicle.home == kNone || vehicle.home == worker.start_place;
    if (!worker.can_drive || !is_at_home)
      report({.kind = ViolationKind::vehicle_not_allowed, .worker = route.worker});
  }

  void check_times(const PlannedRoute& route) {
    const Worker& worker = at(problem_.workers, route.worker);
    Walk walk(problem_, route);
    // The shift bounds when the worker leaves, not when the first visit starts.
    Time free_at = worker.shift_start;
    for (const PlannedVisit& visit : route.visits) {
      const Activity& activity = at(problem_.activities, visit.activity);
      const Time arrival = free_at + walk.go_on().duration;
      if (visit.start < arrival)
        report({ViolationKind::travel_too_short, route.worker, visit.activity, kNone,
                arrival - visit.start});
      // A start is allowed when it is its own earliest: the same rule that the search uses.
      if (earliest_start(activity, visit.start) != visit.start) report_window(route, visit);
      free_at = visit.start + activity.duration;
    }
    const Time finish = free_at + walk.go_on().duration;
    const Time limit = worker.shift_end + worker.overtime_max;
    if (finish > limit)
      report({ViolationKind::shift_exceeded, route.worker, kNone, kNone, finish - limit});
  }

  void report_window(const PlannedRoute& route, const PlannedVisit& visit) {
    const Activity& activity = at(problem_.activities, visit.activity);
    // A pinned start stands in place of the windows, so a miss is the pin's and not a window's.
    if (activity.pin && activity.pin->start) {
      const Time shift = visit.start - *activity.pin->start;
      report({ViolationKind::pin_ignored, route.worker, visit.activity, kNone,
              shift < 0 ? -shift : shift});
      return;
    }
    CHECK(!activity.windows.empty());
    const Time next = earliest_start(activity, visit.start);
    const Time excess =
        next == kNever ? visit.start - activity.windows.back().latest : next - visit.start;
    report({ViolationKind::window_missed, route.worker, visit.activity, kNone, excess});
  }

  void check_loads(const PlannedRoute& route) {
    const auto& capacity = route.vehicle == kNone ? at(problem_.workers, route.worker).capacity
                                                  : at(problem_.vehicles, route.vehicle).capacity;
    std::vector<std::int64_t> on_board(static_cast<std::size_t>(problem_.load_dimensions), 0);
    for (const PlannedVisit& visit : route.visits) {
      const Activity& activity = at(problem_.activities, visit.activity);
      // Before its own loads: who reloads starts with nothing and then takes what is due.
      if (activity.empties_load) std::ranges::fill(on_board, 0);
      CHECK(activity.loads.empty() || activity.loads.size() == on_board.size());
      CHECK(capacity.empty() || capacity.size() == on_board.size());
      bool is_exceeded = false;
      for (std::size_t d = 0; d < activity.loads.size(); ++d) {
        on_board[d] += activity.loads[d];
        is_exceeded |= on_board[d] < 0 || (!capacity.empty() && on_board[d] > capacity[d]);
      }
      if (is_exceeded)
        report({ViolationKind::load_exceeded, route.worker, visit.activity, kNone, 0});
    }
  }

  void check_visit(const PlannedRoute& route, const PlannedVisit& visit) {
    const Activity& activity = at(problem_.activities, visit.activity);
    const Worker& worker = at(problem_.workers, route.worker);
    const auto found = [&](ViolationKind kind) {
      report({.kind = kind, .worker = route.worker, .activity = visit.activity});
    };
    if (at(places_, visit.activity).worker != kNone) found(ViolationKind::activity_repeated);
    // The last place counts for links; the repetition was reported already.
    at(places_, visit.activity) = {route.worker, visit.start};
    if ((activity.skills & ~worker.skills) != 0) found(ViolationKind::skill_missing);
    const BitSet traits =
        worker.traits | (route.vehicle == kNone ? 0 : at(problem_.vehicles, route.vehicle).traits);
    if ((activity.traits & ~traits) != 0) found(ViolationKind::trait_missing);
    if (std::ranges::find(activity.excluded_workers, route.worker) !=
        activity.excluded_workers.end())
      found(ViolationKind::worker_excluded);
    if (activity.pin && activity.pin->worker != route.worker) found(ViolationKind::pin_ignored);
  }

  void check_link(const Link& link) {
    const Place& from = at(places_, link.from);
    const Place& to = at(places_, link.to);
    // Both left out is a cost, not a violation.
    if (from.worker == kNone && to.worker == kNone) return;
    if (from.worker == kNone || to.worker == kNone) {
      report({.kind = ViolationKind::partner_missing,
              .activity = from.worker == kNone ? link.to : link.from,
              .other_activity = from.worker == kNone ? link.from : link.to});
      return;
    }
    CHECK(link.gap_min <= link.gap_max);
    const Time gap = to.start - from.start;
    // Positive on one side at most, since gap_min ≤ gap_max.
    const Time excess = std::max(link.gap_min - gap, gap - link.gap_max);
    if (excess > 0) report({ViolationKind::link_gap_broken, to.worker, link.from, link.to, excess});
    if (!are_workers_right(link, from.worker, to.worker))
      report({ViolationKind::link_workers_wrong, to.worker, link.from, link.to, 0});
  }

  bool are_workers_right(const Link& link, Index from, Index to) const {
    CHECK(from != kNone && to != kNone);
    const bool is_same = person_of(problem_, from) == person_of(problem_, to);
    switch (link.relation) {
      case WorkerRelation::same: return is_same;
      case WorkerRelation::different: return !is_same;
      case WorkerRelation::any: break;
    }
    return true;
  }

  const Problem& problem_;
  const Plan& plan_;
  std::vector<Place> places_;
  std::map<Index, int> workers_seen_;
  std::map<Index, int> vehicles_seen_;
  std::vector<Violation> violations_;
};

}  // namespace

std::vector<Violation> validate(const Problem& problem, const Plan& plan) {
  return Validator(problem, plan).run();
}

}  // namespace optimiser
