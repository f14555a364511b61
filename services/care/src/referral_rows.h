// What the files about referrals share: the column list, and the guarded change of state.
#pragma once

#include "care/referral.h"

namespace care {

inline constexpr std::string_view kReferralColumns =
    "id, client_id, service, channel, referrer_id, referring_organisation_id, proxy_relation,"
    " district_organisation_id, centre_id, district_code, income_band, mobility, lives_alone,"
    " has_other_service, discharged_on, wished_from, visits_per_month, visit_min, state,"
    " received_at, decide_by, appeal_by, version";

/// The authenticated context of a sealed column.
[[nodiscard]] inline std::string seal_context(std::string_view column, std::int64_t id) {
  return std::string(column) + ":" + std::to_string(id);
}

/// Loads the referral and checks version and transition.
[[nodiscard]] Referring<Referral> open_step(db::Transaction& tx, RegionId region_id, ReferralId id,
                                            ReferralAction action, const StepBy& by);
/// Moves to the state after `action` and writes the step. Requires: open_step said yes.
ReferralState finish_step(db::Transaction& tx, RegionId region_id, const Referral& referral,
                          ReferralAction action, std::string_view reason, const StepBy& by);
/// Appends one line to the history.
void write_step(db::Transaction& tx, RegionId region_id, ReferralId id, ReferralAction action,
                ReferralState state, std::string_view reason, PersonId actor_id, base::Instant at);

/// `column = $n OR …` for every organisation of the scope and every column; `TRUE` everywhere,
/// `FALSE` for an empty scope. Ids are integers of ours, so they are written out.
[[nodiscard]] std::string scope_clause(const api::Scope& scope,
                                       std::initializer_list<std::string_view> columns);

}  // namespace care
