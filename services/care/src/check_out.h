// How long after the planned end a visit may be billed, and when only the office may end it: a
// worker who forgets to check out must not send the client a bill for days.
#pragma once

#include <vector>

#include "care/visit.h"
#include "settings/settings.h"

namespace care {

/// Minutes beyond the planned length that are billed at most; by district.
inline constexpr settings::Definition kOverrunBilledMinMax{.key = "care.overrun_billed_min_max",
                                                           .value = "120",
                                                           .unit = "minute",
                                                           .minimum = 0,
                                                           .maximum = 1'440};
/// A check-out that says more hours than this after the check-in needs a correction by the office.
inline constexpr settings::Definition kCheckOutHoursMax{
    .key = "care.check_out_hours_max", .value = "12", .unit = "hour", .minimum = 1, .maximum = 24};

/// Whether the visit may end at `at` as told. Refuses `check_out_too_late` when that is too long
/// after the check-in and no reason is given, and in any case more than a day after it.
[[nodiscard]] Visiting<void> check_duration(db::Transaction& tx, RegionId region_id,
                                            const Visit& visit, base::Instant at,
                                            const Completion& input);
/// The minutes that count for the bill: those that passed, at most the planned length and the
/// overrun that the district allows on the visit's day.
[[nodiscard]] std::int32_t countable_minutes(db::Transaction& tx, RegionId region_id,
                                             const Visit& visit, std::string_view district_code,
                                             std::int32_t minutes);
/// Who told the end of a visit instead of its worker, and why.
struct VisitCorrection {
  PersonId corrected_by;
  base::Instant corrected_at;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(VisitCorrection, (), (corrected_by, corrected_at, reason))
[[nodiscard]] std::optional<VisitCorrection> find_correction(db::Transaction& tx,
                                                             RegionId region_id, VisitId id);
/// Keeps who corrected the end, and why; nothing when `input` is no correction.
void save_correction(db::Transaction& tx, RegionId region_id, VisitId id, const Completion& input,
                     const VisitBy& by);

}  // namespace care
