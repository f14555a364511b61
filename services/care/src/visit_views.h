// Visits as routes show them.
#pragma once

#include "api/route.h"
#include "care_dto.h"

namespace care {

/// Visits with names. Clients are masked, places rounded. Cost: a handful of statements, whatever
/// the number.
[[nodiscard]] std::vector<VisitRow> visit_rows(db::Transaction& tx, RegionId region_id,
                                               const std::vector<Visit>& visits);
/// The referral behind a visit.
[[nodiscard]] Referral referral_of(db::Transaction& tx, RegionId region_id, const Visit& visit);

}  // namespace care
