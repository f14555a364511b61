/// Cars of the centres, given by donors and shared by the day's visits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "base/time.h"
#include "db/database.h"

namespace care {

using VehicleId = base::Id<struct VehicleTag>;

struct Vehicle {
  VehicleId id{};  ///< made by add_vehicle
  base::OrganisationId centre_id;
  std::string name;
  bool has_wheelchair_lift = false;
  std::string donor;
  base::Date valid_from;
  std::optional<base::Date> valid_to;  ///< last day
};
BOOST_DESCRIBE_STRUCT(Vehicle, (),
                      (id, centre_id, name, has_wheelchair_lift, donor, valid_from, valid_to))

VehicleId add_vehicle(db::Transaction& tx, base::RegionId region_id, const Vehicle& vehicle);
/// Those of a centre that may be used on `on`, by name.
[[nodiscard]] std::vector<Vehicle> vehicles_of_centre(db::Transaction& tx, base::RegionId region_id,
                                                      base::OrganisationId centre_id,
                                                      base::Date on);
[[nodiscard]] std::optional<Vehicle> find_vehicle(db::Transaction& tx, base::RegionId region_id,
                                                  VehicleId id);

}  // namespace care
