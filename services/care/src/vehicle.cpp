// Cars: valid from a day to a day, never deleted, for past visits name them.
#include "care/vehicle.h"

namespace care {

VehicleId add_vehicle(db::Transaction& tx, base::RegionId region_id, const Vehicle& vehicle) {
  CHECK_REQUEST(vehicle.centre_id);
  const auto id = tx.make_id<VehicleId>();
  tx.execute(
      "INSERT INTO care_vehicle (region_id, id, centre_id, name, has_wheelchair_lift,"
      " donor, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      region_id, id, vehicle.centre_id, vehicle.name, vehicle.has_wheelchair_lift, vehicle.donor,
      vehicle.valid_from, vehicle.valid_to);
  return id;
}

std::vector<Vehicle> vehicles_of_centre(db::Transaction& tx, base::RegionId region_id,
                                        base::OrganisationId centre_id, base::Date on) {
  return tx.query<Vehicle>(
      "SELECT id, centre_id, name, has_wheelchair_lift, donor, valid_from, valid_to"
      " FROM care_vehicle WHERE region_id = $1 AND centre_id = $2 AND valid_from <= $3"
      " AND (valid_to IS NULL OR valid_to >= $3) ORDER BY name, id",
      region_id, centre_id, on);
}

std::optional<Vehicle> find_vehicle(db::Transaction& tx, base::RegionId region_id, VehicleId id) {
  return tx.query_one<Vehicle>(
      "SELECT id, centre_id, name, has_wheelchair_lift, donor, valid_from, valid_to"
      " FROM care_vehicle WHERE region_id = $1 AND id = $2",
      region_id, id);
}

}  // namespace care
