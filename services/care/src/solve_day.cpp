#include "solve_day.h"

#include <algorithm>
#include <map>
#include <set>

#include "optimiser/evaluate.h"

namespace care {
namespace {

using optimiser::Index;

// Each round leaves out what the last one gave too much of; the rest is cut off at the end.
constexpr int kRounds = 3;

bool is_visit(const CentreDay& day, Index activity) {
  return std::cmp_less(activity, day.visits.size());
}

const Visit& visit_of(const CentreDay& day, Index activity) {
  return day.visits[static_cast<std::size_t>(activity)];
}

/// Leaves the worker out of account for a visit, in all spans of theirs.
void exclude(DayModel& model, Index activity, Index person) {
  auto& excluded = model.problem.activities[static_cast<std::size_t>(activity)].excluded_workers;
  for (std::size_t w = 0; w < model.worker_of.size(); ++w)
    if (model.worker_of[w] == person &&
        std::ranges::find(excluded, static_cast<Index>(w)) == excluded.end())
      excluded.push_back(static_cast<Index>(w));
}

/// The visits that go beyond what a person has left, the least important and latest first.
std::vector<std::pair<Index, Index>> beyond_week(const CentreDay& day, const DayModel& model,
                                                 const optimiser::Solution& solution) {
  std::map<Index, std::vector<optimiser::Visit>> of_person;
  for (const optimiser::Route& route : solution.routes)
    for (const optimiser::Visit& stop : route.visits)
      if (is_visit(day, stop.activity))
        of_person[model.worker_of[static_cast<std::size_t>(route.worker)]].push_back(stop);
  std::vector<std::pair<Index, Index>> out;
  for (auto& [person, stops] : of_person) {
    std::int32_t minutes = 0;
    for (const optimiser::Visit& stop : stops) minutes += visit_of(day, stop.activity).length_min;
    std::ranges::sort(stops, [&](const optimiser::Visit& a, const optimiser::Visit& b) {
      const auto priority = [&](const optimiser::Visit& stop) {
        return model.problem.activities[static_cast<std::size_t>(stop.activity)].priority;
      };
      return std::tuple(priority(a), b.start, a.activity) <
             std::tuple(priority(b), a.start, b.activity);
    });
    for (const optimiser::Visit& stop : stops) {
      if (minutes <= model.minutes_left[static_cast<std::size_t>(person)]) break;
      if (!is_movable(day, visit_of(day, stop.activity))) continue;
      minutes -= visit_of(day, stop.activity).length_min;
      out.emplace_back(stop.activity, person);
    }
    CHECK(minutes <= model.minutes_left[static_cast<std::size_t>(person)]);
  }
  return out;
}

/// True when a visit found nobody at its usual time; from now on it may begin at any agreed one.
bool widen_left_out(DayModel& model, const optimiser::Solution& solution) {
  bool has_widened = false;
  for (const optimiser::LeftOut& left : solution.left_out) {
    const auto usual = model.agreed_windows.find(left.activity);
    if (usual == model.agreed_windows.end()) continue;
    model.problem.activities[static_cast<std::size_t>(left.activity)].windows = usual->second;
    model.agreed_windows.erase(usual);
    has_widened = true;
  }
  return has_widened;
}

/// The plan without these visits and all that is tied to them.
optimiser::Plan without(const DayModel& model, optimiser::Plan plan, std::set<Index> gone) {
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    for (const optimiser::Link& link : model.problem.links)
      if (gone.contains(link.from) != gone.contains(link.to)) {
        gone.insert({link.from, link.to});
        has_grown = true;
      }
  }
  for (optimiser::PlannedRoute& route : plan.routes)
    std::erase_if(route.visits, [&](const optimiser::PlannedVisit& stop) {
      return gone.contains(stop.activity);
    });
  std::erase_if(plan.routes,
                [](const optimiser::PlannedRoute& route) { return route.visits.empty(); });
  return plan;
}

}  // namespace

void add_week_limits(const CentreDay& day, DayModel& model, Planning planning) {
  model.minutes_left.clear();
  std::vector<std::int32_t> taken;  // by person: what stays with them whatever is planned
  for (const people::WorkerProfile& worker : day.workers) {
    std::int32_t standing = 0;
    for (const Visit& visit : day.visits)
      if (visit.worker_id == worker.person_id &&
          (planning == Planning::repair || !is_movable(day, visit)))
        standing += visit.length_min;
    const auto most = day.week.minutes_max.find(worker.person_id);
    const auto other = day.week.minutes.find(worker.person_id);
    const std::int32_t left = (most == day.week.minutes_max.end() ? INT32_MAX : most->second) -
                              (other == day.week.minutes.end() ? 0 : other->second);
    taken.push_back(standing);
    model.minutes_left.push_back(std::max(left, standing));
  }
  for (std::size_t i = 0; i < day.visits.size(); ++i) {
    const Visit& visit = day.visits[i];
    if (!is_movable(day, visit)) continue;
    optimiser::Activity& activity = model.problem.activities[i];
    for (std::size_t w = 0; w < model.worker_of.size(); ++w) {
      const auto person = static_cast<std::size_t>(model.worker_of[w]);
      const bool has_it = day.workers[person].person_id == visit.worker_id;
      if (has_it && planning == Planning::repair) continue;
      const std::int32_t left = model.minutes_left[person] - taken[person];
      if (left < visit.length_min) exclude(model, static_cast<Index>(i), model.worker_of[w]);
      if (left >= day.week.near_min) continue;
      const auto index = static_cast<Index>(w);
      const auto known =
          std::ranges::find(activity.preferences, index, &optimiser::WorkerPreference::worker);
      if (known != activity.preferences.end()) known->amount += day.weights.stranger;
      else
        activity.preferences.push_back({index, activity.preference_default + day.weights.stranger});
    }
  }
}

optimiser::Solution solve_day(const CentreDay& day, DayModel& model, optimiser::Options options) {
  CHECK(model.minutes_left.size() == day.workers.size());
  for (int round = 0;; ++round) {
    optimiser::Solution solution = optimiser::solve(model.problem, options);
    const auto beyond = beyond_week(day, model, solution);
    const bool has_widened = widen_left_out(model, solution);
    if (beyond.empty() && (!has_widened || round == kRounds)) return solution;
    std::set<Index> gone;
    for (const auto& [activity, person] : beyond) {
      exclude(model, activity, person);
      gone.insert(activity);
    }
    options.start = without(model, optimiser::plan_of(solution), gone);
    if (round == kRounds) return optimiser::evaluate(model.problem, options.weights, options.start);
  }
}

}  // namespace care
