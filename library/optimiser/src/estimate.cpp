#include "estimate.h"

#include <algorithm>

namespace optimiser {

namespace {

// Delays that run through more stops than this are not worth their reckoning.
constexpr int kStepsMax = 40;

}  // namespace

Estimate::Estimate(const Model& model)
    : model_(model), raised_(model.facts.size(), 0), stamps_(model.facts.size(), 0) {
  CHECK(model.facts.size() == model.ties.size());
}

void Estimate::begin(const State& state) {
  state_ = &state;
  tardiness_max_ = state.tardiness_max();
  if (++stamp_ != 0) return;
  // After 2³² estimates the stamps begin anew.
  std::ranges::fill(stamps_, 0u);
  stamp_ = 1;
}

Time Estimate::start_of(Index a) const {
  const auto i = static_cast<std::size_t>(a);
  return stamps_[i] == stamp_ ? raised_[i] : state_->stop(a).start;
}

Time Estimate::lateness(Index a, Time start) const {
  const auto i = static_cast<std::size_t>(a);
  const Facts& fact = model_.facts[i];
  if (start <= fact.due) return 0;
  return fact.has_one_window ? start - fact.due : tardiness_of(model_.problem.activities[i], start);
}

std::int64_t Estimate::tardiness(Index a, Time start) {
  const Time late = lateness(a, start);
  if (late == 0) return 0;
  std::int64_t cost = model_.weights[Term::tardiness] * late;
  if (late > tardiness_max_) {
    cost += model_.weights[Term::tardiness_max] * (late - tardiness_max_);
    tardiness_max_ = late;
  }
  return cost;
}

// Notes the later start and returns what it adds.
std::int64_t Estimate::raise(Index a, Time start) {
  const auto i = static_cast<std::size_t>(a);
  const Facts& fact = model_.facts[i];
  const Time before = start_of(a);
  std::int64_t cost = 0;
  if (start > fact.due)
    cost = tardiness(a, start) - model_.weights[Term::tardiness] * lateness(a, before);
  const Activity& activity = model_.problem.activities[i];
  if (fact.is_published)
    cost += model_.weights[Term::change_time] *
            (time_change_of(activity, start) - time_change_of(activity, before));
  raised_[i] = start;
  stamps_[i] = stamp_;
  return cost;
}

std::int64_t Estimate::finish(Index w, Time finish) const {
  if (finish > state_->finish_limit_of(w)) return kImpossible;
  const Time end = model_.problem.workers[static_cast<std::size_t>(w)].shift_end;
  if (finish <= end) return 0;
  // Who stayed at home had no overtime to compare with.
  const Time before = state_->length_of(w) == 0 ? end : std::max(end, state_->finish_of(w));
  return model_.weights[Term::overtime] * (finish - before);
}

std::int64_t Estimate::leave(Index w, Index next, Time arrival, std::int64_t cost_max) {
  if (next == kNone) return finish(w, arrival);
  const State::Stop& stop = state_->stop(next);
  if (arrival <= stop.start) return 0;
  if (arrival > stop.latest) return kImpossible;
  // OPTIMIZATION: nothing depends on the delay but the end of the shift, which `latest` knows.
  if (!model_.has_late_costs && !model_.has_links && model_.weights[Term::overtime] == 0) return 0;
  tasks_.clear();
  tasks_.push_back({next, arrival});
  return run(0, cost_max);
}

std::int64_t Estimate::hold_up(Index a, Time start, std::int64_t cost_max) {
  if (start <= start_of(a)) return 0;
  tasks_.clear();
  tasks_.push_back({a, start});
  return run(0, cost_max);
}

std::int64_t Estimate::run(std::int64_t cost, std::int64_t cost_max) {
  int steps_left = kStepsMax;
  while (!tasks_.empty()) {
    auto [a, bound] = tasks_.back();
    tasks_.pop_back();
    // Along the route until waiting absorbs the delay.
    while (true) {
      const Time start = model_.start_for(a, bound);
      if (start <= start_of(a)) break;
      const State::Stop& stop = state_->stop(a);
      if (start > stop.latest) return kImpossible;
      if (--steps_left < 0) return cost;
      cost += raise(a, start);
      if (cost >= cost_max) return cost;
      const auto i = static_cast<std::size_t>(a);
      const Facts& fact = model_.facts[i];
      if (fact.is_tied)
        for (const Tie& tie : model_.ties[i])
          if (state_->stop(tie.other).worker != kNone && start + tie.gap_min > start_of(tie.other))
            tasks_.push_back({tie.other, start + tie.gap_min});
      bound = start + fact.duration;
      if (stop.next == kNone) {
        const Index w = stop.worker;
        const Index end = model_.problem.workers[static_cast<std::size_t>(w)].end_place;
        const std::int64_t late = finish(w, bound + state_->route(w).ways->duration(stop.at, end));
        if (late == kImpossible) return kImpossible;
        cost += late;
        break;
      }
      bound += state_->stop(stop.next).leg;
      a = stop.next;
    }
  }
  return cost;
}

}  // namespace optimiser
