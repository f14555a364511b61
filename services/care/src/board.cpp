// Reads a day of one centre or of all of them, and predicts how it will go.
#include "board.h"

#include <algorithm>
#include <map>

#include "dispatch_event.h"
#include "disruption_views.h"
#include "names.h"
#include "people/organisation.h"
#include "visit_rows.h"

namespace care {
namespace {

struct MobilityRow {
  EntitlementId id;
  Mobility mobility{};
};
BOOST_DESCRIBE_STRUCT(MobilityRow, (), (id, mobility))

/// Everything that the lines of a board are made from, read at once.
struct BoardDay {
  std::vector<Visit> visits;
  std::vector<people::WorkerProfile> workers;
  std::vector<Vehicle> vehicles;
  std::vector<Service> services;
  std::vector<Disruption> disruptions;
  std::vector<VisitLink> links;
  VisitWindows windows;
  std::map<EntitlementId, Mobility> mobilities;
  std::map<VisitId, LinkGroupId> groups;
  std::map<VisitId, Prediction> predictions;
};

std::map<EntitlementId, Mobility> mobilities_on(db::Transaction& tx, RegionId region_id,
                                                base::Date on) {
  std::map<EntitlementId, Mobility> out;
  // By the day and not by a list of ids: one short text, prepared once.
  for (const MobilityRow& row : tx.query<MobilityRow>(
           "SELECT e.id AS id, r.mobility AS mobility FROM care_entitlement e"
           " JOIN care_referral r ON r.region_id = e.region_id AND r.id = e.referral_id"
           " WHERE e.region_id = $1 AND e.id IN (SELECT v.entitlement_id FROM care_visit v"
           " WHERE v.region_id = $1 AND v.visit_on = $2)",
           region_id, on))
    out[row.id] = row.mobility;
  return out;
}

BoardDay read_day(db::Transaction& tx, RegionId region_id, const BoardRequest& request) {
  BoardDay day;
  const bool is_one = request.centres.size() == 1;
  day.visits = is_one ? visits_of_centre(tx, region_id, request.centres[0], request.on)
                      : visits_on(tx, region_id, request.on);
  std::erase_if(day.visits, [&](const Visit& visit) {
    return !std::ranges::binary_search(request.centres, visit.centre_id);
  });
  for (const OrganisationId centre_id : request.centres) {
    std::ranges::move(people::workers_of_centre(tx, region_id, centre_id),
                      std::back_inserter(day.workers));
    std::ranges::move(vehicles_of_centre(tx, region_id, centre_id, request.on),
                      std::back_inserter(day.vehicles));
  }
  day.services = services_of(tx, region_id);
  day.disruptions = disruptions_on(tx, region_id, request.on);
  std::erase_if(day.disruptions, [&](const Disruption& one) {
    return !std::ranges::binary_search(request.centres, one.centre_id);
  });
  day.links = links_on(tx, region_id, request.on);
  day.windows = windows_on(tx, region_id, request.on);
  day.mobilities = mobilities_on(tx, region_id, request.on);
  return day;
}

/// Links of visits on this board, and which visits they tie.
void keep_own_links(BoardDay& day) {
  std::map<VisitId, bool> shown;
  for (const Visit& visit : day.visits) shown[visit.id] = true;
  std::erase_if(day.links, [&](const VisitLink& link) {
    return !shown.contains(link.from_visit_id) || !shown.contains(link.to_visit_id);
  });
  for (const VisitLink& link : day.links)
    day.groups[link.from_visit_id] = day.groups[link.to_visit_id] = link.link_group;
}

using ByWorker = std::map<PersonId, std::vector<const Visit*>>;

ByWorker visits_by_worker(const BoardDay& day) {
  ByWorker out;
  for (const Visit& visit : day.visits) out[visit.worker_id].push_back(&visit);
  return out;
}

void predict_all(BoardDay& day, const ByWorker& by_worker, const Persons& persons,
                 const std::map<OrganisationId, DayClock>& clocks, WayMemory& ways) {
  const WayMinutes way = [&](const Visit& from, const Visit& to) {
    const people::Person* a = persons.find(from.client_id);
    const people::Person* b = persons.find(to.client_id);
    if (!a || !b) return 0;
    return ways.minutes(place_of(a->home), place_of(b->home), mode_of(from, to));
  };
  const OverrunMinutes overrun = [&](const Visit& visit) {
    return overrun_min(day.disruptions, visit.id);
  };
  for (const auto& [worker_id, visits] : by_worker) {
    // What nobody has is judged each for itself: there is no way between two visits of nobody.
    std::vector<std::vector<const Visit*>> days;
    if (worker_id) days = {visits};
    else
      for (const Visit* visit : visits) days.push_back({visit});
    for (const auto& one : days) {
      const auto lines = predict(one, clocks.at(one.front()->centre_id), way, overrun);
      for (std::size_t i = 0; i < one.size(); ++i) {
        Prediction line = lines[i];
        if (!worker_id) line.position = 0;
        day.predictions.emplace(one[i]->id, line);
      }
    }
  }
}

DispatchVisit visit_line(const Visit& visit, const BoardDay& day, const Persons& persons,
                         OrganisationNames& organisations) {
  const Prediction& expected = day.predictions.at(visit.id);
  DispatchVisit out{.visit_id = visit.id, .version = visit.version};
  out.centre_id = visit.centre_id;
  out.client_id = visit.client_id;
  out.client_name = persons.masked_name(visit.client_id);
  out.service = visit.service;
  out.state = visit.state;
  out.worker_id = visit.worker_id;
  out.vehicle_id = visit.vehicle_id;
  out.start_min = visit.start_min;
  out.length_min = visit.length_min;
  out.windows = all_windows(visit, day.windows);
  out.needs_car = visit.needs_car;
  if (const auto found = day.mobilities.find(visit.entitlement_id); found != day.mobilities.end())
    out.mobility = found->second;
  out.destination_name = organisations(visit.destination_id);
  if (const people::Person* client = persons.find(visit.client_id)) {
    out.lat_e6 = coarse_e6(client->home.lat_e6);
    out.lng_e6 = coarse_e6(client->home.lng_e6);
  }
  out.position = expected.position;
  out.travel_min = expected.travel_min;
  out.wait_min = expected.wait_min;
  out.expected_start_min = expected.start_min;
  out.expected_end_min = expected.end_min;
  out.alert = expected.alert;
  out.late_min = expected.late_min;
  out.checked_in_at = visit.checked_in_at;
  out.checked_out_at = visit.checked_out_at;
  out.may_move = next_state(visit.state, VisitAction::assign).has_value();
  if (const auto found = day.groups.find(visit.id); found != day.groups.end())
    out.link_group = found->second;
  return out;
}

std::vector<ServiceKind> services_for(const people::WorkerProfile& worker, const BoardDay& day,
                                      base::Date on) {
  std::vector<ServiceKind> out;
  for (const Service& service : day.services)
    if (service.certificates.empty() ||
        std::ranges::any_of(service.certificates, [&](people::Certificate certificate) {
          return people::holds(worker, certificate, on);
        }))
      out.push_back(service.service);
  return out;
}

/// The hour of rest of a full day, or that it is missing.
void place_rest(DispatchWorker& worker, const std::vector<Prediction>& lines) {
  for (const DaySpan& shift : present_spans(worker.shifts, worker.absences)) {
    if (shift.to_min - shift.from_min < kRestShiftMin) continue;
    worker.rest = rest_between(lines, shift);
    worker.lacks_rest = !worker.rest;
    return;
  }
}

DispatchWorker worker_line(const people::WorkerProfile& profile, const BoardDay& day,
                           const ByWorker& by_worker, const Persons& persons, base::Date on) {
  DispatchWorker out{.worker_id = profile.person_id, .centre_id = profile.centre_id};
  out.name = persons.name(profile.person_id);
  out.shifts = shifts_on(profile, on);
  out.absences = absences_of(day.disruptions, profile.person_id);
  out.services = services_for(profile, day, on);
  for (const people::HeldCertificate& held : profile.certificates)
    if (people::holds(profile, held.certificate, on) &&
        std::ranges::find(out.certificates, held.certificate) == out.certificates.end())
      out.certificates.push_back(held.certificate);
  out.can_drive = people::holds(profile, people::Certificate::driver, on);
  std::vector<Prediction> lines;
  if (const auto found = by_worker.find(profile.person_id); found != by_worker.end())
    for (const Visit* visit : found->second) {
      const Prediction& line = day.predictions.at(visit->id);
      lines.push_back(line);
      if (line.position == 0) continue;
      ++out.visits;
      out.booked_min += visit->length_min;
      out.travel_min += line.travel_min;
      if (!out.vehicle_id) out.vehicle_id = visit->vehicle_id;
    }
  place_rest(out, lines);
  return out;
}

std::vector<DispatchVehicle> vehicle_lines(const BoardDay& day, std::int32_t now_min) {
  std::map<VehicleId, PersonId> drivers;
  for (const Visit& visit : day.visits)
    if (visit.vehicle_id && visit.worker_id && is_open(visit.state))
      drivers.emplace(visit.vehicle_id, visit.worker_id);
  std::vector<DispatchVehicle> out;
  for (const Vehicle& vehicle : day.vehicles) {
    DispatchVehicle line{vehicle.id, vehicle.centre_id, vehicle.name, vehicle.has_wheelchair_lift};
    if (const auto found = drivers.find(vehicle.id); found != drivers.end())
      line.worker_id = found->second;
    line.is_out_of_order = is_broken(day.disruptions, vehicle.id, now_min, 24 * 60);
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<BoardCentre> centre_lines(db::Transaction& tx, RegionId region_id,
                                      const BoardRequest& request,
                                      std::map<OrganisationId, DayClock>& clocks) {
  const settings::Snapshot snapshot(tx, region_id);
  std::vector<BoardCentre> out;
  for (const people::Organisation& one :
       people::organisations_of_kind(tx, region_id, people::OrganisationKind::regional_centre)) {
    if (!std::ranges::binary_search(request.centres, one.id)) continue;
    const LateLimits limits = late_limits(snapshot, one.id, request.on);
    clocks.emplace(one.id, day_clock(request.on, request.now, limits));
    out.push_back({one.id, one.name, one.place.district_code, one.place.lat_e6, one.place.lng_e6,
                   request.dispatch_scope.covers(one.id), limits.late_after_min,
                   limits.missing_after_min});
  }
  return out;
}

Persons persons_of(db::Transaction& tx, RegionId region_id, const BoardDay& day) {
  std::vector<PersonId> ids;
  for (const Visit& visit : day.visits) ids.insert(ids.end(), {visit.client_id, visit.worker_id});
  for (const people::WorkerProfile& worker : day.workers) ids.push_back(worker.person_id);
  return {tx, region_id, std::move(ids)};
}

}  // namespace

std::vector<Visit> visits_on(db::Transaction& tx, RegionId region_id, base::Date on) {
  return tx.query<Visit>("SELECT " + std::string(kVisitColumns) +
                             " FROM care_visit WHERE region_id = $1 AND visit_on = $2"
                             " ORDER BY start_min, id",
                         region_id, on);
}

std::vector<DaySpan> shifts_on(const people::WorkerProfile& worker, base::Date on) {
  std::vector<DaySpan> out;
  for (const people::WorkHours& hours : worker.hours)
    if (hours.weekday == base::weekday(on)) out.push_back({hours.from_min, hours.to_min});
  std::ranges::sort(out, {}, &DaySpan::from_min);
  return out;
}

geo::Mode mode_of(const Visit& from, const Visit& to) {
  return from.vehicle_id && from.vehicle_id == to.vehicle_id ? geo::Mode::car : geo::Mode::transit;
}

DispatchBoard read_board(db::Transaction& tx, RegionId region_id, const BoardRequest& request,
                         WayMemory& ways, const Explainer& explainer) {
  CHECK_REQUEST(std::ranges::is_sorted(request.centres));
  DispatchBoard out{.on = request.on, .as_of = request.now};
  out.cursor = std::to_string(last_event(tx, region_id).value);
  std::map<OrganisationId, DayClock> clocks;
  out.centres = centre_lines(tx, region_id, request, clocks);
  BoardDay day = read_day(tx, region_id, request);
  keep_own_links(day);
  const Persons persons = persons_of(tx, region_id, day);
  const ByWorker by_worker = visits_by_worker(day);
  predict_all(day, by_worker, persons, clocks, ways);
  OrganisationNames organisations(tx, region_id);
  for (const Visit& visit : day.visits)
    // A filter hides lines; the day behind it is whole, or ways and rests would be wrong.
    if (!request.service || visit.service == *request.service)
      out.visits.push_back(visit_line(visit, day, persons, organisations));
  for (const people::WorkerProfile& worker : day.workers)
    out.workers.push_back(worker_line(worker, day, by_worker, persons, request.on));
  std::ranges::sort(out.workers, [](const DispatchWorker& a, const DispatchWorker& b) {
    return std::tie(a.centre_id, a.name, a.worker_id) < std::tie(b.centre_id, b.name, b.worker_id);
  });
  const std::int32_t now_min =
      clocks.empty() ? 0 : std::min(clocks.begin()->second.now_min, 24 * 60 - 1);
  out.vehicles = vehicle_lines(day, now_min);
  out.links = day.links;
  out.disruptions = disruption_rows(tx, region_id, day.disruptions, explainer, request.language);
  return out;
}

}  // namespace care
