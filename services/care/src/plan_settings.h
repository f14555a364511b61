// What a centre may set about its planning: what things cost, and when a board calls something
// late.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "care/service.h"
#include "optimiser/terms.h"
#include "settings/settings.h"

namespace care {

/// What planning weighs, in seconds of travel: `stranger` is the price of a worker whom the client
/// does not know, `change_worker` that of somebody else than was promised, `unassigned` that of a
/// visit without anybody; the others count each second of theirs so many times.
struct PlanWeights {
  std::int64_t travel = 1;
  std::int64_t waiting = 1;
  std::int64_t overtime = 3;
  std::int64_t workload_spread = 1;
  std::int64_t stranger = 600;
  std::int64_t change_worker = 7'200;
  std::int64_t change_time = 6;
  std::int64_t unassigned = 1'000'000;
  std::int64_t missed_break = 50'000;
  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(PlanWeights, (),
                      (travel, waiting, overtime, workload_spread, stranger, change_worker,
                       change_time, unassigned, missed_break))

/// As the engine takes them. Strangers are amounts there (care_problem.cpp), so their weight is 1.
[[nodiscard]] optimiser::Weights engine_weights(const PlanWeights& weights);

extern const settings::Definition kPlanWeights;      // table, by centre
extern const settings::Definition kLateAfterMin;     // by centre
extern const settings::Definition kMissingAfterMin;  // by centre
[[nodiscard]] std::vector<settings::Definition> plan_setting_definitions();

/// What else a centre may set about its planning.
struct PlanRules {
  /// By ServiceKind: as many of priority 1 are given up before one of this service is.
  std::array<std::int64_t, 5> priority{50, 200, 2, 3, 1};
  std::int64_t promised_percent = 150;  // of that, for a visit that somebody has been given
  std::int32_t start_grid_min = 5;      // starts that are told anew lie on it, where they can
  std::int64_t meals_on_foot = 15;      // portions that one worker carries
  std::int64_t meals_by_car = 60;
  std::int32_t meals_reload_min = 10;  // at the kitchen
};
static_assert(std::tuple_size_v<decltype(PlanRules::priority)> ==
              static_cast<std::size_t>(ServiceKind::meals) + 1);
[[nodiscard]] PlanRules plan_rules(const settings::Snapshot& snapshot,
                                   base::OrganisationId centre_id, base::Date on);

/// How much of one worker's week may be planned: as set for the person, else for the centre.
[[nodiscard]] std::int32_t week_min_max(const settings::Snapshot& snapshot,
                                        base::OrganisationId centre_id, base::PersonId worker_id,
                                        base::Date on);
/// From how little is left of the week on somebody is asked after the others.
[[nodiscard]] std::int32_t week_near_min(const settings::Snapshot& snapshot,
                                         base::OrganisationId centre_id, base::Date on);

/// How a centre names itself as the scope of a setting.
[[nodiscard]] std::string scope_of_centre(base::OrganisationId centre_id);
[[nodiscard]] PlanWeights plan_weights(db::Transaction& tx, base::RegionId region_id,
                                       base::OrganisationId centre_id, base::Date on);

/// From when on a visit that has not begun is late, and missing.
struct LateLimits {
  std::int32_t late_after_min = 10;
  std::int32_t missing_after_min = 30;
};
[[nodiscard]] LateLimits late_limits(const settings::Snapshot& snapshot,
                                     base::OrganisationId centre_id, base::Date on);

}  // namespace care
