// Starts put off where that costs nothing, so that nobody waits for no reason.
#include <algorithm>

#include "rules.h"
#include "state.h"

namespace optimiser {

// The latest starts that keep the last stop of every route, all tardiness and all links: the
// greatest fixed point below those bounds. Waiting then lies before the first visit, where it is
// none. For the routes that changed, and those tied to them.
void State::postpone() {
  std::vector<Index>& routes = postponed_;
  routes.assign(dirty_.begin(), dirty_.end());
  if (model_->has_links) add_tied_routes(routes);
  for (const Index w : routes) {
    touch(w);
    for (Index a = route(w).first; a != kNone; a = stop(a).next) {
      Stop& self = mutable_stop(a);
      self.late = self.next == kNone ? self.start : latest_as_good(activity(a), self.start);
    }
  }
  // Only links can make a second round necessary.
  while (lower_late(routes)) CHECK(model_->has_links);
}

// One round; true when a partner in a link has been lowered.
bool State::lower_late(const std::vector<Index>& routes) {
  bool is_open = false;
  for (const Index w : routes) {
    Time limit = kNever;
    for (Index a = route(w).last; a != kNone; a = stop(a).previous) {
      Stop& self = mutable_stop(a);
      const Facts& fact = facts(a);
      Time late = std::min(self.late, limit - fact.duration);
      if (fact.is_tied)
        for (const Tie& tie : at(model_->ties, a))
          if (stop(tie.other).worker != kNone)
            late = std::min(late, stop(tie.other).late - tie.gap_min);
      CHECK(late >= self.start);
      if (late < self.late) {
        self.late = late;
        is_open |= fact.is_tied;
      }
      limit = self.late - self.leg;
    }
  }
  return is_open;
}

// Adds the routes that links connect with `routes`, directly or through others.
void State::add_tied_routes(std::vector<Index>& routes) {
  for (const Index w : routes) at(is_tied_, w) = 1;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    for (Index a = first_of(routes[i]); a != kNone; a = next_of(a)) {
      if (!facts(a).is_tied) continue;
      for (const Tie& tie : at(model_->ties, a)) {
        const Index w = worker_of(tie.other);
        if (w == kNone || at(is_tied_, w)) continue;
        at(is_tied_, w) = 1;
        routes.push_back(w);
      }
    }
  }
  for (const Index w : routes) at(is_tied_, w) = 0;
}

}  // namespace optimiser
