#include "search.h"

#include "load_plan.h"
#include "tuning.h"

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
  load_plan(current_, start);
  recreate_.run_plainly(current_);
  current_.forget_trail();
  current_total_ = best_total_ = current_.total();
  CHECK(current_total_ >= 0);
  best_ = current_;
  annealing_ = Annealing(first_temperature(), model_.activity_count() > tuning::kLargeActivities
                                                  ? tuning::kLargeCoolingQ16
                                                  : tuning::kCoolingQ16);
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
  recreate_.run(current_, ruin_.removed());
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

// A small day is settled long before its budget ends: it is heated again instead, because one
// slow cooling may end in a plan from which no single ruin leads to a better one.
void Search::set_progress(std::int32_t permille) {
  constexpr std::int32_t kWhole = 1'000;
  const std::int32_t spent = std::clamp(permille, 0, kWhole);
  const auto cycles = static_cast<std::int32_t>(
      std::clamp<Index>(tuning::kCycleActivities / std::max<Index>(1, model_.activity_count()), 1,
                        tuning::kCyclesMax));
  annealing_.set_progress(spent == kWhole ? kWhole : spent * cycles % kWhole);
}

// By what a visit costs in the first plan, omissions aside.
std::int64_t Search::first_temperature() {
  Terms terms = current_.terms();
  terms[Term::unassigned] = terms[Term::skipped] = terms[Term::missed_break] = 0;
  CHECK(total_of(terms, model_.weights) >= 0);
  const std::int64_t visits = std::max<Index>(1, current_.planned_count());
  const std::int64_t mean = total_of(terms, model_.weights) / visits;
  return std::max<std::int64_t>(1, mean * tuning::kFirstTemperaturePermille / 1'000);
}

}  // namespace optimiser
