/// The exact evaluator: what a plan costs and what it breaks. Knows nothing of the search, which is
/// checked against it.
#pragma once

#include <optional>
#include <vector>

#include "base/describe.h"
#include "optimiser/problem.h"
#include "optimiser/solution.h"

namespace optimiser {

/// A rule that a plan breaks.
enum class ViolationKind {
  worker_repeated,  ///< two routes of one worker
  activity_repeated,
  skill_missing,
  worker_excluded,
  pin_ignored,  ///< another worker or another start
  vehicle_repeated,
  vehicle_not_allowed,  ///< the worker does not drive, or starts elsewhere
  trait_missing,
  load_exceeded,  ///< above capacity or below zero
  window_missed,
  travel_too_short,  ///< starts before the worker can be there
  shift_exceeded,    ///< finishes after shift and allowed overtime
  link_gap_broken,
  link_workers_wrong,
  partner_missing,  ///< one end of a link is planned, the other is not
};
BOOST_DESCRIBE_ENUM(ViolationKind, worker_repeated, activity_repeated, skill_missing,
                    worker_excluded, pin_ignored, vehicle_repeated, vehicle_not_allowed,
                    trait_missing, load_exceeded, window_missed, travel_too_short, shift_exceeded,
                    link_gap_broken, link_workers_wrong, partner_missing)

/// One broken rule; fields that do not apply are kNone or 0.
struct Violation {
  ViolationKind kind{};
  Index worker = kNone;
  Index activity = kNone;
  Index other_activity = kNone;  ///< of a link
  Time excess = 0;               ///< by how much, for rules about time
};

/// Times and costs of `plan` exactly as it stands, broken or not; reasons of what is left out are
/// `no_free_worker`, as finding the true ones takes a search. Requires: indices in range.
[[nodiscard]] Solution evaluate(const Problem& problem, const Weights& weights, const Plan& plan);

/// Everything that `plan` breaks, in order of routes, visits and links; empty: a valid plan.
/// Leaving activities out is no violation, it costs. Requires: indices in range.
[[nodiscard]] std::vector<Violation> validate(const Problem& problem, const Plan& plan);

/// The plan with the same workers, vehicles and orders whose starts are the earliest that windows,
/// travel and links allow; nullopt when no starts do. Starts given in `plan` are ignored.
/// Requires: indices in range, no activity repeated, no worker repeated.
[[nodiscard]] std::optional<Plan> schedule(const Problem& problem, const Plan& plan);

/// The plan with its starts put off as far as the last start of every route, tardiness, changes of
/// time, shifts and links allow, so that nobody waits for no reason: the wait moves before the
/// first visit, where it is none. Never costs more. Requires: `plan` is valid.
[[nodiscard]] Plan postpone(const Problem& problem, const Plan& plan);

}  // namespace optimiser
