#include "start_grid.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

namespace care {
namespace {

using optimiser::Index;
using optimiser::Time;

constexpr Time kMinute = 60;
// Ways are estimates: a few minutes are no reason to call a client.
constexpr Time kUntold_s = 5 * kMinute;

struct Stop {
  std::size_t route;
  std::size_t place;
};

class Grid {
 public:
  Grid(const CentreDay& day, const DayModel& model, const optimiser::Solution& solution,
       RouteStarts& starts)
      : day_(day), model_(model), solution_(solution), starts_(starts) {
    for (std::size_t r = 0; r < solution.routes.size(); ++r)
      for (std::size_t i = 0; i < solution.routes[r].visits.size(); ++i)
        stops_[solution.routes[r].visits[i].activity] = {r, i};
  }

  void snap(Planning planning) {
    const Time grid = day_.rules.start_grid_min * kMinute;
    for (std::size_t r = 0; r < starts_.size(); ++r) push_route(r, grid, planning);
    // From the end of the day, so that whoever moves later finds the next one moved already.
    std::vector<std::pair<Time, Index>> order;
    for (const auto& [activity, stop] : stops_)
      if (is_told(activity, planning)) order.emplace_back(start_of(activity), activity);
    std::ranges::sort(order, std::greater());
    for (const auto& [start, activity] : order) {
      const Time now = start_of(activity);
      if (now % grid == 0) continue;
      const std::set<Index> group = tied_to(activity);
      const Time up = grid - now % grid;
      if (!shift(group, up)) (void)shift(group, up - grid);
    }
  }

 private:
  [[nodiscard]] Time& start_of(Index activity) {
    const Stop& stop = stops_.at(activity);
    return starts_[stop.route][stop.place];
  }

  [[nodiscard]] bool is_told(Index activity, Planning planning) {
    if (std::cmp_greater_equal(activity, day_.visits.size())) return false;  // a break
    const Visit& visit = day_.visits[static_cast<std::size_t>(activity)];
    return is_movable(day_, visit) && !is_start_kept(visit, start_of(activity), planning);
  }

  /// The activity and all that links tie to it, directly or not.
  [[nodiscard]] std::set<Index> tied_to(Index activity) const {
    std::set<Index> out{activity};
    for (bool has_grown = true; has_grown;) {
      has_grown = false;
      for (const optimiser::Link& link : model_.problem.links)
        if (out.contains(link.from) != out.contains(link.to)) {
          out.insert({link.from, link.to});
          has_grown = true;
        }
    }
    return out;
  }

  /// Everybody's next round start, each pushing the ones behind; a route in which that reaches
  /// somebody who should hear nothing, or is tied to another route, stays as it is.
  void push_route(std::size_t r, Time grid, Planning planning) {
    const std::vector<Time> exact = starts_[r];
    for (std::size_t i = 0; i < exact.size(); ++i) {
      const Index activity = solution_.routes[r].visits[i].activity;
      Time& start = starts_[r][i];
      if (i > 0) start = std::max(start, arrival(r, i));
      const bool is_told_anew = is_told(activity, planning) && tied_to(activity).size() == 1;
      if (is_told_anew) start = (start + grid - 1) / grid * grid;
      const bool is_break = std::cmp_greater_equal(activity, day_.visits.size());
      const bool may_shift = is_told_anew || is_break;
      if (start == exact[i] || (may_shift && is_wished(activity))) continue;
      starts_[r] = exact;
      return;
    }
    const auto& worker =
        model_.problem.workers[static_cast<std::size_t>(solution_.routes[r].worker)];
    const bool is_over = starts_[r] != exact && finish(r, exact.size() - 1) > worker.shift_end;
    if (is_over) starts_[r] = exact;
  }

  /// All of them by `delta`, or none.
  bool shift(const std::set<Index>& group, Time delta) {
    const auto move = [&](Time by) {
      for (const Index activity : group) start_of(activity) += by;
    };
    move(delta);
    // Judged after all have moved: two of the group may be neighbours of one route.
    if (std::ranges::all_of(group, [&](Index activity) { return fits(activity); })) return true;
    move(-delta);
    return false;
  }

  [[nodiscard]] bool is_wished(Index activity) {
    const Time start = start_of(activity);
    const auto& windows = model_.problem.activities[static_cast<std::size_t>(activity)].windows;
    return windows.empty() || std::ranges::any_of(windows, [&](const optimiser::Window& window) {
             return window.earliest <= start && start <= window.latest;
           });
  }

  [[nodiscard]] bool fits(Index activity) {
    const Time start = start_of(activity);
    const auto [r, i] = stops_.at(activity);
    const optimiser::Route& route = solution_.routes[r];
    const auto& worker = model_.problem.workers[static_cast<std::size_t>(route.worker)];
    const Time free_from = i == 0 ? worker.shift_start : arrival(r, i);
    const bool is_last = i + 1 == route.visits.size();
    const Time free_until = is_last ? worker.shift_end : starts_[r][i + 1];
    return is_wished(activity) && free_from <= start &&
           (is_last ? finish(r, i) : arrival(r, i + 1)) <= free_until;
  }

  [[nodiscard]] Time finish(std::size_t r, std::size_t i) const {
    const optimiser::Visit& stop = solution_.routes[r].visits[i];
    return starts_[r][i] + (stop.finish - stop.start);
  }
  /// When the worker is at stop i, coming from the one before.
  [[nodiscard]] Time arrival(std::size_t r, std::size_t i) const {
    return finish(r, i - 1) + solution_.routes[r].visits[i].terms[optimiser::Term::travel];
  }

  const CentreDay& day_;
  const DayModel& model_;
  const optimiser::Solution& solution_;
  RouteStarts& starts_;
  std::map<Index, Stop> stops_;
};

}  // namespace

bool is_start_kept(const Visit& visit, optimiser::Time start, Planning planning) {
  const Time shift = std::abs(start - visit.start_min * kMinute);
  return shift == 0 || (planning == Planning::repair && shift <= kUntold_s - kMinute);
}

void put_on_grid(const CentreDay& day, const DayModel& model, const optimiser::Solution& solution,
                 Planning planning, RouteStarts& starts) {
  CHECK(starts.size() == solution.routes.size());
  CHECK(day.rules.start_grid_min > 0);
  Grid(day, model, solution, starts).snap(planning);
}

}  // namespace care
