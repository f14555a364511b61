#include "check_out.h"

#include <algorithm>

namespace care {
namespace {

constexpr std::int64_t kSecondsPerHour = 3'600;
constexpr std::int64_t kHoursPerDay = 24;

}  // namespace

Visiting<void> check_duration(db::Transaction& tx, RegionId region_id, const Visit& visit,
                              base::Instant at, const Completion& input) {
  CHECK_REQUEST(visit.checked_in_at.has_value());
  const bool is_correction = !input.correction_reason.empty();
  const std::int64_t hours =
      is_correction ? kHoursPerDay
                    : settings::integer(tx, region_id, kCheckOutHoursMax, visit.visit_on);
  if (at > visit.checked_in_at->plus_seconds(hours * kSecondsPerHour))
    return base::refuse(VisitRefusal::check_out_too_late);
  return {};
}

std::int32_t countable_minutes(db::Transaction& tx, RegionId region_id, const Visit& visit,
                               std::string_view district_code, std::int32_t minutes) {
  const std::int64_t overrun =
      settings::integer(tx, region_id, kOverrunBilledMinMax, visit.visit_on, district_code);
  CHECK_REQUEST(minutes >= 0 && visit.length_min > 0);
  return std::min(minutes, visit.length_min + static_cast<std::int32_t>(overrun));
}

void save_correction(db::Transaction& tx, RegionId region_id, VisitId id, const Completion& input,
                     const VisitBy& by) {
  if (input.correction_reason.empty()) return;
  tx.execute(
      "INSERT INTO care_visit_correction (region_id, visit_id, corrected_by, corrected_at, reason)"
      " VALUES ($1, $2, $3, $4, $5)",
      region_id, id, by.actor_id, by.now, input.correction_reason);
}

std::optional<VisitCorrection> find_correction(db::Transaction& tx, RegionId region_id,
                                               VisitId id) {
  return tx.query_one<VisitCorrection>(
      "SELECT corrected_by, corrected_at, reason FROM care_visit_correction"
      " WHERE region_id = $1 AND visit_id = $2",
      region_id, id);
}

}  // namespace care
