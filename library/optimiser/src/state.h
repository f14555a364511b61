// A plan in the making: routes, earliest starts and cost, with exact undoing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "balance.h"
#include "model.h"
#include "optimiser/evaluate.h"
#include "optimiser/solution.h"
#include "walk.h"

namespace optimiser {

// Routes are doubly linked lists over flat vectors: insertion and removal are O(1), and a copy of
// the whole state is a handful of block copies. Starts are the earliest that windows, travel and
// links allow; an insertion raises them as a rule, so they are updated by propagation.
class State {
 public:
  // An activity in its route. One cache line: the search reads all of it at once.
  struct Stop {
    Index next = kNone;
    Index previous = kNone;
    Index worker = kNone;
    Index at = kNone;      // where the worker is afterwards: breaks have no place of their own
    std::int32_t leg = 0;  // duration of the way from the stop before
    Time start = 0;
    Time finish = 0;  // start + duration
    // The start after which this route (its links aside) breaks a window or its shift.
    Time latest = kNever;
    Time late = 0;  // the start put off as far as costs nothing; see total()
  };
  struct Route {
    Index first = kNone;
    Index last = kNone;
    Index length = 0;
    Index vehicle = kNone;
    Index placeless = 0;         // breaks among the stops
    std::int64_t load = 0;       // first dimension, kept for LoadRule::sums
    const Ways* ways = nullptr;  // of the worker or the vehicle
    // Cost, brought up to date by total()
    std::int64_t cost = 0;
    Time tardiness_max = 0;
    Time waiting = 0;
    Time workload = 0;
    Time occupied = 0;  // ways and visits
    Time idle = 0;      // of the shift
  };

  explicit State(const Model& model);

  // Puts `activity` behind `after` (kNone: first) in the route of `worker`, giving the route a
  // vehicle when the traits call for one. False, and nothing changed, when that breaks a rule.
  // Requires: not planned yet, the worker is one of workers_of(activity).
  [[nodiscard]] bool insert(Index activity, Index worker, Index after);
  // Takes `activity` out; starts stay as they are until settle().
  void remove(Index activity);
  // Brings the starts that rested on what was removed back to the earliest. False when travel times
  // break the triangle inequality so badly that none are valid.
  [[nodiscard]] bool settle();

  // Gives a worker without visits a vehicle to begin with; false when it may not be taken.
  bool give_vehicle(Index worker, Index vehicle);
  void return_vehicle(Index worker);

  // Undoing: everything since the mark is reverted exactly.
  using Mark = std::size_t;
  Mark mark() const { return trail_.size(); }
  void undo_to(Mark mark);
  void forget_trail() { trail_.clear(); }

  // Weighted cost. Cost: the routes changed since the last call.
  std::int64_t total();
  // The terms of the cost, counted from nothing.
  Terms terms();

  // Weighted change of the terms of balance when the worker takes on `duration` of work and
  // `travel` of ways and finishes `delay` after the end of the shift.
  // Requires: total() was asked for since the last change.
  std::int64_t balance_change(Index worker, Time duration, Time travel, Time delay) const;
  // Of the last total(), where the weights ask for it.
  Time tardiness_max() const { return balance().tardiness_max; }

  const Stop& stop(Index activity) const { return stops_[static_cast<std::size_t>(activity)]; }
  const Route& route(Index worker) const { return routes_[static_cast<std::size_t>(worker)]; }
  Index worker_of(Index activity) const { return at(stops_, activity).worker; }
  bool is_planned(Index activity) const { return worker_of(activity) != kNone; }
  bool is_group_planned(Index group) const;
  Time start_of(Index activity) const { return at(stops_, activity).start; }
  Index first_of(Index worker) const { return at(routes_, worker).first; }
  Index last_of(Index worker) const { return at(routes_, worker).last; }
  Index next_of(Index activity) const { return at(stops_, activity).next; }
  Index previous_of(Index activity) const { return at(stops_, activity).previous; }
  Index length_of(Index worker) const { return at(routes_, worker).length; }
  Index vehicle_of(Index worker) const { return at(routes_, worker).vehicle; }
  Index driver_of(Index vehicle) const { return at(driver_, vehicle); }  // kNone: it is free
  Index planned_count() const { return planned_count_; }
  // Activities that are not planned, in no particular order.
  const std::vector<Index>& left_out() const { return left_out_; }
  Index used_count() const { return used_count_; }  // workers with visits

