#include "load_plan.h"

#include <algorithm>

namespace optimiser {

namespace {

void load_route(State& state, const PlannedRoute& route) {
  if (state.length_of(route.worker) > 0) return;
  if (route.vehicle != kNone) state.give_vehicle(route.worker, route.vehicle);
  for (const PlannedVisit& visit : route.visits) {
    const auto& allowed = at(state.model().workers_of, visit.activity);
    if (!std::ranges::binary_search(allowed, route.worker)) continue;
    if (state.is_planned(visit.activity)) continue;
    // What cannot be kept is left out here and planned anew.
    static_cast<void>(state.insert(visit.activity, route.worker, state.last_of(route.worker)));
  }
  if (state.length_of(route.worker) == 0) state.return_vehicle(route.worker);
}

void drop_broken_groups(State& state) {
  for (const std::vector<Index>& members : state.model().groups) {
    const auto is_planned = [&state](Index a) { return state.is_planned(a); };
    if (std::ranges::all_of(members, is_planned)) continue;
    for (const Index a : members)
      if (state.is_planned(a)) state.remove(a);
  }
  // Travel times that break the triangle inequality, or a contradiction in the start plan.
  if (state.settle()) return;
  // Without the dropped visits the ways are longer than with them: begin with nothing.
  state = State(state.model());
}

}  // namespace

void load_plan(State& state, const Plan& plan) {
  CHECK(state.planned_count() == 0);
  for (const PlannedRoute& route : plan.routes) load_route(state, route);
  drop_broken_groups(state);
  CHECK(state.planned_count() <= state.model().activity_count());
  state.forget_trail();
}

}  // namespace optimiser
