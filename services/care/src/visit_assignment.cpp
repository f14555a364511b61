// Who may do a visit, and giving it to somebody.
#include <algorithm>

#include "disruption.h"
#include "people/worker.h"
#include "visit_link.h"
#include "visit_rows.h"

namespace care {
namespace {

using people::WorkerProfile;

/// One of the service's certificates, valid on the day of the visit.
bool has_certificate(const WorkerProfile& worker, const Service& service, base::Date on) {
  if (service.certificates.empty()) return true;
  return std::ranges::any_of(service.certificates, [&](people::Certificate certificate) {
    return people::holds(worker, certificate, on);
  });
}

/// The whole visit lies within one span of the worker's week.
bool works_then(const WorkerProfile& worker, base::Date on, std::int32_t from_min,
                std::int32_t to_min) {
  return std::ranges::any_of(worker.hours, [&](const people::WorkHours& hours) {
    // Two spans that touch are still two: between them the worker is free to be elsewhere.
    return hours.weekday == base::weekday(on) && hours.from_min <= from_min &&
           to_min <= hours.to_min;
  });
}

/// True when another visit of the day that `column` takes part in overlaps these times. Half-open:
/// a visit may begin in the minute in which another ends. Ways between visits are the proposal's
/// business; a coordinator may know a shorter one.
bool is_taken(db::Transaction& tx, RegionId region_id, const Visit& visit, std::string_view column,
              std::int64_t id, std::int32_t start_min) {
  return tx.integer(
               "SELECT COUNT(*) FROM care_visit WHERE region_id = $1 AND " + std::string(column) +
                   " = $2 AND visit_on = $3 AND id <> $4"
                   " AND state NOT IN ('cancelled', 'missed')"
                   " AND start_min < $5 AND start_min + length_min > $6",
               region_id, id, visit.visit_on, visit.id, start_min + visit.length_min, start_min)
             .value() > 0;
}

/// A visit that needs no car may still get one; then the same rules hold.
void check_vehicle(db::Transaction& tx, RegionId region_id, const Visit& visit,
                   const Assignment& assignment, const WorkerProfile& worker,
                   std::int32_t start_min, std::vector<VisitRefusal>& faults) {
  if (!assignment.vehicle_id) {
    if (visit.needs_car) faults.push_back(VisitRefusal::vehicle_required);
    return;
  }
  const auto vehicle = find_vehicle(tx, region_id, assignment.vehicle_id);
  const auto disruptions = disruptions_on(tx, region_id, visit.visit_on);
  const bool is_usable = vehicle && vehicle->centre_id == visit.centre_id &&
                         vehicle->valid_from <= visit.visit_on &&
                         (!vehicle->valid_to || *vehicle->valid_to >= visit.visit_on);
  if (!is_usable) faults.push_back(VisitRefusal::vehicle_not_found);
  if (is_taken(tx, region_id, visit, "vehicle_id", assignment.vehicle_id.value, start_min))
    faults.push_back(VisitRefusal::vehicle_busy);
  if (!people::holds(worker, people::Certificate::driver, visit.visit_on))
    faults.push_back(VisitRefusal::driver_certificate_missing);
  if (is_broken(disruptions, assignment.vehicle_id, start_min, start_min + visit.length_min))
    faults.push_back(VisitRefusal::vehicle_out_of_order);
}

/// Ill, that day or at some time of the visit.
bool is_absent(db::Transaction& tx, RegionId region_id, const Visit& visit, PersonId worker_id,
               std::int32_t start_min) {
  const auto absences = absences_of(disruptions_on(tx, region_id, visit.visit_on), worker_id);
  return std::ranges::any_of(absences, [&](const DaySpan& away) {
    return away.from_min < start_min + visit.length_min && start_min < away.to_min;
  });
}

bool is_promised_start(db::Transaction& tx, RegionId region_id, const Visit& visit,
                       std::int32_t start_min) {
  if (start_min >= visit.earliest_min && start_min <= visit.latest_min) return true;
  // Further windows are few and rare: asked for only where the first one does not do.
  return tx.integer(
               "SELECT COUNT(*) FROM care_visit_window WHERE region_id = $1 AND visit_id = $2"
               " AND earliest_min <= $3 AND latest_min >= $3",
               region_id, visit.id, start_min)
             .value() > 0;
}

}  // namespace

std::vector<VisitRefusal> assignment_faults(db::Transaction& tx, RegionId region_id,
                                            const Visit& visit, const Assignment& assignment) {
  const auto worker = people::find_worker(tx, region_id, assignment.worker_id);
  if (!worker) return {VisitRefusal::care_worker_not_found};
  const std::int32_t start_min = assignment.start_min.value_or(visit.start_min);
  const Service service = service_of(tx, region_id, visit.service);
  std::vector<VisitRefusal> faults;
  const auto fault_if = [&](bool is_fault, VisitRefusal fault) {
    if (is_fault) faults.push_back(fault);
  };
  // All faults are collected, in the order of the enum, so that the screen can show every one.
  fault_if(worker->centre_id != visit.centre_id, VisitRefusal::worker_of_other_centre);
  // Participants are clients too, sometimes; nobody is paid for caring for themselves.
  fault_if(worker->person_id == visit.client_id, VisitRefusal::worker_is_client);
  const auto household = people::household_of(tx, region_id, visit.client_id);
  fault_if(std::ranges::count(household, worker->person_id) > 0, VisitRefusal::worker_in_household);
  fault_if(!has_certificate(*worker, service, visit.visit_on), VisitRefusal::certificate_missing);
  fault_if(!works_then(*worker, visit.visit_on, start_min, start_min + visit.length_min),
           VisitRefusal::worker_hours_exceeded);
  fault_if(is_taken(tx, region_id, visit, "worker_id", worker->person_id.value, start_min),
           VisitRefusal::worker_busy);
  fault_if(!is_promised_start(tx, region_id, visit, start_min), VisitRefusal::start_outside_window);
  check_vehicle(tx, region_id, visit, assignment, *worker, start_min, faults);
  fault_if(is_absent(tx, region_id, visit, worker->person_id, start_min),
           VisitRefusal::worker_absent);
  return faults;
}

Visiting<Visit> assign(db::Transaction& tx, RegionId region_id, VisitId id,
                       const Assignment& assignment, const VisitBy& by) {
  return assign_accepting(tx, region_id, id, assignment, by, {});
}

Visiting<Visit> assign_accepting(db::Transaction& tx, RegionId region_id, VisitId id,
                                 const Assignment& assignment, const VisitBy& by,
                                 std::span<const VisitRefusal> accepted) {
  OLIVE_TRY(visit, open_visit(tx, region_id, id, VisitAction::assign, by));
  const auto faults = assignment_faults(tx, region_id, visit, assignment);
  // The first one names the refusal; assignment_faults() tells the rest.
  for (const VisitRefusal fault : faults)
    if (std::ranges::find(accepted, fault) == accepted.end()) return base::refuse(fault);
  return place_visit(tx, region_id, std::move(visit), assignment, by);
}

Visit place_visit(db::Transaction& tx, RegionId region_id, Visit visit,
                  const Assignment& assignment, const VisitBy& by) {
  visit.worker_id = assignment.worker_id;
  visit.vehicle_id = assignment.vehicle_id;
  visit.start_min = assignment.start_min.value_or(visit.start_min);
  return save_visit(tx, region_id, std::move(visit), VisitAction::assign, by);
}

Visit restore_start(db::Transaction& tx, RegionId region_id, Visit visit, std::int32_t start_min) {
  CHECK_REQUEST(!visit.worker_id);  // with a worker it is an assignment, and has a step
  if (visit.start_min == start_min) return visit;
  const std::int64_t changed = tx.execute(
      "UPDATE care_visit SET start_min = $4, version = version + 1"
      " WHERE region_id = $1 AND id = $2 AND version = $3",
      region_id, visit.id, visit.version, start_min);
  CHECK_REQUEST(changed == 1);
  visit.start_min = start_min;
  ++visit.version;
  return visit;
}

Visiting<Visit> unassign(db::Transaction& tx, RegionId region_id, VisitId id, const VisitBy& by) {
  OLIVE_TRY(visit, open_visit(tx, region_id, id, VisitAction::unassign, by));
  visit.worker_id = {};
  visit.vehicle_id = {};
  return save_visit(tx, region_id, std::move(visit), VisitAction::unassign, by);
}

}  // namespace care
