// From a day to a draft: search, compare with what stands, find what belongs together.
#include <algorithm>
#include <numeric>

#include "care_problem.h"
#include "explain.h"
#include "json/json.h"
#include "optimiser/evaluate.h"
#include "proposal.h"
#include "solve_day.h"

namespace care {
namespace {

struct Taken {
  std::int32_t from_min;
  std::int32_t to_min;
  [[nodiscard]] bool overlaps(const Taken& other) const {
    return from_min < other.to_min && other.from_min < to_min;
  }
};

/// Sets that grow together (union-find).
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[of(a)] = of(b); }

 private:
  std::vector<std::size_t> parent_;
};

ProposalLine line_of(const Visit& visit, const PlannedAssignment& planned) {
  ProposalLine line{.visit_id = visit.id, .visit_version = visit.version};
  line.from_worker_id = visit.worker_id;
  line.from_vehicle_id = visit.vehicle_id;
  line.from_start_min = visit.start_min;
  line.to_worker_id = planned.worker_id;
  line.to_vehicle_id = planned.vehicle_id;
  line.to_start_min = planned.worker_id ? planned.start_min : visit.start_min;
  line.position = planned.position;
  line.travel_min = planned.travel_min;
  line.wait_min = planned.wait_min;
  line.is_regular = planned.is_regular;
  line.left_out_reason = planned.unassigned_reason;
  return line;
}

/// `line` takes what `other` leaves: its worker's time or its car.
bool depends_on(const ProposalLine& line, const Visit& visit, const ProposalLine& other,
                const Visit& left) {
  // The way there counts as well: the place must be free when the worker sets out.
  const Taken wants{line.to_start_min - line.travel_min, line.to_start_min + visit.length_min};
  const Taken has{other.from_start_min, other.from_start_min + left.length_min};
  if (!wants.overlaps(has)) return false;
  return (line.to_worker_id && line.to_worker_id == other.from_worker_id) ||
         (line.to_vehicle_id && line.to_vehicle_id == other.from_vehicle_id);
}

void count_changes(Draft& draft) {
  draft.head.visits = static_cast<std::int64_t>(draft.lines.size());
  for (const ProposalLine& line : draft.lines) {
    draft.head.moved += line.is_change() && line.from_worker_id ? 1 : 0;
    draft.head.unassigned_before += line.from_worker_id ? 0 : 1;
    draft.head.unassigned_after += line.to_worker_id ? 0 : 1;
  }
}

}  // namespace

TermPairs pair_terms(const optimiser::Terms& before, const optimiser::Terms& after,
                     const optimiser::Weights& weights) {
  TermPairs out;
  for (const optimiser::Term term : base::all_of<optimiser::Term>())
    if (before[term] != 0 || after[term] != 0)
      out.items.push_back({term, before[term], after[term], weights[term]});
  return out;
}

optimiser::Terms terms_without_breaks(optimiser::Terms terms) {
  terms[optimiser::Term::missed_break] = 0;
  terms[optimiser::Term::skipped] = 0;  // ways to the kitchen, likewise
  return terms;
}

void group_changes(const CentreDay& day, std::vector<ProposalLine>& lines) {
  Groups groups(lines.size());
  std::map<VisitId, std::size_t> place;
  for (std::size_t i = 0; i < lines.size(); ++i) place[lines[i].visit_id] = i;
  const auto is_change = [&](std::size_t i) {
    return change_between(lines[i].from(), lines[i].to()).has_value();
  };
  for (const VisitLink& link : day.links) {
    const auto from = place.find(link.from_visit_id);
    const auto to = place.find(link.to_visit_id);
    if (from != place.end() && to != place.end() && is_change(from->second) &&
        is_change(to->second))
      groups.join(from->second, to->second);
  }
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (std::size_t j = 0; j < lines.size(); ++j)
      if (i != j && is_change(i) && is_change(j) &&
          depends_on(lines[i], *find_in(day, lines[i].visit_id), lines[j],
                     *find_in(day, lines[j].visit_id)))
        groups.join(i, j);
  // 1, 2, 3 … in the order in which the changes are shown.
  std::map<std::size_t, std::int64_t> numbers;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_change(i)) continue;
    const auto next = static_cast<std::int64_t>(numbers.size()) + 1;
    lines[i].change_group = numbers.try_emplace(groups.of(i), next).first->second;
  }
}

Draft draft_of(const CentreDay& day, const geo::TravelSource& travel, Planning planning,
               const SearchOptions& options) {
  DayModel model = model_of(day, travel, planning);
  optimiser::Options search;
  search.seed = options.seed;
  search.iterations_max = options.iterations_max;
  search.weights = model.weights;
  search.start = model.present;
  const optimiser::Solution present =
      optimiser::evaluate(model.problem, model.weights, model.present);
  const optimiser::Solution solution = solve_day(day, model, search);
  Draft draft;
  draft.head.centre_id = day.centre_id;
  draft.head.plan_on = day.on;
  for (const PlannedAssignment& planned : assignments_from(day, model, solution, planning))
    draft.lines.push_back(line_of(*find_in(day, planned.visit_id), planned));
  group_changes(day, draft.lines);
  count_changes(draft);
  const optimiser::Terms before = terms_without_breaks(present.terms);
  const optimiser::Terms after = terms_without_breaks(solution.terms);
  draft.head.cost_before = optimiser::total_of(before, model.weights);
  draft.head.cost_after = optimiser::total_of(after, model.weights);
  draft.head.terms = json::write(pair_terms(before, after, model.weights));
  return draft;
}

}  // namespace care
