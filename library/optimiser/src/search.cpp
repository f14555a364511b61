#include "search.h"

#include <algorithm>

namespace optimiser {

Search::Search(const Model& model, std::uint64_t seed, const Plan& start)
    : model_(model),
      random_(seed),
      recreate_(model, random_),
      ruin_(model, random_),
      current_(model),
      best_(model),
      annealing_(1) {
  load(start);
  recreate_.run_plainly(current_);
  current_.forget_trail();
  current_total_ = best_total_ = current_.total();
  CHECK(current_total_ >= 0);
  best_ = current_;
  annealing_ = Annealing(first_temperature());
}

Search::Outcome Search::step() {
  const State::Mark mark = current_.mark();
  CHECK(mark == 0);
  // One move of SISR: take out some neighbouring strings, put everything back greedily.
  ruin_.run(current_);
  CHECK(best_total_ <= current_total_);
  if (!current_.settle()) {
    current_.undo_to(mark);
    return Outcome::rejected;
  }
  recreate_.run(current_);
  const std::int64_t total = current_.total();
  // The threshold form of simulated annealing: accept below current + T·(−ln u).
  if (total >= current_total_ + annealing_.draw_tolerance(random_)) {
    current_.undo_to(mark);
    CHECK(current_.total() == current_total_);
    return Outcome::rejected;
  }
  current_.forget_trail();
  current_total_ = total;
  if (total >= best_total_) return Outcome::accepted;
  best_total_ = total;
  best_ = current_;
  return Outcome::improved;
}

// Half of what a visit costs in the first plan, omissions aside.
std::int64_t Search::first_temperature() {
  Terms terms = current_.terms();
  terms[Term::unassigned] = terms[Term::skipped] = terms[Term::missed_break] = 0;
  CHECK(total_of(terms, model_.weights) >= 0);
  const std::int64_t visits = std::max<Index>(1, current_.planned_count());
  return std::max<std::int64_t>(1, total_of(terms, model_.weights) / visits / 2);
}

void Search::load(const Plan& start) {
  for (const PlannedRoute& route : start.routes) load_route(route);
  drop_broken_groups();
  CHECK(current_.planned_count() <= model_.activity_count());
  current_.forget_trail();
}

void Search::load_route(const PlannedRoute& route) {
  if (current_.length_of(route.worker) > 0) return;
  if (route.vehicle != kNone) current_.give_vehicle(route.worker, route.vehicle);
  for (const PlannedVisit& visit : route.visits) {
    const auto& allowed = at(model_.workers_of, visit.activity);
    if (!std::ranges::binary_search(allowed, route.worker)) continue;
    if (current_.is_planned(visit.activity)) continue;
    // What cannot be kept is left out here and planned anew.
    static_cast<void>(
        current_.insert(visit.activity, route.worker, current_.last_of(route.worker)));
  }
  if (current_.length_of(route.worker) == 0) current_.return_vehicle(route.worker);
}

void Search::drop_broken_groups() {
  for (const std::vector<Index>& members : model_.groups) {
    const auto is_planned = [this](Index a) { return current_.is_planned(a); };
    if (std::ranges::all_of(members, is_planned)) continue;
    for (const Index a : members)
      if (current_.is_planned(a)) current_.remove(a);
  }
  // Travel times that break the triangle inequality, or a contradiction in the start plan.
  if (current_.settle()) return;
  // Without the dropped visits the ways are longer than with them: begin with nothing.
  current_ = State(model_);
}

}  // namespace optimiser
