// Who comes to a visit, with what and when: all that plans and deeds change of it.
#pragma once

#include "care/visit.h"

namespace care {

struct PlacedVisit {
  PersonId worker_id;
  VehicleId vehicle_id;
  std::int32_t start_min = 0;
  bool operator==(const PlacedVisit&) const = default;
};

}  // namespace care
