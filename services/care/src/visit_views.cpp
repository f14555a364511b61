// Visits as routes show them: five statements for a whole day, not five for each visit.
#include "visit_views.h"

#include <set>

#include "names.h"

namespace care {
namespace {

struct MobilityRow {
  EntitlementId id;
  Mobility mobility{};
};
BOOST_DESCRIBE_STRUCT(MobilityRow, (), (id, mobility))

std::map<EntitlementId, Mobility> mobilities(db::Transaction& tx, RegionId region_id,
                                             const std::vector<Visit>& visits) {
  std::set<EntitlementId> ids;
  for (const Visit& visit : visits) ids.insert(visit.entitlement_id);
  std::map<EntitlementId, Mobility> out;
  for (const MobilityRow& row : tx.query<MobilityRow>(
           "SELECT e.id AS id, r.mobility AS mobility FROM care_entitlement e"
           " JOIN care_referral r ON r.region_id = e.region_id AND r.id = e.referral_id"
           " WHERE e.region_id = $1 AND e.id IN (" +
               id_list(std::vector<EntitlementId>(ids.begin(), ids.end())) + ")",
           region_id))
    out[row.id] = row.mobility;
  return out;
}

std::map<VehicleId, std::string> vehicle_names(db::Transaction& tx, RegionId region_id,
                                               const std::vector<Visit>& visits) {
  std::map<VehicleId, std::string> out;
  for (const Visit& visit : visits) {
    if (!visit.vehicle_id || out.contains(visit.vehicle_id)) continue;
    const auto vehicle = find_vehicle(tx, region_id, visit.vehicle_id);
    out[visit.vehicle_id] = vehicle ? vehicle->name : "";
  }
  return out;
}

}  // namespace

std::vector<VisitRow> visit_rows(db::Transaction& tx, RegionId region_id,
                                 const std::vector<Visit>& visits) {
  std::vector<PersonId> ids;
  for (const Visit& visit : visits) ids.insert(ids.end(), {visit.client_id, visit.worker_id});
  const Persons persons(tx, region_id, std::move(ids));
  OrganisationNames organisations(tx, region_id);
  auto mobility = mobilities(tx, region_id, visits);
  auto vehicles = vehicle_names(tx, region_id, visits);
  std::vector<VisitRow> rows;
  for (const Visit& visit : visits) {
    VisitRow row{visit, persons.masked_name(visit.client_id), persons.name(visit.worker_id),
                 vehicles[visit.vehicle_id], organisations(visit.destination_id)};
    if (const people::Person* client = persons.find(visit.client_id)) {
      row.lat_e6 = coarse_e6(client->home.lat_e6);
      row.lng_e6 = coarse_e6(client->home.lng_e6);
    }
    row.mobility = mobility[visit.entitlement_id];
    rows.push_back(std::move(row));
  }
  return rows;
}

Referral referral_of(db::Transaction& tx, RegionId region_id, const Visit& visit) {
  const auto entitlement = find_entitlement(tx, region_id, visit.entitlement_id);
  CHECK_REQUEST(entitlement.has_value());
  auto referral = find_referral(tx, region_id, entitlement->referral_id);
  CHECK_REQUEST(referral.has_value());
  return *std::move(referral);
}

}  // namespace care
