/// Plans: visits made from an entitlement by a weekly pattern.
#pragma once

#include <optional>
#include <vector>

#include "care/visit.h"

namespace care {

struct NewPlan {
  EntitlementId entitlement_id;
  base::Date from_on;
  base::Date to_on;                    ///< included
  std::vector<std::int32_t> weekdays;  ///< 1 = Monday … 7 = Sunday
  std::int32_t start_min = 0;
  std::int32_t length_min = 0;
  std::int32_t slack_min = 0;       ///< the start may move this much either way
  std::optional<bool> needs_car{};  ///< else as the service says
  OrganisationId destination_id{};
  std::int32_t staff = 1;  ///< 2: two workers at the same time, a visit for each
  /// A trip: the visit is the way there, and so much later another one of the same length begins,
  /// the way back, by whoever is free. Requires: a destination.
  std::optional<std::int32_t> return_after_min{};
  std::int32_t return_wait_min = 60;           ///< the longest wait after the treatment
  std::vector<VisitWindow> further_windows{};  ///< besides the one around start_min
  std::int32_t portions = 1;                   ///< meals that each visit brings
};

/// What became of the pattern's days.
struct PlanMade {
  PlanId plan_id;
  std::vector<VisitId> visits;
  std::int32_t closed_days = 0;        ///< service not open on that weekday
  std::int32_t days_beyond_quota = 0;  ///< no units left for them
  std::int64_t units_left = 0;
};
BOOST_DESCRIBE_STRUCT(PlanMade, (), (plan_id, visits, closed_days, days_beyond_quota, units_left))

enum class PlanRefusal {
  entitlement_not_found,
  dates_outside_entitlement,
  visit_length_not_offered,
  outside_service_hours,
  quota_exhausted,
  no_day_in_pattern,
  referral_step_not_allowed,
  return_without_destination,
};
BOOST_DESCRIBE_ENUM(PlanRefusal, entitlement_not_found, dates_outside_entitlement,
                    visit_length_not_offered, outside_service_hours, quota_exhausted,
                    no_day_in_pattern, referral_step_not_allowed, return_without_destination)

/// Makes the visits that quota and opening hours allow, within the entitlement's dates; refuses
/// when not even one is possible. The referral becomes `planned`.
[[nodiscard]] base::Result<PlanMade, PlanRefusal> make_plan(db::Transaction& tx, RegionId region_id,
                                                            const NewPlan& plan, PersonId actor_id,
                                                            base::Instant now);

}  // namespace care
