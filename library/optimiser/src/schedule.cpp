#include <algorithm>

#include "optimiser/evaluate.h"
#include "rules.h"
#include "walk.h"

namespace optimiser {

namespace {

// Raises starts round by round until windows, ways and links all hold. Simple rather than fast: the
// search has its own propagation, which is checked against this.
class Scheduler {
 public:
  // All starts begin below any real one: the least fixed point is reached from below only.
  Scheduler(const Problem& problem, const Plan& plan)
      : problem_(problem),
        plan_(plan),
        starts_(problem.activities.size(), -kNever),
        is_planned_(problem.activities.size(), 0) {
    for (const PlannedRoute& route : plan_.routes) {
      for (const PlannedVisit& visit : route.visits) {
        CHECK(!at(is_planned_, visit.activity));
        at(is_planned_, visit.activity) = 1;
        ++visit_count_;
      }
    }
  }

  std::optional<Plan> run() {
    // Starts settle within a round for each visit and link, or they circle for ever.
    const std::size_t rounds_max = visit_count_ + problem_.links.size() + 2;
    for (std::size_t round = 0; round < rounds_max; ++round) {
      has_changed_ = false;
      for (const PlannedRoute& route : plan_.routes)
        if (!raise_route(route)) return std::nullopt;
      for (const Link& link : problem_.links) raise_link(link);
      // Only a settled plan is held against the shifts: starts still rising would judge too kindly.
      if (!has_changed_) return is_in_shifts() ? std::optional(std::move(plan_)) : std::nullopt;
    }
    return std::nullopt;
  }

 private:
  void raise(Index activity, Time bound) {
    Time& start = at(starts_, activity);
    CHECK(bound < kNever);
    if (bound <= start) return;
    start = bound;
    has_changed_ = true;
  }

  bool raise_route(const PlannedRoute& route) {
    Walk walk(problem_, route.worker, route.vehicle);
    Time free_at = at(problem_.workers, route.worker).shift_start;
    for (const PlannedVisit& visit : route.visits) {
      const Activity& activity = at(problem_.activities, visit.activity);
      const Time arrival = free_at + walk.go_to(activity.place).duration;
      const Time bound = std::max(arrival, at(starts_, visit.activity));
      const Time start = earliest_start(activity, bound);
      if (start >= kNever) return false;
      CHECK(start >= bound);
      raise(visit.activity, start);
      free_at = start + activity.duration;
    }
    return true;
  }

  void raise_link(const Link& link) {
    if (!at(is_planned_, link.from) || !at(is_planned_, link.to)) return;
    CHECK(link.from != link.to);
    raise(link.to, at(starts_, link.from) + link.gap_min);
    // A partner too far ahead is held back: it must wait, because the other cannot come sooner.
    raise(link.from, at(starts_, link.to) - link.gap_max);
  }

  // Also writes the starts into the plan.
  bool is_in_shifts() {
    for (PlannedRoute& route : plan_.routes) {
      if (route.visits.empty()) continue;
      Walk walk(problem_, route.worker, route.vehicle);
      const Worker& worker = at(problem_.workers, route.worker);
      Time free_at = 0;
      for (PlannedVisit& visit : route.visits) {
        visit.start = at(starts_, visit.activity);
        CHECK(visit.start > -kNever);
        CHECK(visit.start >= free_at || &visit == &route.visits.front());
        walk.go_to(at(problem_.activities, visit.activity).place);
        free_at = visit.start + at(problem_.activities, visit.activity).duration;
      }
      const Time finish = free_at + walk.go_to(worker.end_place).duration;
      if (finish > worker.shift_end + worker.overtime_max) return false;
    }
    return true;
  }

  const Problem& problem_;
  Plan plan_;
  std::vector<Time> starts_;
  std::vector<std::uint8_t> is_planned_;
  std::size_t visit_count_ = 0;
  bool has_changed_ = false;
};

}  // namespace

std::optional<Plan> schedule(const Problem& problem, const Plan& plan) {
  return Scheduler(problem, plan).run();
}

}  // namespace optimiser
