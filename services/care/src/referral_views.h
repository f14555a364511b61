// Referrals and entitlements as routes show them.
#pragma once

#include "api/route.h"
#include "care_dto.h"

namespace care {

/// The referral of `{id}` when `scope` covers it; else `referral_not_found`, whether or not it
/// exists.
[[nodiscard]] api::Answer<Referral> visible_referral(db::Transaction& tx,
                                                     const api::Context& context,
                                                     const api::Scope& scope);
[[nodiscard]] std::vector<ReferralRow> rows_of(db::Transaction& tx, RegionId region_id,
                                               const std::vector<Referral>& referrals,
                                               base::Date today);
[[nodiscard]] std::vector<EntitlementRow> entitlement_rows(
    db::Transaction& tx, RegionId region_id, const std::vector<Entitlement>& entitlements);
/// Who the form means: an id, somebody known by name, birth date and phone, or a new person.
[[nodiscard]] api::Answer<PersonId> resolve_client(db::Transaction& tx, const api::Context& context,
                                                   const ClientForm& form);
/// The client unmasked, with the sealed details; the look is logged with its reason.
[[nodiscard]] ClientCard open_client(db::Transaction& tx, const api::Context& context,
                                     const Referral& referral, const crypto::Sealer& sealer,
                                     std::string_view reason);

}  // namespace care
