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
    Walk walk(problem_, route);
    Time free_at = at(problem_.workers, route.worker).shift_start;
    for (const PlannedVisit& visit : route.visits) {
      const Activity& activity = at(problem_.activities, visit.activity);
      const Time arrival = free_at + walk.go_on().duration;
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
      Walk walk(problem_, route);
      const Worker& worker = at(problem_.workers, route.worker);
      Time free_at = 0;
      for (PlannedVisit& visit : route.visits) {
        visit.start = at(starts_, visit.activity);
        CHECK(visit.start > -kNever);
        CHECK(visit.start >= free_at || &visit == &route.visits.front());
        walk.go_on();
        free_at = visit.start + at(problem_.activities, visit.activity).duration;
      }
      const Time finish = free_at + walk.go_on().duration;
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

// Lowers latest starts round by round, as Scheduler raises the earliest.
class Postponer {
 public:
  Postponer(const Problem& problem, const Plan& plan)
      : problem_(problem), plan_(plan), late_(problem.activities.size(), kNever) {
    for (const PlannedRoute& route : plan_.routes)
      for (const PlannedVisit& visit : route.visits)
        at(late_, visit.activity) =
            &visit == &route.visits.back()
                ? visit.start
                : latest_as_good(at(problem.activities, visit.activity), visit.start);
  }

  Plan run() {
    while (has_changed_) {
      has_changed_ = false;
      for (const PlannedRoute& route : plan_.routes) lower_route(route);
      for (const Link& link : problem_.links) {
        if (at(late_, link.from) == kNever || at(late_, link.to) == kNever) continue;
        lower(link.from, at(late_, link.to) - link.gap_min);
        lower(link.to, at(late_, link.from) + link.gap_max);
      }
    }
    for (PlannedRoute& route : plan_.routes)
      for (PlannedVisit& visit : route.visits) {
        CHECK(at(late_, visit.activity) >= visit.start);
        visit.start = at(late_, visit.activity);
      }
    return std::move(plan_);
  }

 private:
  void lower(Index activity, Time bound) {
    if (bound >= at(late_, activity)) return;
    at(late_, activity) = bound;
    has_changed_ = true;
  }

  void lower_route(const PlannedRoute& route) {
    Walk walk(problem_, route);
    std::vector<Time> legs;
    for (std::size_t i = 0; i < route.visits.size(); ++i) legs.push_back(walk.go_on().duration);
    for (std::size_t i = route.visits.size(); i-- > 1;) {
      const Index before = route.visits[i - 1].activity;
      lower(before, at(late_, route.visits[i].activity) - legs[i] -
                        at(problem_.activities, before).duration);
    }
  }

  const Problem& problem_;
  Plan plan_;
  std::vector<Time> late_;
  bool has_changed_ = true;
};

}  // namespace

std::optional<Plan> schedule(const Problem& problem, const Plan& plan) {
  return Scheduler(problem, plan).run();
}

Plan postpone(const Problem& problem, const Plan& plan) {
  CHECK(validate(problem, plan).empty());
  return Postponer(problem, plan).run();
}

}  // namespace optimiser