  // Where the worker is after `activity`, or at the start place when it is kNone.
  Index place_after(Index worker, Index activity) const;
  // When the worker is free after `activity`, or the start of the shift when it is kNone.
  Time free_after(Index worker, Index activity) const;
  // When the worker reaches `activity` in its route, before any waiting.
  Time arrival_of(Index activity) const;
  Time finish_of(Index worker) const;
  Time finish_limit_of(Index worker) const;
  // The vehicle that inserting `activity` would bring: the present one, a free one, or nullopt.
  std::optional<Index> vehicle_for(Index activity, Index worker) const;
  // Worker relations with the planned ends of links, and the load on board along the route.
  bool are_relations_kept(Index activity, Index worker) const;
  bool is_load_kept(Index activity, Index worker, Index after, Index vehicle) const;

  // With starts put off where that saves waiting.
  Plan plan();
  const Model& model() const { return *model_; }

 private:
  enum class Deed : std::uint8_t { retimed, inserted, removed, vehicle_changed };
  struct Step {
    Deed deed{};
    Index activity = kNone;  // or the worker whose vehicle changed
    Index worker = kNone;    // or the vehicle before
    Index after = kNone;
    Time start = 0;  // before
  };

  const Activity& activity(Index a) const { return at(model_->problem.activities, a); }
  const Worker& worker(Index w) const { return at(model_->problem.workers, w); }
  Stop& mutable_stop(Index activity) { return stops_[static_cast<std::size_t>(activity)]; }
  Route& mutable_route(Index worker) { return routes_[static_cast<std::size_t>(worker)]; }
  const Facts& facts(Index activity) const {
    return model_->facts[static_cast<std::size_t>(activity)];
  }

  // Structure (state.cpp)
  void link_in(Index activity, Index worker, Index after);
  void unlink(Index activity);
  void leave_out(Index activity);
  void take_in(Index activity);
  void touch(Index worker);
  void set_start(Index activity, Time start);
  void put_start(Index activity, Time start);
  void seed_breaks_before(Index activity);
  void set_vehicle(Index worker, Index vehicle);
  void put_vehicle(Index worker, Index vehicle);
  bool is_shortcut(Index activity) const;
  bool is_sum_kept(Index activity, Index worker, Index vehicle) const;

  // Timing (state_timing.cpp)
  void refresh_legs(Index worker, Index from);
  bool refresh_latest(Index worker);
  void seed(Index activity);
  bool rests_on(Index activity, Time bound) const;
  void seed_dependents(Index activity);
  bool propagate();
  void enqueue(Index activity);
  void enqueue_dependents(Index activity);
  Time bound_of(Index activity) const;
  void drop_queue();

  // Cost (state_cost.cpp)
  const Balance& balance() const { return tournament_.winner(); }
  void refresh_costs();
  void refresh_cost(Index worker);
  static Balance balance_of(const Route& route);
  Time deviation();

  // Starts put off (state_postpone.cpp)
  void postpone();
  bool lower_late(const std::vector<Index>& routes);
  void add_tied_routes(std::vector<Index>& routes);

  const Model* model_;
  std::vector<Stop> stops_;    // by activity
  std::vector<Route> routes_;  // by worker
  std::vector<Index> driver_;  // by vehicle
  Index planned_count_ = 0;
  std::vector<Index> left_out_;
  std::vector<std::uint32_t> left_out_at_;  // by activity: where in left_out_, when not planned
  Index used_count_ = 0;

  std::vector<Step> trail_;
  std::vector<Index> reshaped_;  // workers whose routes lost an activity
  std::vector<Index> fallen_;    // activities whose starts may fall
  std::vector<Index> queue_;
  std::size_t queue_head_ = 0;
  std::vector<std::uint8_t> is_queued_;  // by activity: in queue_ or fallen_

  std::vector<Index> dirty_;
  std::vector<std::uint8_t> is_dirty_;
  std::int64_t route_sum_ = 0;
  std::int64_t omissions_ = 0;
  Tournament tournament_;  // by worker
  Time above_mean_ = 0;    // workers above the mean less those below
  std::vector<Index> postponed_;
  std::vector<std::uint8_t> is_tied_;  // by worker, used within add_tied_routes()
};

}  // namespace optimiser
