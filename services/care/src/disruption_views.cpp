#include "disruption_views.h"

#include <set>

#include "base/text.h"
#include "visit_rows.h"

namespace care {
namespace {

struct NamedVehicle {
  VehicleId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedVehicle, (), (id, name))
struct ProposalOf {
  DisruptionId disruption_id;
  base::Id<struct ProposalTag> id;
};
BOOST_DESCRIBE_STRUCT(ProposalOf, (), (disruption_id, id))

template <class Id>
std::vector<Id> distinct(std::vector<Id> ids) {
  std::set<Id> known(ids.begin(), ids.end());
  known.erase(Id{});
  return {known.begin(), known.end()};
}

}  // namespace

std::map<VisitId, Visit> visits_by_id(db::Transaction& tx, RegionId region_id,
                                      const std::vector<VisitId>& ids) {
  std::map<VisitId, Visit> out;
  if (ids.empty()) return out;
  for (Visit& visit : tx.query<Visit>("SELECT " + std::string(kVisitColumns) +
                                          " FROM care_visit WHERE region_id = $1 AND id IN (" +
                                          id_list(distinct(ids)) + ")",
                                      region_id))
    out.emplace(visit.id, std::move(visit));
  return out;
}

Names names_for(db::Transaction& tx, RegionId region_id, const std::vector<Visit>& visits,
                const std::vector<PersonId>& workers, const std::vector<VehicleId>& vehicles) {
  std::vector<PersonId> ids = workers;
  for (const Visit& visit : visits) ids.insert(ids.end(), {visit.client_id, visit.worker_id});
  const Persons persons(tx, region_id, ids);
  Names out;
  for (const Visit& visit : visits) {
    out.clients[visit.client_id] = persons.masked_name(visit.client_id);
    out.workers[visit.worker_id] = persons.name(visit.worker_id);
  }
  for (const PersonId worker_id : workers) out.workers[worker_id] = persons.name(worker_id);
  std::vector<VehicleId> cars = vehicles;
  for (const Visit& visit : visits) cars.push_back(visit.vehicle_id);
  cars = distinct(std::move(cars));
  if (cars.empty()) return out;
  for (NamedVehicle& car :
       tx.query<NamedVehicle>("SELECT id, name FROM care_vehicle WHERE region_id = $1 AND id IN (" +
                                  id_list(cars) + ")",
                              region_id))
    out.vehicles[car.id] = std::move(car.name);
  return out;
}

std::vector<DisruptionRow> disruption_rows(db::Transaction& tx, RegionId region_id,
                                           const std::vector<Disruption>& disruptions,
                                           const Explainer& explainer, i18n::Language language) {
  std::vector<DisruptionRow> out;
  if (disruptions.empty()) return out;
  std::vector<VisitId> ids;
  std::vector<PersonId> workers;
  std::vector<VehicleId> vehicles;
  std::vector<DisruptionId> own;
  for (const Disruption& one : disruptions) {
    ids.push_back(one.visit_id);
    workers.push_back(one.worker_id);
    vehicles.push_back(one.vehicle_id);
    own.push_back(one.id);
  }
  const auto visits = visits_by_id(tx, region_id, ids);
  std::vector<Visit> list;
  for (const auto& [id, visit] : visits) list.push_back(visit);
  const Names names = names_for(tx, region_id, list, workers, vehicles);
  std::map<DisruptionId, base::Id<struct ProposalTag>> proposals;
  // In order of their ids: the last plan that was made for it stands.
  for (const ProposalOf& row :
       tx.query<ProposalOf>("SELECT disruption_id, id FROM care_proposal WHERE region_id = $1"
                            " AND disruption_id IN (" +
                                id_list(own) + ") ORDER BY id",
                            region_id))
    proposals[row.disruption_id] = row.id;
  for (const Disruption& one : disruptions) {
    const auto visit = visits.find(one.visit_id);
    out.push_back({one.id, one.centre_id, one.disrupted_on, one.reason, one.worker_id,
                   names.workers.at(one.worker_id), one.vehicle_id,
                   names.vehicles.contains(one.vehicle_id) ? names.vehicles.at(one.vehicle_id) : "",
                   one.visit_id, one.from_min, one.to_min, one.minutes, one.recorded_at,
                   one.withdrawn_at.has_value(), proposals[one.id],
                   explainer.disruption(language, one, names,
                                        visit == visits.end() ? nullptr : &visit->second)});
  }
  return out;
}

}  // namespace care
