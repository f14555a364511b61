/// Care that happened before: many cases and visits at once, with the same rules and postings as
/// today's. For a demo city and for taking over another system's records.
#pragma once

#include <span>
#include <vector>

#include "care/visit.h"

namespace care {

/// A referral that went the whole way and was approved.
struct PastCase {
  NewReferral referral;
  base::Instant received_at;
  base::Date decided_on;
  base::Date valid_from;
  PersonId decided_by;
  std::string meeting;
};
/// Records referral, consents, assessment and decision on their days; returns the entitlement.
/// Cost: about thirty statements.
[[nodiscard]] Referring<EntitlementId> record_past_case(db::Transaction& tx, RegionId region_id,
                                                        const PastCase& past,
                                                        const Offices& offices,
                                                        const crypto::Sealer& sealer);

/// A visit that took place, or did not.
struct PastVisit {
  EntitlementId entitlement_id;
  PersonId worker_id;
  VehicleId vehicle_id{};
  OrganisationId destination_id{};
  base::Date visit_on;
  std::int32_t start_min = 0;
  std::int32_t length_min = 0;
  std::int32_t minutes = 0;  ///< from check-in to check-out; 0: as planned
  /// Empty: completed.
  std::optional<CancelReason> cancelled_for{};
};
/// Records the visits, uses up quota and posts the claims. Publishes nothing: the caller gets the
/// events to hand on. Requires: the entitlements exist.
/// Cost: two statements per 500 visits and per entitlement, two entries per visit.
std::vector<VisitCompleted> record_past_visits(db::Transaction& tx, ledger::Batch& batch,
                                               RegionId region_id,
                                               std::span<const PastVisit> visits);

}  // namespace care
