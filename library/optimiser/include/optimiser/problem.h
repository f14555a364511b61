/// The planning problem: who may do what, where and when, and what it costs. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/describe.h"
#include "optimiser/terms.h"

namespace optimiser {

/// Position of a place, activity, worker, vehicle or travel matrix in its vector.
using Index = std::int32_t;
inline constexpr Index kNone = -1;

/// Points in time and durations, in one unit that the caller chooses (Olive: seconds since midnight
/// of the first planned day). Values stay within ±kForever.
using Time = std::int64_t;
inline constexpr Time kForever = std::int64_t{1} << 40;
static_assert(kForever / 86'400 > 365 * 1'000, "a thousand years of seconds");

/// A set of up to 64 skills or vehicle traits, one bit each; the caller numbers them.
using BitSet = std::uint64_t;

/// The ways of one travel mode, row-major `[from][to]`, size × size, diagonal 0, none negative.
/// `distance` may be empty, which counts no distance.
struct TravelMatrix {
  Index size = 0;
  std::vector<std::int32_t> duration;
  std::vector<std::int32_t> distance;
};

/// A span in which an activity may start, both ends included. It may also start up to `grace`
/// later, at Term::tardiness, before it has to wait for the next window; what follows the last
/// window is said by Activity::is_due_soft.
struct Window {
  Time earliest = 0;
  Time latest = kForever;
  Time grace = 0;
};

/// Extra Term::preference when `worker` takes an activity.
struct WorkerPreference {
  Index worker = kNone;
  std::int64_t amount = 0;
};

/// What cannot be changed any more: who does it, and (optionally) exactly when. A pinned start
/// stands in place of the windows.
struct Pin {
  Index worker = kNone;
  std::optional<Time> start;
};

/// Where a published plan has the activity. Leaving it costs Term::change_worker (1 when the worker
/// differs) and Term::change_time (the shift beyond `tolerance`, earlier or later).
struct Published {
  Index worker = kNone;
  Time start = 0;
  Time tolerance = 0;
};

/// One worker's part of a visit, a break, a pick-up, a delivery: anything that takes one worker
/// some time at a place.
struct Activity {
  /// kNone: without a way of its own (a break): on arrival where the next stop with a place is, or
  /// where the worker has finished when none follows
  Index place = kNone;
  Time duration = 0;
  std::vector<Window> windows;  ///< ascending and disjoint; empty: any time
  /// The last window's end may be passed, at Term::tardiness. Such a window may end before it
  /// begins (a service that cannot be finished in time): then every start is tardy.
  bool is_due_soft = false;
  BitSet skills = 0;                ///< the worker needs all of them
  BitSet traits = 0;                ///< worker and vehicle of the route together need all of them
  std::vector<std::int64_t> loads;  ///< taken on board (negative: put down); empty: none
  bool empties_load = false;        ///< the load on board is zero when it begins (reload, depot)
  bool is_optional = false;         ///< left out at Term::skipped instead of Term::unassigned
  bool is_break = false;            ///< left out at Term::missed_break
  std::int64_t priority = 1;        ///< amount of that term
  std::vector<Index> excluded_workers;
  std::vector<WorkerPreference> preferences;
  std::int64_t preference_default = 0;  ///< Term::preference with workers not named above
  std::optional<Pin> pin;
  std::optional<Published> published;
};

/// Whether the two ends of a link go to one worker.
enum class WorkerRelation { any, same, different };
BOOST_DESCRIBE_ENUM(WorkerRelation, any, same, different)

/// `gap_min ≤ start[to] − start[from] ≤ gap_max`. Double staffing is {0, 0, different}; a return
/// from hospital is {treatment, treatment + longest wait, any}. Activities tied by links, directly
/// or not, are planned together or not at all.
struct Link {
  Index from = kNone;
  Index to = kNone;
  Time gap_min = 0;
  Time gap_max = kForever;
  WorkerRelation relation = WorkerRelation::any;
};

/// One shift of one worker. Somebody with two shifts, or shifts on several days, appears once for
/// each, with one `person`.
struct Worker {
  Index person = kNone;       ///< tells `same` from `different`; kNone: a person of its own
  Index start_place = kNone;  ///< kNone: starts at the first activity
  Index end_place = kNone;    ///< kNone: ends at the last
  Time shift_start = 0;       ///< leaves the start place no earlier
  Time shift_end = kForever;
  Time overtime_max = 0;  ///< how long after `shift_end` the end place may be reached
  Index mode = 0;         ///< travel matrix used without a vehicle
  BitSet skills = 0;
  BitSet traits = 0;                   ///< of the worker's own car, for instance
  bool can_drive = false;              ///< may take a vehicle of the pool
  bool is_present_from_start = false;  ///< Term::waiting counts from shift_start, first visit too
  std::vector<std::int64_t> capacity;  ///< without a vehicle; empty: unlimited
};

/// A car of the pool. It serves at most one route.
struct Vehicle {
  Index home = kNone;  ///< only workers who start there may take it; kNone: anybody
  Index mode = 0;
  BitSet traits = 0;
  std::vector<std::int64_t> capacity;  ///< empty: unlimited
};

/// Everything the engine knows. Indices are positions in these vectors.
struct Problem {
  std::vector<TravelMatrix> travel;  ///< by mode, all over the same places
  std::vector<Activity> activities;
  std::vector<Link> links;
  std::vector<Worker> workers;
  std::vector<Vehicle> vehicles;
  Index load_dimensions = 0;  ///< length of every non-empty `loads` and `capacity`
};

/// Why a problem makes no sense.
enum class ProblemFault {
  no_travel_matrix,
  bad_travel_matrix,
  bad_place,
  bad_mode,
  bad_windows,
  bad_duration,
  bad_shift,
  bad_worker,
  bad_link,
  bad_loads,
  bad_priority,
};
BOOST_DESCRIBE_ENUM(ProblemFault, no_travel_matrix, bad_travel_matrix, bad_place, bad_mode,
                    bad_windows, bad_duration, bad_shift, bad_worker, bad_link, bad_loads,
                    bad_priority)

/// The first fault found, or nullopt for a problem that every function here accepts.
[[nodiscard]] std::optional<ProblemFault> find_fault(const Problem& problem);

}  // namespace optimiser
