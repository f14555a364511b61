#include "comparison.h"

#include "optimiser/evaluate.h"

namespace care {
namespace {

std::int64_t served_in(const CentreDay& day, const Placements& plan) {
  std::int64_t served = 0;
  for (const Visit& visit : day.visits) {
    const auto placed = plan.find(visit.id);
    const PersonId worker_id = placed == plan.end() ? visit.worker_id : placed->second.worker_id;
    served += worker_id ? 1 : 0;
  }
  return served;
}

}  // namespace

Placements placements_of(const CentreDay& day, const std::vector<ProposalLine>& lines) {
  Placements out;
  for (const ProposalLine& line : lines) {
    const Visit* visit = find_in(day, line.visit_id);
    // What was cancelled or has begun since is no longer the proposal's to place.
    if (visit && next_state(visit->state, VisitAction::assign)) out[line.visit_id] = line.to();
  }
  return out;
}

Comparison compare_plans(const CentreDay& day, const geo::TravelSource& travel,
                         const Placements& before, const Placements& after) {
  std::vector<VisitId> moving;
  for (const Placements* plan : {&before, &after})
    for (const auto& [id, placed] : *plan) moving.push_back(id);
  // Both are measured by one problem, or the figures could not be compared.
  const Overlay overlay = overlay_of(day, travel, moving);
  const auto& weights = overlay.model.weights;
  const auto terms_of = [&](const Placements& plan) {
    return terms_without_breaks(
        optimiser::evaluate(overlay.model.problem, weights, plan_with(overlay, plan)).terms);
  };
  const optimiser::Terms a = terms_of(before);
  const optimiser::Terms b = terms_of(after);
  Comparison out{.terms = pair_terms(a, b, weights)};
  out.cost_before = optimiser::total_of(a, weights);
  out.cost_after = optimiser::total_of(b, weights);
  out.served_before = served_in(day, before);
  out.served_after = served_in(day, after);
  for (const auto& [id, now] : present_placements(day)) {
    const auto left = before.find(id);
    const auto right = after.find(id);
    const PlacedVisit from = left == before.end() ? now : left->second;
    const PlacedVisit to = right == after.end() ? now : right->second;
    if (!(from == to)) out.differing.push_back({id, from, to});
  }
  return out;
}

}  // namespace care
