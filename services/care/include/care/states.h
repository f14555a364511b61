/// The lives of a referral and of a visit: which step may follow which. Pure tables.
#pragma once

#include <optional>

#include "base/describe.h"

namespace care {

enum class ReferralState {
  received,
  consented,
  assessed,
  approved,
  declined,
  planned,
  closed,
  withdrawn,
};
BOOST_DESCRIBE_ENUM(ReferralState, received, consented, assessed, approved, declined, planned,
                    closed, withdrawn)

enum class ReferralAction { consent, assess, approve, decline, appeal, plan, close, withdraw };
BOOST_DESCRIBE_ENUM(ReferralAction, consent, assess, approve, decline, appeal, plan, close,
                    withdraw)

/// The state after `action`, or nullopt when it is not allowed.
/// See: tests/tables/care_referral_states.txt.
[[nodiscard]] std::optional<ReferralState> next_state(ReferralState state, ReferralAction action);

enum class VisitState {
  planned,
  assigned,
  confirmed,  ///< the worker has seen and accepted it
  on_the_way,
  checked_in,
  completed,
  cancelled,
  missed,
};
BOOST_DESCRIBE_ENUM(VisitState, planned, assigned, confirmed, on_the_way, checked_in, completed,
                    cancelled, missed)

enum class VisitAction { assign, unassign, confirm, depart, check_in, complete, cancel, miss };
BOOST_DESCRIBE_ENUM(VisitAction, assign, unassign, confirm, depart, check_in, complete, cancel,
                    miss)

/// The state after `action`, or nullopt when it is not allowed. A visit that was checked in can
/// only be completed: its time was spent and is billed. See: tests/tables/care_visit_states.txt.
[[nodiscard]] std::optional<VisitState> next_state(VisitState state, VisitAction action);

/// True while the visit is still to happen or happening.
[[nodiscard]] constexpr bool is_open(VisitState state) { return state < VisitState::completed; }
/// True while the referral needs somebody's work.
[[nodiscard]] constexpr bool is_open(ReferralState state) {
  return state != ReferralState::declined && state < ReferralState::closed;
}

}  // namespace care
