// Disruptions in the database, and what they mean for a worker, a car, a visit.
#include "disruption.h"

#include <algorithm>

#include "people/worker.h"

namespace care {
namespace {

constexpr std::string_view kColumns =
    "id, centre_id, disrupted_on, reason, worker_id, vehicle_id, visit_id, from_min, to_min,"
    " minutes, recorded_by, recorded_at, withdrawn_at";

/// What the reason speaks about must be there, and of this centre.
Disrupting<void> check_subject(db::Transaction& tx, RegionId region_id, const Disruption& it) {
  using enum DisruptionReason;
  if (it.reason == worker_sick) {
    if (!it.worker_id) return base::refuse(DisruptionRefusal::disruption_subject_missing);
    const auto worker = people::find_worker(tx, region_id, it.worker_id);
    if (!worker || worker->centre_id != it.centre_id)
      return base::refuse(DisruptionRefusal::care_worker_not_found);
    return {};
  }
  if (it.reason == vehicle_broken) {
    if (!it.vehicle_id) return base::refuse(DisruptionRefusal::disruption_subject_missing);
    const auto vehicle = find_vehicle(tx, region_id, it.vehicle_id);
    if (!vehicle || vehicle->centre_id != it.centre_id)
      return base::refuse(DisruptionRefusal::vehicle_not_found);
    return {};
  }
  if (!it.visit_id || (it.reason == visit_overrun && it.minutes <= 0))
    return base::refuse(DisruptionRefusal::disruption_subject_missing);
  const auto visit = find_visit(tx, region_id, it.visit_id);
  if (!visit || visit->centre_id != it.centre_id || visit->visit_on != it.disrupted_on)
    return base::refuse(DisruptionRefusal::visit_not_found);
  return {};
}

}  // namespace

Disrupting<Disruption> record_disruption(db::Transaction& tx, RegionId region_id,
                                         Disruption disruption) {
  if (disruption.disrupted_on < base::korean_date(disruption.recorded_at))
    return base::refuse(DisruptionRefusal::day_in_the_past);
  OLIVE_TRY_VOID(check_subject(tx, region_id, disruption));
  CHECK_REQUEST(disruption.from_min <= disruption.to_min);
  disruption.id = tx.make_id<DisruptionId>();
  tx.execute(
      "INSERT INTO care_disruption (region_id, id, centre_id, disrupted_on, reason, worker_id,"
      " vehicle_id, visit_id, from_min, to_min, minutes, recorded_by, recorded_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      region_id, disruption.id, disruption.centre_id, disruption.disrupted_on, disruption.reason,
      disruption.worker_id, disruption.vehicle_id, disruption.visit_id, disruption.from_min,
      disruption.to_min, disruption.minutes, disruption.recorded_by, disruption.recorded_at);
  return disruption;
}

std::optional<Disruption> find_disruption(db::Transaction& tx, RegionId region_id,
                                          DisruptionId id) {
  return tx.query_one<Disruption>(
      "SELECT " + std::string(kColumns) + " FROM care_disruption WHERE region_id = $1 AND id = $2",
      region_id, id);
}

std::vector<Disruption> disruptions_on(db::Transaction& tx, RegionId region_id, base::Date on) {
  return tx.query<Disruption>("SELECT " + std::string(kColumns) +
                                  " FROM care_disruption WHERE region_id = $1"
                                  " AND disrupted_on = $2 ORDER BY id",
                              region_id, on);
}

Disrupting<Disruption> withdraw_disruption(db::Transaction& tx, RegionId region_id, DisruptionId id,
                                           base::Instant now) {
  auto disruption = find_disruption(tx, region_id, id);
  if (!disruption) return base::refuse(DisruptionRefusal::disruption_not_found);
  if (disruption->withdrawn_at)
    return base::refuse(DisruptionRefusal::disruption_already_withdrawn);
  disruption->withdrawn_at = now;
  tx.execute("UPDATE care_disruption SET withdrawn_at = $3 WHERE region_id = $1 AND id = $2",
             region_id, id, now);
  return *disruption;
}

std::vector<DaySpan> absences_of(const std::vector<Disruption>& disruptions, PersonId worker_id) {
  std::vector<DaySpan> out;
  for (const Disruption& one : disruptions)
    if (one.reason == DisruptionReason::worker_sick && one.worker_id == worker_id &&
        !one.withdrawn_at)
      out.push_back({one.from_min, one.to_min});
  std::ranges::sort(out, {}, &DaySpan::from_min);
  return out;
}

bool is_broken(const std::vector<Disruption>& disruptions, VehicleId vehicle_id,
               std::int32_t from_min, std::int32_t to_min) {
  return std::ranges::any_of(disruptions, [&](const Disruption& one) {
    return one.reason == DisruptionReason::vehicle_broken && one.vehicle_id == vehicle_id &&
           !one.withdrawn_at && one.from_min < to_min && from_min < one.to_min;
  });
}

std::int32_t overrun_min(const std::vector<Disruption>& disruptions, VisitId visit_id) {
  // Told twice, the later word counts: a second call at noon replaces the guess of the first.
  std::int32_t minutes = 0;
  for (const Disruption& one : disruptions)
    if (one.reason == DisruptionReason::visit_overrun && one.visit_id == visit_id &&
        !one.withdrawn_at)
      minutes = one.minutes;
  return minutes;
}

}  // namespace care
