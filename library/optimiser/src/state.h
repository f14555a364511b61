// A plan in the making: routes, earliest starts and cost, with exact undoing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model.h"
#include "optimiser/solution.h"
#include "walk.h"

namespace optimiser {

// Routes are doubly linked lists over flat vectors: insertion and removal are O(1), and a copy of
// the whole state is a handful of block copies. Starts are the earliest that windows, travel and
// links allow; an insertion raises them as a rule, so they are updated by propagation.
class State {
 public:
  explicit State(const Model& model);

  // Puts `activity` behind `after` (kNone: first) in the route of `worker`, giving the route a
  // vehicle when the traits call for one. False, and nothing changed, when that breaks a rule.
  // Requires: not planned yet, the worker is one of workers_of(activity).
  [[nodiscard]] bool insert(Index activity, Index worker, Index after);
  // Takes `activity` out; starts stay as they are until settle().
  void remove(Index activity);
  // Brings the starts of all routes touched by removals, and of those tied to them, back to the
  // earliest. False when travel times break the triangle inequality so badly that none are valid.
  [[nodiscard]] bool settle();

  // Gives a worker without visits a vehicle to begin with; false when it may not be taken.
  bool give_vehicle(Index worker, Index vehicle);
  void return_vehicle(Index worker);

  // Undoing: everything since the mark is reverted exactly.
  using Mark = std::size_t;
  Mark mark() const { return trail_.size(); }
  void undo_to(Mark mark);
  void forget_trail() { trail_.clear(); }

  // Weighted cost, and its terms. Cost: the routes changed since the last call.
  std::int64_t total();
  const Terms& terms();

  // Change of Term::workload_spread when the worker takes on `duration` more.
  // Requires: terms() was asked for since the last change.
  Time spread_change(Index worker, Time duration) const;

  Index worker_of(Index activity) const { return at(worker_, activity); }
  bool is_planned(Index activity) const { return worker_of(activity) != kNone; }
  bool is_group_planned(Index group) const;
  Time start_of(Index activity) const { return at(start_, activity); }
  Index first_of(Index worker) const { return at(first_, worker); }
  Index last_of(Index worker) const { return at(last_, worker); }
  Index next_of(Index activity) const { return at(next_, activity); }
  Index previous_of(Index activity) const { return at(previous_, activity); }
  Index length_of(Index worker) const { return at(length_, worker); }
  Index vehicle_of(Index worker) const { return at(vehicle_, worker); }
  Index planned_count() const { return planned_count_; }

  // Where the worker is after `activity`, or at the start place when it is kNone.
  Index place_after(Index worker, Index activity) const;
  const TravelMatrix& matrix_of(Index worker) const;
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

  Plan plan() const;
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
  struct RouteCost {
    Terms terms;
    Time tardiness_max = 0;
    Time workload = 0;
  };

  const Activity& activity(Index a) const { return at(model_->problem.activities, a); }
  const Worker& worker(Index w) const { return at(model_->problem.workers, w); }

  // Structure (state.cpp)
  void link_in(Index activity, Index worker, Index after);
  void unlink(Index activity);
  void touch(Index worker);
  void set_start(Index activity, Time start);
  void set_vehicle(Index worker, Index vehicle);
  bool is_shortcut(Index activity) const;

  // Timing (state_timing.cpp)
  void enqueue(Index activity);
  void enqueue_route(Index worker);
  void enqueue_after(Index activity);
  bool propagate();
  Time bound_of(Index activity) const;
  void enqueue_dependents(Index activity);
  void drop_queue();
  std::vector<Index> routes_tied_to(std::vector<Index> routes) const;

  // Cost (state_cost.cpp)
  void refresh_costs();
  RouteCost cost_of_route(Index worker) const;
  void add_visit_cost(RouteCost& cost, Index activity, const Way& way) const;

  const Model* model_;
  std::vector<Index> next_, previous_, worker_;  // by activity
  std::vector<Time> start_;                      // by activity
  std::vector<Index> first_, last_, length_;     // by worker
  std::vector<Index> vehicle_;                   // by worker
  std::vector<Index> driver_;                    // by vehicle
  Index planned_count_ = 0;

  std::vector<Step> trail_;
  std::vector<Index> unsettled_;  // workers whose routes lost an activity
  std::vector<Index> queue_;
  std::size_t queue_head_ = 0;
  std::vector<std::uint8_t> is_queued_;

  std::vector<RouteCost> costs_;  // by worker
  std::vector<Index> dirty_;
  std::vector<std::uint8_t> is_dirty_;
  Terms route_sum_;
  Terms omissions_;
  Terms terms_;
  Time longest_ = 0;  // workload of one worker
  Time shortest_ = 0, second_shortest_ = 0;
};

}  // namespace optimiser
